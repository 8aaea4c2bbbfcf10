"""What stands twice, and what comes back after it was revoked.

Likeness is found elsewhere (``registry.likeness``) and arrives as twins with a score. Only an item
that came later repeats: the one that was there first keeps its place.
"""

from collections.abc import Iterator

from honours.kernel.rules import Rules
from honours.kernel.verdicts import Citation, Finding
from honours.policies.catalogue import RuleKey
from honours.registry.checks.demands import (
    demanded,
    forbidden,
    limit,
    missing,
    word_list,
)
from honours.registry.checks.facts import ItemFacts, Twin
from honours.registry.checks.faults import Fault


def does_not_repeat_an_upper_item(facts: ItemFacts, rules: Rules) -> Iterator[Finding]:
    if not facts.upper_duplicates:
        return
    rule = forbidden(rules, RuleKey.UPPER_DUPLICATES_ALLOWED)
    if rule is not None and facts.is_below_province:
        twin = _closest(facts.upper_duplicates)
        yield _repetition(Fault.DUPLICATES_UPPER, twin, rule.citation)


def does_not_repeat_an_item_of_its_level(facts: ItemFacts, rules: Rules) -> Iterator[Finding]:
    earlier = _earlier(facts.same_level_duplicates)
    rule = demanded(rules, RuleKey.DUPLICATES_MERGED) if earlier else None
    if rule is not None:
        yield _repetition(Fault.DUPLICATES_SAME_LEVEL, _closest(earlier), rule.citation)


def does_not_crowd_enterprises(facts: ItemFacts, rules: Rules) -> Iterator[Finding]:
    """Items aimed at enterprises and institutions and set up twice are suspended (巴中, R102)."""
    earlier = facts.upper_duplicates + _earlier(facts.same_level_duplicates)
    listed = word_list(rules, RuleKey.DUPLICATE_AUDIENCES_SUSPENDED) if earlier else None
    if listed is None:
        return
    if not facts.audiences:
        yield missing(Fault.AUDIENCES_MISSING, "未写明面向对象", "audiences", listed.citation)
        return
    aimed = "、".join(a.label for a in facts.audiences if a.label in listed.words)
    if aimed:
        twin = _closest(earlier)
        yield Finding(
            Fault.DUPLICATE_SUSPENDED,
            f"面向{aimed}，与{twin.level.label}项目“{twin.name}”重复设置。",
            citation=listed.citation,
            remedy=f"请暂停办理，与“{twin.name}”核对后确定去留。",
            field="name",
            detail={"面向对象": aimed, **_twin_detail(twin)},
        )


def is_the_one_comprehensive_item(facts: ItemFacts, rules: Rules) -> Iterator[Finding]:
    most = limit(rules, RuleKey.COMPREHENSIVE_MAX)
    if most is None or facts.is_comprehensive is False:
        return
    if facts.is_comprehensive is None:
        what = "未认定是否综合性项目"
        yield missing(Fault.COMPREHENSIVE_MISSING, what, "is_comprehensive", most.citation)
        return
    earlier = _earlier(facts.system_comprehensives)
    if len(earlier) >= most.value:
        kept = earlier[0]
        yield Finding(
            Fault.TOO_MANY_COMPREHENSIVE,
            f"本系统已有综合性项目“{kept.name}”等{len(earlier)}项，每个系统只保留{most.value}项。",
            citation=most.citation,
            remedy=f"请并入“{kept.name}”。",
            field="is_comprehensive",
            detail={**_twin_detail(kept), "上限": str(most.value)},
        )


def is_not_a_revival(facts: ItemFacts, rules: Rules) -> Iterator[Finding]:
    earlier = facts.revived_from
    rule = None if earlier is None else forbidden(rules, RuleKey.REVIVAL_ACCEPTED)
    if earlier is not None and rule is not None:
        yield Finding(
            Fault.REVIVED,
            f"“{earlier.name}”已于{earlier.revoked_on}撤销或退出，该项目与其同类。",
            citation=rule.citation,
            remedy="请撤销，不予受理同类项目；确属不同项目的，请说明区别。",
            field="name",
            detail={"原项目": earlier.name, "撤销日期": str(earlier.revoked_on)},
        )


def _earlier(twins: tuple[Twin, ...]) -> tuple[Twin, ...]:
    return tuple(twin for twin in twins if twin.precedes) if twins else twins


def _closest(twins: tuple[Twin, ...]) -> Twin:
    return max(twins, key=lambda twin: twin.score)


def _twin_detail(twin: Twin) -> dict[str, str]:
    return {
        "merge_into": twin.key,
        "merge_into_name": twin.name,
        "层级": twin.level.label,
        "相似度": str(twin.score),
    }


def _repetition(fault: Fault, twin: Twin, citation: Citation) -> Finding:
    return Finding(
        fault,
        f"与{twin.level.label}项目“{twin.name}”相同或类似（相似度{twin.score}）。",
        citation=citation,
        remedy=f"请并入“{twin.name}”，不再单设。",
        field="name",
        detail=_twin_detail(twin),
    )
