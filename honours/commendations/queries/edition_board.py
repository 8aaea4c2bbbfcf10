"""An edition as its page shows it: who has reported which list, and what a reader may do."""

from dataclasses import dataclass

from django.db.models import Count

from honours.commendations.models.editions import Edition
from honours.commendations.models.slates import Slate
from honours.commendations.queries.slates import slates_seen_by
from honours.commendations.vocabulary import EditionState, Round, SlateState, Tier
from honours.directory.models import Organization, Post
from honours.directory.permissions import Mandate
from honours.directory.vocabulary import Level, Role
from honours.quotas.checks.standings import QuotaStanding
from honours.quotas.models import Ledger
from honours.quotas.queries.standings import ledger_rows
from honours.quotas.vocabulary.places import CandidateKind

KINDS = (CandidateKind.PERSON, CandidateKind.COLLECTIVE)


@dataclass(frozen=True, slots=True)
class ReportCell:
    """One unit's report of one kind: its places, and its list where the reader sees it."""

    places: int
    slate: Slate | None


@dataclass(frozen=True, slots=True)
class ReportRow:
    """One unit, with a cell for each of ``KINDS``."""

    unit: str
    cells: tuple[ReportCell, ...]


@dataclass(frozen=True, slots=True)
class Opening:
    """A list that the reader may open now."""

    organization: Organization
    tier: Tier
    round: Round


def reports_of(edition: Edition, mandate: Mandate) -> list[ReportRow]:
    """Who got places and who has reported, in the order of the tree. Few queries."""
    slates: dict[tuple[int, str], Slate] = {}
    rows = slates_seen_by(mandate).filter(edition=edition).exclude(tier=Tier.CITY)
    for slate in rows.annotate(named=Count("lines")).order_by("organization__path", "pk"):
        slates[slate.region_id, slate.kind] = slate
    named = {slate.region_id: str(slate.region) for slate in slates.values()}
    standings = _places(edition, mandate)
    units = {key: standing.organization for (key, _), standing in standings.items()}
    return [
        ReportRow(
            name,
            tuple(
                ReportCell(
                    standings[key, kind].received if (key, kind) in standings else 0,
                    slates.get((key, kind)),
                )
                for kind in KINDS
            ),
        )
        for key, name in (units | named).items()
    ]


def not_reported(edition: Edition, mandate: Mandate) -> list[tuple[str, str]]:
    """Each unit that got places, or began a list, and has not reported it: what, and how far."""
    return [
        (row.unit, "；".join(told))
        for row in reports_of(edition, mandate)
        if (told := [_unreported(kind, cell) for kind, cell in _open_cells(row)])
    ]


def openings_for(edition: Edition, mandate: Mandate) -> list[Opening]:
    """Lists that the reader may compose while the edition goes on."""
    if edition.state not in (EditionState.OPEN, EditionState.REVIEWING):
        return []
    found: dict[tuple[int, Tier, Round], Opening] = {}
    for post in mandate.posts:
        is_lead = edition.organization.is_within(post.jurisdiction)
        unit = edition.organization if is_lead and _is_of(edition, post) else post.organization
        for tier, round_ in _composed_by(edition, post.role, unit):
            found[unit.pk, tier, round_] = Opening(unit, tier, round_)
    return list(found.values())


def nominating_units(edition: Edition, mandate: Mandate) -> list[Organization]:
    """The reader's own units that may put somebody forward now."""
    if edition.state != EditionState.OPEN:
        return []
    filers = [post for post in mandate.posts if post.role == Role.FILER]
    return [post.organization for post in filers if post.organization.is_within(edition.region)]


def region_of(opening: Opening, edition: Edition, mandate: Mandate) -> Organization:
    """Whom the list gathers: the unit itself, or the place its examiner answers for."""
    if opening.tier == Tier.UNIT:
        return opening.organization
    posts = (post for post in mandate.posts_for(Role.EXAMINER, opening.organization))
    own = [post for post in posts if post.organization == opening.organization]
    return own[0].jurisdiction if own and opening.tier == Tier.COUNTY else edition.region


def _open_cells(row: ReportRow) -> list[tuple[CandidateKind, ReportCell]]:
    """Places without a list, and lists that nobody has signed yet."""
    unsigned = (SlateState.COMPOSING, SlateState.SUBMITTED)
    return [
        (kind, cell)
        for kind, cell in zip(KINDS, row.cells, strict=True)
        if (cell.slate.state in unsigned if cell.slate else cell.places)
    ]


def _unreported(kind: CandidateKind, cell: ReportCell) -> str:
    how_far = f"名单{cell.slate.state_label}" if cell.slate else "还没有送出名单"
    return f"{kind.label}名额{cell.places}个，{how_far}"


def _is_of(edition: Edition, post: Post) -> bool:
    """An examiner's post in the lead body itself, or in an office of it."""
    return post.role == Role.EXAMINER and post.organization.is_within(edition.organization)


def _composed_by(edition: Edition, role: str, unit: Organization) -> list[tuple[Tier, Round]]:
    if not unit.is_within(edition.region):
        return []
    if role == Role.FILER:
        return [(Tier.UNIT, Round.FIRST)]
    if role == Role.EXAMINER and unit.level == Level.COUNTY:
        return [(Tier.COUNTY, Round.FIRST)]
    if role == Role.EXAMINER and unit == edition.organization:
        rounds = list(Round) if edition.has_second_round else [Round.FIRST]
        return [(Tier.CITY, round_) for round_ in rounds]
    return []


def _places(edition: Edition, mandate: Mandate) -> dict[tuple[int, str], QuotaStanding]:
    """Of the issuer's own row there is no report to wait for."""
    ledger = Ledger.objects.filter(subject=edition.subject()).select_related("region").first()
    if ledger is None:
        return {}
    return {
        (row.line.organization_id, row.line.kind): row.standing
        for row in ledger_rows(ledger, mandate)
        if row.line.organization_id != ledger.organization_id and row.standing.received
    }
