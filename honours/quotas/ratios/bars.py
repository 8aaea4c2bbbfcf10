"""Bars: who may not be put forward at all, whatever the shares. One candidate at a time."""

from collections.abc import Sequence
from dataclasses import dataclass

from honours.kernel.verdicts import Citation
from honours.quotas.ratios.conditions import Condition
from honours.quotas.ratios.facts import CandidateFacts
from honours.quotas.ratios.rules import Exemption
from honours.quotas.vocabulary.ratios import RatioState, Strictness


@dataclass(frozen=True, slots=True)
class Bar:
    """Who meets ``barred`` is not put forward, unless a proved exemption says otherwise."""

    code: str
    name: str
    barred: Condition
    exemptions: tuple[Exemption, ...] = ()
    strictness: Strictness = Strictness.ABSOLUTE
    citation: Citation | None = None

    @property
    def is_soft(self) -> bool:
        return self.strictness is Strictness.ADVISORY


@dataclass(frozen=True, slots=True)
class BarStanding:
    """How one candidate stands to one bar. ``is_unproven``: an exemption waits for its proof."""

    bar: Bar
    key: str
    state: RatioState
    is_exempt: bool = False
    is_unproven: bool = False

    @property
    def is_broken(self) -> bool:
        return self.state is RatioState.BROKEN


def judge_bars(
    candidates: Sequence[CandidateFacts], bars: Sequence[Bar]
) -> tuple[BarStanding, ...]:
    """Every candidate against every bar, bar by bar, in the order of the list."""
    return tuple(bar_standing(bar, facts) for bar in bars for facts in candidates)


def bar_standing(bar: Bar, facts: CandidateFacts) -> BarStanding:
    answer = bar.barred.holds(facts)
    if answer is False:
        return BarStanding(bar, facts.key, RatioState.MET)
    proven = {exemption.reason for exemption in facts.exemptions if exemption.proof.strip()}
    fitting = [each for each in bar.exemptions if each.when.holds(facts) is True]
    if any(exemption.reason in proven for exemption in fitting):
        return BarStanding(bar, facts.key, RatioState.MET, is_exempt=True)
    if answer is None:
        return BarStanding(bar, facts.key, RatioState.UNKNOWN, is_unproven=bool(fitting))
    state = RatioState.ADVISED if bar.is_soft else RatioState.BROKEN
    return BarStanding(bar, facts.key, state, is_unproven=bool(fitting))
