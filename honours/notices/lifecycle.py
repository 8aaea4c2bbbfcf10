"""The road of a notice. Who drafts it does not publish it."""

from honours.directory.vocabulary import Role
from honours.kernel.lifecycle import Lifecycle, Move
from honours.kernel.terms import Term
from honours.notices.vocabulary import NoticeState

_OPEN_TO_WITHDRAWAL = (NoticeState.DRAFT, NoticeState.POSTED, NoticeState.EXPIRED)


def _both_hands(verb: str, label: str, source: Term, target: Term, lead: Role) -> tuple[Move, ...]:
    """A unit's head does it for the unit, the lead bureau for the level above."""
    apart_from = ("begin",) if verb == "post" else ()
    return (
        Move(verb, label, source, target, Role.HEAD, apart_from=apart_from),
        Move(f"{verb}_by_lead", label, source, target, lead, apart_from=apart_from),
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
                ("withdraw", Role.HEAD),
                ("withdraw_by_lead", Role.LEADER_IN_CHARGE),
            )
        ),
    ),
)
