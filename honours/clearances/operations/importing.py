"""Bringing in the bodies, rows and grounds that ship with the system. The same again adds none."""

from dataclasses import dataclass

from django.db import transaction

from honours.audit.operations import record
from honours.clearances.models import Body, BodyMerger, BodyName, Disqualifier, MatrixRow
from honours.clearances.readings.shipped import (
    Ground,
    shipped_bodies,
    shipped_disqualifiers,
    shipped_rows,
)


@dataclass(frozen=True, slots=True)
class Imported:
    """How many of each were added."""

    bodies: int = 0
    rows: int = 0
    disqualifiers: int = 0

    @property
    def is_empty(self) -> bool:
        return not (self.bodies or self.rows or self.disqualifiers)


@transaction.atomic
def import_shipped(*, by: str) -> Imported:
    """Add what the shipped files say and the tables do not. ``by``: an account or a command."""
    bodies = _import_bodies()
    known = {body.code: body for body in Body.objects.all()}
    added = Imported(bodies, _import_rows(known, by), _import_disqualifiers(known, by))
    if not added.is_empty:
        record(
            "clearances.matrix.import",
            subject="clearances.matrix:shipped",
            actor=by,
            bodies=added.bodies,
            rows=added.rows,
            disqualifiers=added.disqualifiers,
        )
    return added


def _import_bodies() -> int:
    known = set(Body.objects.values_list("code", flat=True))
    fresh = [body for body in shipped_bodies() if body.facts.code not in known]
    Body.objects.bulk_create(
        Body(
            code=body.facts.code,
            duty=body.facts.duty,
            source=body.source,
            asks_identity_number=body.asks_identity_number,
        )
        for body in fresh
    )
    rows = {body.code: body for body in Body.objects.all()}
    BodyName.objects.bulk_create(
        BodyName(
            body=rows[body.facts.code],
            name=each.name,
            since=each.since,
            until=each.until,
            place=each.place,
        )
        for body in fresh
        for each in body.facts.names
    )
    BodyMerger.objects.bulk_create(
        BodyMerger(body=rows[body.facts.code], into=rows[each.into], on=each.on, place=each.place)
        for body in fresh
        for each in body.facts.mergers
    )
    return len(fresh)


def _import_rows(bodies: dict[str, Body], by: str) -> int:
    known = set(
        MatrixRow.objects.exclude(source_row="").values_list(
            "source_row", "kind", "body__code", "clause"
        )
    )
    fresh = [
        row
        for row in shipped_rows()
        if (row.ground.source_row, row.kind.value, row.body, row.ground.clause) not in known
    ]
    MatrixRow.objects.bulk_create(
        MatrixRow(
            kind=row.kind,
            body=bodies[row.body],
            is_required=row.is_required,
            added_by=by,
            **_columns(row.ground),
        )
        for row in fresh
    )
    return len(fresh)


def _import_disqualifiers(bodies: dict[str, Body], by: str) -> int:
    known = set(Disqualifier.objects.values_list("code", flat=True))
    fresh = [each for each in shipped_disqualifiers() if each.code not in known]
    Disqualifier.objects.bulk_create(
        Disqualifier(
            code=each.code,
            ground=each.label,
            certifier=bodies[each.certifier],
            added_by=by,
            **_columns(each.ground),
        )
        for each in fresh
    )
    return len(fresh)


def _columns(ground: Ground) -> dict[str, object]:
    return {
        "document": ground.document,
        "clause": ground.clause,
        "place": ground.place,
        "since": ground.since,
        "until": ground.until,
        "is_reference": ground.is_reference,
        "source_row": ground.source_row,
        "note": ground.note,
        "credibility": ground.credibility,
    }
