"""What the form of the place asks for."""

from collections.abc import Iterator, Mapping

from honours.applications.checks.facts import ApplicationFacts
from honours.applications.checks.faults import ApplicationFault
from honours.applications.vocabulary import ApplicationField
from honours.kernel.rules import Rules
from honours.kernel.verdicts import Citation, Finding, Weight
from honours.policies.catalogue import RuleKey
from honours.registry.checks.demands import demanded, word_list

_F = ApplicationField

FIELDS_OF: Mapping[str, tuple[ApplicationField, ...]] = {
    "项目名称": (_F.NAME,),
    "主办单位": (_F.HOSTS,),
    "设立依据": (_F.BASIS,),
    "活动周期": (_F.PERIOD,),
    "评选范围": (_F.SCOPE,),
    "参评总数": (_F.COLLECTIVE_POOL, _F.INDIVIDUAL_POOL),
    "表彰名额": (_F.COLLECTIVES, _F.INDIVIDUALS),
    "奖项设置": (_F.PRIZES,),
    "评选条件": (_F.CONDITIONS,),
    "评选程序": (_F.PROCEDURE,),
    "奖励标准": (_F.REWARD,),
    "组织领导": (_F.LEADERSHIP,),
    "经费来源": (_F.FUNDING,),
    "表彰形式": (_F.AWARD_FORM,),
}
"""The headings of printed forms; where several fields answer one, any of them does."""


def fills_the_form(facts: ApplicationFacts, rules: Rules) -> Iterator[Finding]:
    """Every heading of the place's form is answered; the name and a host always are."""
    listed = word_list(rules, RuleKey.APPLICATION_FIELDS)
    asked = listed.words if listed else frozenset()
    for heading, fields in FIELDS_OF.items():
        is_asked = heading in asked or fields[0] in (_F.NAME, _F.HOSTS)
        if is_asked and not any(facts.said(which) for which in fields):
            citation = listed.citation if listed and heading in asked else None
            yield _empty(heading, fields[0], citation)


def attaches_the_basis(facts: ApplicationFacts, rules: Rules) -> Iterator[Finding]:
    rule = demanded(rules, RuleKey.BASIS_TEXT_ATTACHED)
    if rule is not None and not facts.has_basis_text:
        yield Finding(
            ApplicationFault.BASIS_TEXT_MISSING,
            "没有附政策依据的原文。",
            citation=rule.citation,
            remedy="请上传依据文件的扫描件或PDF。",
            weight=Weight.MISSING,
            field=_F.BASIS,
        )


def gives_its_reason(facts: ApplicationFacts, rules: Rules) -> Iterator[Finding]:
    """Whoever asks to change, to merge or to leave says why."""
    del rules
    if not facts.said(_F.REASON):
        yield Finding(
            ApplicationFault.REASON_EMPTY,
            f"申请{facts.kind.label}没有写明理由。",
            remedy=f"请在“{_F.REASON.label}”中写明为什么{facts.kind.label}。",
            weight=Weight.MISSING,
            field=_F.REASON,
        )


def names_no_occasion(facts: ApplicationFacts, rules: Rules) -> Iterator[Finding]:
    """Only a hint: whether an occasion is what the item is about, a person judges."""
    listed = word_list(rules, RuleKey.OCCASION_WORDS)
    if listed is None:
        return
    texts = " ".join(facts.typed.get(which, "") for which in (_F.NAME, _F.REASON, _F.SCOPE))
    if found := sorted(word for word in listed.words if word in texts):
        words = "、".join(found)
        yield Finding(
            ApplicationFault.ON_AN_OCCASION,
            f"写有“{words}”。未经批准不得围绕重要会议、活动、时间节点评选。",
            citation=listed.citation,
            remedy="请核实是否围绕会议、活动或者时间节点设奖。",
            weight=Weight.ADVICE,
            field=_F.NAME,
            detail={"字样": words},
        )


def _empty(heading: str, which: ApplicationField, citation: Citation | None) -> Finding:
    return Finding(
        ApplicationFault.FIELD_EMPTY,
        f"“{heading}”没有填写。",
        citation=citation,
        remedy="请补填后再提交。",
        weight=Weight.MISSING,
        field=which,
    )
