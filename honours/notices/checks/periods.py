"""How long a notice runs: what the place and the day demand, and whether what was chosen does."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from honours.kernel.calendar import DayUnit, WorkCalendar
from honours.kernel.rules import Rules
from honours.kernel.verdicts import Citation, Finding, Refusal
from honours.notices.vocabulary import NoticeKind, PostmarkRule
from honours.policies.catalogue import RuleKey

_WORKING, _CALENDAR, _PLAIN = DayUnit.WORKING_DAYS, DayUnit.CALENDAR_DAYS, DayUnit.DAYS
_DEMANDS: dict[NoticeKind, tuple[tuple[RuleKey, DayUnit], ...]] = {
    NoticeKind.ITEM: ((RuleKey.ITEM_NOTICE_WORKING_DAYS_MIN, _WORKING),),
    NoticeKind.CANDIDATE: (
        (RuleKey.CANDIDATE_NOTICE_WORKING_DAYS_MIN, _WORKING),
        (RuleKey.CANDIDATE_NOTICE_CALENDAR_DAYS_MIN, _CALENDAR),
        (RuleKey.CANDIDATE_NOTICE_DAYS_MIN, _PLAIN),
    ),
    NoticeKind.INTERNAL: ((RuleKey.INTERNAL_NOTICE_DAYS_MIN, _PLAIN),),
}


@dataclass(frozen=True, slots=True)
class Demand:
    """So many days of that sort at the least, and who says so."""

    length: int
    unit: DayUnit
    citation: Citation


@dataclass(frozen=True, slots=True)
class OwnTerms:
    """What the unit chose itself, where it chose; ``basis`` is what it rests the length on."""

    length: int | None = None
    unit: DayUnit | None = None
    counts_first_day: bool | None = None
    postmark_rule: PostmarkRule | None = None
    basis: str = ""


@dataclass(frozen=True, slots=True)
class Terms:
    """The terms a notice runs by, and the clauses they were taken from."""

    length: int
    unit: DayUnit
    counts_first_day: bool
    postmark_rule: PostmarkRule | None
    real_name_required: bool
    identity_number_required: bool
    citation: str

    def last_day(self, calendar: WorkCalendar, start: date) -> date:
        return calendar.last_day(
            start, self.length, self.unit, counts_first_day=self.counts_first_day
        )

    def counted(self, calendar: WorkCalendar, start: date, end: date) -> int:
        """How many days of the period lie between the days, both in, the start only if counted."""
        counted = calendar.counted_days(start, end, self.unit)
        first = 0 if self.counts_first_day else calendar.counted_days(start, start, self.unit)
        return counted - first


@dataclass(frozen=True, slots=True)
class PeriodFacts:
    """A period about to be announced."""

    kind: NoticeKind
    terms: Terms
    posted_on: date
    ends_on: date
    objections_until: date
    calendar: WorkCalendar
    basis: str = ""
    """What the unit rests a length of its own on."""


def demanded_periods(kind: NoticeKind, rules: Rules) -> tuple[Demand, ...]:
    """Every length that a document in force demands of such a notice, working days first."""
    return tuple(
        Demand(int(rules.number(key)), unit, rules[key].citation)
        for key, unit in _DEMANDS[kind]
        if key in rules
    )


def terms_of(kind: NoticeKind, own: OwnTerms, rules: Rules) -> Terms:
    """The terms by which such a notice runs on that day in that place.

    The unit may choose a length; ``long_enough`` judges it. Whether the first day counts is the
    rule's to say; where no rule does, the unit says so, and where it is silent the day does not
    count, which gives the later end. Raises ``Refusal`` where nobody says how long it runs.
    """
    demands = demanded_periods(kind, rules)
    if own.length and own.unit:
        length, unit = own.length, own.unit
    elif demands:
        length, unit = demands[0].length, demands[0].unit
    else:
        raise Refusal(_no_length(kind, rules))
    return Terms(
        length,
        unit,
        _counts_first_day(own, rules),
        _postmark_rule(own, rules),
        _is_demanded(RuleKey.OBJECTION_REAL_NAME, rules),
        _is_demanded(RuleKey.OBJECTION_IDENTITY_NUMBER, rules),
        _citations(demands, rules),
    )


def long_enough(facts: PeriodFacts, rules: Rules) -> Iterator[Finding]:
    """Each length demanded is reached, counted in its own sort of days."""
    for demand in demanded_periods(facts.kind, rules):
        first = facts.terms.counts_first_day
        start = facts.posted_on
        counted = facts.calendar.counted_days(start, facts.ends_on, demand.unit)
        counted -= 0 if first else facts.calendar.counted_days(start, start, demand.unit)
        if counted < demand.length:
            needed = facts.calendar.last_day(
                start, demand.length, demand.unit, counts_first_day=first
            )
            yield Finding(
                "notice-too-short",
                f"公示期只有{demand.unit.counted(counted)}，"
                f"少于规定的{demand.unit.counted(demand.length)}。",
                demand.citation,
                remedy=f"请将公示期延至{needed.isoformat()}或以后。",
                field="length",
            )


def rests_on_something(facts: PeriodFacts, rules: Rules) -> Iterator[Finding]:
    """Where no document of the place says how long, the unit says what its own length rests on."""
    if not demanded_periods(facts.kind, rules) and not facts.basis.strip():
        yield Finding(
            "notice-length-without-basis",
            f"没有查到{rules.on}本地现行文件规定公示多少天，自定的公示期须写明依据。",
            remedy="请填写公示期依据，例如本次评选通知的文号和条款。",
            field="length_basis",
        )


def takes_objections_to_the_end(facts: PeriodFacts, _: Rules) -> Iterator[Finding]:
    """Objections are taken at least until the notice ends; they may be taken longer."""
    if facts.objections_until < facts.ends_on:
        yield Finding(
            "objections-end-early",
            f"异议截止日期{facts.objections_until}早于公示截止日期{facts.ends_on}。",
            remedy="请改为公示截止当日或以后。",
            field="objections_until",
        )


def _counts_first_day(own: OwnTerms, rules: Rules) -> bool:
    if RuleKey.NOTICE_COUNTS_FIRST_DAY in rules:
        return rules.flag(RuleKey.NOTICE_COUNTS_FIRST_DAY)
    return bool(own.counts_first_day)


def _postmark_rule(own: OwnTerms, rules: Rules) -> PostmarkRule | None:
    if RuleKey.LETTERS_BY_ARRIVAL in rules:
        by_arrival = rules.flag(RuleKey.LETTERS_BY_ARRIVAL)
        return PostmarkRule.ARRIVAL if by_arrival else PostmarkRule.DISPATCH
    return own.postmark_rule


def _is_demanded(key: RuleKey, rules: Rules) -> bool:
    return key in rules and rules.flag(key)


def _citations(demands: tuple[Demand, ...], rules: Rules) -> str:
    """Each clause once, in the order its rule is asked for."""
    others = (
        RuleKey.NOTICE_COUNTS_FIRST_DAY,
        RuleKey.LETTERS_BY_ARRIVAL,
        RuleKey.OBJECTION_REAL_NAME,
        RuleKey.OBJECTION_IDENTITY_NUMBER,
    )
    cited = [str(demand.citation) for demand in demands]
    cited += [str(rules[key].citation) for key in others if key in rules]
    return "；".join(dict.fromkeys(cited))


def _no_length(kind: NoticeKind, rules: Rules) -> Finding:
    return Finding(
        "notice-length-unknown",
        f"没有查到{rules.on}本地现行文件规定{kind.label}公示多少天，系统不代定天数。",
        remedy="请填写公示期、计算方式（工作日、自然日或天）和依据。",
        field="length",
    )
