"""Which body of rules governs an activity is settled here, before anything else is asked of it."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from honours.directory.models import User
from honours.directory.permissions import require
from honours.directory.vocabulary import Role
from honours.registry.models import Activity, RegimeSettlement
from honours.registry.operations.activities import locked
from honours.registry.operations.revisions import refuse_future, refuse_without_reason, revise
from honours.registry.vocabulary import Regime
from honours.workflow.notes import note


@transaction.atomic
def settle_regime(
    activity: Activity, regime: Regime, *, reason: str, by: User, on: date
) -> RegimeSettlement:
    """Write down under which regime the activity falls, and who says so.

    What was settled prevails over what names and hosts suggest. Raises ``Refusal`` without a
    reason or for a day still to come.
    """
    require(by, Role.EXAMINER, "认定适用制度", within=activity.organization)
    refuse_without_reason(reason, "认定适用制度")
    refuse_future(on, timezone.localdate(), "认定日期", "on")
    activity = locked(activity)
    activity.regime = regime
    activity.save(update_fields=["regime"])
    revise([activity], since=on, reason=f"认定适用制度为“{regime.label}”：{reason}")
    note(activity, "settle_regime", by=by, regime=regime)
    return RegimeSettlement.objects.create(
        activity=activity, regime=regime, settled_on=on, settled_by=str(by), reason=reason
    )
