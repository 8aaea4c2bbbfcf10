"""The matrix unit × step, with lights; who is late and who has never filed."""

from datetime import date

from django.contrib.auth.decorators import login_required
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from honours.campaigns.queries.campaigns import leads
from honours.campaigns.queries.progress import Cell, UnitRow, matrix
from honours.campaigns.views.frame import campaign_crumbs, campaign_seen_by, campaign_tabs
from honours.campaigns.vocabulary import Light, Step
from honours.directory.exports import TakenList, recorded_writers
from honours.directory.http import SignedInRequest, mandate_on
from honours.ui.exports import exported, wanted_export
from honours.ui.parts import Light as Lamp
from honours.ui.parts import Matrix, MatrixRow, Signal, day_in_words


@login_required
def progress(request: SignedInRequest, pk: int) -> HttpResponseBase:
    """Every unit the reader may see, step by step. ``?only=red`` or ``?only=unfiled`` narrows."""
    campaign = campaign_seen_by(request, pk)
    mandate = mandate_on(request)
    rows = matrix(campaign, mandate, on=timezone.localdate())
    only = request.GET.get("only", "")
    shown = [row for row in rows if _is_wanted(row, only)]
    taken = TakenList(
        "campaigns.matrix.export", "进度矩阵", campaign.subject(), str(campaign.organization_id)
    )
    writers = recorded_writers(request, taken)
    if kind := wanted_export(request):
        return exported("进度矩阵", kind, _HEADINGS, map(_in_words, shown), writers)
    context = {
        "title": f"{campaign.title}：进度矩阵",
        "campaign": campaign,
        "breadcrumbs": campaign_crumbs(campaign, "进度矩阵"),
        "tabs": campaign_tabs(campaign, mandate, "matrix"),
        "matrix": Matrix(
            caption="各单位五个步骤的完成情况",
            corner="填报单位",
            headings=[step.label for step in Step],
            rows=[_row(row) for row in shown],
        ),
        "only": only,
        "export_links": [
            (label, f"?only={only}&export={kind}") for kind, label in writers.offered()
        ],
        "unfiled": [row for row in rows if row.has_never_filed],
        "late": [row for row in rows if any(cell.light is Light.RED for cell in row.cells)],
        "is_lead": leads(campaign, mandate),
    }
    return render(request, "campaigns/matrix.html", context)


def _is_wanted(row: UnitRow, only: str) -> bool:
    match only:
        case "red":
            return any(cell.light is Light.RED for cell in row.cells)
        case "unfiled":
            return row.has_never_filed
        case _:
            return True


def _row(row: UnitRow) -> MatrixRow:
    filed = "零报告" if row.declaration.is_zero_return else f"{row.filed}项"
    return MatrixRow(
        f"{row.unit}（{filed}）",
        [_lamp(cell) for cell in row.cells],
        reverse("campaigns:declaration", args=[row.declaration.pk]),
    )


_HEADINGS = ("填报单位", "报送", "填报事项", *(step.label for step in Step))


def _in_words(row: UnitRow) -> list[str | int]:
    """A row of the exported matrix: what the lights say, in words."""
    zero = "（零报告）" if row.declaration.is_zero_return else ""
    lights = [_lamp(cell) for cell in row.cells]
    return [
        str(row.unit),
        f"{row.declaration.state_label}{zero}",
        row.filed,
        *(f"{light.signal.label}：{light.note}" for light in lights),
    ]


def _lamp(cell: Cell) -> Lamp:
    if cell.done_on is not None:
        note = f"迟{cell.days_late}天" if cell.was_late else "按时"
        return Lamp(Signal.GREEN, f"{_within_year(cell.done_on, cell.due_on)}{note}")
    match cell.light:
        case Light.RED:
            return Lamp(Signal.RED, f"逾期{cell.days_late}天")
        case Light.YELLOW:
            return Lamp(Signal.YELLOW, f"{_within_year(cell.due_on, cell.due_on)}到期")
        case _:
            return Lamp(Signal.NONE, "未到期")


def _within_year(day: date, due_on: date) -> str:
    """The day without its year, where that is the year it was due: cells are narrow."""
    words = day_in_words(day)
    return words.split("年", 1)[1] if day.year == due_on.year else words
