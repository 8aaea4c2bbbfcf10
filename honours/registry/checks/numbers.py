"""How many items a year, and how many honours."""

from collections.abc import Iterator

from honours.directory.vocabulary import Level
from honours.kernel.rules import Rules
from honours.kernel.verdicts import Finding
from honours.policies.catalogue import RuleKey
from honours.registry.checks.demands import Limit, limit, missing
from honours.registry.checks.facts import ItemFacts
from honours.registry.checks.faults import Fault


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


def _too_many(fault: Fault, what: str, most: Limit, unit: str, field: str) -> Finding:
    return Finding(
        fault,
        f"{what}，超过省级以下项目最多{most.value}{unit}的规定。",
        citation=most.citation,
        remedy=f"请减到{most.value}{unit}以内。",
        field=field,
        detail={"上限": str(most.value)},
    )
