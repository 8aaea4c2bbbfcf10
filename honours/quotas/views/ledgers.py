"""The ledger as people read it: who has how many, and where each place went."""

from collections.abc import Iterable
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from honours.directory.exports import TakenList, recorded_writers
from honours.directory.http import SignedInRequest, mandate_on
from honours.quotas.lists import EVERYBODY, LEDGERS, FigureFilter, journal_page
from honours.quotas.models import Ledger
from honours.quotas.queries.ledgers import visible_ledgers, visible_movements
from honours.quotas.queries.standings import LedgerRow, Line, ledger_rows
from honours.quotas.views.deeds import deeds_open_to
from honours.quotas.views.frame import ledger_crumbs, ledger_seen_by, ledger_tabs
from honours.quotas.vocabulary.places import LYING, Figure, line_in_words
from honours.ui.exports import Writers, exported, wanted_export
from honours.ui.parts import Fact, KeyFigure
from honours.ui.tables import Cell, Heading, Table

HEADINGS = ("单位", "类别", *(figure.label for figure in Figure))


@login_required
def ledgers(request: SignedInRequest) -> HttpResponseBase:
    """Every ledger that the reader's organizations have places in."""
    return LEDGERS.respond(request, visible_ledgers(mandate_on(request)))


@login_required
def ledger(request: SignedInRequest, subject: str) -> HttpResponseBase:
    """Balances per organization and kind. A unit sees its own row and those below."""
    found = ledger_seen_by(request, subject)
    rows = ledger_rows(found, mandate_on(request))
    writers = _writers(request, found, found.title)
    if kind := wanted_export(request):
        return exported(found.title, kind, HEADINGS, map(_cells, rows), writers)
    context = {
        "title": found.title,
        "ledger": found,
        "breadcrumbs": ledger_crumbs(found),
        "tabs": ledger_tabs(found, "ledger"),
        "facts": _facts(found),
        "figures": _key_figures(found, rows),
        "table": _table(found, rows),
        "deeds": deeds_open_to(found, mandate_on(request)),
        "export_links": [(label, f"?export={kind}") for kind, label in writers.offered()],
    }
    return render(request, "quotas/ledger.html", context)


@login_required
def journal(request: SignedInRequest, subject: str) -> HttpResponseBase:
    """Every movement within reach, the latest first; filters stand in the address."""
    found = ledger_seen_by(request, subject)
    rows = visible_movements(mandate_on(request)).filter(ledger=found)
    page = journal_page(found, ledger_crumbs(found, "流水"))
    return page.respond(
        request,
        rows,
        _writers(request, found, page.title),
        context={"tabs": ledger_tabs(found, "journal")},
        template="quotas/list.html",
    )


def _facts(found: Ledger) -> list[Fact]:
    return [
        Fact("发放单位", str(found.organization)),
        Fact("分配范围", f"{found.region}及其所属"),
        Fact("依据文件", found.document),
    ]


def _key_figures(found: Ledger, rows: list[LedgerRow]) -> list[KeyFigure]:
    """For each kind: how many came to whoever stands highest in sight, and how they lie."""
    journal_url = reverse("quotas:journal", args=[found.subject])
    figures = []
    for kind, title in dict.fromkeys((row.line.kind, row.line.title) for row in rows):
        own = [row.standing for row in rows if (row.line.kind, row.line.title) == (kind, title)]
        used, held = sum(one.used for one in own), sum(one.held for one in own)
        free = sum(one.available for one in own)
        figures.append(
            KeyFigure(
                f"{line_in_words(kind, title)}名额",
                sum(getattr(one, name) for one in own for name in LYING),
                "个",
                f"{journal_url}?kind={kind}",
                note=f"已用{used}、占用{held}、可用{free}",
            )
        )
    return figures


def _table(found: Ledger, rows: list[LedgerRow]) -> Table:
    headings = [Heading(label, is_number=place > 1) for place, label in enumerate(HEADINGS)]
    shown = [_opening(found, row) for row in rows]
    return Table(f"{found.title}名额台账", headings, [*shown, *_sums(found, rows)])


def _cells(row: LedgerRow) -> list[Cell]:
    standing = row.standing
    return [
        f"{'　' * row.depth}{standing.organization}",
        line_in_words(row.line.kind, row.line.title),
        *(getattr(standing, figure) for figure in Figure),
    ]


def _opening(found: Ledger, row: LedgerRow) -> list[Cell]:
    """The cells of a row, each figure with the way to its movements; no nought but the last."""
    name, words, *_ = _cells(row)
    return [name, words, *(_moved(found, row, figure) for figure in Figure)]


def _moved(found: Ledger, row: LedgerRow, figure: Figure) -> Cell:
    places = getattr(row.standing, figure)
    if not places:
        return "0" if figure is Figure.AVAILABLE else None
    return _to_movements(found, figure, row.line, places)


def _to_movements(found: Ledger, figure: Figure, line: Line, places: int) -> SafeString:
    asked = urlencode({FigureFilter.NAME: FigureFilter.value(figure, line)})
    journal_url = reverse("quotas:journal", args=[found.subject])
    return format_html('<a href="{}?{}">{}</a>', journal_url, asked, places)


def _sums(found: Ledger, rows: list[LedgerRow]) -> Iterable[list[Cell]]:
    """What lies where, over everybody in sight: one row for each kind and title."""
    for kind, title in dict.fromkeys((row.line.kind, row.line.title) for row in rows):
        own = [row.standing for row in rows if (row.line.kind, row.line.title) == (kind, title)]
        sums = {figure: sum(getattr(one, figure) for one in own) for figure in LYING}
        line = Line(EVERYBODY, kind, title)
        yield [
            "合计",
            line_in_words(kind, title),
            *(
                _to_movements(found, figure, line, sums[figure]) if sums.get(figure) else None
                for figure in Figure
            ),
        ]


def _writers(request: SignedInRequest, found: Ledger, title: str) -> Writers:
    subject = f"quotas.ledger:{found.pk}"
    taken = TakenList("quotas.ledger.export", title, subject, str(found.organization_id))
    return recorded_writers(request, taken)
