"""How the candidates of an edition stand with the bodies to be asked; asking all in one go."""

from datetime import timedelta
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from honours.clearances.checks.demands import not_disqualified
from honours.clearances.checks.facts import BodyStanding
from honours.clearances.vocabulary import Condition
from honours.commendations.forms.clearing import AskTermsForm
from honours.commendations.models.editions import Edition
from honours.commendations.operations.clearing import ask_for_candidates
from honours.commendations.queries.clearing import (
    ClearingRow,
    clearing_board,
    declarations_for,
    drafted_of,
    kinds_nobody_spoke_of,
    may_see_clearances,
    to_be_cleared,
    unit_subject,
)
from honours.commendations.views.editions import edition_crumbs, edition_seen_by
from honours.commendations.views.slate_facts import shown_name
from honours.directory.http import SignedInRequest, mandate_on, saved, status_of
from honours.directory.permissions import Mandate
from honours.directory.vocabulary import Role
from honours.ui.parts import Light, Matrix, MatrixRow, Signal

HERE = "征求意见"
DUE_IN_DAYS = 10
_SIGNALS = {
    Condition.CLEAR: Signal.GREEN,
    Condition.WAIVED: Signal.GREEN,
    Condition.PENDING: Signal.YELLOW,
    Condition.MISSING: Signal.YELLOW,
    Condition.STALE: Signal.RED,
    Condition.ADVERSE: Signal.RED,
}


@login_required
def clearing(request: SignedInRequest, pk: int) -> HttpResponse:
    """Candidates by bodies, for the posts that handle answers; whoever runs the edition asks."""
    edition = edition_seen_by(request, pk)
    mandate, today = mandate_on(request), timezone.localdate()
    if not may_see_clearances(edition, mandate):
        raise PermissionDenied(f"征求意见的情况只供“{edition.organization}”的办理人员查看。")
    nominations = to_be_cleared(edition)
    initial = {"asked_on": today, "due_on": today + timedelta(days=DUE_IN_DAYS)}
    form = AskTermsForm(request.POST or None, initial=initial)
    made = saved(
        request,
        form,
        lambda: ask_for_candidates(edition, nominations, form.terms(), by=request.user),
    )
    if made is not None:
        messages.success(request, f"已拟制{len(made)}件，请勾选后发出链接。")
        return redirect(f"{reverse('clearances:requests')}?state=drafted")
    board = clearing_board(nominations, edition, mandate, on=today)
    context = {
        "title": f"{HERE}：{edition.name}",
        "edition": edition,
        "breadcrumbs": edition_crumbs(edition, HERE),
        "matrix": _matrix(board, mandate) if board else None,
        "silent": kinds_nobody_spoke_of(edition, board),
        "declarations": list(declarations_for(edition, mandate)),
        "may_declare": mandate.may(Role.LEADER_IN_CHARGE, edition.organization),
        "form": form,
        "may_ask": bool(nominations) and mandate.may(Role.EXAMINER, edition.organization),
        "drafted": drafted_of(nominations),
        "bar_urls": _bar_urls(edition, board, mandate),
        "back": reverse("commendations:edition", args=[edition.pk]),
    }
    return render(request, "commendations/clearing.html", context, status=status_of(form))


def _matrix(board: list[ClearingRow], mandate: Mandate) -> Matrix:
    bodies = {one.body.code: one.body.name for row in board for one in row.standing.bodies}
    rows = [
        MatrixRow(
            f"{shown_name(row.nomination, mandate)}（{row.nomination.unit}）",
            [_ground(row), *(_light(row, code) for code in bodies), _bars(row)],
            reverse("commendations:nomination", args=[row.nomination.pk]),
        )
        for row in board
    ]
    headings = ["征求依据", *bodies.values(), "一票否决"]
    return Matrix("各对象征求意见情况", "对象", headings, rows)


def _ground(row: ClearingRow) -> Light:
    """Who has said whom to ask: the matrix, or a leader that it is nobody."""
    if not row.standing.is_matrix_silent:
        return Light(Signal.GREEN, "矩阵有规定")
    if row.standing.is_declared:
        return Light(Signal.GREEN, "已登记无须征求")
    return Light(Signal.RED, "矩阵没有规定", reverse("clearances:matrix"))


def _light(row: ClearingRow, code: str) -> Light:
    standing = row.with_body(code)
    if standing is None:
        return Light(Signal.NONE, "不需要")
    key = row.requests.get(code)
    url = reverse("clearances:request", args=[key]) if key else ""
    if standing.condition is Condition.MISSING and not standing.body.is_required:
        return Light(Signal.NONE, "可以不征求", url)
    return Light(_SIGNALS[standing.condition], _note(standing, is_drawn=bool(key)), url)


def _note(standing: BodyStanding, *, is_drawn: bool) -> str:
    if standing.condition is Condition.MISSING and is_drawn:
        return "已拟制，未发出"
    if standing.condition is Condition.CLEAR and standing.valid_until:
        return f"{standing.condition.label}，至{standing.valid_until:%Y-%m-%d}"
    return standing.condition.label


def _bars(row: ClearingRow) -> Light:
    found = list(not_disqualified(row.disqualified))
    if found:
        return Light(Signal.RED, "；".join(one.message for one in found))
    return Light(Signal.GREEN, "没有记录")


def _bar_urls(
    edition: Edition, board: list[ClearingRow], mandate: Mandate
) -> list[tuple[str, str]]:
    """Where a bar against a unit of theirs is recorded, each unit once."""
    if not mandate.may(Role.EXAMINER, edition.organization):
        return []
    units = {row.nomination.organization_id: str(row.nomination.organization) for row in board}
    page = reverse("clearances:record_hit")
    return [
        (name, f"{page}?{urlencode({'about': unit_subject(key)})}") for key, name in units.items()
    ]
