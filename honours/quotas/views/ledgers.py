"""The ledger as people read it: who has how many, and where each place went."""

from collections.abc import Iterable

from django.contrib.auth.decorators import login_required
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse

from honours.directory.exports import TakenList, recorded_writers
from honours.directory.http import SignedInRequest, mandate_on
from honours.quotas.lists import LEDGERS, journal_page
from honours.quotas.models import Ledger
from honours.quotas.queries.ledgers import visible_ledgers, visible_movements
from honours.quotas.queries.standings import LedgerRow, ledger_rows
from honours.quotas.views.deeds import deeds_open_to
from honours.quotas.views.frame import ledger_crumbs, ledger_seen_by, ledger_tabs
from honours.quotas.vocabulary.places import line_in_words
from honours.ui.exports import Writers, exported, wanted_export
from honours.ui.parts import Fact, KeyFigure
from honours.ui.tables import Cell, Heading, Table

FIGURES = (
    ("issued", "发放"),
    ("shifted_in", "调入"),
    ("shifted_out", "调出"),
    ("returned", "退回"),
    ("recalled", "收回"),
    ("below", "下达"),
    ("held", "占用"),
    ("used", "已用"),
    ("sanctioned", "核减"),
    ("forfeited", "不再补报"),
    ("available", "可用"),
)
"""In the order of the sum: what came, what went, where the rest lies."""
LYING = ("held", "used", "sanctioned", "forfeited", "available")
"""Figures that may be added up over organizations; what is handed on would count twice."""


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
        headings = ["单位", "类别", *(label for _, label in FIGURES)]
        return exported(found.title, kind, headings, _cells(rows), writers)
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
    headings = [Heading("单位"), Heading("类别")]
    headings += [Heading(label, is_number=True) for _, label in FIGURES]
    cells = ([*row[:-1], row[-1] or "0"] for row in _cells(rows))
    shown = [[cell or None for cell in row] for row in (*cells, *_sums(rows))]
    return Table(f"{found.title}名额台账", headings, shown)


def _cells(rows: Iterable[LedgerRow]) -> Iterable[list[Cell]]:
    for row in rows:
        standing = row.standing
        yield [
            f"{'　' * row.depth}{standing.organization}",
            line_in_words(row.line.kind, row.line.title),
            *(getattr(standing, name) for name, _ in FIGURES),
        ]


def _sums(rows: list[LedgerRow]) -> Iterable[list[Cell]]:
    """What lies where, over everybody in sight: one row for each kind and title."""
    for kind, title in dict.fromkeys((row.line.kind, row.line.title) for row in rows):
        own = [row.standing for row in rows if (row.line.kind, row.line.title) == (kind, title)]
        yield [
            "合计",
            line_in_words(kind, title),
            *(
                sum(getattr(one, name) for one in own) if name in LYING else None
                for name, _ in FIGURES
            ),
        ]


def _writers(request: SignedInRequest, found: Ledger, title: str) -> Writers:
    subject = f"quotas.ledger:{found.pk}"
    taken = TakenList("quotas.ledger.export", title, subject, str(found.organization_id))
    return recorded_writers(request, taken)
