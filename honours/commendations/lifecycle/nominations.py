"""The road of a nomination, over four desks."""

from honours.commendations.vocabulary import NominationState
from honours.directory.vocabulary import Level, Role
from honours.kernel.lifecycle import Lifecycle, Move

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
        *(
            Move(
                "pass_over",
                "不再办理",
                source,
                target,
                Role.EXAMINER,
                needs_reason=True,
                desk=Level.CITY,
            )
            for source, target in (
                (NominationState.SUBMITTED, NominationState.LAPSED),
                *((state, NominationState.NOT_CHOSEN) for state in _ON_THE_WAY[:3]),
            )
        ),
        *(
            Move(
                "call_off",
                "随本届取消",
                source,
                target,
                Role.LEADER_IN_CHARGE,
                needs_reason=True,
                desk=Level.CITY,
            )
            for source, target in (
                (NominationState.DRAFT, NominationState.SHELVED),
                (NominationState.SUBMITTED, NominationState.SHELVED),
                *((state, NominationState.CALLED_OFF) for state in _ON_THE_WAY),
            )
        ),
        Move(
            "lapse",
            "随本届结束",
            NominationState.DRAFT,
            NominationState.LAPSED,
            Role.PRINCIPAL_LEADER,
            needs_reason=True,
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
            for source in (NominationState.SUBMITTED, *_ON_THE_WAY)
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
