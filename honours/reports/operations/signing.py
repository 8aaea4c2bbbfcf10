"""The road to the signature, and what is frozen and sealed there."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from honours.audit.models import Checkpoint
from honours.audit.operations import seal
from honours.directory.models import User
from honours.kernel.digests import in_groups
from honours.kernel.terms import Term
from honours.kernel.verdicts import Finding, Refusal
from honours.reports.figures import FigureSheet
from honours.reports.models import FrozenReport, Report
from honours.reports.prose.paper import SealWords
from honours.reports.queries.figures import figure_sheet
from honours.reports.queries.papers import composed, digest_of, remarks_on
from honours.reports.readings.papers import as_json
from honours.reports.vocabulary import Rounding
from honours.typesetting.document import OfficialDocument
from honours.typesetting.render import render
from honours.workflow.notes import note
from honours.workflow.operations import advance, send_back

"""Digests enter the book in groups: a long run of digits would be taken for a telephone number."""


@transaction.atomic
def submit_report(report: Report, *, by: User) -> Report:
    """Hand the draft in. Raises ``Refusal`` where its wording, or a correction's reasons, fail."""
    locked = _locked(report)
    advance(locked, "submit", by=by)
    sheet = _sheet(locked)
    _refuse_blocked(locked, composed(locked, sheet, on=timezone.localdate()), sheet)
    return locked


@transaction.atomic
def approve_report(report: Report, *, by: User) -> Report:
    """The leader in charge agrees; whoever handed the report in may not."""
    return advance(_locked(report), "approve", by=by)


@transaction.atomic
def return_report(report: Report, *, to: Term, reason: str, by: User) -> Report:
    """Send the report back to an earlier step, with a reason."""
    return send_back(_locked(report), to=to, reason=reason, by=by)


def sign_report(report: Report, *, by: User, on: date | None = None) -> Report:
    """The principal leader signs: figures, records, words and file are frozen and sealed.

    Raises ``Refusal`` where no number has been given or the wording fails. Afterwards nothing of
    the report changes; a later change of the records calls for a restatement.
    """
    signed = _sign(report, by=by, on=on or timezone.localdate())
    # The entry that holds the file's digest gets its own checkpoint at once.
    seal()
    return signed


@transaction.atomic
def _sign(report: Report, *, by: User, on: date) -> Report:
    locked = _locked(report)
    advance(locked, "sign", by=by)
    _refuse_unnumbered(locked)
    sheet = _sheet(locked)
    _refuse_blocked(locked, composed(locked, sheet, on=on, signer=by.name), sheet)
    checkpoint = _sealed(locked, sheet, by=by)
    words = SealWords(sheet.digest, str(checkpoint.size), checkpoint.root)
    document = composed(locked, sheet, on=on, signer=by.name, seal=words)
    content = render(document)
    FrozenReport.objects.create(
        report=locked,
        figures=sheet.as_json(),
        figures_digest=sheet.digest,
        document=as_json(document),
        content=content,
        content_digest=digest_of(content),
        checkpoint_size=checkpoint.size,
        checkpoint_root=checkpoint.root,
        signer=by.name,
        signed_on=on,
    )
    note(
        locked,
        "freeze",
        by=by,
        number=locked.number,
        signed_on=on,
        content=in_groups(digest_of(content)),
        figures=in_groups(sheet.digest),
    )
    return locked


def _sealed(report: Report, sheet: FigureSheet, *, by: User) -> Checkpoint:
    """The checkpoint whose book holds the digest of the figures; the report prints it."""
    digest = in_groups(sheet.digest)
    note(report, "freeze_figures", by=by, cut_off_on=sheet.cut_off, figures=digest)
    return seal() or Checkpoint.objects.latest("size")


def _sheet(report: Report) -> FigureSheet:
    return figure_sheet(report.campaign, report.cut_off_on, Rounding(report.rounding))


def _locked(report: Report) -> Report:
    rows = Report.objects.select_for_update(of=("self",)).select_related(
        "organization", "campaign__region", "campaign__basis", "campaign__organization", "restates"
    )
    return rows.get(pk=report.pk)


def _refuse_unnumbered(report: Report) -> None:
    if not report.number:
        raise Refusal(
            Finding(
                "number-missing",
                "没有发文字号，不能签发。",
                remedy="请退回拟稿，登记编号后再行签发。",
                field="number",
            )
        )


def _refuse_blocked(report: Report, document: OfficialDocument, sheet: FigureSheet) -> None:
    blocking = [finding for finding in remarks_on(report, document, sheet) if finding.is_blocking]
    if blocking:
        raise Refusal(*blocking)
