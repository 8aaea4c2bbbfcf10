"""Filters of a list page: from a value in an address or a search box to a condition."""

import calendar
import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Q

from honours.kernel.bigrams import normalised
from honours.kernel.verdicts import Finding, Refusal

Choices = Sequence[tuple[str, str]]

_SPAN = re.compile(r"(?P<first>[^.～~]*)(?P<dots>\.\.|～|~)?(?P<last>[^.～~]*)")
_DAY = re.compile(r"(\d{4})(?:[-年/](\d{1,2})(?:[-月/](\d{1,2}))?)?[年月日]?")


@dataclass(frozen=True)
class Filter(ABC):
    """One question a list can be asked.

    ``key`` stands in addresses, ``label`` (or one of ``aliases``) before the colon in the search
    box. ``is_in_bar``: has a control of its own above the list.
    """

    key: str
    label: str

    @property
    def choices_shown(self) -> Choices:
        """What the control offers; empty where it is a box to type in."""
        return ()

    @abstractmethod
    def condition(self, value: str) -> Q:
        """Raises ``Refusal`` where the value cannot be understood."""

    def label_of(self, value: str) -> str:
        return value


@dataclass(frozen=True)
class ChoiceFilter(Filter):
    """One of a closed list; a part of its wording is enough (``层级:市`` finds 市级).

    ``test`` makes the condition from a code where ``field`` (default: the key) equal to it does
    not.
    """

    choices: Choices | Callable[[], Choices]
    field: str = ""
    test: Callable[[str], Q] | None = None
    aliases: tuple[str, ...] = ()
    is_in_bar: bool = True

    @property
    def choices_shown(self) -> Choices:
        return self.choices() if callable(self.choices) else self.choices

    def condition(self, value: str) -> Q:
        codes = self._codes(value)
        if self.test is None:
            return Q(**{f"{self.field or self.key}__in": codes})
        found = Q()
        for code in codes:
            found |= self.test(code)
        return found

    def label_of(self, value: str) -> str:
        return dict(self.choices_shown).get(value, value)

    def _codes(self, value: str) -> list[str]:
        choices = self.choices_shown
        exact = [code for code, label in choices if value in (str(code), label)]
        found = exact or [code for code, label in choices if value in label]
        if not found:
            known = "、".join(label for _, label in choices[:20])
            raise unreadable(self, value, f"可用的有：{known}。")
        return found


@dataclass(frozen=True)
class TextFilter(Filter):
    """Words in a field: ``lookup`` such as ``host_text__contains``."""

    lookup: str
    aliases: tuple[str, ...] = ()
    is_in_bar: bool = False

    def condition(self, value: str) -> Q:
        return Q(**{self.lookup: value})


@dataclass(frozen=True)
class NumberFilter(Filter):
    """A number or a span: ``5``, ``5..10``, ``5..``, ``..10``, both ends counted in."""

    field: str = ""
    aliases: tuple[str, ...] = ()
    is_in_bar: bool = False

    def condition(self, value: str) -> Q:
        first, last = _ends(value)
        low, high = self._number(first, value), self._number(last, value)
        return _between(self.field or self.key, low, high)

    def _number(self, text: str, value: str) -> Decimal | None:
        if not text:
            return None
        if not re.fullmatch(r"-?\d{1,15}(\.\d{1,4})?", text):
            raise unreadable(self, value, f"请写成：{self.label}:5 或 {self.label}:5..10。")
        return Decimal(text)


@dataclass(frozen=True)
class DayFilter(Filter):
    """A day, month, year or a span of them: ``2010``, ``2010-06``, ``2010-06-01..2011``."""

    field: str = ""
    aliases: tuple[str, ...] = ()
    is_in_bar: bool = False

    def condition(self, value: str) -> Q:
        first, last = _ends(value)
        low, high = self._days(first, value), self._days(last, value)
        return _between(self.field or self.key, low and low[0], high and high[1])

    def _days(self, text: str, value: str) -> tuple[date, date] | None:
        if not text:
            return None
        found = _DAY.fullmatch(text)
        try:
            return _first_and_last(*_numbers(found))
        except ValueError:
            remedy = f"请写成：{self.label}:2010-06-01 或 {self.label}:2009..2011。"
            raise unreadable(self, value, remedy) from None


def unreadable(asked: Filter, value: str, remedy: str) -> Refusal:
    return Refusal(
        Finding(
            "unknown-filter-value",
            f"“{asked.label}”里没有“{value}”，无法筛选。",
            remedy=remedy,
            field=asked.key,
        )
    )


def _ends(value: str) -> tuple[str, str]:
    """The two ends of a span; a single value is both."""
    found = _SPAN.fullmatch(normalised(value).strip())
    if found is None:
        return value, value
    if not found["dots"]:
        return found["first"], found["first"]
    return found["first"].strip(), found["last"].strip()


def _between(field: str, low: object, high: object) -> Q:
    found = Q()
    if low is not None:
        found &= Q(**{f"{field}__gte": low})
    if high is not None:
        found &= Q(**{f"{field}__lte": high})
    return found


def _numbers(found: re.Match[str] | None) -> tuple[int, int | None, int | None]:
    if found is None:
        raise ValueError("这不是日期")
    year, month, day = found.groups()
    return int(year), int(month) if month else None, int(day) if day else None


def _first_and_last(year: int, month: int | None, day: int | None) -> tuple[date, date]:
    if month is None:
        return date(year, 1, 1), date(year, 12, 31)
    if day is None:
        return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])
    return date(year, month, day), date(year, month, day)
