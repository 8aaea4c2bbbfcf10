"""Taking one honour back from its holder: reported, checked, approved, recovered."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from honours.audit.operations import record
from honours.commendations.checks.revoking import RevocationFacts
from honours.commendations.models.decisions import Honour, LifeEvent, Recovery, Revocation
from honours.commendations.operations.days import refuse_day_before, refuse_day_to_come
from honours.commendations.vocabulary import (
    HonourState,
    LifeEventKind,
    RecoveredThing,
    RevocationGround,
    RevocationState,
)
from honours.directory.models import Organization, User
from honours.directory.permissions import mandate_of, require
from honours.directory.vocabulary import Level, Role
from honours.kernel.terms import Term
from honours.kernel.verdicts import Citation, Finding, Refusal
from honours.policies.queries import rules_in_force
from honours.privacy.models import Attachment
from honours.privacy.operations import keep_file
from honours.quotas.vocabulary.places import CandidateKind
from honours.workflow.operations import advance, begin

PURPOSE = "revocation-paper"
CLOSED = (RevocationState.REVOKED, RevocationState.DISMISSED)
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
    mandate = mandate_of(by)
    if not mandate.may(Role.EXAMINER, reported_by):
        require(by, Role.FILER, "提出撤销荣誉", within=reported_by)
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
    for paper in papers:
        keep_file(
            case.subject(),
            purpose=PURPOSE,
            file_name=paper.file_name,
            content=paper.content,
            by=by.username,
        )
    return case


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


@transaction.atomic
def note_recovery(recovery: Recovery, *, on: date, remarks: str = "", by: User) -> Recovery:
    """A thing came back."""
    honour = recovery.honour
    require(by, Role.EXAMINER, "登记交回", within=honour.organization)
    refuse_day_to_come(on)
    refuse_day_before(on, honour.fell_on or on, "荣誉失效")
    recovery.recovered_on, recovery.remarks = on, remarks.strip()
    recovery.save(update_fields=["recovered_on", "remarks"])
    if recovery.thing == RecoveredThing.CERTIFICATE:
        certificate = honour.certificate
        certificate.returned_on = on
        certificate.save(update_fields=["returned_on"])
    _noted(honour, "recover", by, thing=recovery.thing)
    return recovery


@transaction.atomic
def report_life_event(
    honour: Honour, kind: LifeEventKind, *, on: date, remarks: str = "", by: User
) -> LifeEvent:
    """What happened to a holder afterwards, for the roll (R337)."""
    unit = honour.nomination.organization
    mandate = mandate_of(by)
    if not mandate.may(Role.FILER, unit):
        require(by, Role.EXAMINER, "登记动态", within=unit)
    refuse_day_to_come(on, field="happened_on")
    refuse_day_before(on, honour.conferred_on, "授予荣誉", field="happened_on")
    event = LifeEvent.objects.create(
        honour=honour, kind=kind, happened_on=on, remarks=remarks.strip(), reported_by=by.username
    )
    _noted(honour, "life_event", by, kind=kind)
    return event


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
    deciding = _deciding(case, case.lifecycle.find(verb, case.state).role, by)
    return advance(
        case,
        verb,
        by=by,
        facts=revocation_facts(case, deciding=deciding),
        rules=rules_in_force(timezone.localdate(), case.organization.division),
        reason=reason,
    )


def _deciding(case: Revocation, role: Term, by: User) -> Level:
    """The level for which somebody acts: the highest of his posts that reach the case."""
    levels = [
        Level(post.organization.level)
        for post in mandate_of(by).posts_for(role, case.organization)
    ]
    return min(levels, key=list(Level).index, default=Level.TOWNSHIP)


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


def _noted(honour: Honour, verb: str, by: User, **detail: Any) -> None:
    record(
        f"commendations.honour.{verb}",
        subject=honour.subject(),
        actor=by.username,
        organization=str(honour.organization_id),
        **detail,
    )
