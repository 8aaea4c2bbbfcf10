"""A register as it was sent, judged row by row by the shipped rules of a day and a place."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache

from honours.campaigns.checks.facts import FiledItem
from honours.campaigns.checks.screening import unruled
from honours.campaigns.intake.entries import ReadRow
from honours.campaigns.intake.rows import SetAside, read_rows
from honours.campaigns.proposals import Proposal, screen
from honours.campaigns.vocabulary import Outcome, Undertaking
from honours.directory.vocabulary import Level, OrganizationKind
from honours.kernel.rules import Rules
from honours.kernel.terms import Term
from honours.policies.readings.shipped import shipped_rules
from honours.registry.checks.facts import Twin, sounds_comprehensive
from honours.registry.likeness.groups import find_groups
from honours.registry.likeness.index import LikenessIndex
from honours.registry.likeness.subjects import Group, LevelRelation, Likeness, Relation, Subject
from honours.registry.readings.places import Place, place_within
from honours.registry.vocabulary import BasisKind, PeriodKind
from honours.spreadsheets.reading import Workbook

LEVELS = {0: Level.NATION, 2: Level.PROVINCE, 4: Level.CITY, 6: Level.COUNTY}
REPORT_EVERY = 1000
Report = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Item:
    """One row that could be read, and where it belongs."""

    key: str
    row: ReadRow
    place: Place

    @property
    def undertaking(self) -> Undertaking:
        return self.row.values.undertaking or Undertaking.OWN

    @property
    def level(self) -> Level:
        return LEVELS[len(self.place.code)]

    @property
    def subject(self) -> Subject:
        values = self.row.values
        last = values.last_held_on.value
        return Subject(
            key=self.key,
            name=values.name,
            hosts=values.hosts.names,
            objects="、".join(audience.label for audience in values.audiences.audiences),
            place=self.place.code,
            year=last.year if last else None,
        )


@dataclass(frozen=True, slots=True)
class Judged:
    """An item with what the rules propose, and what it is like."""

    item: Item
    proposal: Proposal
    likenesses: tuple[Likeness, ...]


@dataclass(frozen=True, slots=True)
class Judgement:
    """Everything that came of one file. Rows of the file = ``rows`` + ``set_aside``."""

    place: Place
    on: date
    rows: tuple[ReadRow, ...]
    set_aside: tuple[SetAside, ...]
    judged: tuple[Judged, ...]
    groups: tuple[Group, ...]
    unruled: tuple[Term, ...]

    @property
    def faulty(self) -> tuple[ReadRow, ...]:
        return tuple(row for row in self.rows if not row.is_good)

    @property
    def own(self) -> tuple[Judged, ...]:
        """What counts: items of others are counted where they are owned."""
        return tuple(one for one in self.judged if one.item.undertaking is Undertaking.OWN)

    def proposed(self, outcome: Outcome) -> int:
        return sum(one.proposal.outcome is outcome for one in self.own)


def judge(workbook: Workbook, *, place: Place, on: date, report: Report) -> Judgement:
    """Read, compare and screen. ``report`` is told what is being done, rows done, of how many.

    Rows with a fault are not judged: they come back marked. Raises ``Refusal`` where no sheet
    has a heading with a column of names.
    """
    rows, aside = _read(workbook, report)
    items = [
        Item(f"{row.sheet}!{row.row_number}", row, _place_of(row, place))
        for row in rows
        if row.is_good
    ]
    judged = tuple(_judge(items, on, report))
    report("查找重复", 0, len(items))
    groups = find_groups([item.subject for item in items])
    report("查找重复", len(items), len(items))
    rules = _rules(on, place.code)
    return Judgement(
        place, on, tuple(rows), tuple(aside), judged, tuple(groups), tuple(unruled(rules))
    )


def _read(workbook: Workbook, report: Report) -> tuple[list[ReadRow], list[SetAside]]:
    rows: list[ReadRow] = []
    aside: list[SetAside] = []
    total = sum(sheet.height for sheet in workbook.sheets)
    for number, row in enumerate(read_rows(workbook), start=1):
        if isinstance(row, SetAside):
            aside.append(row)
        else:
            rows.append(row)
        if number % REPORT_EVERY == 0:
            report("识读", number, max(total, number))
    report("识读", len(rows) + len(aside), len(rows) + len(aside))
    return rows, aside


def _place_of(row: ReadRow, place: Place) -> Place:
    """A county of the city where the filing unit names one, else the place that was given."""
    return place_within(row.values.filing_unit, place)


def _judge(items: Sequence[Item], on: date, report: Report) -> Iterator[Judged]:
    around = _Surroundings(items, on)
    for number, item in enumerate(items, start=1):
        likenesses = around.index.like(item.subject)
        facts = _facts(item, around, likenesses)
        yield Judged(item, screen(facts, _rules(on, item.place.code)), tuple(likenesses))
        if number % REPORT_EVERY == 0 or number == len(items):
            report("甄别", number, len(items))


class _Surroundings:
    """What the items of one file are held against: each other."""

    def __init__(self, items: Sequence[Item], on: date) -> None:
        by_seniority = sorted(items, key=lambda item: _established(item) or on)
        self.index = LikenessIndex(item.subject for item in by_seniority)
        self.order = {item.key: position for position, item in enumerate(by_seniority)}
        self.yearly = Counter(map(_year, items))
        self.comprehensives: dict[tuple[str, str], list[Item]] = {}
        for item in items:
            if item.row.values.hosts.names and sounds_comprehensive(item.row.values.name):
                self.comprehensives.setdefault(_system(item), []).append(item)


def _facts(item: Item, around: _Surroundings, likenesses: Sequence[Likeness]) -> FiledItem:
    values = item.row.values
    alike = [one for one in likenesses if one.relation is not Relation.REVIVED]
    return FiledItem(
        name=values.name,
        level=item.level,
        region_name=item.place.name,
        undertaking=item.undertaking,
        hosts=values.hosts.names,
        host_kinds=tuple(map(_kind_of_host, values.hosts.names)),
        basis_kind=values.basis.kind or BasisKind.UNKNOWN,
        basis_text=values.basis.raw,
        established_on=values.established_on.value,
        retention_reason=values.retention_reason,
        period_kind=PeriodKind(values.period.kind),
        period_months=values.period.months_each,
        last_held_on=values.last_held_on.value,
        charges_fee=values.fees.charges,
        fee_total=values.fee_total.yuan,
        is_compulsory=values.compulsory.value,
        is_tied_to_benefits=values.tied_benefits.value,
        demands_matching=values.matching_demands.value,
        burdens_grassroots=values.burden.value,
        audiences=values.audiences.audiences,
        prizes=values.prizes,
        collectives=values.quota.collectives,
        individuals=values.quota.individuals,
        upper_duplicates=_twins(item, alike, LevelRelation.SECOND_ABOVE, around),
        same_level_duplicates=_twins(item, alike, LevelRelation.SAME, around),
        is_comprehensive=sounds_comprehensive(values.name),
        system_comprehensives=_other_comprehensives(item, around),
        yearly_count=around.yearly[_year(item)] if values.last_held_on.value else None,
    )


def _twins(
    item: Item, likenesses: Sequence[Likeness], wanted: LevelRelation, around: _Surroundings
) -> tuple[Twin, ...]:
    position = around.order[item.key]
    return tuple(
        Twin(
            key=one.second.key,
            name=one.second.name,
            level=LEVELS[len(one.second.place)],
            score=Decimal(str(one.score)),
            precedes=around.order[one.second.key] < position,
        )
        for one in likenesses
        if one.level_relation is wanted
    )


def _other_comprehensives(item: Item, around: _Surroundings) -> tuple[Twin, ...]:
    position = around.order[item.key]
    rivals = around.comprehensives.get(_system(item), ()) if item.row.values.hosts.names else ()
    return tuple(
        Twin(
            other.key,
            other.row.values.name,
            other.level,
            Decimal(1),
            precedes=around.order[other.key] < position,
        )
        for other in rivals
        if other.key != item.key
    )


def _system(item: Item) -> tuple[str, str]:
    return item.place.code, item.row.values.hosts.names[0]


def _established(item: Item) -> date | None:
    return item.row.values.established_on.value


def _year(item: Item) -> tuple[str, int] | None:
    last = item.row.values.last_held_on.value
    if last is None or item.undertaking is not Undertaking.OWN:
        return None
    return item.place.code, last.year


def _kind_of_host(name: str) -> OrganizationKind | None:
    """What a body is, by how its name ends; ``None`` where that does not tell."""
    return next((kind for kind, endings in _ENDINGS if name.endswith(endings)), None)


_ENDINGS: tuple[tuple[OrganizationKind, tuple[str, ...]], ...] = (
    (OrganizationKind.GOVERNMENT, ("政府",)),
    (OrganizationKind.PARTY, ("省委", "市委", "县委", "区委", "州委", "党委", "部", "纪委")),
    (OrganizationKind.PEOPLE_ORGANIZATION, ("总工会", "妇联", "团委", "科协", "残联", "工商联")),
    (OrganizationKind.DEPARTMENT, ("局", "厅", "委员会", "委", "办", "办公室")),
)


@cache
def _rules(on: date, code: str) -> Rules:
    return Rules.on_day(on, shipped_rules(), code)
