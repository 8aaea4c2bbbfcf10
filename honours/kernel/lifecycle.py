"""State machines as tables. A move says who may make it, from where, under which checks."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from honours.kernel.rules import Rules
from honours.kernel.terms import Term
from honours.kernel.verdicts import Finding, Refusal, Verdict

Check = Callable[[Any, Rules], Iterable[Finding]]


class Signing(Term):
    """How several people sign one move."""

    SINGLE = "single", "一人办理"
    ALL = "all", "会签"
    ANY = "any", "或签"
    IN_TURN = "in_turn", "依次"


@dataclass(frozen=True, slots=True)
class Move:
    """One arrow of a lifecycle.

    ``apart_from`` names earlier verbs whose maker may not make this move (maker is not checker).
    ``desk``: the level whose posts make it, where that is not where the matter lies.
    """

    verb: str
    label: str
    source: Term
    target: Term
    role: Term
    checks: tuple[Check, ...] = ()
    needs_reason: bool = False
    apart_from: tuple[str, ...] = ()
    signing: Signing = Signing.SINGLE
    desk: Term | None = None

    def judge(self, facts: Any, rules: Rules) -> Verdict:
        return Verdict(tuple(found for check in self.checks for found in check(facts, rules)))


@dataclass(frozen=True, slots=True)
class Lifecycle:
    """The moves a record can make.

    ``returners``: who may send it back from a state. ``desks``: at which level it lies in a state,
    where only posts of bodies of that level may move it on or send it back.
    """

    name: str
    label: str
    initial: Term
    moves: tuple[Move, ...]
    returners: tuple[tuple[Term, Term], ...] = ()
    """Pairs of state and role: from that state, that role may return it to any earlier one.

    A state may stand here with several roles: each of them may.
    """
    desks: tuple[tuple[Term, Term], ...] = ()
    """Pairs of state and level. A state without one is open to posts of every level."""

    def states(self) -> tuple[Term, ...]:
        return tuple(type(self.initial))

    def moves_from(self, state: str) -> tuple[Move, ...]:
        return tuple(move for move in self.moves if move.source == state)

    def find(self, verb: str, state: str) -> Move:
        """The move of that name from that state. Raises ``Refusal`` where the table has none."""
        for move in self.moves_from(state):
            if move.verb == verb:
                return move
        label = next((move.label for move in self.moves if move.verb == verb), verb)
        current = type(self.initial)(state).label
        open_now = "、".join(
            dict.fromkeys(f"{move.label}（{move.role.label}）" for move in self.moves_from(state))
        )
        raise Refusal(
            Finding(
                "not-possible-now",
                f"“{current}”状态下不能办理“{label}”。",
                remedy=f"现在可以办理：{open_now or '无'}。",
            )
        )

    def returners_from(self, state: str) -> tuple[Term, ...]:
        return tuple(role for source, role in self.returners if source == state)

    def desk_of(self, state: str) -> Term | None:
        """The level whose posts act on it in that state; ``None`` where any level does."""
        return next((level for source, level in self.desks if source == state), None)

    def desk_for(self, move: Move) -> Term | None:
        """The level whose posts make that move: its own, or the one where the matter lies."""
        return move.desk or self.desk_of(move.source)

    def mermaid(self) -> str:
        arrows = [f"    {m.source.label} --> {m.target.label}: {m.label}" for m in self.moves]
        return "\n".join(["stateDiagram-v2", f"    [*] --> {self.initial.label}", *arrows])
