"""Which body of rules an activity falls under, settled before anything else is asked of it.

Regimes came one after another: festivals in 2012, staff of institutions in 2018, model creation
in 2022. A regime counts from the day its document takes force; before that day such an item is
judged as an appraisal like any other. The signs read here are hints from names and hosts, each
with the clause that sets the regime apart; what an official has settled (``regime``) prevails.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Protocol

from honours.kernel.rules import Rule, Rules
from honours.kernel.terms import Term
from honours.kernel.verdicts import Finding
from honours.policies.catalogue import RuleKey
from honours.registry.vocabulary import Audience, Regime


class RegimeFault(Term):
    """What classification can find."""

    OTHER_REGIME = "other-regime", "适用其他制度"
    NOT_APPLICABLE = "not-applicable", "不属于清理范围"


class Classifiable(Protocol):
    """What tells regimes apart. ``regime`` is what was settled; ``None`` where nobody has yet."""

    @property
    def name(self) -> str: ...
    @property
    def hosts(self) -> tuple[str, ...]: ...
    @property
    def audiences(self) -> tuple[Audience, ...]: ...
    @property
    def basis_text(self) -> str: ...
    @property
    def regime(self) -> Regime | None: ...


@dataclass(frozen=True, slots=True)
class Nature:
    """The same, for callers who have no other facts at hand."""

    name: str
    hosts: tuple[str, ...] = ()
    audiences: tuple[Audience, ...] = ()
    basis_text: str = ""
    regime: Regime | None = None


def classify(nature: Classifiable, rules: Rules) -> Finding | None:
    """Why the activity belongs under another regime, or ``None`` where it belongs under this one.

    ``detail["regime"]`` of the finding is the code of the other regime. Asked in the order of
    policy.md §1: who hosts, who decided, what it measures, whom it is for, then the others.
    """
    if nature.regime is Regime.COMMENDATION:
        return None
    for sign in REGIME_SIGNS:
        for finding in sign(nature, rules):
            return finding
    return None


def regime_of(nature: Classifiable, rules: Rules) -> Regime:
    """The regime that governs the activity on the day and in the place of the rules."""
    finding = classify(nature, rules)
    if finding is None or finding.detail is None:
        return Regime.COMMENDATION
    return Regime(finding.detail["regime"])


def is_hosted_by_a_social_organization(nature: Classifiable, rules: Rules) -> Iterator[Finding]:
    rule = rules.get(RuleKey.SOCIAL_ORGANIZATIONS_APART)
    if rule is None or rule.value is not True:
        return
    hosts = nature.hosts
    if hosts and all(_is_social_organization(host) for host in hosts):
        yield _other(rule, Regime.SOCIAL_ORGANIZATION, f"主办单位“{'、'.join(hosts)}”是社会组织")
    elif nature.regime is Regime.SOCIAL_ORGANIZATION:
        yield _other(rule, Regime.SOCIAL_ORGANIZATION, _SETTLED)


def is_decided_by_the_centre(nature: Classifiable, rules: Rules) -> Iterator[Finding]:
    rule = rules.get(RuleKey.CENTRAL_DECISIONS_EXCLUDED)
    if rule is None or rule.value is not True:
        return
    centre = next((host for host in nature.hosts if host in _CENTRE), "")
    if centre:
        yield _not_applicable(rule, f"主办单位为“{centre}”，属党中央、国务院决定开展的项目")


def is_an_assessment_or_a_rating(nature: Classifiable, rules: Rules) -> Iterator[Finding]:
    rule = rules.get(RuleKey.MATTERS_EXCLUDED)
    if rule is None or not isinstance(rule.value, frozenset):
        return
    matter = next((word for word in sorted(rule.value) if word in nature.name), "")
    if matter and not _PRAISE.search(nature.name):
        yield _not_applicable(rule, f"名称中的“{matter}”属考核、评定事项")


def is_for_own_staff_only(nature: Classifiable, rules: Rules) -> Iterator[Finding]:
    rule = rules.get(RuleKey.INTERNAL_ITEMS_EXCLUDED)
    if rule is None or rule.value is not True:
        return
    if nature.audiences == (Audience.OWN_STAFF,):
        yield _not_applicable(rule, "评选对象只是本单位内设机构和人员")
    elif nature.regime is Regime.NOT_APPLICABLE:
        yield _not_applicable(rule, _SETTLED)


def is_a_reward_of_civil_servants(nature: Classifiable, rules: Rules) -> Iterator[Finding]:
    rule = rules.get(RuleKey.CIVIL_SERVANT_REWARDS_APART)
    if rule is None or rule.value is not True:
        return
    if "公务员" in nature.name and _MERIT.search(nature.name):
        yield _other(rule, Regime.STAFF_REWARD, "名称所指为公务员奖励")
    elif "公务员奖励规定" in nature.basis_text:
        yield _other(rule, Regime.STAFF_REWARD, "设立依据为公务员奖励规定")
    elif nature.regime is Regime.STAFF_REWARD:
        yield _other(rule, Regime.STAFF_REWARD, _SETTLED)


def is_a_reward_of_institution_staff(nature: Classifiable, rules: Rules) -> Iterator[Finding]:
    rule = rules.get(RuleKey.INSTITUTION_REWARDS_APART)
    if rule is None or rule.value is not True:
        return
    if "事业单位" in nature.name and _MERIT.search(nature.name):
        yield _other(rule, Regime.STAFF_REWARD, "名称所指为事业单位工作人员奖励")
    elif "事业单位工作人员奖励规定" in nature.basis_text:
        yield _other(rule, Regime.STAFF_REWARD, "设立依据为事业单位工作人员奖励规定")


def is_a_festival(nature: Classifiable, rules: Rules) -> Iterator[Finding]:
    rule = rules.get(RuleKey.FESTIVALS_APART)
    if rule is None or rule.value is not True:
        return
    found = _FESTIVAL.search(nature.name)
    if nature.regime is Regime.FESTIVAL:
        yield _other(rule, Regime.FESTIVAL, _SETTLED)
    elif found is not None and not _PRAISE.search(nature.name):
        yield _other(rule, Regime.FESTIVAL, f"名称中的“{found.group()}”属节会庆典")


def is_a_model_creation(nature: Classifiable, rules: Rules) -> Iterator[Finding]:
    rule = rules.get(RuleKey.MODEL_CREATION_APART)
    if rule is None or rule.value is not True:
        return
    found = _CREATION.search(nature.name)
    if nature.regime is Regime.MODEL_CREATION:
        yield _other(rule, Regime.MODEL_CREATION, _SETTLED)
    elif found is not None and not _PRAISE.search(nature.name):
        exceptions = rules.get(RuleKey.MODEL_CREATION_EXCEPTIONS)
        if exceptions is None or not _names_one_of(nature.name, exceptions):
            yield _other(rule, Regime.MODEL_CREATION, f"名称中的“{found.group()}”属创建示范")


Sign = Callable[[Classifiable, Rules], Iterator[Finding]]

REGIME_SIGNS: tuple[Sign, ...] = (
    is_hosted_by_a_social_organization,
    is_decided_by_the_centre,
    is_an_assessment_or_a_rating,
    is_for_own_staff_only,
    is_a_reward_of_civil_servants,
    is_a_reward_of_institution_staff,
    is_a_festival,
    is_a_model_creation,
)
"""The signs, in the order in which they are asked."""

_SETTLED = "已认定不按评比达标表彰管理"

_CENTRE = frozenset(("党中央", "中共中央", "国务院", "党中央、国务院", "中共中央、国务院"))

_PRAISE = re.compile("先进|优秀|模范|表彰|标兵|十佳|能手|个人|工作者|突出贡献|劳动奖")
"""Words of praise: whoever honours people at a festival or an assessment does commend."""

_MERIT = re.compile("嘉奖|记功|记.{1,2}等功|奖励")

_FESTIVAL = re.compile(
    "公祭|庙会|庆典|奠基|竣工|节庆|(?:文化|旅游|艺术|美食|采摘|购物|花|果|茶|酒|灯)节"
)

_CREATION = re.compile("创建|争创|示范(?=[市县区镇乡村户校园点]|单位|基地|社区|企业|学校|$)")

_SOCIAL_ORGANIZATION = re.compile("(?:协会|学会|商会|研究会|促进会|基金会|联谊会|联合会|校友会)$")

_EXEMPT_FROM_REGISTRATION = re.compile(
    "妇女联合会|残疾人联合会|文学艺术界联合会|工商业联合会|社会科学界联合会|华侨联合会"
    "|台湾同胞联谊会|科学技术协会|作家协会|新闻工作者协会|计划生育协会|法学会|红十字会"
    "|国际贸易促进委员会|人民对外友好协会|宋庆龄基金会|思想政治工作研究会"
)
"""Bodies that look like social organizations, yet are people's organizations or exempt (R001)."""


def _is_social_organization(host: str) -> bool:
    return bool(_SOCIAL_ORGANIZATION.search(host)) and not _EXEMPT_FROM_REGISTRATION.search(host)


def _names_one_of(name: str, rule: Rule) -> bool:
    return isinstance(rule.value, frozenset) and any(word in name for word in rule.value)


def _other(rule: Rule, regime: Regime, why: str) -> Finding:
    return Finding(
        RegimeFault.OTHER_REGIME,
        f"{why}，应按“{regime.label}”的规定管理。",
        citation=rule.citation,
        remedy=f"请移交“{regime.label}”的主管单位办理，本次不作保留、撤销处理。",
        field="regime",
        detail={"regime": regime.value},
    )


def _not_applicable(rule: Rule, why: str) -> Finding:
    return Finding(
        RegimeFault.NOT_APPLICABLE,
        f"{why}，不适用评比达标表彰的规定。",
        citation=rule.citation,
        remedy="请移出清理范围；如实际开展表彰，请改正名称和对象后重新填报。",
        field="regime",
        detail={"regime": Regime.NOT_APPLICABLE.value},
    )
