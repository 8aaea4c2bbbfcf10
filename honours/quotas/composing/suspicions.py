"""What a person should look at: no verdict, no block, only what stands out and where to look."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from honours.kernel.terms import Term
from honours.kernel.verdicts import Finding, Weight
from honours.quotas.ratios.facts import CandidateFacts
from honours.quotas.vocabulary.people import (
    IdentityCategory,
    Rank,
)
from honours.quotas.vocabulary.places import CandidateKind
from honours.quotas.vocabulary.traits import Trait


class Suspicion(Term):
    SPLIT_LIST = "list-split", "疑似拆分名单"
    HEAD_AS_EXPERT = "head-filed-as-expert", "负责人按一线或者专业人员申报"
    RECENT_RANK_CHANGE = "rank-changed-before-filing", "申报前级别变动"
    TWO_UNITS = "person-under-two-units", "同一人由两个单位推荐"


@dataclass(frozen=True, slots=True)
class FiledList:
    """A list as filed. ``unit`` and ``edition`` are whatever tells them apart."""

    key: str
    unit: str
    edition: str
    kind: CandidateKind
    places: int


@dataclass(frozen=True, slots=True)
class DatedRank:
    rank: Rank
    since: date


@dataclass(frozen=True, slots=True)
class PersonRanks:
    """What is known of a person's ranks: ``told`` by the form, ``filed`` with the house before.

    ``filed`` has the day on which each was put forward. ``who`` tells persons of one place apart.
    """

    key: str
    order: int
    who: str = ""
    rank: Rank | None = None
    told: tuple[DatedRank, ...] = ()
    filed: tuple[DatedRank, ...] = ()


@dataclass(frozen=True, slots=True)
class FiledPerson:
    """``same_as`` is equal for what may be one person (a keyed digest), never a name or number."""

    key: str
    same_as: str
    unit: str
    order: int = 0


def split_lists(lists: Iterable[FiledList], *, fewer_than: int) -> Iterator[Finding]:
    """Several lists of one unit in one edition, some under the threshold, together not."""
    groups: dict[tuple[str, str, CandidateKind], list[FiledList]] = defaultdict(list)
    for each in lists:
        groups[each.unit, each.edition, each.kind].append(each)
    for (unit, _, kind), parts in groups.items():
        together = sum(part.places for part in parts)
        under = [part for part in parts if part.places < fewer_than]
        if len(parts) > 1 and under and together >= fewer_than:
            yield _advice(
                Suspicion.SPLIT_LIST,
                f"同一单位在同一届次分{len(parts)}份{kind.label}名单报送，其中{len(under)}份不足"
                f"{fewer_than}个名额，合计{together}个名额。",
                "请核对是否应当合并计算比例。",
                {"单位": unit, "名单": "、".join(part.key for part in parts)},
            )


def heads_filed_as_experts(candidates: Sequence[CandidateFacts]) -> Iterator[Finding]:
    """Someone with a head's post or rank, put forward as research, professional or front line."""
    for facts in candidates:
        signs = list(_signs_of_a_head(facts))
        filed_as = _filed_as(facts)
        if signs and filed_as:
            yield _advice(
                Suspicion.HEAD_AS_EXPERT,
                f"第{facts.order}位按“{filed_as}”申报，但{'、'.join(signs)}。",
                "请核对实际岗位；按科研人员对待的，须有高级职称和仍从事科研教学的证明。",
                {"人选": facts.key, "情形": "、".join(signs)},
            )


def rank_changed_before_filing(
    person: PersonRanks, *, filed_on: date, days: int
) -> Iterator[Finding]:
    """A change of rank within so many days before filing; with no days nothing is looked at.

    What the form tells, and what it does not: the house knows earlier filings of the same person.
    The first rank known is no change.
    """
    if not days:
        return
    earliest = filed_on - timedelta(days=days)
    recent = list(_told_changes(person, earliest, filed_on))
    for before, after in recent:
        yield _advice(
            Suspicion.RECENT_RANK_CHANGE,
            f"第{person.order}位{person.who}的级别于{after.since.isoformat()}由“{before.rank.label}”"
            f"变为“{after.rank.label}”，距申报{(filed_on - after.since).days}天。",
            "请调阅任免文件，核对变动原因。",
            _change(person, after.since, before, after),
        )
    known = {after.since for _, after in recent}
    for before, after in _filed_changes(person, earliest, filed_on):
        told = _told_between(person, before, after)
        if told & known or any(day < earliest for day in told):
            continue
        yield _advice(
            Suspicion.RECENT_RANK_CHANGE,
            f"第{person.order}位{person.who}在{before.since.isoformat()}申报时级别为"
            f"“{before.rank.label}”，{after.since.isoformat()}申报时为“{after.rank.label}”，"
            "任职经历没有写明其间较早的变动。",
            "请调阅任免文件，核对变动时间和原因。",
            _change(person, before.since, before, after),
        )


