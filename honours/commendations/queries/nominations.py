"""Which nominations somebody may see, and their rows, read for many at once."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q, QuerySet, prefetch_related_objects

from honours.commendations.models.nominations import (
    Collective,
    Consent,
    Nomination,
    PastHonour,
    Person,
    RankChange,
    StaffVote,
)
from honours.commendations.vocabulary import NominationState, PaperKind
from honours.directory.models import Organization
from honours.directory.permissions import Mandate
from honours.directory.queries import within_reach
from honours.directory.vocabulary import Role
from honours.privacy.fields import blind_index
from honours.privacy.queries import attachments_of_all
from honours.quotas.vocabulary.places import CandidateKind

OWN_ROLES = (Role.FILER, Role.HEAD)
"""Who work on what has not left the unit."""
WHO_MAY_KNOW = (Role.FILER, Role.HEAD, Role.EXAMINER)
"""Who may be shown the number behind a mask, on asking, and leave an entry in the book."""
WHO_MAY_NAME = (*WHO_MAY_KNOW, Role.LEADER_IN_CHARGE, Role.PRINCIPAL_LEADER, Role.INSPECTOR)
"""Who read nominees' names; a member of the conference reads them when they are published."""
_INSIDE = (
    NominationState.DRAFT,
    NominationState.SUBMITTED,
    NominationState.LAPSED,
    NominationState.SHELVED,
)


@dataclass
class Parts:
    """A nomination with the rows that belong to it."""

    nomination: Nomination
    persons: list[Person] = field(default_factory=list)
    collective: Collective | None = None
    ranks: list[RankChange] = field(default_factory=list)
    honours: list[PastHonour] = field(default_factory=list)
    consent: Consent | None = None
    vote: StaffVote | None = None
    papers: set[PaperKind] = field(default_factory=set)

    @property
    def is_person(self) -> bool:
        return self.nomination.kind == CandidateKind.PERSON


def visible_nominations(mandate: Mandate) -> QuerySet[Nomination]:
    """Nominations of units within reach; what has not left the unit, only by the unit's own."""
    rows = Nomination.objects.select_related(
        "organization", "edition__organization", "edition__region", "title", "region"
    )
    own = Mandate(tuple(post for post in mandate.posts if post.role in OWN_ROLES))
    seen = ~Q(state__in=_INSIDE)
    for path in own.reach():
        seen |= Q(organization__path__startswith=path)
    return within_reach(rows, mandate).filter(seen)


def may_know(mandate: Mandate, organization: Organization) -> bool:
    """Whether what is under lock may be shown, on asking."""
    return any(mandate.may(role, organization) for role in WHO_MAY_KNOW)


def may_name(mandate: Mandate, organization: Organization) -> bool:
    """Whether nominees' names are read in full."""
    return any(mandate.may(role, organization) for role in WHO_MAY_NAME)


def named_exactly(name: str) -> Q:
    """The condition on nominations of somebody, or a collective, of exactly this name."""
    persons = Person.objects.filter(name_index=blind_index(name))
    collectives = Collective.objects.filter(name=name)
    return Q(pk__in=persons.values("nomination")) | Q(pk__in=collectives.values("nomination"))


def parts_of(nominations: Iterable[Nomination]) -> dict[int, Parts]:
    """The rows of many nominations, by key. At most eight queries, however many."""
    found = {one.pk: Parts(one) for one in nominations}
    prefetch_related_objects([one.nomination for one in found.values()], *_BESIDE)
    persons = [key for key, parts in found.items() if parts.is_person]
    collectives = [key for key, parts in found.items() if not parts.is_person]
    if persons:
        for person in Person.objects.filter(nomination__in=persons).order_by("order"):
            found[person.nomination_id].persons.append(person)
    if any(parts.persons for parts in found.values()):
        ranks = RankChange.objects.filter(person__nomination__in=persons)
        for change in ranks.select_related("person").defer(*_LOCKED_OF_PERSONS).order_by("since"):
            found[change.person.nomination_id].ranks.append(change)
    for collective in Collective.objects.filter(nomination__in=collectives) if collectives else ():
        found[collective.nomination_id].collective = collective
    for honour in PastHonour.objects.filter(nomination__in=found).order_by("granted_on", "pk"):
        found[honour.nomination_id].honours.append(honour)
    for consent in Consent.objects.filter(nomination__in=found).order_by("pk"):
        found[consent.nomination_id].consent = consent
    for vote in StaffVote.objects.filter(nomination__in=found):
        found[vote.nomination_id].vote = vote
    _add_papers(found)
    return found


def _add_papers(found: dict[int, Parts]) -> None:
    by_subject = {parts.nomination.subject(): parts for parts in found.values()}
    kept = attachments_of_all(by_subject).values_list("subject", "purpose")
    for subject, purpose in kept:
        if purpose in set(PaperKind):
            by_subject[subject].papers.add(PaperKind(purpose))


_BESIDE = ("edition__region", "organization", "region", "title", "unit_organization")
_LOCKED_OF_PERSONS: Sequence[Any] = tuple(
    f"person__{name}"
    for name in (
        "name",
        "identity_number",
        "telephone",
        "address",
        "born_on",
        "discipline",
        "breached_on",
    )
)
