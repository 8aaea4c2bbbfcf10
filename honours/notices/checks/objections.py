"""Whether an objection is accepted, and who may judge it: by the rules of its day and place."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from honours.kernel.rules import Rule, Rules
from honours.kernel.verdicts import Citation, Finding, Weight
from honours.notices.vocabulary import Channel, DeclineGround, Naming, Party, PostmarkRule
from honours.policies.catalogue import RuleKey


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectionFacts:
    """An objection as it came, what its notice announced, and who now wants to move it.

    ``arrived_on`` is the day it came in (of a letter: the postmark of arrival). The terms are
    those of its notice, taken from the rules of its place and day when it was posted; the same
    rules are given to the checks. ``terms`` cites the notice itself.
    """

    channel: Channel
    arrived_on: date
    postmark_on: date | None = None
    naming: Naming = Naming.NAMED
    party: Party = Party.PERSON
    gives_telephone: bool = False
    gives_identity_number: bool = False
    bears_seal: bool = False
    has_clear_leads: bool | None = None
    """What its reader thinks of its leads; ``None`` where nobody has said yet."""

    terms: Citation | None = None
    until: date | None = None
    postmark_rule: PostmarkRule | None = None
    is_real_name_required: bool = False
    is_identity_number_required: bool = False

    own_bodies: tuple[str, ...] = ()
    """Bodies named by the objection that a post of the person who moves it belongs to."""
    has_judged_before: bool = False
    """The person who moves it had a hand in the case that this one appeals against."""
    superior: str = ""
    """Who has to judge it, where nobody of that body works in this system."""
    ground: DeclineGround | None = None
    inquiries: int = 0
    has_inquired: bool = False
    """The person who moves it wrote some of the inquiry."""


def comes_in_time(facts: ObjectionFacts, rules: Rules) -> Iterator[Finding]:
    """Up to the announced last day; a letter by its arrival or by its sending postmark."""
    if facts.until is None or facts.arrived_on <= facts.until:
        return
    citation = _citation(facts, rules, RuleKey.LETTERS_BY_ARRIVAL)
    if facts.channel is not Channel.LETTER:
        yield _late(facts, facts.terms, f"收到日期为{facts.arrived_on}")
    elif facts.postmark_rule is PostmarkRule.ARRIVAL:
        yield _late(facts, citation, f"信函以到达邮戳为准，到达日期为{facts.arrived_on}")
    elif facts.postmark_on is None:
        yield Finding(
            "postmark-missing",
            "信函在截止日以后到达，没有登记寄出邮戳日期，不能判定是否逾期。",
            citation=citation,
            remedy="请核对信封并补填寄出邮戳日期；无法辨认的，按逾期办理。",
            field="postmark_on",
        )
    elif facts.postmark_on > facts.until:
        yield _late(facts, citation, f"信函以寄出邮戳为准，寄出日期为{facts.postmark_on}")
    elif facts.postmark_rule is None:
        yield Finding(
            "postmark-rule-unknown",
            "没有规定也没有公告信函以哪个邮戳为准，按有利于反映人的寄出邮戳认作按期。",
            remedy="请在今后的公示中写明。",
            weight=Weight.ADVICE,
        )


def bears_a_real_name(facts: ObjectionFacts, rules: Rules) -> Iterator[Finding]:
    """Where its notice demands it: a person's name and telephone, a unit's seal."""
    if not facts.is_real_name_required:
        return
    citation = _citation(facts, rules, RuleKey.OBJECTION_REAL_NAME)
    if facts.naming is Naming.ANONYMOUS:
        yield Finding(
            "real-name-demanded",
            "反映异议须实名，本件为匿名。",
            citation=citation,
            remedy="请留言请反映人补充实名；不补充的，按“没有按要求实名”办理。",
            field="naming",
        )
    elif facts.party is Party.UNIT and not facts.bears_seal:
        yield Finding(
            "seal-demanded",
            "单位反映异议须加盖公章。",
            citation=citation,
            remedy="请反映单位补交盖章的材料。",
            field="bears_seal",
        )
    elif facts.party is Party.PERSON and not facts.gives_telephone:
        yield Finding(
            "telephone-demanded",
            "个人反映异议须留联系电话。",
            citation=citation,
            remedy="请反映人补充联系电话。",
            field="telephone",
        )


def gives_the_identity_number(facts: ObjectionFacts, rules: Rules) -> Iterator[Finding]:
    """Where its notice demands the number of the identity card beside the name."""
    is_nameless = facts.naming is Naming.ANONYMOUS or facts.party is Party.UNIT
    if not facts.is_identity_number_required or is_nameless:
        return
    if not facts.gives_identity_number:
        yield Finding(
            "identity-number-demanded",
            "个人反映异议须提供身份证号码。",
            citation=_citation(facts, rules, RuleKey.OBJECTION_IDENTITY_NUMBER),
            remedy="请反映人补充身份证号码；号码只存入封存的身份，不在案卷中显示。",
            field="identity_number",
        )


def has_clear_leads_if_anonymous(facts: ObjectionFacts, rules: Rules) -> Iterator[Finding]:
    """An anonymous objection with unclear leads is not accepted where a rule says so."""
    rule = _demanded(rules, RuleKey.UNCLEAR_ANONYMOUS_DECLINED)
    if rule is None or facts.naming is not Naming.ANONYMOUS or facts.has_clear_leads:
        return
    if facts.has_clear_leads is None:
        yield Finding(
            "leads-not-judged",
            "匿名异议须先判断线索是否清楚。",
            citation=rule.citation,
            remedy="请在“线索是否清楚”中选定。",
            field="has_clear_leads",
        )
    else:
        yield Finding(
            "unclear-anonymous",
            "匿名反映且线索不清，公示期间不予受理。",
            citation=rule.citation,
            remedy="请按“匿名且线索不清”办理不予受理，或留言请反映人补充线索。",
        )


ACCEPTANCE = (
    comes_in_time,
    bears_a_real_name,
    gives_the_identity_number,
    has_clear_leads_if_anonymous,
)
"""Everything that may stand against accepting an objection."""


def is_declined_on_a_ground(facts: ObjectionFacts, rules: Rules) -> Iterator[Finding]:
    """Nobody is turned away on a ground that does not hold."""
    if facts.ground is None:
        yield Finding(
            "decline-ground-missing",
            "不予受理须选定情形。",
            remedy="请选定不予受理的情形。",
            field="ground",
        )
    elif facts.ground in _SUPPORTED_BY and not _support_of(facts, rules):
        yield Finding(
            "decline-ground-unsupported",
            f"本件不属于“{facts.ground.label}”，没有规定可以据此不予受理。",
            remedy="请受理，或改选符合实际的情形。",
            field="ground",
        )


def citation_of_decline(facts: ObjectionFacts, rules: Rules) -> str:
    """The clause that a refusal to accept rests on, in print; empty where none stands behind."""
    support = _support_of(facts, rules)
    return str(support[0].citation or "") if support else ""


def is_judged_by_others(facts: ObjectionFacts, rules: Rules) -> Iterator[Finding]:
    """The named body never handles its own case, nor does anybody judge the same matter twice."""
    del rules
    if facts.own_bodies:
        named = "、".join(facts.own_bodies)
        yield Finding(
            "own-case",
            f"异议涉及“{named}”，您在该单位任职，不能办理。",
            remedy="请由其他单位的督查人员办理；没有的，请报上一级单位。",
        )
    if facts.has_judged_before:
        yield Finding(
            "judged-before",
            "您办理过原异议，不能再办理对它的复核。",
            remedy="请由没有参与原异议的人员办理。",
        )


def is_ours_to_judge(facts: ObjectionFacts, rules: Rules) -> Iterator[Finding]:
    """What belongs to a superior outside the system is passed on, not judged here."""
    del rules
    if facts.superior:
        yield Finding(
            "superior-judges",
            f"本件须由“{facts.superior}”复核，本单位不能受理或不予受理。",
            remedy="请办理“转上级复核”，收到上级意见后登记。",
        )


def is_for_the_superior(facts: ObjectionFacts, rules: Rules) -> Iterator[Finding]:
    """Only an appeal whose superior does not work in the system is passed on."""
    del rules
    if not facts.superior:
        yield Finding(
            "judged-here",
            "本件由本单位办理，不必转上级。",
            remedy="请办理受理或不予受理。",
        )


def is_signed_by_another(facts: ObjectionFacts, rules: Rules) -> Iterator[Finding]:
    """Whoever inquired does not sign what came of it (R263: 核实、领导签字)."""
    del rules
    if facts.has_inquired:
        yield Finding(
            "inquirer-signs",
            "您参与了本件的核查，不能签字认定。",
            remedy="请由没有参与核查的主要领导签字。",
        )


def rests_on_an_inquiry(facts: ObjectionFacts, rules: Rules) -> Iterator[Finding]:
    """A finding without an inquiry on record is an opinion."""
    del rules
    if not facts.inquiries:
        yield Finding(
            "inquiry-missing",
            "还没有核查记录，不能提出认定意见。",
            remedy="请先登记核查经过（谈话、调档、实地了解等）。",
        )


def _citation(facts: ObjectionFacts, rules: Rules, key: RuleKey) -> Citation | None:
    """The clause behind a term of the notice; the notice itself where it alone says so."""
    rule = rules.get(key)
    return rule.citation if rule is not None else facts.terms


def _late(facts: ObjectionFacts, citation: Citation | None, why: str) -> Finding:
    return Finding(
        "objection-late",
        f"异议截止于{facts.until}，{why}，已逾期。",
        citation=citation,
        remedy="请留存材料，按“超过异议期限”答复；反映问题重要的，转信访办理。",
    )


def _demanded(rules: Rules, key: RuleKey) -> Rule | None:
    rule = rules.get(key)
    return rule if rule is not None and rule.value is True else None


def _are_leads_unclear(facts: ObjectionFacts, rules: Rules) -> Iterator[Finding]:
    if facts.has_clear_leads is False:
        yield from has_clear_leads_if_anonymous(facts, rules)


_SUPPORTED_BY = {
    DeclineGround.LATE: (comes_in_time,),
    DeclineGround.NOT_AS_DEMANDED: (bears_a_real_name, gives_the_identity_number),
    DeclineGround.UNCLEAR_ANONYMOUS: (_are_leads_unclear,),
}


def _support_of(facts: ObjectionFacts, rules: Rules) -> list[Finding]:
    """What the rules find that bears out the ground; nothing where they find it does not hold."""
    checks = _SUPPORTED_BY.get(facts.ground, ()) if facts.ground else ()
    return [found for check in checks for found in check(facts, rules) if found.is_blocking]
