"""The roads of a question to one body about one object, and of a word that nobody is asked."""

from honours.clearances.vocabulary import DeclarationState, RequestState
from honours.directory.vocabulary import Role
from honours.kernel.lifecycle import Lifecycle, Move

REQUEST = Lifecycle(
    name="clearance",
    label="征求意见",
    initial=RequestState.DRAFTED,
    moves=(
        Move("send", "发出", RequestState.DRAFTED, RequestState.SENT, Role.EXAMINER),
        Move("chase", "记为逾期并催办", RequestState.SENT, RequestState.OVERDUE, Role.EXAMINER),
        Move("answer", "登记书面答复", RequestState.SENT, RequestState.ANSWERED, Role.EXAMINER),
        Move("answer", "登记书面答复", RequestState.OVERDUE, RequestState.ANSWERED, Role.EXAMINER),
        *(
            Move(
                "withdraw_request",
                "撤回征求",
                source,
                RequestState.WITHDRAWN,
                Role.EXAMINER,
                needs_reason=True,
            )
            for source in (RequestState.DRAFTED, RequestState.SENT, RequestState.OVERDUE)
        ),
    ),
)

NOTHING_TO_ASK = Lifecycle(
    name="nothing_to_ask",
    label="无须征求意见登记",
    initial=DeclarationState.IN_FORCE,
    moves=(
        Move(
            "cancel",
            "取消登记",
            DeclarationState.IN_FORCE,
            DeclarationState.CANCELLED,
            Role.LEADER_IN_CHARGE,
            needs_reason=True,
        ),
    ),
)
