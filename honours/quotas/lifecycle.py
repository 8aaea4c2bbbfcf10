"""The road of an allocation. Whoever draws it up does not approve it."""

from honours.directory.vocabulary import Role
from honours.kernel.lifecycle import Lifecycle, Move
from honours.quotas.vocabulary.places import PlanState

PLAN = Lifecycle(
    "allocation",
    "名额分配方案",
    PlanState.DRAFT,
    (
        Move(
            "approve",
            "批准",
            PlanState.DRAFT,
            PlanState.APPROVED,
            Role.LEADER_IN_CHARGE,
            apart_from=("begin",),
        ),
        Move("issue", "按此发放", PlanState.APPROVED, PlanState.ISSUED, Role.EXAMINER),
        Move("discard", "作废", PlanState.DRAFT, PlanState.DISCARDED, Role.EXAMINER),
        Move("discard", "作废", PlanState.APPROVED, PlanState.DISCARDED, Role.EXAMINER),
    ),
)
