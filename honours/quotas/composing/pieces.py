"""What a list may be recomposed from: its candidates, the reserves, and places to be named.

Each piece knows, for every rule that must hold, whether it would be counted and whether it would
stand in the base. Where a fact is missing, the less favourable reading is taken.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Self

from honours.quotas.composing.changes import Ideal, SearchTerms
from honours.quotas.ratios.bars import bar_standing
from honours.quotas.ratios.facts import CandidateFacts
from honours.quotas.ratios.membership import Membership, memberships
from honours.quotas.ratios.rules import RatioRule
from honours.quotas.vocabulary.places import CandidateKind

LEAST_FAVOURABLE = {
    True: (Membership.COUNTED, Membership.OUTSIDE, Membership.BASE),
    False: (Membership.BASE, Membership.OUTSIDE, Membership.COUNTED),
}
"""For a ceiling, and for a floor: whoever may be counted burdens the one and helps the other."""


@dataclass(frozen=True, slots=True)
class Piece:
    """``ideal`` is set for a place whose holder is not named; such a piece may be used often.

    ``open_rules`` are the rules for which a fact is missing.
    """

    facts: CandidateFacts
    places: tuple[Membership, ...]
    is_barred: bool = False
    open_rules: frozenset[int] = frozenset()
    ideal: Ideal | None = None

    @property
    def kind(self) -> CandidateKind:
        return self.facts.kind

    @property
    def pattern(self) -> tuple[CandidateKind, tuple[Membership, ...], bool]:
        """Pieces of one pattern are alike to every rule."""
        return self.kind, self.places, self.is_barred

    def is_counted(self, rule: int) -> bool:
        return self.places[rule] is Membership.COUNTED

    def is_based(self, rule: int) -> bool:
        return self.places[rule] is not Membership.OUTSIDE


@dataclass(frozen=True, slots=True)
class Pieces:
    listed: tuple[Piece, ...]
    reserves: tuple[Piece, ...]
    ideals: tuple[Piece, ...]

    def listed_open_to(self, rule: int) -> bool:
        return any(rule in piece.open_rules for piece in self.listed)

    def without_entrants_open_to(self, rules: frozenset[int]) -> Self:
        """Whoever is not on the list yet enters only where every fact needed is known."""
        return replace(
            self,
            reserves=tuple(piece for piece in self.reserves if not piece.open_rules & rules),
            ideals=tuple(piece for piece in self.ideals if not piece.open_rules & rules),
        )

    @property
    def assumed(self) -> tuple[str, ...]:
        return tuple(piece.facts.key for piece in self.listed if piece.open_rules)


def pieces_of(
    candidates: Sequence[CandidateFacts],
    rules: Sequence[RatioRule],
    reserves: Sequence[CandidateFacts],
    terms: SearchTerms,
) -> Pieces:
    listed = tuple(_piece(facts, rules, terms) for facts in candidates)
    on_the_list = {facts.key for facts in candidates}
    waiting = (facts for facts in reserves if facts.key not in on_the_list)
    pool = tuple(_piece(facts, rules, terms) for facts in waiting)
    described = _distinct(
        tuple(
            replace(_piece(ideal.facts, rules, terms), ideal=ideal)
            for ideal in _ideals_for(candidates, terms.ideals)
        )
    )
    return Pieces(
        listed,
        tuple(piece for piece in pool if not piece.is_barred),
        tuple(piece for piece in described if not piece.is_barred),
    )


def _piece(facts: CandidateFacts, rules: Sequence[RatioRule], terms: SearchTerms) -> Piece:
    readings = [memberships(rule, facts) for rule in rules]
    places = tuple(
        next(place for place in LEAST_FAVOURABLE[rule.bound.is_ceiling] if place in reading)
        for rule, reading in zip(rules, readings, strict=True)
    )
    return Piece(
        facts,
        places,
        is_barred=any(bar_standing(bar, facts).is_broken for bar in terms.bars),
        open_rules=frozenset(
            number for number, reading in enumerate(readings) if len(reading) > 1
        ),
    )


def _ideals_for(
    candidates: Sequence[CandidateFacts], ideals: Sequence[Ideal]
) -> tuple[Ideal, ...]:
    """Each described place once for each title that is sought, where rules tell titles apart."""
    titles: Mapping[CandidateKind, dict[str, None]] = {kind: {} for kind in CandidateKind}
    for facts in candidates:
        if facts.title is not None:
            titles[facts.kind][facts.title] = None
    return tuple(
        _titled(ideal, title)
        for ideal in ideals
        for title in (titles[ideal.facts.kind] if ideal.facts.title is None else ()) or (None,)
    )


def _titled(ideal: Ideal, title: str | None) -> Ideal:
    if title is None:
        return ideal
    called = f"{ideal.called}（拟授{title}）"
    return Ideal(called, replace(ideal.facts, title=title))


def _distinct(ideals: Sequence[Piece]) -> tuple[Piece, ...]:
    """Of described places that are alike to every rule, the first."""
    first: dict[object, Piece] = {}
    for piece in ideals:
        first.setdefault(piece.pattern, piece)
    return tuple(first.values())
