"""Standings as findings: what is wrong, which clause, what to do next."""

from collections.abc import Iterable, Iterator

from honours.kernel.terms import Term
from honours.kernel.verdicts import Finding, Weight
from honours.quotas.ratios.bars import BarStanding
from honours.quotas.ratios.judging import RuleStanding
from honours.quotas.ratios.wording import formula
from honours.quotas.vocabulary.ratios import RatioState


class RatioFault(Term):
    EXCEEDED = "ratio-exceeded", "超出比例上限"
    SHORT = "ratio-short", "未达比例下限"
    ADVISED = "ratio-advised", "比例提示"
    MISSING = "ratio-missing", "比例缺数据"
    UNPROVEN = "ratio-exemption-unproven", "豁免缺证明"
    BARRED = "candidate-barred", "不得参评"
    BAR_ADVISED = "candidate-discouraged", "一般不参评"
    BAR_MISSING = "candidate-bar-missing", "是否可以参评缺数据"


def ratio_findings(standings: Iterable[RuleStanding]) -> Iterator[Finding]:
    """One finding for each rule that is broken, advises, or lacks a fact."""
    for standing in standings:
        if standing.state in (RatioState.BROKEN, RatioState.ADVISED, RatioState.UNKNOWN):
            yield _ratio_finding(standing)
        if standing.unproven and standing.state is not RatioState.NOT_APPLICABLE:
            yield _unproven(standing)


def bar_findings(standings: Iterable[BarStanding]) -> Iterator[Finding]:
    """One finding for each candidate that is barred, or may be. ``detail`` names its key."""
    for standing in standings:
        if standing.state is not RatioState.MET:
            yield _bar_finding(standing)


def _ratio_finding(standing: RuleStanding) -> Finding:
    fault, remedy, weight = _consequence(standing)
    return Finding(
        fault,
        f"{standing.rule.name}：{formula(standing)}",
        citation=standing.rule.citation,
        remedy=remedy,
        weight=weight,
        detail={"规则": standing.rule.code, "人选": "、".join(_concerned(standing))},
    )


def _concerned(standing: RuleStanding) -> tuple[str, ...]:
    return standing.missing if standing.state is RatioState.UNKNOWN else standing.counted


def _consequence(standing: RuleStanding) -> tuple[RatioFault, str, Weight]:
    rule = standing.rule
    if standing.state is RatioState.UNKNOWN:
        asked = standing.lacking or "所列人选的有关情况"
        return RatioFault.MISSING, f"请补充{asked}。", Weight.MISSING
    if standing.state is RatioState.ADVISED:
        return RatioFault.ADVISED, f"请尽量调整{rule.counts}的人数。", Weight.ADVICE
    if rule.bound.is_ceiling:
        remedy = f"请减少{rule.counts}，改报基层一线人选。"
        return RatioFault.EXCEEDED, remedy, Weight.BLOCKING
    return RatioFault.SHORT, f"请增加{rule.counts}。", Weight.BLOCKING


def _unproven(standing: RuleStanding) -> Finding:
    return Finding(
        RatioFault.UNPROVEN,
        f"{standing.rule.name}：有{len(standing.unproven)}名人选可能适用豁免，但没有附证明。",
        citation=standing.rule.citation,
        remedy="请补充证明材料；没有证明的，按原级别计算。",
        weight=Weight.ADVICE,
        detail={"规则": standing.rule.code, "人选": "、".join(standing.unproven)},
    )


def _bar_finding(standing: BarStanding) -> Finding:
    bar = standing.bar
    detail = {"规则": bar.code, "人选": standing.key}
    if standing.state is RatioState.UNKNOWN:
        message, remedy = f"{bar.name}：缺数据，尚不能判断。", "请补充该人选的有关情况。"
        fault, weight = RatioFault.BAR_MISSING, Weight.MISSING
    elif standing.state is RatioState.ADVISED:
        message, remedy = f"{bar.name}：一般不参评。", "请考虑改报其他人选。"
        fault, weight = RatioFault.BAR_ADVISED, Weight.ADVICE
    else:
        message, remedy = f"{bar.name}：{bar.barred.describe()}，不得参评。", "请撤下该人选。"
        fault, weight = RatioFault.BARRED, Weight.BLOCKING
    if standing.is_unproven:
        remedy += "确有豁免理由的，请附证明。"
    return Finding(fault, message, bar.citation, remedy, weight, detail=detail)
