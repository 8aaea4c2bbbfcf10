"""The matrix and the bodies as rows, turned into what the readings decide by."""

from collections.abc import Iterable
from datetime import date

from django.db.models import QuerySet

from honours.clearances.models import Body, BodyBearer, MatrixRow
from honours.clearances.readings.bodies import Bodies, BodyFacts, DatedName, Merger
from honours.clearances.readings.matrix import AskedBody, RowFacts, bodies_to_ask
from honours.clearances.readings.shipped import shipped_places
from honours.clearances.vocabulary import ObjectKind
from honours.directory.models import Organization, OrganizationName
from honours.directory.permissions import Mandate
from honours.directory.vocabulary import OrganizationKind, Role
from honours.kernel.verdicts import Citation


def bodies_known() -> Bodies:
    """Every body with its names and mergers; the bearers of the directory under their own names.

    Six queries, whatever there is.
    """
    borne = _borne_names()
    rows = Body.objects.prefetch_related("names", "mergers__into")
    return {
        body.code: BodyFacts(
            body.code,
            body.duty,
            (
                *(
                    DatedName(each.name, each.since, each.until, each.place)
                    for each in body.names.all()
                ),
                *borne.get(body.pk, ()),
            ),
            tuple(Merger(each.into.code, each.on, each.place) for each in body.mergers.all()),
        )
        for body in rows
    }


def _borne_names() -> dict[int, list[DatedName]]:
    """Names of the organizations that bear a duty in a place: they prevail there."""
    bearers = list(BodyBearer.objects.all())
    names: dict[int, list[OrganizationName]] = {}
    held = OrganizationName.objects.filter(
        organization__in=[bearer.organization_id for bearer in bearers], is_short=False
    )
    for row in held:
        names.setdefault(row.organization_id, []).append(row)
    found: dict[int, list[DatedName]] = {}
    for bearer in bearers:
        found.setdefault(bearer.body_id, []).extend(
            DatedName(row.name, row.since, row.until, bearer.place)
            for row in names.get(bearer.organization_id, ())
        )
    return found


def rows_in_use() -> tuple[RowFacts, ...]:
    """Every row that may judge a case, of all days and places (one query)."""
    rows = MatrixRow.objects.filter(is_reference=False, since__isnull=False).select_related("body")
    return tuple(row_facts(row, row.since) for row in rows if row.since is not None)


def row_facts(row: MatrixRow, since: date) -> RowFacts:
    return RowFacts(
        ObjectKind(row.kind),
        row.body.code,
        row.is_required,
        Citation(row.document, row.clause),
        since,
        row.until,
        row.place,
    )


def asked_bodies(kinds: Iterable[ObjectKind], *, on: date, place: str) -> tuple[AskedBody, ...]:
    """Which bodies an object of these kinds has to be put to, on that day in that place."""
    return bodies_to_ask(kinds, rows_in_use(), bodies_known(), day=on, place=place)


def matrix_rows() -> QuerySet[MatrixRow]:
    """Every row, past ones and mere references included: the matrix is open to whoever works."""
    return MatrixRow.objects.select_related("body").order_by("kind", "body", "pk")


def places_edited(mandate: Mandate) -> list[str]:
    """Division codes of the places that the mandate's examiners lay rows down for."""
    posts = [post for post in mandate.posts if post.role == Role.EXAMINER]
    return sorted({str(post.jurisdiction.division) for post in posts})


def place_name(division: str) -> str:
    """What the place of a division code is called; the code where the directory has none."""
    return place_names([division]).get(division, division)


def place_names(divisions: Iterable[str]) -> dict[str, str]:
    """The names of many places with one query; 全国 for the empty code.

    Where the directory has no such place, the name that ships with the rows.
    """
    rows = Organization.objects.filter(
        kind=OrganizationKind.PLACE, division__in=set(divisions)
    ).values_list("division", "name")
    return {"": "全国", **shipped_places(), **dict(rows)}
