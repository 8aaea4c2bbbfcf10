"""What a visitor asks of a list: the address and the search box, read into conditions."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from django.db.models import Model, Q, QuerySet
from django.http import QueryDict

from honours.kernel.verdicts import Finding, Refusal
from honours.ui.filters import Filter
from honours.ui.search import count_matching, matching
from honours.ui.search_box import Asked, parse, written

Row = TypeVar("Row", bound=Model)

SEARCH = "q"
PAGING = ("after", "before", "export")


@dataclass(frozen=True, slots=True)
class Chip:
    """One filter in force, and the address without it."""

    label: str
    without_url: str


@dataclass(frozen=True, slots=True)
class Question:
    """Everything asked, understood as far as possible; ``findings`` say what was not."""

    words: tuple[str, ...]
    without: tuple[str, ...]
    wanted: tuple[Q, ...]
    unwanted: tuple[Q, ...]
    chips: tuple[Chip, ...]
    findings: tuple[Finding, ...]

    @property
    def is_empty(self) -> bool:
        return not self.chips

    def narrow(self, rows: QuerySet[Row], search_field: str) -> QuerySet[Row]:
        """The rows that answer the question; none where it was not understood."""
        return matching(self._filtered(rows), search_field, self.words, self.without)

    def count_up_to(self, rows: QuerySet[Row], search_field: str, limit: int) -> int:
        """How many ``narrow`` leaves, counting no further than one past ``limit``."""
        rows = self._filtered(rows)
        return count_matching(rows, search_field, self.words, self.without, limit)

    def _filtered(self, rows: QuerySet[Row]) -> QuerySet[Row]:
        if self.findings:
            return rows.none()
        for condition in self.wanted:
            rows = rows.filter(condition)
        for condition in self.unwanted:
            rows = rows.exclude(condition)
        return rows


def question(params: QueryDict, filters: Sequence[Filter], can_search: bool) -> Question:
    """Reads an address. A filter named twice means either; different filters must all hold."""
    asked = parse(params.get(SEARCH, ""))
    findings: list[Finding] = []
    plain = [token for token in asked if not token.key]
    if plain and not can_search:
        findings.append(_no_search(filters))
        plain = []
    groups = _Groups(findings)
    for token in asked:
        if token.key:
            groups.add(_named(token, filters), token)
    for known in filters:
        for value in filter(None, params.getlist(known.key)):
            groups.add(known, Asked(value, known.label))
    return Question(
        tuple(token.value for token in plain if not token.is_negative),
        tuple(token.value for token in plain if token.is_negative),
        tuple(groups.wanted.values()),
        tuple(groups.unwanted),
        tuple(_chips(params, filters, asked)),
        tuple(findings),
    )


def address(params: QueryDict, **changes: str) -> str:
    """The same question with some values changed; an empty value is left out."""
    changed = params.copy()
    for name in PAGING:
        changed.pop(name, None)
    for name, value in changes.items():
        changed[name] = value
    for name in [name for name in changed if not any(changed.getlist(name))]:
        del changed[name]
    return f"?{changed.urlencode(safe=':..')}"


class _Groups:
    """Conditions gathered by filter."""

    def __init__(self, findings: list[Finding]) -> None:
        self.wanted: dict[str, Q] = {}
        self.unwanted: list[Q] = []
        self._findings = findings

    def add(self, known: Filter | Finding, token: Asked) -> None:
        if isinstance(known, Finding):
            self._findings.append(known)
            return
        try:
            condition = known.condition(token.value)
        except Refusal as refusal:
            self._findings.extend(refusal.findings)
            return
        if token.is_negative:
            self.unwanted.append(condition)
        else:
            self.wanted[known.key] = self.wanted.get(known.key, Q()) | condition


def _named(token: Asked, filters: Iterable[Filter]) -> Filter | Finding:
    for known in filters:
        if token.key in (known.key, known.label, *getattr(known, "aliases", ())):
            return known
    names = "、".join(known.label for known in filters) or "无"
    return Finding(
        "unknown-filter",
        f"没有名为“{token.key}”的筛选条件。",
        remedy=f"可用的有：{names}。要查找带冒号的文字，请加引号。",
        field=SEARCH,
    )


def _no_search(filters: Iterable[Filter]) -> Finding:
    names = "、".join(known.label for known in filters) or "无"
    return Finding(
        "no-text-search",
        "这个列表不能按文字查找。",
        remedy=f"请用筛选条件：{names}。",
        field=SEARCH,
    )


def _chips(params: QueryDict, filters: Iterable[Filter], asked: Sequence[Asked]) -> Iterator[Chip]:
    for index, token in enumerate(asked):
        rest = " ".join(written(other) for at, other in enumerate(asked) if at != index)
        yield Chip(written(token), address(params, q=rest))
    for known in filters:
        values = [value for value in params.getlist(known.key) if value]
        for value in values:
            changed = params.copy()
            changed.setlist(known.key, [other for other in values if other != value])
            yield Chip(f"{known.label}：{known.label_of(value)}", address(changed))
