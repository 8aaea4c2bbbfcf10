"""Who sees which questions, links and answers. Everything fails closed.

Answers are confidential: only the posts that handle such questions see them, over the body that
asked, and whoever stands above it. A unit's own clerk or head never does.
"""

from datetime import date, datetime

from django.db.models import Exists, OuterRef, QuerySet

from honours.clearances.models import (
    ClearanceLink,
    ClearanceRequest,
    DisqualifierHit,
    LinkItem,
    NothingToAsk,
    Waiver,
)
from honours.clearances.vocabulary import LinkState, RequestState
from honours.directory.models import Organization
from honours.directory.permissions import Mandate
from honours.directory.queries import organizations_within_reach, within_reach
from honours.directory.vocabulary import Role

HANDLING = (
    Role.EXAMINER,
    Role.INSPECTOR,
    Role.LEADER_IN_CHARGE,
    Role.PRINCIPAL_LEADER,
)
"""The posts that see what bodies answered."""


def handling(mandate: Mandate) -> Mandate:
    return Mandate(tuple(post for post in mandate.posts if post.role in HANDLING))


def handles(mandate: Mandate, organization: Organization) -> bool:
    """Whether the mandate may read what bodies answered to that organization."""
    return handling(mandate).reaches(organization)


def visible_requests(mandate: Mandate) -> QuerySet[ClearanceRequest]:
    rows = ClearanceRequest.objects.select_related("organization", "body", "answer")
    return within_reach(rows, handling(mandate))


def visible_links(mandate: Mandate) -> QuerySet[ClearanceLink]:
    rows = ClearanceLink.objects.select_related("organization")
    return within_reach(rows, handling(mandate))


def visible_hits(mandate: Mandate) -> QuerySet[DisqualifierHit]:
    rows = DisqualifierHit.objects.select_related("organization", "disqualifier__certifier")
    return within_reach(rows, handling(mandate))


def visible_waivers(mandate: Mandate) -> QuerySet[Waiver]:
    rows = Waiver.objects.filter(revoked_at=None).select_related("organization", "body")
    return within_reach(rows, handling(mandate))


def visible_declarations(mandate: Mandate) -> QuerySet[NothingToAsk]:
    rows = NothingToAsk.objects.select_related("organization")
    return within_reach(rows, handling(mandate))


def askers(mandate: Mandate) -> QuerySet[Organization]:
    """The organizations for which the mandate asks: those where it examines."""
    posts = [post for post in mandate.posts if post.role == Role.EXAMINER]
    own = organizations_within_reach(Mandate(tuple(posts)))
    return own.filter(pk__in=[post.organization_id for post in posts]).order_by("path")


def link_state(link: ClearanceLink, now: datetime) -> LinkState:
    if link.revoked_at is not None:
        return LinkState.REVOKED
    if link.answered_at is not None:
        return LinkState.ANSWERED
    return LinkState.EXPIRED if link.expires_at <= now else LinkState.OPEN


def items_of(link: ClearanceLink) -> list[LinkItem]:
    """The objects on the link's list, in order, with their questions and answers."""
    rows = link.items.select_related("request__body", "request__organization", "request__answer")
    return list(rows.order_by("number"))


def expiring(rows: QuerySet[ClearanceRequest], on: date) -> QuerySet[ClearanceRequest]:
    """Answered questions whose answer is no longer valid on the day and was not asked again."""
    asked_again = ClearanceRequest.objects.filter(replaces=OuterRef("pk")).exclude(
        state=RequestState.WITHDRAWN
    )
    return rows.filter(~Exists(asked_again), answer__valid_until__lt=on)
