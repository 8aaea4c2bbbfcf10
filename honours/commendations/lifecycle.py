"""The roads of an edition, a nomination, a slate, a decision, and of an honour that falls."""

from honours.commendations.checks.conferring import TO_ISSUE
from honours.commendations.checks.editions import TO_OPEN
from honours.commendations.checks.revoking import TO_REPORT, TO_REVOKE
from honours.commendations.checks.slates import TO_ACCEPT, TO_SIGN, TO_SUBMIT
from honours.commendations.vocabulary import (
    BatchWithdrawalState,
    DecisionState,
    EditionState,
    HonourState,
    NominationState,
    RevocationState,
    SlateState,
)
from honours.directory.vocabulary import Level, Role
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

_ON_THE_WAY = (
    NominationState.RECOMMENDED,
    NominationState.REPORTED,
    NominationState.FIRST_REVIEWED,
    NominationState.SECOND_REVIEWED,
    NominationState.PROPOSED,
)

NOMINATION = Lifecycle(
    name="nomination",
    label="推荐人选",
    initial=NominationState.DRAFT,
    moves=(
        Move("submit", "送单位审签", NominationState.DRAFT, NominationState.SUBMITTED, Role.FILER),
        Move(
            "recommend",
            "单位推荐",
            NominationState.SUBMITTED,
            NominationState.RECOMMENDED,
            Role.HEAD,
            apart_from=("submit",),
        ),
        Move(
            "recommend_to_city",
            "推荐报市级",
            NominationState.SUBMITTED,
            NominationState.REPORTED,
            Role.HEAD,
            apart_from=("submit",),
        ),
        Move(
            "endorse_county",
            "县级审核同意",
            NominationState.RECOMMENDED,
            NominationState.REPORTED,
            Role.LEADER_IN_CHARGE,
        ),
        Move(
            "pass_first_review",
            "初审通过",
            NominationState.REPORTED,
            NominationState.FIRST_REVIEWED,
            Role.LEADER_IN_CHARGE,
        ),
        Move(
            "pass_second_review",
            "复审通过",
            NominationState.FIRST_REVIEWED,
            NominationState.SECOND_REVIEWED,
            Role.LEADER_IN_CHARGE,
        ),
        Move(
            "propose",
            "列为拟表彰",
            NominationState.SECOND_REVIEWED,
            NominationState.PROPOSED,
            Role.EXAMINER,
        ),
        Move(
            "pass_over",
            "差额未选",
            NominationState.SECOND_REVIEWED,
            NominationState.NOT_CHOSEN,
            Role.EXAMINER,
        ),
        Move(
            "commend",
            "表彰",
            NominationState.PROPOSED,
            NominationState.COMMENDED,
            Role.PRINCIPAL_LEADER,
        ),
        *(
            Move(
                "withdraw_nomination",
                "撤回推荐",
                source,
                NominationState.WITHDRAWN,
                Role.HEAD,
                needs_reason=True,
            )
            for source in (NominationState.DRAFT, NominationState.SUBMITTED, *_ON_THE_WAY[:2])
        ),
        *(
            Move(
                "strike",
                "取消资格",
                source,
                NominationState.STRUCK,
                Role.EXAMINER,
                needs_reason=True,
            )
            for source in _ON_THE_WAY
        ),
    ),
    returners=(
        (NominationState.SUBMITTED, Role.HEAD),
        (NominationState.RECOMMENDED, Role.EXAMINER),
        (NominationState.REPORTED, Role.EXAMINER),
        (NominationState.FIRST_REVIEWED, Role.EXAMINER),
        (NominationState.SECOND_REVIEWED, Role.EXAMINER),
        (NominationState.PROPOSED, Role.EXAMINER),
    ),
    desks=(
        (NominationState.RECOMMENDED, Level.COUNTY),
        *((state, Level.CITY) for state in _ON_THE_WAY[1:]),
    ),
)

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
            "签字报送",
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
        (SlateState.SIGNED, Role.EXAMINER),
        (SlateState.ACCEPTED, Role.EXAMINER),
    ),
)

DECISION = Lifecycle(
    name="decision",
    label="表彰决定",
    initial=DecisionState.DRAFT,
    moves=(
        Move("submit", "送审", DecisionState.DRAFT, DecisionState.SUBMITTED, Role.EXAMINER),
        Move(
            "issue",
            "签发",
            DecisionState.SUBMITTED,
            DecisionState.ISSUED,
            Role.PRINCIPAL_LEADER,
            checks=TO_ISSUE,
            apart_from=("submit",),
        ),
    ),
    returners=((DecisionState.SUBMITTED, Role.PRINCIPAL_LEADER),),
)

HONOUR = Lifecycle(
    name="honour",
    label="荣誉",
    initial=HonourState.IN_FORCE,
    moves=(
        Move(
            "revoke",
            "撤销荣誉",
            HonourState.IN_FORCE,
            HonourState.REVOKED,
            Role.PRINCIPAL_LEADER,
            needs_reason=True,
        ),
        Move(
            "fall_with_batch",
            "随批次撤回",
            HonourState.IN_FORCE,
            HonourState.FELL_WITH_BATCH,
            Role.PRINCIPAL_LEADER,
            needs_reason=True,
        ),
    ),
)

REVOCATION = Lifecycle(
    name="revocation",
    label="撤销荣誉事项",
    initial=RevocationState.DRAFT,
    moves=(
        Move(
            "report",
            "单位报告",
            RevocationState.DRAFT,
            RevocationState.REPORTED,
            Role.HEAD,
            checks=TO_REPORT,
        ),
        Move(
            "initiate",
            "直接提起",
            RevocationState.DRAFT,
            RevocationState.CHECKED,
            Role.EXAMINER,
            checks=TO_REPORT,
            needs_reason=True,
        ),
        Move(
            "check",
            "查核属实",
            RevocationState.REPORTED,
            RevocationState.CHECKED,
            Role.EXAMINER,
            needs_reason=True,
        ),
        Move(
            "revoke",
            "批准撤销",
            RevocationState.CHECKED,
            RevocationState.REVOKED,
            Role.PRINCIPAL_LEADER,
            checks=TO_REVOKE,
            needs_reason=True,
            apart_from=("check", "initiate"),
        ),
        *(
            Move(
                "dismiss",
                "不予撤销",
                source,
                RevocationState.DISMISSED,
                role,
                needs_reason=True,
            )
            for source, role in (
                (RevocationState.REPORTED, Role.EXAMINER),
                (RevocationState.CHECKED, Role.PRINCIPAL_LEADER),
            )
        ),
    ),
)

BATCH_WITHDRAWAL = Lifecycle(
    name="batch_withdrawal",
    label="整批撤回",
    initial=BatchWithdrawalState.DRAFT,
    moves=(
        Move(
            "submit",
            "送审",
            BatchWithdrawalState.DRAFT,
            BatchWithdrawalState.SUBMITTED,
            Role.EXAMINER,
        ),
        Move(
            "carry_out",
            "批准撤回",
            BatchWithdrawalState.SUBMITTED,
            BatchWithdrawalState.CARRIED_OUT,
            Role.PRINCIPAL_LEADER,
            needs_reason=True,
            apart_from=("submit",),
        ),
    ),
    returners=((BatchWithdrawalState.SUBMITTED, Role.PRINCIPAL_LEADER),),
)
