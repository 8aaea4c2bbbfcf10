"""The document as the screen shows it: as composed for paper, with a link at each figure."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from honours.reports.models import Report
from honours.reports.vocabulary import FigureKey
from honours.typesetting.composition import Composition, Passage, Piece, compose
from honours.typesetting.document import Column, OfficialDocument, Table


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table. ``url`` opens the figure that the row is about."""

    cells: tuple[str, ...]
    url: str = ""
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Grid:
    caption: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One block as the template walks over it. ``text`` is drawn here: templates add blanks."""

    level: int
    heading: str
    text: SafeString
    grid: Grid | None


@dataclass(frozen=True, slots=True)
class Annex:
    label: str
    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Paper:
    """A composed document with its lines made ready for the screen."""

    page: Composition
    lines: tuple[Line, ...]
    annexes: tuple[Annex, ...]


def paper_of(report: Report, document: OfficialDocument) -> Paper:
    page = compose(document)
    keys = [entry.key for entry in document.figures]
    annexes = (
        Annex(annex.label, annex.title, tuple(_lines(annex.passages, report, keys)))
        for annex in page.annexes
    )
    return Paper(page, tuple(_lines(page.passages, report, keys)), tuple(annexes))


def figure_url(report: Report, key: str) -> str:
    return reverse("reports:figure", args=[report.pk, key])


def _lines(passages: tuple[Passage, ...], report: Report, keys: list[str]) -> Iterator[Line]:
    for passage in passages:
        yield Line(
            passage.level,
            passage.label + passage.heading,
            format_html_join("", "{}", ((_drawn(piece, report),) for piece in passage.pieces)),
            _grid(passage.table, report, keys) if passage.table else None,
        )


def _drawn(piece: Piece, report: Report) -> SafeString:
    """Text; a figure as a link to its records, with its number leading to the 数据附表."""
    if not piece.figure:
        return format_html("{}", piece.text)
    return format_html(
        '<a class="paper-figure" id="{}" href="{}" title="{}：打开所依记录">{}</a>'
        '<sup class="paper-reference">'
        '<a href="#{}" aria-label="{}：见数据附表第{}行">{}</a></sup>',
        piece.anchor,
        figure_url(report, piece.figure),
        FigureKey(piece.figure).label,
        piece.text,
        piece.target,
        FigureKey(piece.figure).label,
        piece.reference,
        piece.reference,
    )


def _grid(table: Table, report: Report, keys: list[str]) -> Grid:
    if not table.anchors:
        return Grid(table.caption, table.columns, tuple(map(Row, table.rows)))
    rows = (
        Row(cells, figure_url(report, key), anchor)
        for cells, anchor, key in zip(table.rows, table.anchors, keys, strict=True)
    )
    return Grid(table.caption, table.columns, tuple(rows))
