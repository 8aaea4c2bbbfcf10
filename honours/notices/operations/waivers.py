"""What need not be put to the public: registered with its reason and with who approved it."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from honours.audit.operations import record
from honours.directory.models import Organization, User
from honours.directory.permissions import require
from honours.directory.vocabulary import Role
from honours.kernel.verdicts import Finding, Refusal
from honours.notices.checks.standings import may_stay_secret, waiver_citation
from honours.notices.models.notices import NoticeWaiver
from honours.notices.vocabulary import NoticeLevel
from honours.policies.queries import rules_in_force


@dataclass(frozen=True, slots=True)
class Waiver:
    """Which subject stays unpublished at which level, why, who approved, on what ground."""

    subject_of: str
    level: NoticeLevel
    reason: str
    approved_by: str
    on: date
    citation: str = ""


@transaction.atomic
def waive_notice(organization: Organization, waiver: Waiver, *, by: User) -> NoticeWaiver:
    """Register that a subject need not be put to the public (涉密). Never says what is secret."""
    require(by, Role.EXAMINER, "登记不公示", within=organization)
    rules = rules_in_force(waiver.on, str(organization.division))
    findings = [*_gaps(waiver), *may_stay_secret(waiver.citation, rules)]
    known = NoticeWaiver.objects.filter(subject_of=waiver.subject_of, level=waiver.level)
    if known.exists():
        findings.append(
            Finding("waived-already", "该事项已经登记不公示。", remedy="请勿重复登记。")
        )
    if findings:
        raise Refusal(*findings)
    kept = NoticeWaiver.objects.create(
        organization=organization,
        subject_of=waiver.subject_of,
        level=waiver.level,
        reason=waiver.reason.strip(),
        approved_by=waiver.approved_by.strip(),
        citation=waiver_citation(waiver.citation, rules),
        on=waiver.on,
        registered_by=by.username,
    )
    record(
        "notices.notice.waive",
        subject=waiver.subject_of,
        actor=by.username,
        organization=str(organization.pk),
        level=waiver.level.value,
        waiver=kept.pk,
    )
    return kept


def _gaps(waiver: Waiver) -> list[Finding]:
    wanted = (
        ("reason", "不公示的理由", waiver.reason),
        ("approved_by", "批准人", waiver.approved_by),
    )
    return [
        Finding("waiver-incomplete", f"没有写明{label}。", remedy=f"请填写{label}。", field=field)
        for field, label, text in wanted
        if not text.strip()
    ]
