"""What a clean-up itself demands: that all is filed, that nothing new starts meanwhile."""

from collections.abc import Iterator
from datetime import date

from honours.campaigns.checks.facts import FiledItem
from honours.kernel.rules import Rules
from honours.kernel.verdicts import Finding
from honours.policies.catalogue import RuleKey
from honours.registry.checks.demands import demanded, missing, word_list
from honours.registry.checks.faults import Fault
from honours.registry.vocabulary import BasisKind


def was_filed(facts: FiledItem, rules: Rules) -> Iterator[Finding]:
    rule = demanded(rules, RuleKey.UNFILED_REVOKED) if facts.is_found_unfiled else None
    if rule is not None:
        yield Finding(
            Fault.FOUND_UNFILED,
            "填报期内没有上报，系检查中发现。",
            citation=rule.citation,
            remedy="请列入撤销，并向填报单位了解漏报原因。",
        )


def is_not_new_meanwhile(facts: FiledItem, rules: Rules) -> Iterator[Finding]:
    if facts.campaign_since is None:
        return
    rule = demanded(rules, RuleKey.NEW_ITEMS_FROZEN)
    if rule is None:
        return
    if facts.established_on is None:
        yield missing(Fault.ESTABLISHED_MISSING, "未写明设立时间", "established_on", rule.citation)
    elif _is_during_the_campaign(facts.established_on, facts):
        yield Finding(
            Fault.NEW_WHILE_FROZEN,
            f"设立于{facts.established_on}，清理自{facts.campaign_since}起冻结新设。",
            citation=rule.citation,
            remedy="请撤销；清理结束后按程序申报。",
            field="established_on",
            detail={"设立时间": str(facts.established_on), "冻结自": str(facts.campaign_since)},
        )


def rests_while_it_is_examined(facts: FiledItem, rules: Rules) -> Iterator[Finding]:
    """What is being held during the clean-up stops, but for the sorts of basis that are spared."""
    if facts.planned_on is None or not _is_during_the_campaign(facts.planned_on, facts):
        return
    spared = word_list(rules, RuleKey.RUNNING_BASIS_KINDS)
    if spared is None or facts.basis_kind.label in spared.words:
        return
    if facts.basis_kind is BasisKind.UNKNOWN:
        yield missing(Fault.BASIS_MISSING, "未写明设立依据的种类", "basis_text", spared.citation)
        return
    yield Finding(
        Fault.RUNNING_SUSPENDED,
        f"拟于{facts.planned_on}开展，正在清理期间，依据为“{facts.basis_kind.label}”。",
        citation=spared.citation,
        remedy=f"请暂停；清理期间只有以下依据的可以继续：{spared.printed()}。",
        field="planned_on",
        detail={"拟开展": str(facts.planned_on), "可以继续": spared.printed()},
    )


def says_why_it_should_stay(facts: FiledItem, rules: Rules) -> Iterator[Finding]:
    if facts.retention_reason:
        return
    rule = demanded(rules, RuleKey.RETENTION_REASON_REQUIRED)
    if rule is not None:
        what, field = "拟保留项目未写明理由", "retention_reason"
        yield missing(Fault.RETENTION_REASON_MISSING, what, field, rule.citation)


def _is_during_the_campaign(day: date, facts: FiledItem) -> bool:
    since, until = facts.campaign_since, facts.campaign_until
    return since is not None and since <= day and (until is None or day <= until)
