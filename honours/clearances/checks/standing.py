"""From what was asked and answered to how an object stands."""

from collections.abc import Iterable, Mapping
from datetime import date

from honours.clearances.checks.facts import BodyStanding, ClearanceStanding, GivenAnswer
from honours.clearances.readings.matrix import AskedBody
from honours.clearances.vocabulary import Condition, Opinion


def standing_of(
    asked: Iterable[AskedBody],
    answers: Iterable[GivenAnswer],
    *,
    pending: frozenset[str],
    waived: Mapping[str, str],
    on: date,
    is_declared: bool = False,
) -> ClearanceStanding:
    """How the object stands with each body named, and with any other that spoke against it.

    All bodies are told by the code that they bear on the day. ``answers``: those that have not
    been replaced by a later question; ``waived``: the reason, by body.
    ``is_declared``: a leader has said that nobody has to be asked about such an object.
    """
    given: dict[str, list[GivenAnswer]] = {}
    for answer in answers:
        given.setdefault(answer.body, []).append(answer)
    named = tuple(asked)
    codes = {body.code for body in named}
    standings = [
        _with_body(body, given.get(body.code, ()), body.code in pending, waived, on)
        for body in named
    ]
    for code in given.keys() - codes:
        stranger = AskedBody(code, "其他被征求部门", is_required=False, grounds=())
        standing = _with_body(stranger, given[code], False, waived, on)
        if standing.condition is Condition.ADVERSE:
            standings.append(standing)
    return ClearanceStanding(
        on, tuple(standings), is_matrix_silent=not named, is_declared=is_declared
    )


def _with_body(
    body: AskedBody,
    answers: Iterable[GivenAnswer],
    is_pending: bool,
    waived: Mapping[str, str],
    on: date,
) -> BodyStanding:
    """The gravest answer speaks; “unfit” is never waived; a stale one counts as none."""
    worst = max(
        answers, key=lambda given: (_GRAVITY[given.opinion], given.valid_until), default=None
    )
    reason = waived.get(body.code, "")
    opinion = worst.opinion if worst else None
    until = worst.valid_until if worst else None
    if opinion is Opinion.UNFIT or (opinion is Opinion.OBJECTION and not reason):
        condition = Condition.ADVERSE
    elif reason:
        condition = Condition.WAIVED
    elif worst is None:
        condition = Condition.PENDING if is_pending else Condition.MISSING
    else:
        condition = Condition.STALE if worst.valid_until < on else Condition.CLEAR
    return BodyStanding(body, condition, opinion, until, reason)


_GRAVITY = {Opinion.NO_OBJECTION: 0, Opinion.OBJECTION: 1, Opinion.UNFIT: 2}
