"""The road of a list."""

from honours.commendations.checks.slates import TO_ACCEPT, TO_SIGN, TO_SUBMIT
from honours.commendations.vocabulary import SlateState
from honours.directory.vocabulary import Role
from honours.kernel.lifecycle import Lifecycle, Move

SLATE = Lifecycle(
    name="slate",
    label="推荐名单",
    initial=SlateState.COMPOSING,
    moves=(
        Move(
            "submit",
            "送单位负责人",
            SlateState.COMPOSING,
            SlateState.SUBMITTED,
            Role.FILER,
            checks=TO_SUBMIT,
        ),
        Move(
            "collect",
            "送分管领导",
            SlateState.COMPOSING,
            SlateState.SUBMITTED,
            Role.EXAMINER,
            checks=TO_SUBMIT,
        ),
        Move(
            "sign",
            "签批报送",
            SlateState.SUBMITTED,
            SlateState.SIGNED,
            Role.HEAD,
            checks=TO_SIGN,
            apart_from=("submit",),
        ),
        Move(
            "approve",
            "签批报送",
            SlateState.SUBMITTED,
            SlateState.SIGNED,
            Role.LEADER_IN_CHARGE,
            checks=TO_SIGN,
            apart_from=("collect",),
        ),
        Move(
            "accept",
            "审核接收",
            SlateState.SIGNED,
            SlateState.ACCEPTED,
            Role.EXAMINER,
            checks=TO_ACCEPT,
        ),
    ),
    returners=(
        (SlateState.SUBMITTED, Role.HEAD),
        (SlateState.SUBMITTED, Role.LEADER_IN_CHARGE),
        (SlateState.SIGNED, Role.EXAMINER),
        (SlateState.ACCEPTED, Role.EXAMINER),
    ),
)
