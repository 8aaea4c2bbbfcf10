"""Certificates on paper: all of a decision in one file, or one alone."""

from collections.abc import Callable, Sequence

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from honours.commendations.models.decisions import Decision, Honour
from honours.commendations.prose import addressed, certificate_text, printed_day
from honours.commendations.vocabulary import HonourState
from honours.directory.models import User
from honours.directory.permissions import mandate_of, require
from honours.directory.vocabulary import Role
from honours.kernel.verdicts import Finding, Refusal
from honours.privacy.models import Attachment
from honours.privacy.operations import discard_file, keep_made_file
from honours.privacy.queries import attachments_of
from honours.privacy.vocabulary import FileKind
from honours.quotas.vocabulary.places import CandidateKind
from honours.typesetting.printing.certificates import CertificateWords, certificates
from honours.workflow.notes import note

PURPOSE = "certificates"
HEADING = "荣誉证书"
WHO_MAY_PRINT = (Role.EXAMINER, Role.FILER, Role.HEAD)
Report = Callable[[int, int], None]


@transaction.atomic
def print_certificates(
    decision: Decision, *, pages: Callable[[str], str], by: User, report: Report
) -> Attachment:
    """One PDF of every certificate of the decision that still stands, kept for its examiners.

    ``pages`` gives the address that the code of a key opens. Raises ``Refusal`` where none stands.
    """
    require(by, Role.EXAMINER, "打印证书", within=decision.organization)
    rows = decision.honours.filter(state=HonourState.IN_FORCE)
    honours = list(rows.select_related("certificate", "decision__edition").order_by("pk"))
    report(0, len(honours))
    content = _printed(honours, decision, pages)
    for earlier in attachments_of(decision.subject()).filter(purpose=PURPOSE):
        discard_file(earlier)
    kept = keep_made_file(
        decision.subject(),
        purpose=PURPOSE,
        file_name=f"{HEADING}（{len(honours)}份）.pdf",
        content=content,
        media_type=FileKind.PDF,
        by=by.username,
    )
    note(decision, "print_certificates", by=by, certificates=len(honours))
    report(len(honours), len(honours))
    return kept


@transaction.atomic
def print_certificate(honour: Honour, *, pages: Callable[[str], str], by: User) -> bytes:
    """One certificate, for the body that conferred the honour and the unit that nominated."""
    mandate = mandate_of(by)
    bodies = (honour.organization, honour.nomination.organization)
    if not any(mandate.may(role, body) for role in WHO_MAY_PRINT for body in bodies):
        raise PermissionDenied(f"打印证书须由“{bodies[0]}”或者“{bodies[1]}”的办理人员办理。")
    if honour.state != HonourState.IN_FORCE:
        raise Refusal(
            Finding(
                "honour-does-not-stand",
                f"该荣誉已是“{honour.state_label}”，不再打印证书。",
                remedy="请核对荣誉名册。",
            )
        )
    note(honour, "print_certificate", by=by)
    return _printed([honour], honour.decision, pages)


def _printed(honours: Sequence[Honour], decision: Decision, pages: Callable[[str], str]) -> bytes:
    words = [_words(honour, decision, pages) for honour in honours]
    return certificates(words, heading=HEADING, dated=decision.issued_on or timezone.localdate())


def _words(honour: Honour, decision: Decision, pages: Callable[[str], str]) -> CertificateWords:
    certificate = honour.certificate
    return CertificateWords(
        holder=addressed(honour.holder, is_collective=honour.kind == CandidateKind.COLLECTIVE),
        text=certificate_text(decision.edition.name, honour.title),
        issuers=tuple(decision.issuers),
        day=printed_day(certificate.issued_on),
        number=certificate.number,
        key=certificate.key,
        address=pages(certificate.key),
    )
