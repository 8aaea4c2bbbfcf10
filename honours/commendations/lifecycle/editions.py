"""The road of an edition."""

from honours.commendations.checks.editions import TO_OPEN
from honours.commendations.vocabulary import EditionState
from honours.directory.vocabulary import Role
from honours.kernel.lifecycle import Lifecycle, Move

EDITION = Lifecycle(
    name="edition",
    label="届次",
    initial=EditionState.PLANNED,
    moves=(
        Move(
            "open",
            "启动推荐",
            EditionState.PLANNED,
            EditionState.OPEN,
            Role.LEADER_IN_CHARGE,
            checks=TO_OPEN,
        ),
        Move("review", "转入评审", EditionState.OPEN, EditionState.REVIEWING, Role.EXAMINER),
        Move(
            "decide",
            "作出表彰决定",
            EditionState.REVIEWING,
            EditionState.DECIDED,
            Role.PRINCIPAL_LEADER,
        ),
        Move("archive", "归档", EditionState.DECIDED, EditionState.ARCHIVED, Role.EXAMINER),
        *(
            Move(
                "cancel",
                "取消本届",
                source,
                EditionState.CANCELLED,
                Role.LEADER_IN_CHARGE,
                needs_reason=True,
            )
            for source in (EditionState.PLANNED, EditionState.OPEN, EditionState.REVIEWING)
        ),
    ),
)
