"""Pages found by the place of their first row: the thousandth costs what the first does."""

import base64
import binascii
import json
from dataclasses import dataclass
from functools import reduce
from typing import Any, Generic, TypeVar, cast

from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db.models import Model, Q, QuerySet
from django.http import QueryDict

Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True, slots=True)
class Page(Generic[Row]):
    """Some rows, and the marks of the pages before and after (empty: there is none)."""

    rows: list[Row]
    before: str
    after: str


def page(rows: QuerySet[Row], order: str, params: QueryDict, size: int) -> Page[Row]:
    """The page that ``params`` point at with ``after`` or ``before``; else the first.

    ``order`` is a field that is never null, falling with a leading ``-``; ties follow the key. A
    mark that cannot be read leads to the first page.
    """
    after, before = (
        _read(rows.model, order, params.get(name, "")) for name in ("after", "before")
    )
    if before is not None:
        found = _taken(rows, _turned(order), before, size)
        has_more = len(found) > size
        shown = found[:size][::-1]
        return Page(shown, _mark(shown[:1], order) if has_more else "", _mark(shown[-1:], order))
    found = _taken(rows, order, after, size)
    shown = found[:size]
    return Page(
        shown,
        _mark(shown[:1], order) if after is not None else "",
        _mark(shown[-1:], order) if len(found) > size else "",
    )


def ordered(rows: QuerySet[Row], order: str) -> QuerySet[Row]:
    falls = "-" if order.startswith("-") else ""
    return rows.order_by(order, f"{falls}pk")


def _taken(rows: QuerySet[Row], order: str, place: tuple[Any, Any] | None, size: int) -> list[Row]:
    if place is not None:
        rows = rows.filter(_beyond(order, *place))
    return list(ordered(rows, order)[: size + 1])


def _beyond(order: str, value: Any, key: Any) -> Q:
    field = order.lstrip("-")
    side = "lt" if order.startswith("-") else "gt"
    # The first condition repeats what the others imply, in the form an index can answer.
    return Q(**{f"{field}__{side}e": value}) & (
        Q(**{f"{field}__{side}": value}) | Q(**{f"pk__{side}": key})
    )


def _turned(order: str) -> str:
    return order[1:] if order.startswith("-") else f"-{order}"


def _mark(rows: list[Row], order: str) -> str:
    if not rows:
        return ""
    value = reduce(getattr, order.lstrip("-").split("__"), rows[0])
    text = json.dumps([str(value), rows[0].pk], ensure_ascii=False, separators=(",", ":"))
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def _read(model: type[Model], order: str, mark: str) -> tuple[Any, Any] | None:
    if not mark:
        return None
    try:
        padded = mark + "=" * (-len(mark) % 4)
        value, key = json.loads(base64.urlsafe_b64decode(padded))
        return _field(model, order).to_python(value), model._meta.pk.to_python(key)
    except (ValueError, TypeError, binascii.Error, ValidationError, FieldDoesNotExist):
        return None


def _field(model: type[Model], order: str) -> Any:
    *way, last = order.lstrip("-").split("__")
    for name in way:
        model = cast("type[Model]", model._meta.get_field(name).related_model)
    return model._meta.get_field(last)
