"""What an item may not do to those it reaches: charge, compel, tie, burden, demand matching."""

from collections.abc import Iterator
from typing import NamedTuple

from honours.kernel.rules import Rule, Rules
from honours.kernel.verdicts import Finding
from honours.policies.catalogue import RuleKey
from honours.registry.checks.demands import forbidden, missing
from honours.registry.checks.facts import ItemFacts
from honours.registry.checks.faults import Fault


def charges_no_fee(facts: ItemFacts, rules: Rules) -> Iterator[Finding]:
    rule = forbidden(rules, RuleKey.FEE_ALLOWED)
    if rule is not None and facts.charges_fee is not False:
        total = "" if facts.fee_total is None else f"，收费总额{facts.fee_total:,f}元"
        yield _answered(facts.charges_fee, _FEE, rule, total)


def compels_nobody(facts: ItemFacts, rules: Rules) -> Iterator[Finding]:
    rule = forbidden(rules, RuleKey.COMPULSION_ALLOWED)
    if rule is not None and facts.is_compulsory is not False:
        yield _answered(facts.is_compulsory, _COMPULSION, rule)


def is_not_tied_to_benefits(facts: ItemFacts, rules: Rules) -> Iterator[Finding]:
    rule = forbidden(rules, RuleKey.BENEFIT_TIE_ALLOWED)
    if rule is not None and facts.is_tied_to_benefits is not False:
        yield _answered(facts.is_tied_to_benefits, _BENEFIT_TIE, rule)


def burdens_nobody(facts: ItemFacts, rules: Rules) -> Iterator[Finding]:
    """Nobody at the base: villages, enterprises, the public."""
    rule = forbidden(rules, RuleKey.BURDEN_ALLOWED)
    if rule is not None and facts.burdens_grassroots is not False:
        whom = "、".join(audience.label for audience in facts.audiences)
        yield _answered(facts.burdens_grassroots, _BURDEN, rule, whom and f"，面向{whom}")


def demands_no_matching(facts: ItemFacts, rules: Rules) -> Iterator[Finding]:
    rule = forbidden(rules, RuleKey.MATCHING_ALLOWED)
    if rule is not None and facts.demands_matching is not False:
        yield _answered(facts.demands_matching, _MATCHING, rule)


class _Question(NamedTuple):
    """A yes-or-no of the form: what a yes means, and what nothing means."""

    fault: Fault
    message: str
    remedy: str
    missing: Fault
    unsaid: str
    field: str


_FEE = _Question(
    Fault.CHARGES_FEE,
    "向参评单位或个人收费",
    "请停止收费并撤销；已收的依规退还。",
    Fault.FEE_MISSING,
    "未填写是否收费",
    "charges_fee",
)
_COMPULSION = _Question(
    Fault.COMPULSORY,
    "强制有关单位或个人参加",
    "请撤销，或改为自愿参加后重新申报。",
    Fault.COMPULSION_MISSING,
    "未填写是否强制参加",
    "is_compulsory",
)
_BENEFIT_TIE = _Question(
    Fault.TIED_TO_BENEFITS,
    "与经济利益挂钩",
    "请撤销；确需开展的，取消与经济利益的挂钩后重新申报。",
    Fault.BENEFIT_TIE_MISSING,
    "未填写是否与经济利益挂钩",
    "is_tied_to_benefits",
)
_BURDEN = _Question(
    Fault.BURDENS_GRASSROOTS,
    "加重基层、企业或群众负担",
    "请撤销，不得以任何名目继续摊派。",
    Fault.BURDEN_MISSING,
    "未填写是否加重基层和群众负担",
    "burdens_grassroots",
)
_MATCHING = _Question(
    Fault.DEMANDS_MATCHING,
    "要求下级单位配套开展",
    "请取消配套要求，并通知下级停止对应开展。",
    Fault.MATCHING_MISSING,
    "未填写是否要求下级配套",
    "demands_matching",
)


def _answered(answer: bool | None, question: _Question, rule: Rule, more: str = "") -> Finding:
    if answer is None:
        return missing(question.missing, question.unsaid, question.field, rule.citation)
    return Finding(
        question.fault,
        f"{question.message}{more}。",
        citation=rule.citation,
        remedy=question.remedy,
        field=question.field,
    )
