"""The roads of a campaign, of a unit's declaration, of a filing and of a lead."""

from honours.campaigns.vocabulary import (
    DeclarationState,
    FilingState,
    LeadState,
    ResolutionState,
    Stage,
)
from honours.directory.vocabulary import Role
from honours.kernel.lifecycle import Lifecycle, Move, Signing

CAMPAIGN = Lifecycle(
    name="campaign",
    label="清理行动",
    initial=Stage.PREPARING,
    moves=(
        Move("open", "启动", Stage.PREPARING, Stage.SELF_CORRECTION, Role.LEADER_IN_CHARGE),
        Move(
            "examine",
            "转入审核公示",
            Stage.SELF_CORRECTION,
            Stage.EXAMINATION,
            Role.LEADER_IN_CHARGE,
        ),
        Move(
            "institute",
            "转入建章立制",
            Stage.EXAMINATION,
            Stage.INSTITUTION,
            Role.LEADER_IN_CHARGE,
        ),
        Move("close", "办结", Stage.INSTITUTION, Stage.CLOSED, Role.PRINCIPAL_LEADER),
    ),
)

DECLARATION = Lifecycle(
    name="declaration",
    label="报送单",
    initial=DeclarationState.COMPILING,
    moves=(
        Move(
            "submit",
            "提交负责人",
            DeclarationState.COMPILING,
            DeclarationState.SUBMITTED,
            Role.FILER,
        ),
        Move(
            "sign",
            "签字报送",
            DeclarationState.SUBMITTED,
            DeclarationState.SIGNED,
            Role.HEAD,
            apart_from=("submit",),
        ),
    ),
    returners=(
        (DeclarationState.SUBMITTED, Role.HEAD),
        (DeclarationState.SIGNED, Role.EXAMINER),
    ),
)

FILING = Lifecycle(
    name="filing",
    label="填报事项",
    initial=FilingState.ENTERED,
    moves=(
        Move("file", "报送", FilingState.ENTERED, FilingState.FILED, Role.HEAD),
        Move(
            "enter_unfiled",
            "登记漏报",
            FilingState.ENTERED,
            FilingState.FILED,
            Role.EXAMINER,
        ),
        Move("propose", "提出甄别意见", FilingState.FILED, FilingState.PROPOSED, Role.EXAMINER),
        Move(
            "confirm",
            "复核同意",
            FilingState.PROPOSED,
            FilingState.CONFIRMED,
            Role.LEADER_IN_CHARGE,
            apart_from=("propose", "repropose"),
        ),
        Move("decide", "依决议审定", FilingState.CONFIRMED, FilingState.DECIDED, Role.EXAMINER),
        Move("notify", "反馈单位", FilingState.DECIDED, FilingState.NOTIFIED, Role.EXAMINER),
        Move("acknowledge", "认可", FilingState.NOTIFIED, FilingState.ACKNOWLEDGED, Role.HEAD),
        Move(
            "contest",
            "提出申辩",
            FilingState.NOTIFIED,
            FilingState.CONTESTED,
            Role.HEAD,
            needs_reason=True,
        ),
        Move(
            "repropose",
            "重新提出甄别意见",
            FilingState.CONTESTED,
            FilingState.PROPOSED,
            Role.EXAMINER,
            needs_reason=True,
        ),
    ),
    returners=(
        (FilingState.FILED, Role.EXAMINER),
        (FilingState.PROPOSED, Role.LEADER_IN_CHARGE),
        (FilingState.CONFIRMED, Role.LEADER_IN_CHARGE),
    ),
)

RESOLUTION = Lifecycle(
    name="resolution",
    label="联席会议决议",
    initial=ResolutionState.DRAFTED,
    moves=(
        Move(
            "record",
            "依会议纪要记录",
            ResolutionState.DRAFTED,
            ResolutionState.EFFECTIVE,
            Role.EXAMINER,
        ),
        Move(
            "cosign",
            "会签同意",
            ResolutionState.DRAFTED,
            ResolutionState.COSIGNED,
            Role.CONFERENCE_MEMBER,
            signing=Signing.ALL,
        ),
        Move(
            "carry_out",
            "依决议审定",
            ResolutionState.COSIGNED,
            ResolutionState.EFFECTIVE,
            Role.EXAMINER,
        ),
        Move(
            "drop",
            "撤下未通过的决议",
            ResolutionState.DRAFTED,
            ResolutionState.DROPPED,
            Role.EXAMINER,
            needs_reason=True,
        ),
    ),
    returners=((ResolutionState.COSIGNED, Role.EXAMINER),),
)

LEAD = Lifecycle(
    name="lead",
    label="线索",
    initial=LeadState.OPEN,
    moves=(
        Move(
            "confirm",
            "核实属实",
            LeadState.OPEN,
            LeadState.CONFIRMED,
            Role.EXAMINER,
            needs_reason=True,
        ),
        Move(
            "dismiss",
            "核实不属实",
            LeadState.OPEN,
            LeadState.DISMISSED,
            Role.EXAMINER,
            needs_reason=True,
        ),
    ),
)
