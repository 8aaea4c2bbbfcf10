"""The road of a notice. Who drafts it does not publish it."""

from honours.directory.vocabulary import Role
from honours.kernel.lifecycle import Check, Lifecycle, Move
from honours.kernel.terms import Term
from honours.notices.checks.objections import (
    ACCEPTANCE,
    is_declined_on_a_ground,
    is_for_the_superior,
    is_judged_by_others,
    is_ours_to_judge,
    is_signed_by_another,
    rests_on_an_inquiry,
)
from honours.notices.checks.posting import POSTING
from honours.notices.checks.standings import (
    has_run_its_days,
    hung_somewhere,
    objections_have_been_answered,
)
from honours.notices.vocabulary import NoticeState, ObjectionState

_CHECKS: dict[str, tuple[Check, ...]] = {
    "post": POSTING,
    "end": (has_run_its_days, hung_somewhere),
    "close": (objections_have_been_answered,),
}
_OPEN_TO_WITHDRAWAL = (NoticeState.DRAFT, NoticeState.POSTED, NoticeState.EXPIRED)


def _both_hands(verb: str, label: str, source: Term, target: Term, lead: Role) -> tuple[Move, ...]:
    """A unit's head does it for the unit, the lead bureau for the level above."""
    checks = _CHECKS[verb]
    apart_from = ("begin",) if verb == "post" else ()
    return (
        Move(verb, label, source, target, Role.HEAD, checks, apart_from=apart_from),
        Move(f"{verb}_by_lead", label, source, target, lead, checks, apart_from=apart_from),
    )


NOTICE = Lifecycle(
    name="notice",
    label="公示",
    initial=NoticeState.DRAFT,
    moves=(
        *_both_hands(
            "post", "发布公示", NoticeState.DRAFT, NoticeState.POSTED, Role.LEADER_IN_CHARGE
        ),
        *_both_hands("end", "公示期满", NoticeState.POSTED, NoticeState.EXPIRED, Role.EXAMINER),
        *_both_hands("close", "结束公示", NoticeState.EXPIRED, NoticeState.CLOSED, Role.EXAMINER),
        *(
            Move(verb, "撤回公示", source, NoticeState.WITHDRAWN, role, needs_reason=True)
            for source in _OPEN_TO_WITHDRAWAL
            for verb, role in (
                ("take_down", Role.HEAD),
                ("take_down_by_lead", Role.LEADER_IN_CHARGE),
            )
        ),
    ),
)

_HANDLER = (is_judged_by_others,)
OBJECTION = Lifecycle(
    name="objection",
    label="异议",
    initial=ObjectionState.RECEIVED,
    moves=(
        Move(
            "accept",
            "受理",
            ObjectionState.RECEIVED,
            ObjectionState.ACCEPTED,
            Role.INSPECTOR,
            checks=(*_HANDLER, is_ours_to_judge, *ACCEPTANCE),
        ),
        Move(
            "decline",
            "不予受理",
            ObjectionState.RECEIVED,
            ObjectionState.DECLINED,
            Role.INSPECTOR,
            checks=(*_HANDLER, is_ours_to_judge, is_declined_on_a_ground),
            needs_reason=True,
        ),
        Move(
            "refer",
            "转上级复核",
            ObjectionState.RECEIVED,
            ObjectionState.REFERRED,
            Role.INSPECTOR,
            checks=(*_HANDLER, is_for_the_superior),
        ),
        Move(
            "record_review",
            "登记上级复核意见",
            ObjectionState.REFERRED,
            ObjectionState.FOUND,
            Role.INSPECTOR,
            checks=_HANDLER,
        ),
        Move(
            "inquire",
            "开始核查",
            ObjectionState.ACCEPTED,
            ObjectionState.INQUIRING,
            Role.INSPECTOR,
            checks=_HANDLER,
        ),
        Move(
            "propose",
            "提出认定意见",
            ObjectionState.INQUIRING,
            ObjectionState.PROPOSED,
            Role.INSPECTOR,
            checks=(*_HANDLER, rests_on_an_inquiry),
        ),
        Move(
            "confirm",
            "签字认定",
            ObjectionState.PROPOSED,
            ObjectionState.FOUND,
            Role.PRINCIPAL_LEADER,
            checks=(*_HANDLER, is_signed_by_another),
            apart_from=("inquire", "propose"),
        ),
        Move(
            "answer",
            "答复反映人",
            ObjectionState.FOUND,
            ObjectionState.ANSWERED,
            Role.INSPECTOR,
            checks=_HANDLER,
        ),
        Move(
            "close",
            "办结",
            ObjectionState.ANSWERED,
            ObjectionState.CLOSED,
            Role.INSPECTOR,
            checks=_HANDLER,
        ),
    ),
    returners=((ObjectionState.PROPOSED, Role.PRINCIPAL_LEADER),),
)
