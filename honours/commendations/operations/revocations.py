"""Taking one honour back from its holder: reported, checked, approved, recovered."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from honours.commendations.checks.revoking import RevocationFacts
from honours.commendations.models.decisions import Honour, Recovery, Revocation
from honours.commendations.operations.days import refuse_day_before, refuse_day_to_come
from honours.commendations.queries.cases import CLOSED, deciding_level
from honours.commendations.vocabulary import (
    HonourState,
    RecoveredThing,
    RevocationGround,
    RevocationState,
)
from honours.directory.models import Organization, User
from honours.directory.permissions import mandate_of, require
from honours.directory.vocabulary import Level, Role
from honours.kernel.verdicts import Citation, Finding, Refusal
from honours.policies.queries import rules_in_force
from honours.privacy.models import Attachment
from honours.privacy.operations import keep_file
from honours.privacy.queries import attachments_of
from honours.quotas.vocabulary.places import CandidateKind
from honours.workflow.notes import note
from honours.workflow.operations import advance, begin

PURPOSE = "revocation-paper"
WHO_MAY_READ = (Role.FILER, Role.HEAD, Role.EXAMINER, Role.PRINCIPAL_LEADER, Role.INSPECTOR)
THINGS = {
    CandidateKind.PERSON: (
        RecoveredThing.CERTIFICATE,
        RecoveredThing.MEDAL,
        RecoveredThing.PRIZE_MONEY,
        RecoveredThing.BENEFITS,
    ),
    CandidateKind.COLLECTIVE: (
        RecoveredThing.CERTIFICATE,
        RecoveredThing.PLAQUE,
        RecoveredThing.PRIZE_MONEY,
    ),
}
"""What comes back (R308); where one of them was never given, its remark says so."""


@dataclass(frozen=True, slots=True)
class RevocationDraft:
    """Why an honour should be taken back. ``citation`` is the rule of the place."""

    ground: RevocationGround
    citation: str
    report: str


@dataclass(frozen=True, slots=True)
class Paper:
    file_name: str
    content: bytes


@transaction.atomic
def draft_revocation(
    honour: Honour,
    draft: RevocationDraft,
    *,
    papers: Iterable[Paper] = (),
    reported_by: Organization,
    by: User,
) -> Revocation:
    """Open the case. The holder's unit reports; the conferring body may open it itself (R307).

    Raises ``Refusal`` where the honour fell, a case is open, or another unit would report.
    """
    _require_drafter(reported_by, by)
    honour = Honour.objects.select_for_update(of=("self",)).get(pk=honour.pk)
    _refuse_opening(honour, reported_by)
    case = begin(
        Revocation(
            organization=reported_by,
            honour=honour,
            ground=draft.ground,
            citation=draft.citation,
            report=draft.report,
        ),
        by=by,
    )
    _keep(case, papers, by=by)
    return case


@transaction.atomic
def amend_revocation(
    case: Revocation, draft: RevocationDraft, *, papers: Iterable[Paper] = (), by: User
) -> Revocation:
    """Change a draft, and add papers to it. Raises ``Refusal`` once it was reported."""
    case = Revocation.objects.select_for_update(of=("self",)).get(pk=case.pk)
    _require_drafter(case.organization, by)
    if case.state != RevocationState.DRAFT:
        raise Refusal(
            Finding(
                "revocation-has-left",
                f"撤销事项现为“{case.state_label}”，不能再改。",
                remedy="确需补充的，请在查核意见中写明。",
            )
        )
    case.ground, case.citation, case.report = draft.ground, draft.citation, draft.report
    case.save(update_fields=["ground", "citation", "report"])
    _keep(case, papers, by=by)
    note(case, "amend", by=by)
    return case


@transaction.atomic
def open_revocation_paper(case: Revocation, key: int, *, by: User) -> Attachment:
    """A copy of a punishment or judgement; the book says who opened it.

    Raises ``Attachment.DoesNotExist`` where the case has no such file.
    """
    paper = attachments_of(case.subject()).get(pk=key)
    if not any(mandate_of(by).may(role, case.organization) for role in WHO_MAY_READ):
        named = "、".join(f"“{role.label}”" for role in WHO_MAY_READ)
        raise PermissionDenied(
            f"“查看附件”须由管辖“{case.organization}”、具有{named}职责的人员办理。"
        )
    note(case, "open_paper", by=by, paper=paper.pk)
    return paper


@transaction.atomic
def report_revocation(case: Revocation, *, by: User) -> Revocation:
    return _move(case, "report", by=by)


@transaction.atomic
def initiate_revocation(case: Revocation, *, reason: str, by: User) -> Revocation:
    """The conferring body takes it up by itself, where it has to (R307)."""
    return _move(case, "initiate", by=by, reason=reason)


@transaction.atomic
def check_revocation(case: Revocation, *, reason: str, by: User) -> Revocation:
    return _move(case, "check", by=by, reason=reason)


@transaction.atomic
def dismiss_revocation(case: Revocation, *, reason: str, by: User) -> Revocation:
    return _move(case, "dismiss", by=by, reason=reason)


@transaction.atomic
def approve_revocation(
    case: Revocation, *, document: str, reason: str, by: User, on: date | None = None
) -> Revocation:
    """The honour falls, and what came with it has to be handed back (R308).

    Raises ``Refusal`` where the deciding level did not confer it and stands below who did.
    """
    day = on or timezone.localdate()
    refuse_day_to_come(day)
    refuse_day_before(day, case.honour.conferred_on, "授予荣誉")
    case.document = document.strip()
    decided = _move(case, "revoke", by=by, reason=reason)
    decided.document, decided.decided_on = document.strip(), day
    decided.save(update_fields=["document", "decided_on"])
    honour = advance(decided.honour, "revoke", by=by, reason=f"{decided.document}：{reason}")
    fell(honour, day, THINGS[CandidateKind(honour.kind)])
    return decided


def fell(honour: Honour, on: date, things: Iterable[RecoveredThing]) -> None:
    """From that day the honour stands no more; one line for each thing to come back."""
    honour.fell_on = on
    honour.save(update_fields=["fell_on"])
    Recovery.objects.bulk_create(
        [Recovery(honour=honour, thing=thing) for thing in things], ignore_conflicts=True
    )


def revocation_facts(case: Revocation, *, deciding: Level) -> RevocationFacts:
    honour = case.honour
    return RevocationFacts(
        state=HonourState(honour.state),
        kind=CandidateKind(honour.kind),
        level=Level(honour.level),
        deciding=deciding,
        ground=RevocationGround(case.ground),
        has_report=bool(case.report.strip()),
        has_papers=Attachment.objects.filter(subject=case.subject()).exists(),
        document=case.document,
    )


def _move(case: Revocation, verb: str, *, by: User, reason: str = "") -> Revocation:
    deciding = deciding_level(case, case.lifecycle.find(verb, case.state).role, mandate_of(by))
    return advance(
        case,
        verb,
        by=by,
        facts=revocation_facts(case, deciding=deciding),
        rules=rules_in_force(timezone.localdate(), case.organization.division),
        reason=reason,
    )


def _require_drafter(unit: Organization, by: User) -> None:
    if not mandate_of(by).may(Role.EXAMINER, unit):
        require(by, Role.FILER, "提出撤销荣誉", within=unit)


def _keep(case: Revocation, papers: Iterable[Paper], *, by: User) -> None:
    for paper in papers:
        keep_file(
            case.subject(),
            purpose=PURPOSE,
            file_name=paper.file_name,
            content=paper.content,
            by=by.username,
        )


def _refuse_opening(honour: Honour, reported_by: Organization) -> None:
    unit = honour.nomination.organization
    if honour.state != HonourState.IN_FORCE:
        raise Refusal(
            Finding(
                "honour-fell-already",
                f"该荣誉已是“{honour.state_label}”，不能再撤销。",
                remedy="请核对荣誉名册。",
            )
        )
    if honour.revocations.exclude(state__in=CLOSED).exists():
        raise Refusal(
            Finding(
                "revocation-under-way",
                f"“{honour.number}”已有撤销事项在办。",
                remedy="请打开在办事项。",
            )
        )
    if reported_by.pk != honour.organization_id and not unit.is_within(reported_by):
        raise Refusal(
            Finding(
                "not-the-holders-unit",
                f"“{reported_by}”不是推荐单位或者授予机关。",
                citation=Citation("全国铁路劳动模范和先进工作者管理办法", "第十三条"),
                remedy=f"请由“{unit}”呈报，或者由授予机关直接提起。",
            )
        )
