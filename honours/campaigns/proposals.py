"""From findings to a proposal, by a table. Rules propose; an official decides.

The outcomes stand in the order in which one prevails over the next: what belongs under another
regime is not judged here at all; one ground to revoke is enough; what is to be suspended is not
merged meanwhile; and only an item with nothing against it, and nothing left unsaid, is proposed
for retention. Beside each row stands the clause that names the consequence (rules.csv, 情况报告).
"""

from dataclasses import dataclass
from functools import lru_cache

from honours.campaigns.checks.facts import FiledItem
from honours.campaigns.checks.screening import Screener
from honours.campaigns.vocabulary import Outcome, Undertaking
from honours.kernel.rules import Rules
from honours.kernel.verdicts import Citation, Finding, Weight
from honours.policies.catalogue import RuleKey
from honours.registry.checks.faults import Fault
from honours.registry.classification import RegimeFault
from honours.registry.vocabulary import Regime

PREVAILING: tuple[Outcome, ...] = (
    Outcome.TRANSFER,
    Outcome.REVOKE,
    Outcome.SUSPEND,
    Outcome.MERGE,
    Outcome.RECTIFY,
    Outcome.RETAIN,
)
"""Which outcome prevails where findings call for several."""

CONSEQUENCES: dict[str, Outcome] = {
    RegimeFault.OTHER_REGIME: Outcome.TRANSFER,  # product.md §3.2；R009 R014 R019 R020 R024
    RegimeFault.NOT_APPLICABLE: Outcome.TRANSFER,  # R002–R006：不适用本办法，移出清理范围
    Fault.FOUND_UNFILED: Outcome.REVOKE,  # R076：未上报的一律列为撤销范围
    Fault.NO_BASIS: Outcome.REVOKE,  # R085 R089：没有依据的予以撤销
    Fault.BASIS_NOT_ACCEPTED: Outcome.REVOKE,  # R085 R089
    Fault.SELF_SET: Outcome.REVOKE,  # R088 R094：自行设置的不再保留、全部撤销
    Fault.HOST_NOT_ALLOWED: Outcome.REVOKE,  # R113：不得设立开展表彰项目
    Fault.CHARGES_FEE: Outcome.REVOKE,  # R086；情况报告二：坚决撤销乱收费
    Fault.COMPULSORY: Outcome.REVOKE,  # 情况报告二：加重基层和群众负担
    Fault.TIED_TO_BENEFITS: Outcome.REVOKE,  # 情况报告二：与经济利益挂钩
    Fault.BURDENS_GRASSROOTS: Outcome.REVOKE,  # R086；情况报告二
    Fault.COMMERCIAL_TITLE: Outcome.REVOKE,  # R031：不得营利性评奖
    Fault.PIGGYBACKS: Outcome.REVOKE,  # R029：未经批准不得设奖颁奖
    Fault.TEMPORARY: Outcome.REVOKE,  # R069：不得开展临时性评比达标表彰
    Fault.REVIVED: Outcome.REVOKE,  # R068：同类项目不予受理
    Fault.NEW_WHILE_FROZEN: Outcome.REVOKE,  # R090：清理期间一律不得举办新的活动
    Fault.BASIS_SUSPENDED: Outcome.SUSPEND,  # R102：不符合法律法规的一律暂停办理
    Fault.DUPLICATE_SUSPENDED: Outcome.SUSPEND,  # R102：面向企事业重复设置的一律暂停办理
    Fault.RUNNING_SUSPENDED: Outcome.SUSPEND,  # R091：正在举办的原则上暂停
    Fault.DUPLICATES_UPPER: Outcome.MERGE,  # R122：省级已设的不再设相同或类似项目
    Fault.DUPLICATES_SAME_LEVEL: Outcome.MERGE,  # R082：凡可合并的一律合并
    Fault.TOO_MANY_COMPREHENSIVE: Outcome.MERGE,  # R093：每个系统只保留1项综合性项目
    Fault.DEMANDS_MATCHING: Outcome.RECTIFY,  # R130：不得要求配套，取消要求即可
    Fault.FORBIDDEN_NAME_WORD: Outcome.RECTIFY,  # R026：改名
    Fault.UNAPPROVED_MEDAL: Outcome.RECTIFY,  # R034：取消奖章、称号
    Fault.NAME_TOO_LONG: Outcome.RECTIFY,  # R120
    Fault.NAME_WITHOUT_REGION: Outcome.RECTIFY,  # R121
    Fault.PERIOD_TOO_SHORT: Outcome.RECTIFY,  # R115 R116：调整周期
    Fault.REPEATED_EARLY: Outcome.RECTIFY,  # R063 R106：推迟
    Fault.TOO_MANY_IN_YEAR: Outcome.RECTIFY,  # R108–R112：调整年度
    Fault.TOO_MANY_COLLECTIVES: Outcome.RECTIFY,  # R136
    Fault.TOO_MANY_INDIVIDUALS: Outcome.RECTIFY,  # R137
}
"""What each fault leads to. Advice leads to nothing; what is missing, to ``RECTIFY``."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """What the rules of a day propose for an item, and why.

    ``grounds`` are the findings that lead to the outcome; ``findings`` are all of them.
    ``merge_into`` is the key of the ``Twin`` to merge into; ``transfer_to`` the regime to hand
    over to (``NOT_APPLICABLE``: out of the clean-up altogether).
    """

    outcome: Outcome
    reason: str
    findings: tuple[Finding, ...] = ()
    grounds: tuple[Finding, ...] = ()
    merge_into: str = ""
    merge_into_name: str = ""
    transfer_to: Regime | None = None

    @property
    def citations(self) -> tuple[Citation, ...]:
        """The clauses the proposal rests on, each once."""
        return tuple(dict.fromkeys(ground.citation for ground in self.grounds if ground.citation))

    @property
    def is_for_want_of_data(self) -> bool:
        """Whether only missing data stand in the way of retention."""
        return bool(self.grounds) and all(g.weight is Weight.MISSING for g in self.grounds)


def screen(facts: FiledItem, rules: Rules) -> Proposal:
    """Judge one item by the rules of a day and a place."""
    return proposal_for(facts, _screener(rules).findings_on(facts), rules)


def proposal_for(facts: FiledItem, findings: tuple[Finding, ...], rules: Rules) -> Proposal:
    """The outcome that prevails among what the findings call for, with its reason in words."""
    if not findings:
        return Proposal(Outcome.RETAIN, _reason_to_retain(facts, rules, advised=0))
    called_for = [(_consequence(finding), finding) for finding in findings]
    outcome = min((called for called, _ in called_for), key=PREVAILING.index)
    if outcome is Outcome.RETAIN:
        reason = _reason_to_retain(facts, rules, advised=len(findings))
        return Proposal(outcome, reason, findings)
    grounds = tuple(finding for called, finding in called_for if called is outcome)
    detail = grounds[0].detail or {}
    regime = detail.get("regime") if outcome is Outcome.TRANSFER else None
    is_merge = outcome is Outcome.MERGE
    return Proposal(
        outcome,
        _reason(outcome, grounds, findings),
        findings,
        grounds,
        merge_into=detail.get("merge_into", "") if is_merge else "",
        merge_into_name=detail.get("merge_into_name", "") if is_merge else "",
        transfer_to=Regime(regime) if regime else None,
    )


@lru_cache(maxsize=64)
def _screener(rules: Rules) -> Screener:
    """Prepared once for all the items of a place: a campaign asks for few places, many times."""
    return Screener(rules)


def _consequence(finding: Finding) -> Outcome:
    if finding.weight is Weight.MISSING:
        return Outcome.RECTIFY
    if finding.weight is Weight.ADVICE:
        return Outcome.RETAIN
    return CONSEQUENCES[finding.code]


def _reason(outcome: Outcome, grounds: tuple[Finding, ...], findings: tuple[Finding, ...]) -> str:
    lead = f"建议{outcome.label}。"
    missing = [finding for finding in findings if finding.weight is Weight.MISSING]
    if outcome is Outcome.RECTIFY and len(missing) == len(grounds):
        lead = "缺少甄别所需的数据，不能建议保留，建议限期补正。"
    elif outcome is Outcome.MERGE and grounds[0].detail:
        lead = f"建议并入“{grounds[0].detail['merge_into_name']}”。"
    elif outcome is Outcome.TRANSFER and grounds[0].code == RegimeFault.NOT_APPLICABLE:
        lead = "建议移出清理范围。"
    elif missing and outcome is not Outcome.RECTIFY:
        lead += f"另缺{len(missing)}项数据，不影响本建议。"
    return lead + "".join(_sentence(ground) for ground in grounds)


def _sentence(finding: Finding) -> str:
    cited = f"（{finding.citation}）" if finding.citation else ""
    return f"{finding.message.rstrip('。')}{cited}。"


def _reason_to_retain(facts: FiledItem, rules: Rules, *, advised: int) -> str:
    if facts.undertaking is not Undertaking.OWN:
        words = (
            f"本级{facts.undertaking.label}，设立与否由主办单位所在层级审定；"
            "本级只作登记，不重复计数，建议保留登记。"
        )
    else:
        words = "按现行规定逐项甄别，未发现不符合之处，建议保留。"
        if not any(key in rules for key in _BASIS_KEYS):
            words += "当日当地没有文件规定哪些依据有效，设立依据未作甄别，请人工核对。"
    return words + (f"另有{advised}条提示，请一并核对。" if advised else "")


_BASIS_KEYS = (RuleKey.ACCEPTED_BASIS_KINDS, RuleKey.ACCEPTED_BASIS_KINDS_BELOW_PROVINCE)
