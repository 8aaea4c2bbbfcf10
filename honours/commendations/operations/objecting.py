"""What a finding demands is done: struck and taken off, or put to the public anew."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from honours.commendations.models.nominations import Nomination
from honours.commendations.operations.nominations import strike_nomination
from honours.commendations.operations.publishing import draft_notice_anew
from honours.commendations.queries.objecting import OutcomeDue, outcome_due
from honours.directory.models import User
from honours.kernel.verdicts import Finding, Refusal
from honours.notices.models.notices import Notice, NoticeEntry
from honours.notices.operations.changes import remove_entry
from honours.notices.vocabulary import NoticeState, ObjectionOutcome

RUNNING = (NoticeState.POSTED, NoticeState.EXPIRED)


@transaction.atomic
def carry_out_removal(
    nomination: Nomination, *, reason: str, by: User, on: date | None = None
) -> Nomination:
    """Strike the candidate and take the name off every notice that still runs.

    The place goes back to the unit only where both the finding and the edition let another step
    in; else it is forfeited. Raises ``Refusal`` where no closed finding demands it.
    """
    day = on or timezone.localdate()
    due = _due(nomination, day)
    if not due.removes:
        raise Refusal(_other_outcome(due.outcome))
    struck = strike_nomination(
        due.nomination,
        reason=reason,
        by=by,
        may_refill=due.outcome is ObjectionOutcome.REPLACE,
    )
    entries = NoticeEntry.objects.filter(subject=nomination.subject(), removed_on=None)
    for entry in entries.filter(notice__state__in=RUNNING).select_related("notice"):
        remove_entry(entry, reason=reason, on=day, by=by)
    return struck


@transaction.atomic
def carry_out_new_notice(nomination: Nomination, *, by: User, on: date | None = None) -> Notice:
    """Draft a notice of this candidate alone. Raises ``Refusal`` where none is demanded."""
    day = on or timezone.localdate()
    due = _due(nomination, day)
    if due.removes:
        raise Refusal(_other_outcome(due.outcome))
    if due.notice is None or due.is_drafted_anew:
        raise Refusal(
            Finding(
                "drafted-anew-already",
                "重新公示已经拟稿，或者原公示已经撤回。",
                remedy="请在公示页面核对并发布。",
            )
        )
    return draft_notice_anew(due.nomination, due.notice, by=by, on=day)


def _due(nomination: Nomination, day: date) -> OutcomeDue:
    due = outcome_due(nomination, on=day)
    if due is None:
        raise Refusal(
            Finding(
                "no-outcome-due",
                f"{nomination.number}没有待处理的异议结论。",
                remedy="不必办理；结论为“维持”的照常进行。",
            )
        )
    if due.has_open_objections:
        raise Refusal(
            Finding(
                "objections-open",
                f"{nomination.number}还有异议没有办结。",
                remedy="请等异议（含复核）办结以后，按最后的结论处理。",
            )
        )
    return due


def _other_outcome(outcome: ObjectionOutcome) -> Finding:
    return Finding(
        "other-outcome",
        f"异议结论是“{outcome.label}”，不能这样处理。",
        remedy="请按结论办理。",
    )
