"""An objection on its road: accepted or not, inquired into, found, answered, closed."""

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from honours.audit.operations import record
from honours.directory.models import User
from honours.directory.permissions import require
from honours.directory.vocabulary import Role
from honours.kernel.verdicts import Finding, Refusal
from honours.notices.checks.objections import citation_of_decline, is_judged_by_others
from honours.notices.models.objections import Inquiry, Objection
from honours.notices.queries.objections import facts_of, rules_for
from honours.notices.vocabulary import (
    DeclineGround,
    Disposition,
    ObjectionState,
)
from honours.workflow.deadlines import set_deadline
from honours.workflow.operations import advance

MATERIALS = "核查材料"
_WAITING_FOR_AN_ANSWER = (
    ObjectionState.ACCEPTED,
    ObjectionState.INQUIRING,
    ObjectionState.PROPOSED,
    ObjectionState.FOUND,
    ObjectionState.REFERRED,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Acceptance:
    """What whoever accepts an objection settles. No rule sets the days: they are filled in."""

    has_clear_leads: bool | None = None
    postmark_on: date | None = None
    answer_due_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Decline:
    """Why an objection is not accepted, where it goes instead, and what the objector is told."""

    ground: DeclineGround
    disposition: Disposition
    answer: str
    has_clear_leads: bool | None = None


@transaction.atomic
def accept_objection(objection: Objection, acceptance: Acceptance, *, by: User) -> Objection:
    """Take it up; whoever accepts it is its handler. Raises ``Refusal`` with the clauses."""
    case = locked(objection)
    case.has_clear_leads = _said(acceptance.has_clear_leads, case.has_clear_leads)
    case.postmark_on = acceptance.postmark_on or case.postmark_on
    case.answer_due_on = acceptance.answer_due_on
    case.handler = by
    case.save(update_fields=["has_clear_leads", "postmark_on", "answer_due_on", "handler"])
    return moved(case, "accept", by=by)


@transaction.atomic
def decline_objection(objection: Objection, decline: Decline, *, by: User) -> Objection:
    """Keep it without taking it up, and tell the objector why. The ground has to hold."""
    refuse_empty(decline.answer, "答复", "answer")
    case = locked(objection)
    case.has_clear_leads = _said(decline.has_clear_leads, case.has_clear_leads)
    facts = facts_of(case, by, decline.ground)
    case.decline_ground = decline.ground
    case.disposition = decline.disposition
    case.decline_citation = citation_of_decline(facts, rules_for(case.notice))
    case.answer = decline.answer.strip()
    case.answered_on = case.ended_on = timezone.localdate()
    case.handler = by
    case.save()
    return moved(case, "decline", by=by, ground=decline.ground)


@transaction.atomic
def refer_objection(objection: Objection, *, by: User) -> Objection:
    """Pass an appeal on to the superior that has to judge it."""
    case = locked(objection)
    case.handler = by
    case.save(update_fields=["handler"])
    return moved(case, "refer", by=by)


@transaction.atomic
def begin_inquiry(objection: Objection, *, by: User) -> Objection:
    """Start to find out."""
    return moved(locked(objection), "inquire", by=by)


@transaction.atomic
def record_inquiry(objection: Objection, *, on: date, account: str, by: User) -> Inquiry:
    """Add one thing that was done to find out. Nothing is ever taken away again."""
    refuse_empty(account, "核查经过", "account")
    case = locked(objection)
    refuse_unless_handling(case, "登记核查记录", by=by)
    if case.state != ObjectionState.INQUIRING:
        raise Refusal(
            Finding(
                "not-inquiring",
                f"本件现为“{case.state_label}”，不能登记核查记录。",
                remedy="请在“核查中”登记；已提出认定意见的，须先由签字人退回。",
            )
        )
    _refuse_impossible(on, since=case.arrived_on)
    inquiry = Inquiry.objects.create(objection=case, on=on, account=account.strip(), by=by)
    write_down(case, "record_inquiry", by=by, on=on)
    return inquiry


@transaction.atomic
def answer_objection(
    objection: Objection, answer: str, *, by: User, appeal_until: date | None = None
) -> Objection:
    """Tell the objector what was found, and until when an appeal may come, if a day is set."""
    refuse_empty(answer, "答复", "answer")
    case, today = locked(objection), timezone.localdate()
    if appeal_until is not None and appeal_until < today:
        raise Refusal(
            Finding(
                "appeal-day-past",
                f"申请复核的最后一天{appeal_until}已经过去，反映人无法申请。",
                remedy="请填写今天或者以后的日期；没有规定的可以不填。",
                field="appeal_until",
            )
        )
    case.answer = answer.strip()
    case.answered_on = today
    case.appeal_until = appeal_until
    case.save(update_fields=["answer", "answered_on", "appeal_until"])
    return moved(case, "answer", by=by)


@transaction.atomic
def close_objection(objection: Objection, *, by: User) -> Objection:
    """Nothing more to do: from now on it no longer stands in the way of an approval."""
    case = locked(objection)
    case.ended_on = timezone.localdate()
    case.save(update_fields=["ended_on"])
    return moved(case, "close", by=by)


@transaction.atomic
def change_handler(objection: Objection, *, to: User, reason: str, by: User) -> Objection:
    """The principal leader gives the case to another inspector, who may then open the identity."""
    case = locked(objection)
    require(by, Role.PRINCIPAL_LEADER, "更换办理人", within=case.organization)
    refuse_unless_fit(case, by=by)
    require(to, Role.INSPECTOR, "办理异议", within=case.organization)
    refuse_unless_fit(case, by=to)
    refuse_empty(reason, "理由", "reason")
    case.handler = to
    case.save(update_fields=["handler"])
    write_down(case, "change_handler", by=by, to=to.username)
    return case


def refuse_unless_fit(case: Objection, *, by: User) -> None:
    """Raises ``Refusal`` where the named body or an earlier judge would be at work."""
    found = tuple(is_judged_by_others(facts_of(case, by), rules_for(case.notice)))
    if found:
        raise Refusal(*found)


def refuse_unless_handling(case: Objection, deed: str, *, by: User) -> None:
    """Raises ``PermissionDenied`` for everybody but the handler, still in post and fit."""
    require(by, Role.INSPECTOR, deed, within=case.organization)
    refuse_unless_fit(case, by=by)
    if case.handler_id != by.pk:
        raise PermissionDenied(f"“{deed}”只能由本件的办理人办理。")


def moved(
    case: Objection, verb: str, *, by: User, ground: DeclineGround | None = None
) -> Objection:
    """One move of the road, with the facts and rules that every move of it is judged by."""
    advance(
        case,
        verb,
        by=by,
        facts=facts_of(case, by, ground),
        rules=rules_for(case.notice),
        reason=ground.label if ground else "",
    )
    keep_the_clock(case, by=by)
    return case


def locked(objection: Objection) -> Objection:
    """The row as it stands now, held until the transaction ends."""
    rows = Objection.objects.select_related("organization", "notice__organization")
    return rows.select_for_update(of=("self",)).get(pk=objection.pk)


def keep_the_clock(case: Objection, *, by: User) -> None:
    """A deadline lasts as long as a state: the day of the answer goes with the case."""
    if case.answer_due_on is not None and case.state in _WAITING_FOR_AN_ANSWER:
        set_deadline(case, case.answer_due_on, by=by, escalate_to=Role.PRINCIPAL_LEADER)


def write_down(case: Objection, verb: str, *, by: User, **detail: object) -> None:
    """An entry in the audit book: codes and days only."""
    record(
        f"notices.objection.{verb}",
        subject=case.subject(),
        actor=by.username,
        organization=str(case.organization_id),
        **detail,
    )


def _said(new: bool | None, before: bool | None) -> bool | None:
    return before if new is None else new


def refuse_empty(text: str, label: str, field: str) -> None:
    """Raises ``Refusal`` where nothing was written."""
    if not text.strip():
        raise Refusal(
            Finding(
                f"{field}-missing", f"没有填写{label}。", remedy=f"请填写{label}。", field=field
            )
        )


def _refuse_impossible(on: date, *, since: date) -> None:
    """What was done to find out was done after the objection came, and not tomorrow."""
    if since <= on <= timezone.localdate():
        return
    raise Refusal(
        Finding(
            "inquiry-day-impossible",
            f"核查日期{on}不在收到异议（{since}）和今天之间。",
            remedy="请填写实际核查的日期。",
            field="on",
        )
    )
