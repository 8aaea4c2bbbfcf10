"""What stands between a notice and what waits for it: period, proof, objections."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from honours.kernel.rules import Rules
from honours.kernel.verdicts import Finding
from honours.notices.vocabulary import NoticeLevel, NoticeState
from honours.policies.catalogue import RuleKey


@dataclass(frozen=True, slots=True)
class NoticeStanding:
    """How the notice of a subject at a level stands on a day. ``reason_open``: why not done."""

    subject: str
    on: date
    level: NoticeLevel | None = None
    exists: bool = False
    is_waived: bool = False
    notice: str = ""
    state: NoticeState | None = None
    posted_on: date | None = None
    ends_on: date | None = None
    objections_until: date | None = None
    is_over: bool = False
    is_removed: bool = False
    """The entry of this subject was taken off the notice."""
    reason_open: str = ""
    open_objections: int = 0
    sustained: int = 0


@dataclass(frozen=True, slots=True)
class EndingFacts:
    """What is looked at before a notice ends or is closed."""

    on: date
    ends_on: date
    objections_until: date
    days_left: int
    standing_carriers: int
    proved_carriers: int
    open_objections: int = 0


def notice_is_over(standing: NoticeStanding, _: Rules) -> Iterator[Finding]:
    """Nothing is approved before its notice has run to the end."""
    if standing.is_waived:
        return
    place = standing.level.label if standing.level else "公示"
    if not standing.exists:
        yield Finding(
            "notice-missing",
            f"还没有{place}，不能办理。",
            remedy="请先公示；依规定可以不公示的，请登记理由和批准人。",
        )
    elif standing.is_removed:
        yield Finding(
            "removed-from-notice",
            f"该对象已从{place}名单中撤下。",
            remedy="请不要继续办理该对象。",
        )
    elif not standing.is_over:
        yield Finding(
            "notice-not-over",
            f"{place}还没有结束：{standing.reason_open}。",
            remedy=_when(standing),
        )


def objections_are_closed(standing: NoticeStanding, _: Rules) -> Iterator[Finding]:
    """Nothing is approved while objections may still come, or wait for their finding."""
    if standing.is_waived or not standing.exists:
        return
    until = standing.objections_until
    if until is not None and standing.on <= until:
        yield Finding(
            "objections-still-taken",
            f"异议受理到{until.isoformat()}为止，现在还不能办理。",
            remedy=f"请在{until.isoformat()}以后办理。",
        )
    if standing.open_objections:
        yield Finding(
            "objections-open",
            f"还有{standing.open_objections}件异议没有办结。",
            remedy="请先核查并作出结论。",
        )


def no_objection_is_sustained(standing: NoticeStanding, _: Rules) -> Iterator[Finding]:
    """Whoever an objection was sustained against does not go on."""
    if standing.sustained:
        yield Finding(
            "objection-sustained",
            f"有{standing.sustained}件异议成立。",
            remedy="请按结论撤下该对象，或者作相应处理。",
        )


def has_run_its_days(facts: EndingFacts, _: Rules) -> Iterator[Finding]:
    """The last day is a day of the notice, to its midnight."""
    if facts.on <= facts.ends_on:
        yield Finding(
            "notice-still-running",
            f"公示到{facts.ends_on.isoformat()}为止（含当日），还有{facts.days_left}天要计，不能提前结束。",
            remedy=f"请在{facts.ends_on.isoformat()}以后办理。",
        )


def hung_somewhere(facts: EndingFacts, _: Rules) -> Iterator[Finding]:
    """At least one carrier was hung and proved; without that nobody can say it was public."""
    if not facts.proved_carriers:
        yield Finding(
            "notice-without-proof",
            "还没有一个载体有公示证明（照片、截图或报样），公示不能期满。",
            remedy="请登记公示载体并上传证明。",
            field="carriers",
        )
    elif not facts.standing_carriers:
        yield Finding(
            "notice-hangs-nowhere",
            "公示载体都已撤下，公示处于中断。",
            remedy="请重新张贴并登记载体，公示期相应顺延。",
            field="carriers",
        )


def objections_have_been_answered(facts: EndingFacts, _: Rules) -> Iterator[Finding]:
    """A notice closes when nobody can object any more and every objection has its finding."""
    if facts.on <= facts.objections_until:
        yield Finding(
            "objections-still-taken",
            f"异议受理到{facts.objections_until.isoformat()}为止。",
            remedy=f"请在{facts.objections_until.isoformat()}以后结束公示。",
        )
    if facts.open_objections:
        yield Finding(
            "objections-open",
            f"还有{facts.open_objections}件异议没有办结。",
            remedy="请先核查并作出结论。",
        )


def may_stay_secret(citation: str, rules: Rules) -> Iterator[Finding]:
    """Without a rule of the place, a secret subject needs a ground cited by whoever waives it."""
    allowed = RuleKey.SECRET_NOTICE_WAIVED in rules and rules.flag(RuleKey.SECRET_NOTICE_WAIVED)
    if not allowed and not citation.strip():
        yield Finding(
            "waiver-without-ground",
            "没有查到本地现行文件规定可以不公示，须写明依据。",
            remedy="请填写可以不公示的依据（文号和条款），不要写涉密内容。",
            field="citation",
        )


def waiver_citation(given: str, rules: Rules) -> str:
    """The ground given; where none is, the clause of the place that allows it."""
    if given.strip() or RuleKey.SECRET_NOTICE_WAIVED not in rules:
        return given.strip()
    return str(rules[RuleKey.SECRET_NOTICE_WAIVED].citation)


def _when(standing: NoticeStanding) -> str:
    if standing.ends_on and standing.on <= standing.ends_on:
        return f"请在{standing.ends_on.isoformat()}期满以后办理。"
    return "请先办理公示期满。"
