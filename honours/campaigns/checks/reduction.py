"""How far a campaign reduces the whole."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from honours.kernel.rules import Rules
from honours.kernel.verdicts import Finding
from honours.policies.catalogue import RuleKey
from honours.registry.checks.demands import limit


@dataclass(frozen=True, slots=True)
class ReductionProgress:
    """How many of the own items filed go: revoked and merged (``gone``), of all (``filed``)."""

    filed: int
    gone: int

    @property
    def rate(self) -> Decimal | None:
        """The share that goes, unrounded; ``None`` where nothing was filed."""
        return Decimal(self.gone) / self.filed if self.filed else None


def meets_the_reduction_target(progress: ReductionProgress, rules: Rules) -> Iterator[Finding]:
    """A check of the campaign as a whole, not of one item (巴中, R099)."""
    least = limit(rules, RuleKey.REDUCTION_TARGET_MIN)
    rate = progress.rate
    if least is None or rate is None or rate >= least.value:
        return
    yield Finding(
        "reduction-below-target",
        f"减幅为{progress.gone}÷{progress.filed}＝{rate * 100:.2f}%，"
        f"未达到{(least.value * 100).normalize():f}%的目标。",
        citation=least.citation,
        remedy="请如实报告未达目标，并说明原因和下步打算。",
        detail={"减少": str(progress.gone), "填报": str(progress.filed), "目标": str(least.value)},
    )
