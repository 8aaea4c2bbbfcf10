"""The honours roll, and what anybody may learn of a certificate."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, QuerySet

from honours.commendations.models.decisions import Certificate, Honour
from honours.commendations.readings.certificates import certificate_digest
from honours.commendations.vocabulary import HonourState
from honours.directory.models import Organization
from honours.quotas.vocabulary.places import CandidateKind


@dataclass(frozen=True, slots=True)
class CertificateCheck:
    """What a certificate says, whether those are the words it was issued with, and if it stands.

    ``fell_on`` and ``why`` are set where the honour fell; falling with its batch is told apart
    from being revoked, and says nothing against the holder.
    """

    number: str
    holder: str
    unit: str
    title: str
    edition: str
    document: str
    issued_on: date
    is_unaltered: bool
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
    return CertificateCheck(
        number=found.number,
        holder=honour.holder,
        unit=honour.unit,
        title=honour.title,
        edition=honour.decision.edition.name,
        document=honour.decision.number,
        issued_on=found.issued_on,
        is_unaltered=digest == found.digest,
        state=HonourState(honour.state),
        fell_on=honour.fell_on,
    )


def commended_count(region: Organization, *, since: date, until: date) -> dict[CandidateKind, int]:
    """How many honours of a region, conferred in a span of days, still stand: by kind."""
    rows = Honour.objects.filter(
        state=HonourState.IN_FORCE,
        conferred_on__range=(since, until),
        organization__path__startswith=region.path,
    )
    found = Counter(dict(rows.values_list("kind").annotate(Count("pk")).order_by()))
    return {kind: found[kind] for kind in CandidateKind}
