"""Laying down whom to ask, and what bars from honours: rows are added and ended, never edited."""

import uuid
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction

from honours.audit.operations import record
from honours.clearances.models import Body, BodyBearer, Disqualifier, MatrixRow
from honours.clearances.vocabulary import Credibility, ObjectKind
from honours.directory.models import Organization, User
from honours.directory.permissions import Mandate, mandate_of
from honours.directory.vocabulary import Role
from honours.kernel.verdicts import Finding, Refusal


@dataclass(frozen=True, slots=True)
class GroundDraft:
    """The document that lays something down, its place and its day."""

    document: str
    clause: str
    place: str
    since: date
    note: str = ""


@transaction.atomic
def add_row(
    kind: ObjectKind, body: Body, ground: GroundDraft, *, is_required: bool, by: User
) -> MatrixRow:
    """From a day on, objects of that kind are put to that body in that place.

    Raises ``Refusal`` where a row of the same place says so already, and ``PermissionDenied``
    for a place that no examining post of the user reaches.
    """
    require_place(by, ground.place, "增补征求意见矩阵")
    standing = MatrixRow.objects.filter(
        kind=kind, body=body, place=ground.place, until=None, is_reference=False
    )
    if standing.exists():
        raise Refusal(
            Finding(
                "row-stands-already",
                f"“{kind.label}”征求“{body}”的意见，本地已有规定，尚未停用。",
                remedy="依据有变化的，请先停用原有一行，再以新的起始日期增补。",
                field="body",
            )
        )
    row = MatrixRow.objects.create(
        kind=kind, body=body, is_required=is_required, added_by=by.username, **_columns(ground)
    )
    record(
        "clearances.matrixrow.add",
        subject=f"clearances.matrixrow:{row.pk}",
        actor=by.username,
        kind=kind.value,
        body=body.code,
        place=ground.place,
        since=ground.since,
        is_required=is_required,
    )
    return row


@transaction.atomic
def end_row(row: MatrixRow, *, last_day: date, by: User) -> MatrixRow:
    """The last day on which the row holds. Earlier cases are still judged by it."""
    held = MatrixRow.objects.select_for_update().get(pk=row.pk)
    require_place(by, held.place, "停用征求意见矩阵的一行")
    _refuse_unless_open(held, last_day)
    held.until = last_day
    held.save(update_fields=["until"])
    record(
        "clearances.matrixrow.end",
        subject=f"clearances.matrixrow:{row.pk}",
        actor=by.username,
        until=last_day,
    )
    return held


@transaction.atomic
def add_disqualifier(
    ground: str, certifier: Body, laid_down: GroundDraft, *, by: User
) -> Disqualifier:
    """From a day on, a law bars from honours in that place whoever falls under the ground."""
    require_place(by, laid_down.place, "增补一票否决情形")
    added = Disqualifier.objects.create(
        code=f"own-{uuid.uuid4().hex[:12]}",
        ground=ground,
        certifier=certifier,
        added_by=by.username,
        **_columns(laid_down),
    )
    record(
        "clearances.disqualifier.add",
        subject=f"clearances.disqualifier:{added.pk}",
        actor=by.username,
        certifier=certifier.code,
        place=laid_down.place,
        since=laid_down.since,
    )
    return added


@transaction.atomic
def end_disqualifier(row: Disqualifier, *, last_day: date, by: User) -> Disqualifier:
    """The last day on which the law bars. What is judged later is not judged by it."""
    held = Disqualifier.objects.select_for_update().get(pk=row.pk)
    require_place(by, held.place, "停用一票否决情形")
    _refuse_unless_open(held, last_day)
    held.until = last_day
    held.save(update_fields=["until"])
    record(
        "clearances.disqualifier.end",
        subject=f"clearances.disqualifier:{row.pk}",
        actor=by.username,
        until=last_day,
    )
    return held


@transaction.atomic
def name_bearer(body: Body, place: str, organization: Organization, *, by: User) -> BodyBearer:
    """Say which organization of the directory bears the duty in a place; its names then hold."""
    require_place(by, place, "指定承担职能的单位")
    bearer, _ = BodyBearer.objects.update_or_create(
        body=body, place=place, defaults={"organization": organization}
    )
    record(
        "clearances.body.name_bearer",
        subject=f"clearances.body:{body.pk}",
        actor=by.username,
        place=place,
        organization=str(organization.pk),
    )
    return bearer


def may_edit(mandate: Mandate, place: str) -> bool:
    """Whether an examining post of the mandate covers the place. Nobody covers the nation."""
    return bool(place) and any(
        place.startswith(str(post.jurisdiction.division))
        for post in mandate.posts
        if post.role == Role.EXAMINER and post.jurisdiction.division
    )


def require_place(by: User, place: str, deed: str) -> None:
    """Raises ``PermissionDenied`` where no examining post of the user covers the place."""
    if not may_edit(mandate_of(by), place):
        label = Role.EXAMINER.label
        raise PermissionDenied(f"“{deed}”须由管辖该地、具有“{label}”职责的人员办理。")


def _refuse_unless_open(row: MatrixRow | Disqualifier, last_day: date) -> None:
    if row.until is not None:
        raise Refusal(
            Finding(
                "row-ended-already",
                f"该行已于{row.until.isoformat()}停用，不能再改。",
                remedy="需要恢复的，请以新的起始日期另行增补。",
                field="until",
            )
        )
    if row.since is not None and last_day < row.since:
        raise Refusal(
            Finding(
                "ends-before-it-begins",
                f"停用日期早于起始日期{row.since.isoformat()}。",
                remedy="请核对停用日期。",
                field="until",
            )
        )


def _columns(ground: GroundDraft) -> dict[str, object]:
    return {
        "document": ground.document,
        "clause": ground.clause,
        "place": ground.place,
        "since": ground.since,
        "note": ground.note,
        "credibility": Credibility.OWN,
    }
