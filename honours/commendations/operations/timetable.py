"""By when an edition ought to have moved on, for whoever has to move it."""

from datetime import date

from honours.commendations.models.editions import Edition
from honours.commendations.vocabulary import EditionState, Milestone
from honours.directory.models import User
from honours.directory.vocabulary import Role
from honours.workflow.deadlines import set_deadline

LEAVES_BY = {
    EditionState.OPEN: (Milestone.COUNTY_DUE, Milestone.NOMINATIONS_DUE, Milestone.FIRST_REVIEW),
    EditionState.REVIEWING: (Milestone.DECISION, Milestone.SECOND_REVIEW),
}
"""The first of these that has a date is the day by which the edition leaves the state."""


def keep_deadline(edition: Edition, *, by: User) -> None:
    """Set it anew from the milestones; where none speaks of the state, there is none."""
    dates = dict(edition.milestones.values_list("milestone", "due_on"))
    wanted = LEAVES_BY.get(EditionState(edition.state), ())
    due: date | None = next((dates[word] for word in wanted if word in dates), None)
    if due is not None:
        set_deadline(edition, due, by=by, escalate_to=Role.LEADER_IN_CHARGE)
