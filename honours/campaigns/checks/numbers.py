"""How many items a year, how many honours, and how far the whole is reduced."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from honours.campaigns.checks.demands import Limit, limit, missing
from honours.campaigns.checks.facts import ItemFacts
from honours.campaigns.checks.faults import Fault
from honours.directory.vocabulary import Level
from honours.kernel.rules import Rules
from honours.kernel.verdicts import Finding
from honours.policies.catalogue import RuleKey


def fits_the_yearly_number(facts: ItemFacts, rules: Rules) -> Iterator[Finding]:
    if facts.level is Level.CITY:
        most = limit(rules, RuleKey.YEARLY_MAX_CITY)
    elif facts.level is Level.COUNTY:
        most = limit(rules, RuleKey.YEARLY_MAX_COUNTY)
    else:
        return
    if most is None:
        return
    if facts.yearly_count is None:
        what = "当年同级项目数无法统计"
        yield missing(Fault.YEARLY_COUNT_MISSING, what, "yearly_count", most.citation)
    elif facts.yearly_count > most.value:
        yield Finding(
            Fault.TOO_MANY_IN_YEAR,
            f"{facts.level.label}当年共{facts.yearly_count}个项目，超过每年{most.value}个。",
            citation=most.citation,
            remedy=f"请只保留{most.value}个，其余调整到其他年度或退出。",
            field="yearly_count",
            detail={"当年项目数": str(facts.yearly_count), "上限": str(most.value)},
        )


def fits_the_collective_quota(facts: ItemFacts, rules: Rules) -> Iterator[Finding]:
    most = limit(rules, RuleKey.COLLECTIVES_MAX)
    if most is None or not facts.is_below_province:
        return
    if facts.collectives is None and facts.individuals is None:
        yield missing(Fault.QUOTA_MISSING, "未写明集体和个人名额", "collectives", most.citation)
    elif facts.collectives is not None and facts.collectives > most.value:
        fault, field = Fault.TOO_MANY_COLLECTIVES, "collectives"
        yield _too_many(fault, f"先进集体{facts.collectives}个", most, "个", field)


def fits_the_individual_quota(facts: ItemFacts, rules: Rules) -> Iterator[Finding]:
    most = limit(rules, RuleKey.INDIVIDUALS_MAX)
    if most is None or not facts.is_below_province:
        return
    if facts.collectives is None and facts.individuals is None:
        yield missing(Fault.QUOTA_MISSING, "未写明集体和个人名额", "individuals", most.citation)
    elif facts.individuals is not None and facts.individuals > most.value:
        fault, field = Fault.TOO_MANY_INDIVIDUALS, "individuals"
        yield _too_many(fault, f"先进个人{facts.individuals}名", most, "名", field)


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


def _too_many(fault: Fault, what: str, most: Limit, unit: str, field: str) -> Finding:
    return Finding(
        fault,
        f"{what}，超过省级以下项目最多{most.value}{unit}的规定。",
        citation=most.citation,
        remedy=f"请减到{most.value}{unit}以内。",
        field=field,
        detail={"上限": str(most.value)},
    )
