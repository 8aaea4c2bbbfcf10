"""By when whose turn it is: units are reminded, the lead bureau hears of what is overdue.

A deadline never decides anything: a unit that is late can still file, and shows as late.
"""

from collections.abc import Sequence

from honours.campaigns.models import Campaign, Decision, Declaration, Lead
from honours.campaigns.vocabulary import DeclarationState, Stage, Step
from honours.directory.models import User
from honours.directory.vocabulary import Role
from honours.workflow.deadlines import set_deadlines


def remind_units(campaign: Campaign, declarations: Sequence[Declaration], *, by: User) -> None:
    """The next day each declaration has to keep: the survey's, then that of filing.

    Before the campaign is opened and once it is closed nobody is reminded of anything.
    """
    if campaign.state in (Stage.PREPARING, Stage.CLOSED):
        return
    due = {row.step: row.due_on for row in campaign.steps.all()}
    surveyed = set(
        campaign.tasks.filter(step=Step.SURVEY, done_on__isnull=False).values_list(
            "organization_id", flat=True
        )
    )
    set_deadlines(
        [
            (declaration, due[_next_step(declaration, surveyed)])
            for declaration in declarations
            if declaration.state != DeclarationState.SIGNED
        ],
        by=by,
        escalate_to=Role.EXAMINER,
    )


def remind_of_answers(decisions: Sequence[Decision], *, by: User) -> None:
    """Each unit has to acknowledge or contest its results by the day that stands with each."""
    dated = [
        (decision.filing, decision.answer_due_on)
        for decision in decisions
        if decision.answer_due_on is not None
    ]
    set_deadlines(dated, by=by, escalate_to=Role.EXAMINER)


def remind_of_leads(leads: Sequence[Lead], *, by: User) -> None:
    """A lead that is not cleared up in time comes before the leader in charge."""
    dated = [(lead, lead.due_on) for lead in leads if lead.due_on is not None]
    set_deadlines(dated, by=by, escalate_to=Role.LEADER_IN_CHARGE)


def _next_step(declaration: Declaration, surveyed: set[int]) -> Step:
    is_first = declaration.state == DeclarationState.COMPILING
    if is_first and declaration.organization_id not in surveyed:
        return Step.SURVEY
    return Step.FILING
