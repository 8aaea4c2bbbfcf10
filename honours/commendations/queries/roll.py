"""The honours roll, and what anybody may learn of a certificate."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, QuerySet

from honours.audit.models import Entry, Leaf
from honours.audit.queries import exported, inclusion_proof, latest_checkpoint
from honours.audit.vocabulary import entry_words
from honours.commendations.models.decisions import BatchWithdrawal, Certificate, Honour
from honours.commendations.readings.certificates import certificate_digest
from honours.commendations.vocabulary import BatchWithdrawalState, HonourState
from honours.directory.models import Organization
from honours.kernel.digests import in_groups
from honours.quotas.vocabulary.places import CandidateKind

ISSUED_VERB = "commendations.certificate.issue"


@dataclass(frozen=True, slots=True)
class CertificateCheck:
    """What a certificate says, whether those are the words it was issued with, and if it stands.

    ``fell_on`` is set where the honour fell; falling with its batch is told apart from being
    revoked, and says nothing against the holder. ``issue``: the entry of the book on its issue.
    """

    number: str
    holder: str
    unit: str
    title: str
    edition: str
    document: str
    issuers: tuple[str, ...]
    issued_on: date
    digest: str
    is_unaltered: bool
    issue: Entry | None
    is_sealed: bool
    state: HonourState
    fell_on: date | None


def roll(*, on: date | None = None) -> QuerySet[Honour]:
    """The whole roll; with ``on``, what stood on that day. Public, so without scope."""
    rows = Honour.objects.select_related("region", "decision__edition")
    if on is None:
        return rows
    return rows.filter(conferred_on__lte=on).exclude(fell_on__lte=on)


def checked_certificate(key: str) -> CertificateCheck | None:
    """What anybody learns who has the key of a certificate; ``None`` for a key of none."""
    found = (
        Certificate.objects.filter(key=key.strip().upper())
        .select_related("honour__decision__edition")
        .first()
    )
    if found is None:
        return None
    honour = found.honour
    digest = certificate_digest(found.number, honour.holder, honour.unit, honour.title)
    issue = _issue_of(honour)
    booked = issue.detail.get("digest") if issue else None
    return CertificateCheck(
        number=found.number,
        holder=honour.holder,
        unit=honour.unit,
        title=honour.title,
        edition=honour.decision.edition.name,
        document=honour.decision.number,
        issuers=tuple(honour.decision.issuers),
        issued_on=found.issued_on,
        digest=in_groups(digest),
        is_unaltered=digest == found.digest and booked == in_groups(digest),
        issue=issue,
        is_sealed=issue is not None and Leaf.objects.filter(entry_id=issue.pk).exists(),
        state=HonourState(honour.state),
        fell_on=honour.fell_on,
    )


def certificate_proof(check: CertificateCheck) -> dict[str, Any] | None:
    """The entry on the issue with its inclusion proof; ``None`` before it is sealed.

    The entry names the body, not a person, and holds the digest of the words alone.
    """
    head = latest_checkpoint()
    if check.issue is None or head is None or not check.is_sealed:
        return None
    shown = inclusion_proof(check.issue)
    return {
        "digest": check.digest,
        "entry": entry_words(tuple(getattr(check.issue, name) for name in Entry.SEALED)),
        "position": shown.first,
        "size": shown.size,
        "path": shown.path,
        "checkpoint": exported(head),
    }


@dataclass(frozen=True, slots=True)
class Reach:
    """Whom taking back a decision takes an honour from; revoked ones stay revoked."""

    honours: Sequence[Honour]
    revoked_before: int


def reached_by(withdrawal: BatchWithdrawal) -> Reach:
    state = (
        HonourState.FELL_WITH_BATCH
        if withdrawal.state == BatchWithdrawalState.CARRIED_OUT
        else HonourState.IN_FORCE
    )
    honours = withdrawal.decision.honours.all()
    return Reach(
        list(honours.filter(state=state).order_by("pk")),
        honours.filter(state=HonourState.REVOKED).count(),
    )


def _issue_of(honour: Honour) -> Entry | None:
    return Entry.objects.filter(subject=honour.subject(), verb=ISSUED_VERB).first()


def commended_count(region: Organization, *, since: date, until: date) -> dict[CandidateKind, int]:
    """How many honours of a region, conferred in a span of days, still stand: by kind."""
    rows = Honour.objects.filter(
        state=HonourState.IN_FORCE,
        conferred_on__range=(since, until),
        organization__path__startswith=region.path,
    )
    found = Counter(dict(rows.values_list("kind").annotate(Count("pk")).order_by()))
    return {kind: found[kind] for kind in CandidateKind}
