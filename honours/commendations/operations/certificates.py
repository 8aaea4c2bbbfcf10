"""Certificates: numbered from the decision, checked by anybody with the key in their code."""

import secrets
from collections.abc import Sequence

from honours.audit.operations import PlannedEntry, record_many
from honours.commendations.models.decisions import Certificate, Decision, Honour
from honours.commendations.readings.certificates import certificate_digest
from honours.kernel.digests import in_groups

CLEAR_SIGNS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
KEY_LENGTH = 16


def new_certificates(honours: Sequence[Honour], document: str) -> list[Certificate]:
    """One unsaved certificate for each honour, numbered in the order of the decision."""
    return [
        Certificate(
            honour=honour,
            number=f"{document}-{place:04}",
            key="".join(secrets.choice(CLEAR_SIGNS) for _ in range(KEY_LENGTH)),
            issued_on=honour.conferred_on,
            digest=certificate_digest(
                f"{document}-{place:04}", honour.holder, honour.unit, honour.title
            ),
        )
        for place, honour in enumerate(honours, start=1)
    ]


def book_issue(certificates: Sequence[Certificate], decision: Decision) -> None:
    """Write the digest of each into the book.

    The proof of such an entry is handed to anybody: it names the body alone.
    """
    record_many(
        PlannedEntry(
            "commendations.certificate.issue",
            certificate.honour.subject(),
            str(decision.organization),
            organization=str(decision.organization_id),
            detail={"number": certificate.number, "digest": in_groups(certificate.digest)},
        )
        for certificate in certificates
    )
