"""Rules as data: a value, the day and place it takes force, the clause it rests on.

A case is judged by the rules of its day and its place. Documents of a nearer place may only
tighten what a farther one demands; a value that loosens it is set aside and can be shown.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import reduce
from typing import Self, TypeVar

from honours.kernel.terms import Term
from honours.kernel.verdicts import Citation

Value = Decimal | bool | frozenset[str] | str
Kind = TypeVar("Kind", Decimal, bool, str)

NATION = ""


class Tightening(Term):
    """Which way a value has to move to demand more."""

    LOWER = "lower", "数值越小越严"
    HIGHER = "higher", "数值越大越严"
    MORE_WORDS = "more_words", "列举越多越严"
    FEWER_WORDS = "fewer_words", "列举越少越严"
    TRUE = "true", "“是”为严"
    FALSE = "false", "“否”为严"
    NEARER = "nearer", "以就近规定为准"


class RuleTerm(Term):
    """A rule key: its code, its wording, and which way it tightens."""

    tightening: Tightening

    def __new__(
        cls, code: str, label: str = "", tightening: Tightening = Tightening.NEARER
    ) -> Self:
        member = str.__new__(cls, code)
        member._value_ = code
        member.label = label
        member.tightening = tightening
        return member


@dataclass(frozen=True, slots=True)
class Rule:
    """One value of one rule. ``value=None`` repeals what the same place had set before.

    ``place`` is a division code: empty for the nation, 2 digits a province, 4 a city, 6 a county.
    ``until`` is the last day in force, where the document itself names one.
    """

    key: RuleTerm
    value: Value | None
    since: date
    citation: Citation
    place: str = NATION
    until: date | None = None

    def is_in_force(self, day: date, place: str) -> bool:
        ended = self.until is not None and day > self.until
        return self.since <= day and not ended and place.startswith(self.place)


class RuleNotInForce(LookupError):
    """No document in force on that day, in that place, sets the rule."""


class Rules:
    """The rules in force on one day in one place, looked up by key."""

    def __init__(
        self,
        on: date,
        place: str,
        grounds: Mapping[RuleTerm, tuple[Rule, ...]],
        set_aside: tuple[Rule, ...],
    ) -> None:
        self.on = on
        self.place = place
        self.set_aside = set_aside
        """Values of nearer places that would have loosened a farther one."""
        self._grounds = grounds
        self._in_force = {key: reduce(_joined, rules) for key, rules in grounds.items()}

    @classmethod
    def on_day(cls, day: date, known: Iterable[Rule], place: str = NATION) -> Self:
        latest: dict[tuple[RuleTerm, str], Rule] = {}
        for rule in sorted(known, key=lambda rule: rule.since):
            if rule.is_in_force(day, place):
                latest[rule.key, rule.place] = rule
        grounds: dict[RuleTerm, tuple[Rule, ...]] = {}
        set_aside: list[Rule] = []
        for rule in sorted(latest.values(), key=lambda rule: len(rule.place)):
            if rule.value is None:
                continue
            farther = grounds.get(rule.key, ())
            if farther and not is_as_strict(rule, farther[-1]):
                set_aside.append(rule)
            elif rule.key.tightening is Tightening.MORE_WORDS:
                grounds[rule.key] = (*farther, rule)
            else:
                grounds[rule.key] = (rule,)
        return cls(day, place, grounds, tuple(set_aside))

    def __contains__(self, key: RuleTerm) -> bool:
        return key in self._in_force

    def __getitem__(self, key: RuleTerm) -> Rule:
        try:
            return self._in_force[key]
        except KeyError:
            raise RuleNotInForce(f"{self.on}没有现行文件规定“{key.label}”。") from None

    def get(self, key: RuleTerm) -> Rule | None:
        return self._in_force.get(key)

    def grounds(self, key: RuleTerm) -> tuple[Rule, ...]:
        """The single values that the rule rests on, the farthest place first."""
        return self._grounds.get(key, ())

    def number(self, key: RuleTerm) -> Decimal:
        return self._value(key, Decimal)

    def flag(self, key: RuleTerm) -> bool:
        return self._value(key, bool)

    def text(self, key: RuleTerm) -> str:
        return self._value(key, str)

    def words(self, key: RuleTerm) -> frozenset[str]:
        value = self[key].value
        if not isinstance(value, frozenset):
            raise TypeError(f"“{key.label}”应为词语列表，文件所定为{value!r}。")
        return value

    def _value(self, key: RuleTerm, kind: type[Kind]) -> Kind:
        value = self[key].value
        if not isinstance(value, kind):
            raise TypeError(f"“{key.label}”应为{kind.__name__}，文件所定为{value!r}。")
        return value


def is_as_strict(nearer: Rule, farther: Rule) -> bool:
    """Whether the nearer value demands at least as much as the farther one."""
    match nearer.key.tightening, nearer.value, farther.value:
        case Tightening.LOWER, Decimal() as near, Decimal() as far:
            return near <= far
        case Tightening.HIGHER, Decimal() as near, Decimal() as far:
            return near >= far
        case Tightening.FEWER_WORDS, frozenset() as near, frozenset() as far:
            return near <= far
        case Tightening.TRUE, bool() as near, bool() as far:
            return near or not far
        case Tightening.FALSE, bool() as near, bool() as far:
            return far or not near
        case Tightening.MORE_WORDS | Tightening.NEARER, _, _:
            return True
    raise TypeError(f"“{nearer.key.label}”的取值与其从严方向不相称：{nearer.value!r}。")


def _joined(farther: Rule, nearer: Rule) -> Rule:
    """Word lists of several places add up."""
    if not isinstance(nearer.value, frozenset) or not isinstance(farther.value, frozenset):
        raise TypeError(f"“{nearer.key.label}”应为词语列表，文件所定为{nearer.value!r}。")
    both = Citation(f"{farther.citation}、{nearer.citation.document}", nearer.citation.clause)
    return Rule(
        nearer.key, nearer.value | farther.value, nearer.since, both, nearer.place, nearer.until
    )
