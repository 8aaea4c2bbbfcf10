"""The cells of one row as typed values, each reading keeping its raw text."""

import re
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache, partial
from typing import Any, NamedTuple

from honours.campaigns.columns.fields import FilingField
from honours.campaigns.vocabulary import Undertaking
from honours.registry.readings.amounts import (
    Fee,
    Money,
    YesNo,
    read_fee,
    read_money,
    read_yes_no,
)
from honours.registry.readings.characters import canonical, halfwidth
from honours.registry.readings.dates import Day, read_day
from honours.registry.readings.documents import Basis, read_basis
from honours.registry.readings.hosts import NO_HOSTS, Hosts, read_hosts
from honours.registry.readings.periods import Period, read_period
from honours.registry.readings.quotas import NO_QUOTA, Count, Quota, read_count, read_quota
from honours.registry.readings.words import (
    AudienceReading,
    KindReading,
    read_audiences,
    read_kind,
)
from honours.registry.vocabulary import PeriodKind

_NO_KIND, _NO_AUDIENCE, _NO_BASIS = KindReading(), AudienceReading(), Basis()
_NO_DAY, _NO_PERIOD, _NO_COUNT = Day(), Period(PeriodKind.UNKNOWN), Count()
_NO_FEE, _NO_MONEY, _UNSAID = Fee(), Money(), YesNo()


class FilingValues(NamedTuple):
    """What a row says, a field for each ``FilingField``. Fields without a column stay blank."""

    sequence: str = ""
    name: str = ""
    kind: KindReading = _NO_KIND
    hosts: Hosts = NO_HOSTS
    co_hosts: Hosts = NO_HOSTS
    undertaking: Undertaking | None = None
    basis: Basis = _NO_BASIS
    established_on: Day = _NO_DAY
    period: Period = _NO_PERIOD
    last_held_on: Day = _NO_DAY
    planned_on: Day = _NO_DAY
    scope: str = ""
    audiences: AudienceReading = _NO_AUDIENCE
    pool: Count = _NO_COUNT
    quota: Quota = NO_QUOTA
    prizes: str = ""
    reward: str = ""
    fees: Fee = _NO_FEE
    fee_total: Money = _NO_MONEY
    funding: Money = _NO_MONEY
    compulsory: YesNo = _UNSAID
    tied_benefits: YesNo = _UNSAID
    matching_demands: YesNo = _UNSAID
    burden: YesNo = _UNSAID
    retention_reason: str = ""
    proposal: str = ""
    filing_unit: str = ""
    remarks: str = ""


Reader = Callable[[str], Any]


def reader_for(field: FilingField, label: str) -> Reader | None:
    """What turns the text under this heading into a value; ``None`` where text is the value.

    The heading decides what a bare number counts (元 or 万元), and whether a bracket names the
    undertaker.
    """
    if field is FilingField.HOSTS and _NAMES_UNDERTAKERS.search(label):
        return partial(read_hosts, brackets_undertake=True)
    if field in (FilingField.FUNDING, FilingField.FEE_TOTAL) and "万元" in label:
        return partial(read_money, unit="万元")
    return _READERS.get(field)


@lru_cache(maxsize=4096)
def read_undertaking(text: str) -> Undertaking | None:
    """自办, 承办 or 协办, from a cell, a section's title, a sheet's name or a heading."""
    plain = canonical(text)
    if plain in ("是", "√"):
        return Undertaking.OWN
    if plain in ("否", "×"):
        return Undertaking.UNDERTAKEN
    named = [term for term in Undertaking if term.label in plain]
    if len(named) == 2 and Undertaking.OWN not in named:
        return Undertaking.UNDERTAKEN
    return named[0] if len(named) == 1 else None


def day_faults(values: FilingValues) -> Iterator[tuple[FilingField, str]]:
    """Dates that are no dates."""
    if values.established_on.fault:
        yield FilingField.ESTABLISHED_ON, values.established_on.fault
    if values.last_held_on.fault:
        yield FilingField.LAST_HELD_ON, values.last_held_on.fault
    if values.planned_on.fault:
        yield FilingField.PLANNED_ON, values.planned_on.fault


def tidy_name(text: str) -> str:
    """The name on one line, digits and letters half-width; its words are never touched."""
    plain = halfwidth(text)
    return _LINE_END.sub("", plain).strip() if "\n" in plain else plain.strip()


_LINE_END = re.compile(r"\s*\n\s*")
_NAMES_UNDERTAKERS = re.compile(r"主办.*承办")
_READERS: Mapping[FilingField, Reader] = {
    FilingField.NAME: tidy_name,
    FilingField.SEQUENCE: halfwidth,
    FilingField.KIND: read_kind,
    FilingField.HOSTS: read_hosts,
    FilingField.CO_HOSTS: read_hosts,
    FilingField.UNDERTAKING: read_undertaking,
    FilingField.BASIS: read_basis,
    FilingField.ESTABLISHED_ON: read_day,
    FilingField.PERIOD: read_period,
    FilingField.LAST_HELD_ON: read_day,
    FilingField.PLANNED_ON: read_day,
    FilingField.AUDIENCES: read_audiences,
    FilingField.POOL: read_count,
    FilingField.QUOTA: read_quota,
    FilingField.FEES: read_fee,
    FilingField.FEE_TOTAL: read_money,
    FilingField.FUNDING: read_money,
    FilingField.COMPULSORY: read_yes_no,
    FilingField.TIED_BENEFITS: read_yes_no,
    FilingField.MATCHING_DEMANDS: read_yes_no,
    FilingField.BURDEN: read_yes_no,
}
NOTING = frozenset(_READERS) - {
    FilingField.NAME,
    FilingField.SEQUENCE,
    FilingField.UNDERTAKING,
}
"""Fields whose reading can say that it is unsure."""
