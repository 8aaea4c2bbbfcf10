"""What is typed into an application, read into values; nothing typed is ever lost."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from honours.applications.vocabulary import ApplicationField
from honours.kernel.verdicts import Finding, Weight
from honours.registry.readings.amounts import read_yes_no
from honours.registry.readings.characters import halfwidth
from honours.registry.readings.dates import read_day
from honours.registry.readings.documents import read_basis
from honours.registry.readings.hosts import read_hosts
from honours.registry.readings.next_times import in_words, period_from
from honours.registry.readings.periods import read_period
from honours.registry.readings.quotas import read_count
from honours.registry.readings.words import read_audiences, read_kind
from honours.registry.vocabulary import ActivityKind, Audience, BasisKind, PeriodKind

LONGEST_NAME = 200
MOST = 1_000_000_000
"""No number of units or persons is larger; columns hold twice as much."""

_F = ApplicationField


@dataclass(frozen=True, slots=True)
class FieldReading:
    """One field as it was typed: the values of its columns, and what was wrong or unsure."""

    text: str
    values: dict[str, Any] = field(default_factory=dict)
    fault: str = ""
    note: str = ""


def read_entry(which: ApplicationField, typed: str) -> FieldReading:
    """Never raises: what cannot be read leaves its columns empty and says why."""
    text = typed.replace("\x00", "").strip()
    reader = _READERS.get(which)
    if reader is None:
        return FieldReading(text, {which.value: text})
    return reader(which, text)


def columns_of(
    changed: Mapping[ApplicationField, str], typed: Mapping[str, str]
) -> dict[str, Any]:
    """The columns that the changed fields fill; ``typed`` is the whole form with the changes.

    What stands in a field of its own goes before what another field lets conclude: the undertaker
    in the hosts' brackets, the kind of the basis in its text.
    """
    values: dict[str, Any] = {}
    for which, text in changed.items():
        read = read_entry(which, text).values
        values |= {name: value for name, value in read.items() if _may_fill(name, which, typed)}
    if _F.BASIS in changed and not typed.get(_F.BASIS_KIND):
        values["basis_kind"] = read_basis(changed[_F.BASIS]).kind
    return values


def _may_fill(column: str, which: ApplicationField, typed: Mapping[str, str]) -> bool:
    return which is not _F.HOSTS or column == _F.HOSTS or not typed.get(column)


def faults_in(typed: Mapping[str, str]) -> Iterator[Finding]:
    """What could not be read of the texts of an application, field by field."""
    for which in ApplicationField:
        if not typed.get(which):
            continue
        entry = read_entry(which, typed[which])
        if entry.fault:
            yield Finding(
                "field-unreadable",
                f"“{which.label}”：{entry.fault}",
                remedy="所填文字已经保留，请改成能识别的写法。",
                field=which,
            )
        elif entry.note:
            yield Finding(
                "field-unsure",
                f"“{which.label}”：{entry.note}",
                remedy="请核对识读结果。",
                weight=Weight.ADVICE,
                field=which,
            )


def text_of(which: ApplicationField, values: Mapping[str, Any]) -> str:
    """A field as it is printed, from the values of its columns."""
    if which is _F.PERIOD:
        return _period_text(values.get("period_kind"), values.get("period_months"))
    value = values.get(which.value)
    match value:
        case None | "":
            return ""
        case bool():
            return "是" if value else "否"
        case date():
            return f"{value.year}年{value.month}月{value.day}日"
        case list() | tuple():
            return "、".join(_label_of(which, item) for item in value)
    return _label_of(which, value)


def _label_of(which: ApplicationField, value: Any) -> str:
    vocabulary = _VOCABULARIES.get(which)
    return vocabulary(value).label if vocabulary else str(value)


def _period_text(kind: Any, months: Any) -> str:
    if not kind or kind == PeriodKind.UNKNOWN:
        return ""
    period = period_from(kind, Decimal(months) if months is not None else None)
    if period.every_months is None:
        return period.kind.label
    return f"{in_words(period.every_months)}{period.times}次"


def _name(which: ApplicationField, text: str) -> FieldReading:
    name = " ".join(halfwidth(text).split())
    fault = f"{len(name)}字，太长。" if len(name) > LONGEST_NAME else ""
    return FieldReading(text, {which.value: name[:LONGEST_NAME]}, fault)


def _kind(which: ApplicationField, text: str) -> FieldReading:
    read = read_kind(_label_or_code(text, ActivityKind))
    return FieldReading(
        text, {which.value: read.kind or ""}, "" if read.kind or not text else read.note
    )


def _basis_kind(which: ApplicationField, text: str) -> FieldReading:
    label = _label_or_code(text, BasisKind)
    for kind in BasisKind:
        if kind.label == label:
            return FieldReading(text, {which.value: kind})
    fault = f"没有“{text}”这种依据。" if text else ""
    return FieldReading(text, {which.value: BasisKind.UNKNOWN}, fault)


def _basis(which: ApplicationField, text: str) -> FieldReading:
    return FieldReading(text, {which.value: text}, note=read_basis(text).note)


def _hosts(which: ApplicationField, text: str) -> FieldReading:
    read = read_hosts(text, brackets_undertake=which is _F.HOSTS)
    values: dict[str, Any] = {which.value: list(read.names)}
    if read.undertakers:
        values["co_hosts"] = list(read.undertakers)
    return FieldReading(text, values, note=read.note)


def _period(which: ApplicationField, text: str) -> FieldReading:
    read = read_period(text)
    values = {"period_kind": read.kind, "period_months": read.months_each}
    is_unread = bool(text) and read.kind is PeriodKind.UNKNOWN
    fault = (read.note or "未能识别周期，请写成“5年1次”。") if is_unread else ""
    return FieldReading(text, values, fault, "" if is_unread else read.note)


def _day(which: ApplicationField, text: str) -> FieldReading:
    read = read_day(text)
    return FieldReading(text, {which.value: read.value}, read.fault, read.note)


def _count(which: ApplicationField, text: str) -> FieldReading:
    read = read_count(text)
    value, fault = read.value, ""
    if text and value is None:
        fault = read.note or "未能识别为一个数。"
    elif value is not None and value > MOST:
        value, fault = None, "数目太大。"
    return FieldReading(text, {which.value: value}, fault, "" if fault else read.note)


def _audiences(which: ApplicationField, text: str) -> FieldReading:
    read = read_audiences(text)
    return FieldReading(text, {which.value: list(read.audiences)}, note=read.note)


def _yes_no(which: ApplicationField, text: str) -> FieldReading:
    read = read_yes_no(text)
    fault = read.note if text and read.value is None else ""
    return FieldReading(text, {which.value: read.value}, fault, "" if fault else read.note)


def _label_or_code(text: str, vocabulary: Any) -> str:
    return vocabulary(text).label if text in set(vocabulary) else text


_VOCABULARIES: Mapping[ApplicationField, Any] = {
    _F.KIND: ActivityKind,
    _F.BASIS_KIND: BasisKind,
    _F.AUDIENCES: Audience,
}
_READERS: Mapping[ApplicationField, Callable[[ApplicationField, str], FieldReading]] = {
    _F.NAME: _name,
    _F.KIND: _kind,
    _F.HOSTS: _hosts,
    _F.CO_HOSTS: _hosts,
    _F.BASIS: _basis,
    _F.BASIS_KIND: _basis_kind,
    _F.PERIOD: _period,
    _F.LAST_HELD: _day,
    _F.PLANNED: _day,
    _F.AUDIENCES: _audiences,
    _F.COLLECTIVE_POOL: _count,
    _F.INDIVIDUAL_POOL: _count,
    _F.COLLECTIVES: _count,
    _F.INDIVIDUALS: _count,
    _F.CHARGES_FEE: _yes_no,
    _F.COMPULSORY: _yes_no,
    _F.TIED_TO_BENEFITS: _yes_no,
    _F.MATCHING: _yes_no,
    _F.BURDEN: _yes_no,
}
