"""Conditions joined: all of them, any of them, none. Three-valued throughout."""

from dataclasses import dataclass

from honours.quotas.ratios.conditions import Condition
from honours.quotas.ratios.facts import CandidateFacts


@dataclass(frozen=True)
class AllOf(Condition):
    operator = "all"
    parts: tuple[Condition, ...]

    def holds(self, facts: CandidateFacts) -> bool | None:
        answers = {part.holds(facts) for part in self.parts}
        return False if False in answers else (None if None in answers else True)

    def describe(self) -> str:
        return "且".join(_bracketed(part) for part in self.parts)

    def to_json(self) -> dict[str, object]:
        return {"op": self.operator, "parts": [part.to_json() for part in self.parts]}


@dataclass(frozen=True)
class AnyOf(Condition):
    operator = "any"
    parts: tuple[Condition, ...]

    def holds(self, facts: CandidateFacts) -> bool | None:
        answers = {part.holds(facts) for part in self.parts}
        return True if True in answers else (None if None in answers else False)

    def describe(self) -> str:
        return "或".join(_bracketed(part) for part in self.parts)

    def to_json(self) -> dict[str, object]:
        return {"op": self.operator, "parts": [part.to_json() for part in self.parts]}


@dataclass(frozen=True)
class Not(Condition):
    operator = "not"
    part: Condition

    def holds(self, facts: CandidateFacts) -> bool | None:
        answer = self.part.holds(facts)
        return None if answer is None else not answer

    def describe(self) -> str:
        return f"非{_bracketed(self.part)}"

    def to_json(self) -> dict[str, object]:
        return {"op": self.operator, "part": self.part.to_json()}


def _bracketed(part: Condition) -> str:
    return f"（{part.describe()}）" if isinstance(part, AllOf | AnyOf) else part.describe()
