"""Who sees decisions, revocations and withdrawals; the roll itself is public."""

from django.db.models import Q, QuerySet

from honours.commendations.models.decisions import (
    BatchWithdrawal,
    Decision,
    Honour,
    Revocation,
)
from honours.commendations.vocabulary import (
    BatchWithdrawalState,
    DecisionState,
    RevocationState,
)
from honours.directory.permissions import Mandate
from honours.directory.queries import within_reach
from honours.directory.vocabulary import Level, Role
from honours.kernel.terms import Term

CLOSED = (RevocationState.REVOKED, RevocationState.DISMISSED, RevocationState.CLOSED)
WHO_MAY_FOLLOW = (
    Role.FILER,
    Role.HEAD,
    Role.EXAMINER,
    Role.INSPECTOR,
    Role.LEADER_IN_CHARGE,
    Role.PRINCIPAL_LEADER,
)
"""Who follows the case against a holder; members of the conference read of it when it is over."""


def visible_decisions(mandate: Mandate) -> QuerySet[Decision]:
    """Drafts by those over the body that drafts; issued ones are public papers."""
    rows = Decision.objects.select_related("organization", "edition__region", "edition__activity")
    if not mandate.reach():
        return rows.none()
    within = within_reach(Decision.objects.all(), mandate)
    return rows.filter(Q(pk__in=within.values("pk")) | Q(state=DecisionState.ISSUED))


def visible_revocations(mandate: Mandate) -> QuerySet[Revocation]:
    """Cases of units within reach, and cases of honours that a body within reach conferred."""
    rows = Revocation.objects.select_related(
        "organization",
        "honour__organization",
        "honour__decision",
        "honour__nomination__organization",
    )
    own = Mandate(tuple(post for post in mandate.posts if post.role in WHO_MAY_FOLLOW))
    cases = Revocation.objects.all()
    seen = within_reach(cases, own).values("pk")
    conferred = within_reach(cases, own, field="honour__organization").values("pk")
    return rows.filter(Q(pk__in=seen) | Q(pk__in=conferred))


def open_cases(withdrawal: BatchWithdrawal) -> QuerySet[Revocation]:
    """Cases that lose their object once the whole decision is taken back."""
    rows = Revocation.objects.filter(honour__decision=withdrawal.decision_id)
    return rows.exclude(state__in=CLOSED).select_related("organization")


def cases_reached(withdrawal: BatchWithdrawal, mandate: Mandate) -> list[Revocation]:
    """Of those the reader follows: what it would close, or did."""
    rows = visible_revocations(mandate).filter(honour__decision=withdrawal.decision_id)
    is_done = withdrawal.state == BatchWithdrawalState.CARRIED_OUT
    reached = (
        rows.filter(state=RevocationState.CLOSED) if is_done else rows.exclude(state__in=CLOSED)
    )
    return list(reached.defer("report").order_by("pk"))


def open_case_of(honour: Honour, mandate: Mandate) -> Revocation | None:
    """The case that is under way against it, where the reader follows it."""
    return visible_revocations(mandate).filter(honour=honour).exclude(state__in=CLOSED).first()


def deciding_level(case: Revocation, role: Term, mandate: Mandate) -> Level:
    """The level for which somebody acts: the highest of his posts that reach the case."""
    levels = [
        Level(post.organization.level) for post in mandate.posts_for(role, case.organization)
    ]
    return min(levels, key=list(Level).index, default=Level.TOWNSHIP)


def withdrawal_over(case: Revocation, mandate: Mandate) -> BatchWithdrawal | None:
    """The taking back of the whole decision that touches the case, where the reader sees it."""
    if case.state in (RevocationState.REVOKED, RevocationState.DISMISSED):
        return None
    return visible_withdrawals(mandate).filter(decision=case.honour.decision_id).last()


def visible_withdrawals(mandate: Mandate) -> QuerySet[BatchWithdrawal]:
    rows = BatchWithdrawal.objects.select_related("organization", "decision__edition")
    return within_reach(rows, mandate)


def may_follow(mandate: Mandate, honour: Honour) -> bool:
    """Whether what is kept beside the public line of the roll may be read."""
    return any(
        mandate.may(role, organization)
        for role in WHO_MAY_FOLLOW
        for organization in (honour.organization, honour.nomination.organization)
    )
