"""Results go back to each unit, which acknowledges or contests them in time."""

from collections.abc import Sequence
from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from honours.campaigns.models import Campaign, Decision, Filing
from honours.campaigns.operations.reminding import remind_of_answers
from honours.campaigns.operations.tasks_done import reopen_unfinished, settle
from honours.campaigns.queries.decisions import current_decisions
from honours.campaigns.vocabulary import FilingState, Step
from honours.directory.models import User
from honours.directory.permissions import require
from honours.directory.vocabulary import Role
from honours.kernel.verdicts import Citation, Finding, Refusal
from honours.workflow.operations import BulkResult, advance, advance_many


@transaction.atomic
def notify_units(campaign: Campaign, *, by: User, on: date | None = None) -> BulkResult[Filing]:
    """Send every decided item's result to the unit that filed it, and start its time to answer.

    Raises ``Refusal`` where nothing has been decided that was not sent yet.
    """
    require(by, Role.EXAMINER, "反馈结果", within=campaign.organization)
    day = on or timezone.localdate()
    decided = list(
        campaign.filings.filter(state=FilingState.DECIDED).select_related(
            "organization", "campaign"
        )
    )
    if not decided:
        raise Refusal(
            Finding(
                "nothing-decided",
                "没有已经审定、尚未反馈的事项。",
                remedy="联席会议审定之后再反馈。",
            )
        )
    result = advance_many(decided, "notify", by=by)
    decisions = list(current_decisions(result.done).values())
    due_on = day + timedelta(days=campaign.contest_days)
    for decision in decisions:
        decision.answer_due_on = due_on
    Decision.objects.bulk_update(decisions, ["answer_due_on"], batch_size=500)
    remind_of_answers(decisions, by=by)
    return result


@transaction.atomic
def acknowledge_results(
    filings: Sequence[Filing], *, by: User, on: date | None = None
) -> BulkResult[Filing]:
    """The head of the unit accepts the results of these items."""
    result = advance_many(filings, "acknowledge", by=by)
    if result.done:
        settle(
            result.done[0].campaign,
            (Step.FEEDBACK,),
            units={filing.organization_id for filing in result.done},
            on=on or timezone.localdate(),
        )
    return result


@transaction.atomic
def contest_result(filing: Filing, *, reason: str, by: User, on: date | None = None) -> Filing:
    """The head of the unit contests one result; that decision alone is reopened.

    What was resolved stays in force in the register until the next resolution on it.
    Raises ``Refusal`` once the time to answer is over.
    """
    day = on or timezone.localdate()
    decision = current_decisions([filing])[filing.pk]
    if decision.answer_due_on is not None and day > decision.answer_due_on:
        raise Refusal(
            Finding(
                "contest-too-late",
                f"申辩期限到{decision.answer_due_on}为止，已经过期。",
                citation=Citation(str(filing.campaign.basis), "反馈信息"),
                remedy="确有新情况的，请书面报牵头单位研究。",
            )
        )
    contested = advance(filing, "contest", by=by, reason=reason)
    reopen_unfinished(filing.campaign, unit=filing.organization_id)
    return contested
