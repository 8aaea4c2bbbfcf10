"""Read cases that officials can read: rules, candidates and lists in Chinese words."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import yaml

from honours.directory.vocabulary import Level
from honours.quotas.ratios.bars import Bar
from honours.quotas.ratios.combinations import AllOf, AnyOf, Not
from honours.quotas.ratios.conditions import (
    ANYONE,
    SCALES,
    WORDS,
    Between,
    Has,
    Honoured,
    Is,
    IsSo,
    Served,
)
from honours.quotas.ratios.facts import CandidateFacts, ProvenExemption, ReceivedHonour
from honours.quotas.ratios.limits import Comparison, NumberLimit
from honours.quotas.ratios.rules import Base, Exemption, Places, RatioBound, RatioRule, SmallQuota
from honours.quotas.vocabulary.people import GROUP_NAMES
from honours.quotas.vocabulary.places import CandidateKind
from honours.quotas.vocabulary.ratios import (
    Aspect,
    BaseSource,
    BoundDirection,
    PlainFact,
    RatioStage,
    Rounding,
    SmallQuotaMeasure,
    Strictness,
)
from honours.quotas.vocabulary.traits import ExemptionReason, Trait

CASES = Path(__file__).parent / "cases"
BOUNDS = {
    "不超过": (BoundDirection.CEILING, False),
    "低于": (BoundDirection.CEILING, True),
    "不少于": (BoundDirection.FLOOR, False),
    "高于": (BoundDirection.FLOOR, True),
}
KINDS = {
    "个人": CandidateKind.PERSON,
    "集体": CandidateKind.COLLECTIVE,
    "集体和个人": None,
}
YES = {
    "领导职务": "is_leading",
    "一线": "is_front_line",
    "高级职称": "has_senior_title",
    "仍从事科研教学": "does_research",
    "企业负责人岗位": "is_enterprise_head",
}
GROUPS = {name: values for values, name in GROUP_NAMES.items()}


def read_file(name):
    return yaml.safe_load((CASES / f"{name}.yaml").read_text(encoding="utf-8"))


def share(printed):
    return Decimal(printed.removesuffix("%")) / 100


def condition_of(printed):
    if printed == "全部":
        return ANYONE
    parts = [_single(name, value) for name, value in printed.items() if name != "轻重"]
    return parts[0] if len(parts) == 1 else AllOf(tuple(parts))


def _single(name, value):  # noqa: PLR0911
    match name:
        case "全部":
            return AllOf(tuple(condition_of(part) for part in value))
        case "任一":
            return AnyOf(tuple(condition_of(part) for part in value))
        case "非":
            return Not(condition_of(value))
        case "是":
            return IsSo(PlainFact.from_label(value))
        case "特征":
            return Has(Trait.from_label(value))
        case "工作满":
            return Served(value)
        case "人群":
            return Is(Aspect.IDENTITY, GROUPS[value])
        case "曾获":
            return Honoured(
                frozenset(Level.from_label(label) for label in value["层级"]),
                since=value.get("自"),
                until=value.get("至"),
                same_title=value.get("同一称号", False),
            )
    aspect = Aspect.from_label(name)
    if aspect in SCALES:
        lowest, highest = (end and SCALES[aspect].from_label(end) for end in value)
        return Between(aspect, lowest, highest)
    words = WORDS.get(aspect)
    return Is(aspect, frozenset(words.from_label(label) if words else label for label in value))


def ratio_of(code, printed):
    direction, excluding = next(BOUNDS[name] for name in BOUNDS if name in printed)
    number = next(printed[name] for name in BOUNDS if name in printed)
    is_share = isinstance(number, str)
    return RatioRule(
        code=code,
        name=code,
        counted=condition_of(printed["计入"]),
        base=_base(printed),
        bound=RatioBound(
            direction,
            share=share(number) if is_share else None,
            number=None if is_share else number,
            excludes_itself=excluding,
        ),
        stages=frozenset(RatioStage.from_label(label) for label in printed.get("适用", ())),
        rounding=Rounding.from_label(printed.get("取整", Rounding.NATURAL.label)),
        exemptions=tuple(_exemption(each) for each in printed.get("豁免", ())),
        small_quota=_small_quota(printed.get("名额少")),
        strictness=Strictness.from_label(printed.get("轻重", Strictness.ABSOLUTE.label)),
    )


def _base(printed):
    base = printed["分母"]
    called = printed.get("称作", "")
    kind = KINDS[printed.get("对象", "个人")]
    if base == "名额":
        return Base(BaseSource.PLACES, kind=kind, called=called)
    if "名单以外" in base:
        return Base(BaseSource.OUTSIDE, kind=kind, called=base["名单以外"])
    kind = KINDS[base.get("对象", printed.get("对象", "个人"))]
    return Base(BaseSource.LIST, kind=kind, condition=condition_of(base["名单"]), called=called)


def _exemption(printed):
    return Exemption(
        ExemptionReason[printed["理由"]],
        when=condition_of(printed.get("条件", "全部")),
        as_research=printed.get("按科研人员计", False),
    )


def _small_quota(printed):
    if printed is None:
        return None
    measure = SmallQuotaMeasure.from_label(printed.get("按", SmallQuotaMeasure.PLACES.label))
    return SmallQuota(printed["不足"], printed.get("可以", 0), measure)


def bar_of(code, printed):
    strictness = Strictness.from_label(printed.get("轻重", Strictness.ABSOLUTE.label))
    exemptions = tuple(_exemption(each) for each in printed.get("豁免", ()))
    condition = {name: value for name, value in printed.items() if name not in ("轻重", "豁免")}
    return Bar(code, code, condition_of(condition), exemptions, strictness)


def limit_of(code, printed):
    comparison = next(each for each in Comparison if each.label in printed)
    number = Decimal(printed[comparison.label])
    return NumberLimit(code, printed["名称"], comparison, number, printed["单位"])


def person_of(key, printed):
    """A candidate from the words of the form; what is not said stays unknown."""
    facts = {}
    for name, value in printed.items():
        match name:
            case "集体":
                facts["kind"] = CandidateKind.COLLECTIVE
            case "特征":
                facts["tags"] = frozenset(Trait.from_label(label) for label in value)
            case "曾获荣誉":
                facts["past_honours"] = tuple(
                    ReceivedHonour(each["称号"], Level.from_label(each["层级"]), each["时间"])
                    for each in value
                )
            case "工作年限":
                facts["service_years"] = value
            case "证明":
                facts["exemptions"] = tuple(
                    ProvenExemption(ExemptionReason[reason], proof)
                    for reason, proof in value.items()
                )
            case name if name in YES:
                facts[YES[name]] = value if isinstance(value, bool) else value == "是"
            case _:
                aspect = Aspect.from_label(name)
                words = WORDS.get(aspect)
                facts[aspect.value] = words.from_label(value) if words else value
    return CandidateFacts(key, **facts)


def list_of(people, numbers):
    kinds = [name for name, number in numbers.items() for _ in range(number)]
    return [
        replace(person_of(f"{name}{order}", people[name]), order=order)
        for order, name in enumerate(kinds, start=1)
    ]


def places_of(case, candidates):
    persons = sum(facts.kind is CandidateKind.PERSON for facts in candidates)
    if "名额" in case:
        return Places(case["名额"], case["名额"])
    return Places(persons, len(candidates) - persons)
