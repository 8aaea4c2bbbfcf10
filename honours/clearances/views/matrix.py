"""The matrix: what applied on a day in a place, every row, and rows added or ended."""

from collections.abc import Iterable, Mapping
from datetime import date

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date

from honours.clearances.forms.matrix import EndForm, RowForm
from honours.clearances.models import MatrixRow
from honours.clearances.operations.matrix import add_row, end_row, may_edit, require_place
from honours.clearances.queries.matrix import (
    bodies_known,
    matrix_rows,
    place_names,
    places_edited,
    rows_in_use,
)
from honours.clearances.readings.matrix import bodies_to_ask
from honours.clearances.views.frame import form_page, room_tabs
from honours.clearances.vocabulary import Credibility, ObjectKind
from honours.directory.http import SignedInRequest, mandate_on, saved
from honours.directory.permissions import Mandate
from honours.directory.vocabulary import Role
from honours.kernel.rules import NATION


@login_required
def matrix(request: SignedInRequest) -> HttpResponse:
    """``?day=2019-05-06&place=5119``: whom the matrix of that day and place names."""
    mandate = mandate_on(request)
    day = _day(request.GET.get("day", "")) or timezone.localdate()
    place = request.GET.get("place") or _own_place(mandate)
    rows = list(matrix_rows())
    names = place_names({row.place for row in rows} | {place})
    bodies, facts = bodies_known(), rows_in_use()
    context = {
        "title": "征求意见矩阵",
        "tabs": room_tabs("matrix"),
        "day": day,
        "place": place,
        "place_name": names.get(place, place),
        "applied": [
            (kind.label, asked)
            for kind in ObjectKind
            if (asked := bodies_to_ask([kind], facts, bodies, day=day, place=place))
        ],
        "rows": _grouped((row for row in rows if not row.is_reference), names, mandate),
        "references": _grouped((row for row in rows if row.is_reference), names, mandate),
        "may_add": bool(places_edited(mandate)),
    }
    return render(request, "clearances/matrix.html", context)


@login_required
def add_matrix_row(request: SignedInRequest) -> HttpResponse:
    """From a day on, one more body is asked about objects of a kind."""
    form = RowForm(request.POST or None, places=places_offered(request))
    added = saved(
        request,
        form,
        lambda: add_row(
            ObjectKind(form.cleaned_data["kind"]),
            form.cleaned_data["body"],
            form.ground(),
            is_required=form.cleaned_data["is_required"],
            by=request.user,
        ),
    )
    if added is not None:
        messages.success(request, "已增补。起始日期以后的征求意见按此办理。")
        return redirect("clearances:matrix")
    lead = "矩阵只增补、停用，不改动：此前的事项仍按当日的矩阵判断。下级只能增加，不能减少。"
    return form_page(request, form, "增补矩阵", "增补", reverse("clearances:matrix"), lead)


@login_required
def end_matrix_row(request: SignedInRequest, pk: int) -> HttpResponse:
    """The last day on which a row holds."""
    row = get_object_or_404(matrix_rows(), pk=pk)
    require_place(request.user, row.place, "停用征求意见矩阵的一行")
    form = EndForm(request.POST or None)
    ended = saved(
        request,
        form,
        lambda: end_row(row, last_day=form.cleaned_data["until"], by=request.user),
    )
    if ended is not None:
        messages.success(request, "已停用。")
        return redirect("clearances:matrix")
    title = f"停用：{ObjectKind(row.kind).label}征求{row.body}意见"
    return form_page(request, form, title, "停用", reverse("clearances:matrix"))


def places_offered(request: SignedInRequest) -> list[tuple[str, str]]:
    """Places for which the reader lays rows down. Raises ``PermissionDenied`` without one."""
    codes = places_edited(mandate_on(request))
    if not codes:
        raise PermissionDenied(f"须由具有“{Role.EXAMINER.label}”职责的人员办理。")
    names = place_names(codes)
    return [(code, names.get(code, code)) for code in codes]


def _own_place(mandate: Mandate) -> str:
    return next((str(post.organization.division) for post in mandate.posts), NATION)


def _day(text: str) -> date | None:
    try:
        return parse_date(text)
    except ValueError:
        return None


def _grouped(
    rows: Iterable[MatrixRow], names: Mapping[str, str], mandate: Mandate
) -> list[dict[str, object]]:
    """Rows of one clause on one line: its bodies, each with a way to end it where that is ours."""
    groups: dict[tuple[object, ...], list[MatrixRow]] = {}
    for row in rows:
        place = "不详" if row.is_reference and not row.place else names.get(row.place, row.place)
        key = row.kind, place, row.document, row.clause, row.since, row.until, row.is_required
        groups.setdefault(key, []).append(row)
    return [
        {
            "row": found[0],
            "kind": ObjectKind(found[0].kind).label,
            "place": key[1],
            "credibility": Credibility(found[0].credibility).label,
            "bodies": [(each, _may_end(each, mandate)) for each in found],
        }
        for key, found in groups.items()
    ]


def _may_end(row: MatrixRow, mandate: Mandate) -> bool:
    return row.until is None and not row.is_reference and may_edit(mandate, row.place)
