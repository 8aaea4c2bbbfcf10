"""List pages as declarations: columns, filters, search, order; one view does the rest."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.cache import patch_vary_headers

from honours.kernel.verdicts import Refusal
from honours.ui import keyset
from honours.ui.asking import SEARCH, Question, address, question
from honours.ui.exports import Writers, exported, wanted_export
from honours.ui.filters import Filter
from honours.ui.parts import Crumb
from honours.ui.tables import Cell, Column, Heading, Look, RowDrawer

Row = TypeVar("Row", bound=Model)

COUNT_LIMIT = 1000
EXPORT_BATCH = 2000
NO_WRITERS = Writers()


@dataclass(frozen=True, slots=True)
class Bulk:
    """Something that can be done to the ticked rows: posts ``ids`` to ``url``."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Control:
    """A filter as the bar above the list shows it."""

    filter: Filter
    value: str


@dataclass(frozen=True, kw_only=True)
class ListPage:
    """A list people can filter, search, page through, export and share by its address.

    ``order`` and the ``order`` of columns name fields that are never null. ``search_field`` names
    a ``SearchTextField``. Rows need a database index on (order, key) to stay quick.
    ``light`` names all that the columns read of a row: files are then written from these values
    alone, at a fraction of what an object for each row costs.
    """

    title: str
    columns: Sequence[Column]
    order: str
    filters: Sequence[Filter] = ()
    light: Sequence[str] = ()
    search_field: str = ""
    search_hint: str = ""
    size: int = 50
    unit: str = "项"
    breadcrumbs: Sequence[Crumb] = ()
    empty_title: str = "还没有记录"
    empty_text: str = ""
    empty_url: str = ""
    empty_action: str = ""

    def respond(
        self,
        request: HttpRequest,
        rows: QuerySet[Row],
        writers: Writers = NO_WRITERS,
        *,
        context: Mapping[str, Any] | None = None,
        template: str = "ui/list_page.html",
    ) -> HttpResponseBase:
        """The page; for htmx the list alone; with ``?export=`` the file.

        ``context`` may carry ``bulk``: a sequence of ``Bulk``. Raises ``Refusal`` where an export
        is asked for with filters that were not understood.
        """
        asked = self._question(request)
        if kind := wanted_export(request):
            found = asked.narrow(rows, self.search_field)
            return self._export(request, kind, asked, found, writers)
        shown = {**self._shown(request, asked, rows, writers, context or {}), **(context or {})}
        chosen = "ui/_list.html" if _only_the_list(request) else template
        response = render(request, chosen, shown)
        patch_vary_headers(response, ["HX-Request"])
        return response

    def selected(self, request: HttpRequest, rows: QuerySet[Row]) -> QuerySet[Row]:
        """The rows on screen, all pages, in their order. Raises ``Refusal`` like ``respond``."""
        asked = self._question(request)
        if asked.findings:
            raise Refusal(*asked.findings)
        found = asked.narrow(rows, self.search_field)
        return keyset.ordered(found, self._order(request))

    def _question(self, request: HttpRequest) -> Question:
        return question(request.GET, self.filters, bool(self.search_field))

    def _order(self, request: HttpRequest) -> str:
        wanted = request.GET.get("sort", "")
        known = {column.order for column in self.columns if column.order}
        return wanted if wanted.removeprefix("-") in known else self.order

    def _shown(
        self,
        request: HttpRequest,
        asked: Question,
        rows: QuerySet[Row],
        writers: Writers,
        context: Mapping[str, Any],
    ) -> dict[str, Any]:
        params, order = request.GET, self._order(request)
        page = keyset.page(asked.narrow(rows, self.search_field), order, params, self.size)
        drawer = RowDrawer(self.columns, "ids" if context.get("bulk") else "")
        links = [(label, f"{address(params)}&export={kind}") for kind, label in writers.offered()]
        return {
            "title": self.title,
            "breadcrumbs": self.breadcrumbs,
            "list": self,
            "asked": asked,
            "total": self._total(page, asked, rows),
            "body": drawer.draw(page.rows),
            "headings": [self._heading(column, order, request) for column in self.columns],
            "controls": self._controls(request),
            "search_text": params.get(SEARCH, ""),
            "sort": params.get("sort", ""),
            "previous_url": _turn(request, "before", page.before),
            "next_url": _turn(request, "after", page.after),
            "export_links": [(label, url.replace("?&", "?")) for label, url in links],
        }

    def _total(self, page: keyset.Page[Row], asked: Question, rows: QuerySet[Row]) -> str:
        if not page.before and not page.after:
            return str(len(page.rows))
        total = asked.count_up_to(rows, self.search_field, COUNT_LIMIT)
        return f"{COUNT_LIMIT}+" if total > COUNT_LIMIT else str(total)

    def _heading(self, column: Column, order: str, request: HttpRequest) -> Heading:
        is_number = column.look is Look.NUMBER
        if not column.order:
            return Heading(column.label, is_number)
        if order == column.order:
            url = address(request.GET, sort=f"-{column.order}")
            return Heading(column.label, is_number, url, "ascending")
        falling = "descending" if order == f"-{column.order}" else ""
        return Heading(column.label, is_number, address(request.GET, sort=column.order), falling)

    def _controls(self, request: HttpRequest) -> list[Control]:
        return [
            Control(known, request.GET.get(known.key, ""))
            for known in self.filters
            if getattr(known, "is_in_bar", False)
        ]

    def _export(
        self,
        request: HttpRequest,
        kind: str,
        asked: Question,
        found: QuerySet[Row],
        writers: Writers,
    ) -> HttpResponseBase:
        if asked.findings:
            raise Refusal(*asked.findings)
        wanted: QuerySet[Row, Any] = keyset.ordered(found, self._order(request))
        if self.light:
            wanted = wanted.values_list(*self.light, named=True)
        rows = wanted.iterator(chunk_size=EXPORT_BATCH)
        headings = [column.label for column in self.columns]
        return exported(self.title, kind, headings, self._values(rows), writers)

    def _values(self, rows: Iterator[Any]) -> Iterator[list[Cell]]:
        readers = [column.read for column in self.columns]
        for row in rows:
            yield [read(row) for read in readers]


def _turn(request: HttpRequest, name: str, mark: str) -> str:
    return address_with(request, name, mark) if mark else ""


def address_with(request: HttpRequest, name: str, mark: str) -> str:
    return f"{address(request.GET)}&{name}={mark}".replace("?&", "?")


def _only_the_list(request: HttpRequest) -> bool:
    return request.headers.get("HX-Target") == "list"
