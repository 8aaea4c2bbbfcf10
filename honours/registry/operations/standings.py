"""How an activity stands changes only here, with its reason, its clause and its day."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone

from honours.directory.models import User
from honours.directory.permissions import require
from honours.directory.vocabulary import Role
from honours.kernel.verdicts import Finding, Refusal
from honours.registry.models import Activity, RegimeSettlement, StandingChange
from honours.registry.operations.revisions import ROWS_AT_ONCE, refuse_future, revise
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
def change_standing(order: StandingOrder, *, effective_on: date, by: User) -> Activity:
    """Carry out one order by hand, outside a clean-up.

    Raises ``Refusal`` where the ground is missing, or what the activity is merged into; and
    ``PermissionDenied`` without the post.
    """
    require(by, Role.EXAMINER, "变更状态", within=order.activity.organization)
    findings = tuple(_gaps(order))
    if findings:
        raise Refusal(*findings)
    change_standings([order], effective_on=effective_on, by=by)
    return order.activity


@transaction.atomic
def change_standings(
    orders: Sequence[StandingOrder], *, effective_on: date, by: User
) -> list[Activity]:
    """Carry out orders together, or none of them. Queries grow with verbs, not with orders.

    An activity that already stands as ordered is left alone. Raises ``Refusal`` with the findings
    of every order that cannot be carried out, and for a day still to come.
    """
    refuse_future(effective_on, timezone.localdate(), "生效日期", "effective_on")
    changed: list[Activity] = []
    for verb in dict.fromkeys(order.verb for order in orders):
        changed += _carry_out(
            [order for order in orders if order.verb == verb], effective_on=effective_on, by=by
        )
    return changed


def _carry_out(orders: Sequence[StandingOrder], *, effective_on: date, by: User) -> list[Activity]:
    verb = orders[0].verb
    target = _target_of(verb)
    due = [order for order in orders if order.activity.state != target]
    reasons = {order.activity.pk: order.reason for order in due}
    result = advance_many(
        [order.activity for order in due],
        verb,
        by=by,
        reason=lambda activity: reasons[activity.pk],
    )
    if result.refused:
        raise Refusal(*(finding for _, findings in result.refused for finding in findings))
    _merge([order for order in due if order.merged_into or order.activity.merged_into_id])
    _settle_regimes([order for order in due if order.regime], on=effective_on, by=by)
    StandingChange.objects.bulk_create(
        (
            StandingChange(
                activity=order.activity,
                standing=Standing(target),
                effective_on=effective_on,
                reason=order.reason,
                citation=order.citation,
                decided_by=order.decided_by or str(by),
            )
            for order in due
        ),
        batch_size=ROWS_AT_ONCE,
    )
    return [order.activity for order in due]


def _target_of(verb: str) -> str:
    """The standing that a verb leads to. Raises ``Refusal`` for a verb nobody knows."""
    for move in Activity.lifecycle.moves:
        if move.verb == verb:
            return move.target
    raise Refusal(
        Finding("no-such-move", f"没有“{verb}”这种状态变更。", remedy="请在页面所列各项中选择。")
    )


def _merge(orders: Sequence[StandingOrder]) -> None:
    for order in orders:
        order.activity.merged_into = order.merged_into
    rows = [order.activity for order in orders]
    Activity.objects.bulk_update(rows, ["merged_into"], batch_size=ROWS_AT_ONCE)


def _settle_regimes(orders: Sequence[StandingOrder], *, on: date, by: User) -> None:
    """An order that hands an activity to another regime settles that regime."""
    settlements = []
    for order in orders:
        regime = Regime(order.regime or "")
        order.activity.regime = regime
        settlements.append(
            RegimeSettlement(
                activity=order.activity,
                regime=regime,
                settled_on=on,
                settled_by=order.decided_by or str(by),
                reason=order.reason,
            )
        )
    rows = [order.activity for order in orders]
    Activity.objects.bulk_update(rows, ["regime"], batch_size=ROWS_AT_ONCE)
    RegimeSettlement.objects.bulk_create(settlements, batch_size=ROWS_AT_ONCE)
    revise(rows, since=on, reason="随状态变更认定适用制度")


def _gaps(order: StandingOrder) -> Iterator[Finding]:
    if not order.citation.strip():
        yield Finding(
            "citation-missing",
            "变更状态须写明依据的文件和条款。",
            remedy="请写明文号和条款，例如：巴清联办〔2010〕5号第三条。",
            field="citation",
        )
    if _target_of(order.verb) != Standing.MERGED:
        return
    if order.merged_into is None:
        yield Finding(
            "merged-into-missing",
            "合并须写明并入哪个项目。",
            remedy="请选择并入的项目。",
            field="merged_into",
        )
    elif order.merged_into.pk == order.activity.pk:
        yield Finding(
            "merged-into-itself",
            "项目不能并入自身。",
            remedy="请选择另一个项目。",
            field="merged_into",
        )