def under_two_units(
    listed: Sequence[FiledPerson], elsewhere: Iterable[FiledPerson]
) -> Iterator[Finding]:
    """Somebody on the list who may be the same person that another unit puts forward."""
    units: dict[str, set[str]] = defaultdict(set)
    for other in elsewhere:
        units[other.same_as].add(other.unit)
    for person in listed:
        others = sorted(units[person.same_as] - {person.unit})
        if others:
            yield _advice(
                Suspicion.TWO_UNITS,
                f"第{person.order}位与另外{len(others)}个单位推荐的人选姓名、出生年月相同，"
                "可能是同一人。",
                "请与有关单位核对身份证号；是同一人的，由人事关系所在单位推荐。",
                {"人选": person.key, "单位": "、".join(others)},
            )


EXPERTS = frozenset(
    {
        IdentityCategory.RESEARCH_TEACHING,
        IdentityCategory.PROFESSIONAL,
        IdentityCategory.ENTERPRISE_PROFESSIONAL,
        IdentityCategory.ENTERPRISE_WORKER,
        IdentityCategory.INDUSTRIAL_WORKER,
        IdentityCategory.MEDICAL,
    }
)
HEADS = (Trait.UNIT_HEAD, Trait.LEADERSHIP_MEMBER, Trait.SCHOOL_MANAGER)


def _told_changes(
    person: PersonRanks, earliest: date, filed_on: date
) -> Iterator[tuple[DatedRank, DatedRank]]:
    in_order = sorted(person.told, key=lambda dated: dated.since)
    for before, after in pairwise(in_order):
        if before.rank is not after.rank and earliest <= after.since <= filed_on:
            yield before, after


def _filed_changes(
    person: PersonRanks, earliest: date, filed_on: date
) -> Iterator[tuple[DatedRank, DatedRank]]:
    """Between one filing and the next, the last being this one."""
    filed = [one for one in person.filed if one.since <= filed_on]
    in_order = sorted(filed, key=lambda dated: dated.since)
    if person.rank is not None:
        in_order.append(DatedRank(person.rank, filed_on))
    for before, after in pairwise(in_order):
        if before.rank is not after.rank and after.since >= earliest:
            yield before, after


def _told_between(person: PersonRanks, before: DatedRank, after: DatedRank) -> set[date]:
    """When, between two filings, the form tells the change."""
    return {
        one.since
        for one in person.told
        if one.rank is after.rank and before.since < one.since <= after.since
    }


def _change(person: PersonRanks, day: date, before: DatedRank, after: DatedRank) -> dict[str, str]:
    """What tells this change from any other, whenever the list is looked at again."""
    told = f"{person.who}{day.isoformat()} {before.rank}>{after.rank}"
    return {"人选": person.key, "变动": told}


def _filed_as(facts: CandidateFacts) -> str:
    if facts.identity is not None and facts.identity in EXPERTS:
        return facts.identity.label
    return "一线" if facts.is_front_line else ""


def _signs_of_a_head(facts: CandidateFacts) -> Iterator[str]:
    if facts.is_enterprise_head:
        yield "填报为企业负责人"
    if facts.is_leading and facts.rank is not None and facts.rank >= Rank.DEPUTY_DIVISION:
        yield f"担任{facts.rank.label}领导职务"
    for trait in HEADS:
        if trait in (facts.tags or ()):
            yield f"属{trait.label}"


def _advice(suspicion: Suspicion, message: str, remedy: str, detail: dict[str, str]) -> Finding:
    return Finding(suspicion, message, remedy=remedy, weight=Weight.ADVICE, detail=detail)
