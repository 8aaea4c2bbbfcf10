"""A rule and its standing in words and figures: who, of whom, how computed, how far off."""

from decimal import Decimal

from honours.quotas.ratios.judging import RuleStanding
from honours.quotas.ratios.rules import RatioBound, RatioRule, SmallQuota
from honours.quotas.vocabulary.places import CandidateKind
from honours.quotas.vocabulary.ratios import (
    BaseSource,
    BoundDirection,
    RatioStage,
    RatioState,
    Rounding,
    SmallQuotaMeasure,
)


def rule_in_words(rule: RatioRule) -> str:
    """All six parts in one sentence."""
    base = rule.base.name if rule.bound.share is not None else ""
    parts = [f"{rule.counts}{_bound_in_words(rule.bound, base, unit_of(rule))}"]
    if rule.stages:
        parts.append(
            "适用于" + "、".join(stage.label for stage in RatioStage if stage in rule.stages)
        )
    if rule.bound.share is not None:
        parts.append(rule.rounding.label)
    parts.extend(
        f"{exemption.reason.label}的{'按科研人员计' if exemption.as_research else '不计'}"
        for exemption in rule.exemptions
    )
    if rule.small_quota is not None:
        parts.append(_small_quota_in_words(rule.small_quota, rule))
    if rule.is_soft:
        parts.append(rule.strictness.label)
    return "；".join(parts) + "。"


def formula(standing: RuleStanding) -> str:
    """县处级干部2名，推荐名额8个，上限8×20%＝1.6，向下取整1名，超出1名。"""
    rule, unit = standing.rule, unit_of(standing.rule)
    parts = [f"{rule.counts}{standing.numerator}{unit}"]
    if standing.state is RatioState.NOT_APPLICABLE:
        parts.append(_why_not_applicable(standing))
    elif standing.lacking:
        parts.append(f"缺{standing.lacking}")
    else:
        parts.extend(_working(standing))
        parts.append(_result(standing))
    return "，".join(parts) + "。"


def percent(share: Decimal) -> str:
    return f"{plain(share * 100)}%"


def plain(number: Decimal) -> str:
    return f"{number.normalize():f}"


def unit_of(rule: RatioRule) -> str:
    return "名" if rule.base.kind is CandidateKind.PERSON else "个"


def _bound_in_words(bound: RatioBound, base: str, unit: str) -> str:
    excluding = {BoundDirection.CEILING: "低于", BoundDirection.FLOOR: "高于"}
    including = {BoundDirection.CEILING: "不超过", BoundDirection.FLOOR: "不少于"}
    verb = (excluding if bound.excludes_itself else including)[bound.direction]
    if bound.share is None:
        return f"{verb}{bound.number}{unit}"
    return f"{verb}{base}的{percent(bound.share)}"


def _small_quota_in_words(clause: SmallQuota, rule: RatioRule) -> str:
    return f"{_measured(clause, rule)}不足{clause.fewer_than}个的{_small_allowance(clause, rule)}"


def _measured(clause: SmallQuota, rule: RatioRule) -> str:
    return clause.measure.label if clause.measure is SmallQuotaMeasure.PLACES else rule.base.name


def _small_allowance(clause: SmallQuota, rule: RatioRule) -> str:
    if clause.allowed:
        return f"按{clause.allowed}{unit_of(rule)}计"
    return "不得推荐" if rule.bound.is_ceiling else "不作要求"


def _why_not_applicable(standing: RuleStanding) -> str:
    if standing.rule.bound.share is not None and standing.rule.base.source is BaseSource.LIST:
        return f"没有{standing.rule.base.name}，不适用"
    return "本阶段不适用"


def _working(standing: RuleStanding) -> list[str]:
    rule, bound = standing.rule, standing.rule.bound
    unit, direction = unit_of(rule), bound.direction.label
    clause = rule.small_quota
    if clause is not None and standing.small_size is not None:
        short = f"{_measured(clause, rule)}{standing.small_size}个，不足{clause.fewer_than}个"
        return [short, _small_allowance(clause, rule)]
    if bound.share is None or standing.denominator is None:
        return [f"{direction}{bound.number}{unit}"]
    base = f"{rule.base.name}{standing.denominator}{_base_unit(rule)}"
    exact = plain(bound.share * standing.denominator)
    product = f"{direction}{standing.denominator}×{percent(bound.share)}＝{exact}"
    if standing.exact is not None and standing.exact.denominator == 1:
        return [base, f"{product}{unit}{_own_value_excluded(standing)}"]
    return [base, product, f"{_rounding_word(rule)}{standing.allowed}{unit}"]


def _base_unit(rule: RatioRule) -> str:
    return "个" if rule.base.source is BaseSource.PLACES else unit_of(rule)


def _own_value_excluded(standing: RuleStanding) -> str:
    if not standing.rule.bound.excludes_itself:
        return ""
    return f"（不含本数，即{standing.allowed}{unit_of(standing.rule)}）"


def _rounding_word(rule: RatioRule) -> str:
    if rule.rounding is Rounding.NATURAL:
        return Rounding.DOWN.label if rule.bound.is_ceiling else Rounding.UP.label
    return rule.rounding.label


def _result(standing: RuleStanding) -> str:
    unit, is_ceiling = unit_of(standing.rule), standing.rule.bound.is_ceiling
    if standing.state is RatioState.UNKNOWN:
        return f"{len(standing.missing)}{unit}缺数据，尚不能判断"
    if standing.state is RatioState.MET:
        return "符合"
    return f"{'超出' if is_ceiling else '尚差'}{standing.off_by}{unit}"
