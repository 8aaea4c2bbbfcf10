"""Corrections: a signed report stays as it is; what changed is told in a numbered one."""

from collections.abc import Mapping
from datetime import date

from django.db import transaction

from honours.directory.models import User
from honours.directory.permissions import require
from honours.directory.queries import name_on
from honours.directory.vocabulary import Role
from honours.kernel.verdicts import Finding, Refusal
from honours.reports.models import CorrectionReason, Report
from honours.reports.operations.drafting import open_draft, refuse_cut_off
from honours.reports.queries.reports import original_of
from honours.reports.vocabulary import FigureKey, ReportState
from honours.workflow.notes import note
from honours.workflow.operations import begin

TITLE = "关于更正清理规范评比达标表彰工作有关数据（第{number}号）的报告"


@transaction.atomic
def restate(report: Report, *, cut_off_on: date, by: User) -> Report:
    """Begin 更正报告第 n 号 to a signed report.

    Raises ``Refusal`` where the report was never signed, or its last correction is still under
    way.
    """
    require(by, Role.EXAMINER, "起草更正报告", within=report.organization)
    # Two clerks who begin the same correction meet here, and the second gets the next number.
    original = (
        Report.objects.select_for_update(of=("self",))
        .select_related("organization", "campaign")
        .get(pk=original_of(report).pk)
    )
    earlier = list(original.restatements.order_by("restatement"))
    _refuse_unsent([original, *earlier])
    refuse_cut_off(original.campaign, cut_off_on)
    number = len(earlier) + 1
    issuer = name_on(original.organization, cut_off_on)
    return begin(
        Report(
            organization=original.organization,
            campaign=original.campaign,
            title=f"{issuer}{TITLE.format(number=number)}",
            addressee=original.addressee,
            cut_off_on=cut_off_on,
            rounding=original.rounding,
            restates=original,
            restatement=number,
        ),
        by=by,
    )


@transaction.atomic
def give_reasons(report: Report, reasons: Mapping[FigureKey, str], *, by: User) -> Report:
    """Say why figures differ from what was reported before. An empty reason is taken back."""
    draft = open_draft(report, by=by)
    for key, reason in reasons.items():
        if reason.strip():
            CorrectionReason.objects.update_or_create(
                report=draft, key=key, defaults={"reason": reason.strip()}
            )
        else:
            draft.reasons.filter(key=key).delete()
    note(draft, "give_reasons", by=by, figures=sorted(reasons))
    return draft


def _refuse_unsent(reports: list[Report]) -> None:
    for report in reports:
        if report.state != ReportState.SENT:
            raise Refusal(
                Finding(
                    "not-yet-sent",
                    f"“{report}”还在“{report.state_label}”，没有签发。",
                    remedy="未签发的直接修改；更正报告须待前一份签发以后再起草。",
                )
            )
