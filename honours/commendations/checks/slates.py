"""Whether a list may be signed, and whether the level above may take it. Pure.

A unit may insist on a list that breaks a ratio, in writing: then it is on record who did, and the
level above can only return it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import partial

from honours.clearances.checks.facts import ClearanceStanding, DisqualifierStanding
from honours.commendations.checks.candidates import (
    clearance_findings,
    disqualifier_findings,
    of_candidate,
    what_stops,
)
from honours.commendations.vocabulary import Round, Tier
from honours.kernel.rules import Rules
from honours.kernel.verdicts import Finding, Verdict, Weight
from honours.notices.checks.standings import (
    NoticeStanding,
    no_objection_is_sustained,
    notice_is_over,
    objections_are_closed,
)
from honours.quotas.ratios.bars import BarStanding
from honours.quotas.ratios.findings import bar_findings, ratio_findings
from honours.quotas.ratios.judging import RuleStanding
from honours.quotas.vocabulary.ratios import RatioState


@dataclass(frozen=True, slots=True)
class SlateFacts:
    """A list as it stands. ``places``: how many it may hold; ``None`` where nobody has said.

    ``verdicts``, ``clearances``, ``held`` (bars of other laws) and ``noticed`` (how each one's
    own entry stands) are keyed by the nomination's number. ``insistence`` is why
    the unit reports a list that breaks a ratio. ``lacking``: by rule, who lacks which entries.
    """

    tier: Tier
    round: Round
    listed: int
    reserves: int = 0
    places: int | None = None
    reserve_places: int = 0
    standings: tuple[RuleStanding, ...] = ()
    bars: tuple[BarStanding, ...] = ()
    verdicts: Mapping[str, Verdict] = field(default_factory=dict)
    clearances: Mapping[str, ClearanceStanding] = field(default_factory=dict)
    held: Mapping[str, DisqualifierStanding] = field(default_factory=dict)
    notice: NoticeStanding | None = None
    noticed: Mapping[str, NoticeStanding] = field(default_factory=dict)
    unjudged_flags: int = 0
    lacking: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    insistence: str = ""


def names_somebody(facts: SlateFacts, rules: Rules) -> Iterator[Finding]:
    del rules
    if not facts.listed:
        yield Finding("slate-empty", "名单是空的。", remedy="请先加入推荐对象。")


def fits_its_places(facts: SlateFacts, rules: Rules) -> Iterator[Finding]:
    """No more than the places, reserves apart (R190 to R193)."""
    del rules
    if facts.places is not None and facts.listed > facts.places:
        yield Finding(
            "slate-beyond-places",
            f"名单{facts.listed}个，名额{facts.places}个，多{facts.listed - facts.places}个。",
            remedy="请移出多出的，或者列为备选。",
        )
    if facts.reserves > facts.reserve_places:
        yield Finding(
            "too-many-reserves",
            f"备选{facts.reserves}个，本届备选名额{facts.reserve_places}个。",
            remedy="请移出多出的备选。",
        )


def everybody_may_go_on(facts: SlateFacts, rules: Rules) -> Iterator[Finding]:
    """Each nomination by itself; bars of the edition besides."""
    del rules
    for number, verdict in facts.verdicts.items():
        yield from what_stops(number, verdict)
    yield from bar_findings(facts.bars)


def keeps_the_ratios(facts: SlateFacts, rules: Rules) -> Iterator[Finding]:
    """The ratio rules, unless the unit insists in writing; the level above takes no such list."""
    if not facts.insistence:
        yield from keeps_the_ratios_strictly(facts, rules)


def keeps_the_ratios_strictly(facts: SlateFacts, rules: Rules) -> Iterator[Finding]:
    """What breaks a ratio; what is not known of it is asked for by the check beneath."""
    del rules
    found = ratio_findings(facts.standings)
    yield from (one for one in found if one.weight is not Weight.MISSING)


def knows_what_the_ratios_ask(facts: SlateFacts, rules: Rules) -> Iterator[Finding]:
    """Where a fact is lacking nobody can say that the ratio is kept: the list does not pass."""
    del rules
    for standing in facts.standings:
        if standing.state is RatioState.UNKNOWN and not standing.rule.is_soft:
            yield from map(partial(_asked_for, facts), ratio_findings([standing]))


def was_cleared(facts: SlateFacts, rules: Rules) -> Iterator[Finding]:
    """Before the second review every body has answered, and nothing stands against anybody."""
    del rules
    for number, standing in facts.clearances.items():
        yield from clearance_findings(number, standing)


def nobody_is_disqualified(facts: SlateFacts, rules: Rules) -> Iterator[Finding]:
    """Before the second review no bar of another law weighs on anybody (一票否决)."""
    del rules
    for number, standing in facts.held.items():
        yield from disqualifier_findings(number, standing)


def nobody_was_objected_to(facts: SlateFacts, rules: Rules) -> Iterator[Finding]:
    """Whoever an objection was sustained against, or was taken off the notice, does not go on."""
    for number, standing in facts.noticed.items():
        yield from of_candidate(number, no_objection_is_sustained(standing, rules))
        if standing.is_removed:
            yield from of_candidate(number, notice_is_over(standing, rules))


def its_notice_is_over(facts: SlateFacts, rules: Rules) -> Iterator[Finding]:
    """A notice of this list, once begun, ends before the list goes on."""
    if facts.notice is not None and facts.notice.exists:
        yield from notice_is_over(facts.notice, rules)
        yield from objections_are_closed(facts.notice, rules)


def is_put_to_the_public(
    tier: Tier, notice: NoticeStanding | None, told: Mapping[str, str]
) -> Iterator[Finding]:
    """No rule in force asks every list for a notice; who signs without one knows it is the last
    moment. ``told``: what the rules of the place and the edition say of it, empty where nothing.
    """
    if tier is Tier.CITY or (notice is not None and (notice.exists or notice.is_waived)):
        return
    yield Finding(
        "notice-too-late-afterwards",
        f"这份名单还没有{tier.label}公示。公示只能在签批报送以前办理，签批以后不能补办。",
        remedy="文件要求本级公示的，请先不签批：由编排人员在名单页面办理公示，期满后再签批报送。",
        weight=Weight.ADVICE,
        detail={name: words for name, words in told.items() if words} or None,
    )


def flags_are_judged(facts: SlateFacts, rules: Rules) -> Iterator[Finding]:
    """What no rule decides, a person has looked at."""
    del rules
    if facts.unjudged_flags:
        yield Finding(
            "flags-unjudged",
            f"还有{facts.unjudged_flags}条提示没有核查结论。",
            remedy="请由编排人以外的审核人员逐条核查并写明结论；市级名单也可由签批的领导核查。",
        )


def own_flags_are_judged(facts: SlateFacts, rules: Rules) -> Iterator[Finding]:
    """The city's own list is taken over by nobody: its flags are judged before it is signed."""
    if facts.tier is Tier.CITY:
        yield from flags_are_judged(facts, rules)


def _asked_for(facts: SlateFacts, finding: Finding) -> Finding:
    """The same in the way, with each nomination and the entries it lacks."""
    if finding.weight is not Weight.MISSING:
        return finding
    lacking = facts.lacking.get((finding.detail or {})["规则"], ())
    remedy = f"请退回，由推荐单位补填：{'；'.join(lacking)}。" if lacking else finding.remedy
    return replace(finding, weight=Weight.BLOCKING, remedy=remedy, detail=None)


TO_SUBMIT = (names_somebody, fits_its_places)
TO_SIGN = (
    names_somebody,
    fits_its_places,
    everybody_may_go_on,
    keeps_the_ratios,
    knows_what_the_ratios_ask,
    its_notice_is_over,
    nobody_was_objected_to,
    was_cleared,
    nobody_is_disqualified,
    own_flags_are_judged,
)
TO_ACCEPT = (keeps_the_ratios_strictly, knows_what_the_ratios_ask, flags_are_judged)
