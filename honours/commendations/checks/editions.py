"""Whether an edition's plan may be opened: pure, over the plan as it stands."""

from collections.abc import Container, Iterator
from dataclasses import dataclass
from datetime import date

from honours.commendations.vocabulary import Milestone
from honours.directory.vocabulary import Level
from honours.kernel.rules import Rules
from honours.kernel.verdicts import Finding
from honours.policies.catalogue import RuleKey
from honours.quotas.vocabulary.places import CandidateKind
from honours.registry.vocabulary import Standing

_STANDING_TO_HOLD = (Standing.REGISTERED, Standing.RETAINED)
_MEASURE_WORD = {CandidateKind.COLLECTIVE: "个", CandidateKind.PERSON: "名"}


@dataclass(frozen=True, slots=True)
class EditionFacts:
    """What the checks need of a plan. ``approved`` maps kinds to the places a higher level gave.

    ``next_on`` is the first lawful day by the registered period; None where nothing is known.
    """

    level: Level
    standing: Standing
    activity_name: str
    next_on: date | None
    opens_on: date
    has_basis: bool
    approved: dict[str, int]
    places: dict[str, int]
    conditions: str
    scope: str
    milestones: tuple[tuple[Milestone, date], ...]
    has_consent_text: bool
    unreadable_rules: tuple[str, ...] = ()


def stands_in_the_register(facts: EditionFacts, rules: Rules) -> Iterator[Finding]:
    """Only what was kept is held."""
    del rules
    if facts.standing not in _STANDING_TO_HOLD:
        yield Finding(
            "activity-not-in-force",
            f"“{facts.activity_name}”在台账中是“{facts.standing.label}”，不能开展。",
            remedy="请先按规定申报设立或者恢复。",
            field="activity",
        )


def rests_on_an_approval(facts: EditionFacts, rules: Rules) -> Iterator[Finding]:
    """City and county only apply: an edition stands on a higher level's approval."""
    del rules
    if not facts.has_basis:
        yield Finding(
            "approval-missing",
            "没有上级批准文件，不能开展评选。",
            remedy="请在项目申报中登记批准文件，或者在“批准文件”栏填写文号。",
            field="basis",
        )
    for kind, places in facts.places.items():
        approved = facts.approved.get(kind)
        if approved is not None and places > approved:
            word = CandidateKind(kind)
            yield Finding(
                "places-beyond-approval",
                f"{word.label}名额{places}{_MEASURE_WORD[word]}，超过批准的{approved}{_MEASURE_WORD[word]}。",
                remedy="请按批准的名额安排，或者重新申报。",
                field="titles",
            )


def keeps_its_period(facts: EditionFacts, rules: Rules) -> Iterator[Finding]:
    """Not held again before its time (R115, R116)."""
    if facts.next_on is None or facts.opens_on >= facts.next_on:
        return
    binding = rules.get(RuleKey.PERIOD_BINDING)
    yield Finding(
        "too-early-again",
        f"按登记的周期，最早可在{facts.next_on:%Y年%-m月%-d日}开展。",
        citation=binding.citation if binding else None,
        remedy="请推迟开展；确需提前的，先申报调整周期。",
        field="activity",
    )


def keeps_within_the_caps(facts: EditionFacts, rules: Rules) -> Iterator[Finding]:
    """Below the province no more than the places that its rules allow (R136, R137)."""
    if facts.level in (Level.NATION, Level.PROVINCE):
        return
    for kind, key in (
        (CandidateKind.COLLECTIVE, RuleKey.COLLECTIVES_MAX),
        (CandidateKind.PERSON, RuleKey.INDIVIDUALS_MAX),
    ):
        rule, places = rules.get(key), facts.places.get(kind, 0)
        if rule is not None and places > rules.number(key):
            yield Finding(
                "places-beyond-cap",
                f"{kind.label}名额{places}{_MEASURE_WORD[kind]}，"
                f"规定最多{rules.number(key)}{_MEASURE_WORD[kind]}。",
                citation=rule.citation,
                remedy="请压减名额。",
                field="titles",
            )


def says_whom_and_how(facts: EditionFacts, rules: Rules) -> Iterator[Finding]:
    """What a notice has to tell has to be in the plan."""
    del rules
    for field, label, text in (
        ("conditions", "评选条件", facts.conditions),
        ("scope", "评选范围", facts.scope),
    ):
        if not text.strip():
            yield Finding(
                f"{field}-missing",
                f"没有填写{label}。",
                remedy="请按批准的方案填写。",
                field=field,
            )
    if not sum(facts.places.values()):
        yield Finding(
            "places-missing",
            "没有设定称号和名额。",
            remedy="请至少设一个称号，并填名额。",
            field="titles",
        )
    if not facts.has_consent_text:
        yield Finding(
            "consent-text-missing",
            "没有公示同意书文本。",
            remedy="请填写请人选同意公示姓名、单位和简要事迹的文本。",
            field="consent",
        )
    for name in facts.unreadable_rules:
        yield Finding(
            "rule-unreadable", f"规则“{name}”读不通。", remedy="请重新填写该规则。", field="rules"
        )


def runs_in_order(facts: EditionFacts, rules: Rules) -> Iterator[Finding]:
    """Units first, then the county, the first review, the sealed papers, the decision."""
    del rules
    given = dict(facts.milestones)
    missing = [word.label for word in _NEEDED if word not in given]
    if missing:
        yield Finding(
            "milestones-missing",
            f"尚缺日期：{'、'.join(missing)}。",
            remedy="请填写时间安排。",
            field="milestones",
        )
    days = [given[word] for word in Milestone if word in given]
    if days != sorted(days):
        yield Finding(
            "milestones-out-of-order",
            "时间安排前后颠倒。",
            remedy=f"应依“{_in_turn(given)}”先后安排。",
            field="milestones",
        )


_NEEDED = (Milestone.NOMINATIONS_DUE, Milestone.FIRST_REVIEW, Milestone.DECISION)
TO_OPEN = (
    stands_in_the_register,
    rests_on_an_approval,
    keeps_its_period,
    keeps_within_the_caps,
    says_whom_and_how,
    runs_in_order,
)


def _in_turn(given: Container[Milestone]) -> str:
    return "→".join(word.label for word in Milestone if word in given)
