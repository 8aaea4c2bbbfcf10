"""The one place where a state changes."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Generic, TypeVar

from django.core.exceptions import PermissionDenied
from django.db import transaction

from honours.directory.models import User
from honours.directory.permissions import Mandate, mandate_of
from honours.kernel.lifecycle import Move, Signing
from honours.kernel.rules import Rules
from honours.kernel.terms import Term
from honours.kernel.verdicts import Finding, Refusal
from honours.workflow.minutes import ROWS_AT_ONCE, Minutes
from honours.workflow.models import Passage, Signature, Stateful
from honours.workflow.passages import Attempt, Step, put_down, take, take_held, write
from honours.workflow.permissions import post_for, role_needed
from honours.workflow.queries import earlier_states, road_of, roads_of
from honours.workflow.signatures import sign
from honours.workflow.vocabulary import CommonVerb

Matter = TypeVar("Matter", bound=Stateful)


@dataclass(frozen=True, slots=True)
class BulkResult(Generic[Matter]):
    """What a bulk move did: the matters moved, and the others with what stood against each."""

    done: list[Matter]
    refused: list[tuple[Matter, tuple[Finding, ...]]]

    def all_done(self) -> list[Matter]:
        """All of them, moved. Raises ``Refusal`` with what stands against any."""
        if self.refused:
            raise Refusal(*(finding for _, findings in self.refused for finding in findings))
        return self.done


def begin(matter: Matter, *, by: User) -> Matter:
    """Save a new matter in the first state of its lifecycle."""
    return begin_many([matter], by=by)[0]


def begin_in(minutes: Minutes, matter: Matter, *, by: User) -> Matter:
    """The same inside a transaction that writes the minutes at its end."""
    matter.state = matter.lifecycle.initial
    matter.save(force_insert=True)
    put_down([_first_step(matter)], Attempt(by, Mandate(())), [""], minutes)
    return matter


@transaction.atomic
def begin_many(matters: Iterable[Matter], *, by: User) -> list[Matter]:
    """Save new matters of one model, with a number of statements that hardly grows."""
    begun = list(matters)
    for matter in begun:
        matter.state = matter.lifecycle.initial
    if begun:
        type(begun[0])._base_manager.bulk_create(begun, batch_size=ROWS_AT_ONCE)
    steps = [_first_step(matter) for matter in begun]
    write(steps, Attempt(by, Mandate(())), sources=[""] * len(begun))
    return begun


@transaction.atomic
def advance(
    matter: Matter,
    verb: str,
    *,
    by: User,
    facts: Any = None,
    rules: Rules | None = None,
    reason: str = "",
) -> Matter:
    """Make one move of the matter's lifecycle, or sign it where several sign.

    Locks the row, writes state, passage and audit entry together, and sets ``matter.state``;
    nothing else of the matter is saved. Where signatures are still missing the state stays.
    Raises ``Refusal`` where the table, a check or a missing reason forbids it, and
    ``PermissionDenied`` where no post of the user reaches the matter in that role.
    """
    locked = _locked(matter)
    move = locked.lifecycle.find(verb, locked.state)
    attempt = Attempt(by, mandate_of(by), reason.strip(), rules)
    passed = road_of(locked) if move.apart_from else ()
    step = _settle(locked, move, attempt, passed, facts)
    if move.signing is Signing.SINGLE or sign(
        locked, move, attempt.mandate, by=by, opinion=attempt.reason
    ):
        take([step], attempt)
    matter.state = locked.state
    return matter


def advance_held(minutes: Minutes, matter: Matter, verb: str, *, by: User) -> Matter:
    """The same move of a matter that this transaction has begun, or holds locked, as it stands.

    It is not read again, and all of it is saved with its new state; passage and entry go into
    the minutes. Only for moves of one person, unchecked and without a reason. Raises likewise.
    """
    move = matter.lifecycle.find(verb, matter.state)
    _refuse_joint_signing(move)
    attempt = Attempt(by, mandate_of(by))
    passed = road_of(matter) if move.apart_from else ()
    take_held(_settle(matter, move, attempt, passed, None), attempt, minutes)
    return matter


@transaction.atomic
def advance_many(
    matters: Sequence[Matter],
    verb: str,
    *,
    by: User,
    facts_of: Callable[[Matter], Any] = lambda matter: None,
    rules: Rules | None = None,
    reason: str | Callable[[Matter], str] = "",
) -> BulkResult[Matter]:
    """Make the same move on many matters of one model: those that may, move; the others tell why.

    ``reason`` is one for all, or tells the reason of each.
    The number of statements hardly grows with the number of matters. Nothing is raised for a
    single matter: what ``advance`` would have raised stands in ``BulkResult.refused``.
    """
    reason_of = reason if callable(reason) else lambda _: str(reason)
    attempt = Attempt(by, mandate_of(by), rules=rules)
    outcome: BulkResult[Matter] = BulkResult([], [])
    steps = []
    locked_rows = _locked_rows(matters)
    roads = roads_of(matters) if _is_checked_elsewhere(matters, verb) else {}
    for matter in matters:
        locked = locked_rows[matter.pk]
        try:
            move = locked.lifecycle.find(verb, locked.state)
            _refuse_joint_signing(move)
            passed = roads.get(locked.subject(), ())
            given = replace(attempt, reason=reason_of(matter).strip())
            steps.append(_settle(locked, move, given, passed, facts_of(matter)))
            outcome.done.append(matter)
        except Refusal as refusal:
            outcome.refused.append((matter, refusal.findings))
        except PermissionDenied as denial:
            outcome.refused.append((matter, (Finding("not-your-post", str(denial)),)))
    take(steps, attempt)
    for matter in matters:
        matter.state = locked_rows[matter.pk].state
    return outcome


@transaction.atomic
def send_back(matter: Matter, *, to: Term, reason: str, by: User) -> Matter:
    """Return the matter to a state that it has really passed, with a reason.

    Raises ``Refusal`` where nothing may be returned from here, the state was never passed or no
    reason is given, and ``PermissionDenied`` for anybody but the lifecycle's returners.
    """
    locked = _locked(matter)
    attempt = Attempt(by, mandate_of(by), reason.strip())
    label = CommonVerb.SEND_BACK.label
    roles = locked.lifecycle.returners_from(locked.state)
    if not roles:
        raise Refusal(
            Finding(
                "no-way-back",
                f"“{locked.state_label}”状态下不能退回。",
                remedy="如确需更改，请按本状态可办的事项办理。",
            )
        )
    desk = locked.lifecycle.desk_of(locked.state)
    posts = (attempt.mandate.post_for(role, locked.organization, desk) for role in roles)
    post = next(filter(None, posts), None)
    if post is None:
        raise role_needed(label, roles, locked, desk)
    _refuse_without_reason(label, attempt.reason)
    _refuse_unless_passed(locked, to)
    take([Step(locked, CommonVerb.SEND_BACK, label, to, post)], attempt)
    matter.state = locked.state
    return matter


@transaction.atomic
def withdraw(matter: Matter, *, by: User, reason: str = "") -> Matter:
    """Take back one's own last move while nobody has moved the matter on (取回).

    What a room did besides changing the state is the room's to undo: it offers this only where
    nothing is left behind. Raises ``Refusal`` where somebody else moved last or has signed, and
    ``PermissionDenied`` where the post that made the move is no longer held.
    """
    locked = _locked(matter)
    attempt = Attempt(by, mandate_of(by), reason.strip())
    last = road_of(locked)[-1]
    if last.verb == CommonVerb.BEGIN or by.username not in last.people():
        raise Refusal(
            Finding(
                "nothing-to-withdraw",
                f"最近一步“{last.label}”不是由您办理的，不能取回。",
                remedy="请与现在的办理人联系，由其退回。",
            )
        )
    if Signature.objects.filter(
        subject=locked.subject(), ended_at=None, signed_at__isnull=False
    ).exists():
        raise Refusal(
            Finding("signed-meanwhile", "已有人签署，不能取回。", remedy="请由签署人退回。")
        )
    source = type(locked.lifecycle.initial)(last.source)
    move = locked.lifecycle.find(last.verb, source)
    desk = locked.lifecycle.desk_for(move)
    post = attempt.mandate.post_for(move.role, locked.organization, desk)
    if post is None:
        raise role_needed(CommonVerb.WITHDRAW.label, (move.role,), locked, desk)
    verb = CommonVerb.WITHDRAW
    take([Step(locked, verb, f"{verb.label}（{last.label}）", source, post)], attempt)
    matter.state = locked.state
    return matter


def _first_step(matter: Stateful) -> Step:
    return Step(matter, CommonVerb.BEGIN, CommonVerb.BEGIN.label, matter.lifecycle.initial)


def _locked(matter: Matter) -> Matter:
    return _locked_rows([matter])[matter.pk]


def _locked_rows(matters: Sequence[Matter]) -> dict[Any, Matter]:
    """The rows as they stand now, held until the transaction ends, in one order for everybody."""
    rows: dict[Any, Matter] = {}
    keys = sorted(matter.pk for matter in matters)
    for start in range(0, len(keys), ROWS_AT_ONCE):
        found = type(matters[0])._base_manager.filter(pk__in=keys[start : start + ROWS_AT_ONCE])
        found = found.select_for_update(of=("self",)).select_related("organization")
        rows.update((row.pk, row) for row in found.order_by("pk"))
    return rows


def _settle(
    matter: Stateful, move: Move, attempt: Attempt, passed: Sequence[Passage], facts: Any
) -> Step:
    """Who, why, and which checks: everything that can stand against a move."""
    post = post_for(move, matter, attempt.mandate, by=attempt.by, road=passed)
    if move.needs_reason:
        _refuse_without_reason(move.label, attempt.reason)
    remarks: tuple[str, ...] = ()
    if move.checks:
        if attempt.rules is None:
            raise TypeError(f"“{move.label}”须按规则审查，调用时未给出规则。")
        verdict = move.judge(facts, attempt.rules)
        if not verdict.passed:
            raise Refusal(*verdict.findings)
        remarks = tuple(finding.code for finding in verdict.findings)
    return Step(matter, move.verb, move.label, move.target, post, remarks, attempt.reason)


def _refuse_without_reason(label: str, reason: str) -> None:
    if not reason:
        raise Refusal(
            Finding(
                "reason-needed",
                f"办理“{label}”须写明理由。",
                remedy="请填写理由后再办。",
                field="reason",
            )
        )


def _refuse_joint_signing(move: Move) -> None:
    if move.signing is not Signing.SINGLE:
        raise Refusal(
            Finding(
                "signed-one-by-one",
                f"“{move.label}”须{move.signing.label}，不能批量办理。",
                remedy="请逐件签署。",
            )
        )


def _refuse_unless_passed(matter: Stateful, to: Term) -> None:
    passed = earlier_states(matter)
    if to in passed:
        return
    possible = "、".join(state.label for state in passed) or "无"
    raise Refusal(
        Finding(
            "never-passed",
            f"不能退回到“{to.label}”：该事项没有经过这一步。",
            remedy=f"可退回到：{possible}。",
        )
    )


def _is_checked_elsewhere(matters: Sequence[Stateful], verb: str) -> bool:
    """Whether some move of that name looks at who made an earlier one."""
    return (
        any(move.apart_from for move in matters[0].lifecycle.moves if move.verb == verb)
        if matters
        else False
    )
