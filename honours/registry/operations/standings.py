"""How an activity stands changes only here, with its reason, its clause and its day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from honours.directory.models import User
from honours.kernel.verdicts import Refusal
from honours.registry.models import Activity, StandingChange
from honours.registry.vocabulary import Regime, Standing
from honours.workflow.operations import advance_many


@dataclass(frozen=True, slots=True)
class StandingOrder:
    """One change of standing: which move of the lifecycle, why, on which ground, by whose word."""

    activity: Activity
    verb: str
    reason: str
    citation: str = ""
    decided_by: str = ""
    merged_into: Activity | None = None
    regime: Regime | None = None


@transaction.atomic
def change_standings(
    orders: Sequence[StandingOrder], *, effective_on: date, by: User
) -> list[Activity]:
    """Carry out orders together, or none of them. Queries grow with verbs, not with orders.

    An activity that already stands as ordered is left alone. Raises ``Refusal`` with the findings
    of every order that cannot be carried out.
    """
    changed: list[Activity] = []
    for verb in dict.fromkeys(order.verb for order in orders):
        changed += _carry_out(
            [order for order in orders if order.verb == verb], effective_on=effective_on, by=by
        )
    return changed


def _carry_out(orders: Sequence[StandingOrder], *, effective_on: date, by: User) -> list[Activity]:
    verb = orders[0].verb
    target = next(move.target for move in Activity.lifecycle.moves if move.verb == verb)
    due = [order for order in orders if order.activity.state != target]
    reasons = {order.activity.pk: order.reason for order in due}
    result = advance_many(
        [order.activity for order in due],
        verb,
        by=by,
        reason=next(iter(reasons.values()), ""),
    )
    if result.refused:
        raise Refusal(*(finding for _, findings in result.refused for finding in findings))
    for order in due:
        order.activity.merged_into = order.merged_into
        if order.regime is not None:
            order.activity.regime = order.regime
    activities = [order.activity for order in due]
    Activity.objects.bulk_update(activities, ["merged_into", "regime"], batch_size=500)
    StandingChange.objects.bulk_create(
        (
            StandingChange(
                activity=order.activity,
                standing=Standing(target),
                effective_on=effective_on,
                reason=order.reason,
                citation=order.citation,
                decided_by=order.decided_by,
            )
            for order in due
        ),
        batch_size=1000,
    )
    return activities
