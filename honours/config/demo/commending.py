"""The commendations of 2010: planned, nominated, returned where heads crowd a list, decided."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from honours.commendations.models.editions import Edition
from honours.commendations.models.nominations import Nomination
from honours.commendations.models.slates import Slate
from honours.commendations.operations.choosing import ExcessMeasure, record_excess
from honours.commendations.operations.editions import (
    EditionPlan,
    RulePlan,
    TitlePlan,
    open_edition,
    plan_edition,
    set_consent_text,
    set_milestones,
    set_rules,
    set_titles,
)
from honours.commendations.operations.nominations import (
    file_nomination,
    submit_nomination,
    withdraw_nomination,
)
from honours.commendations.operations.signing import accept_slate, return_slate, sign_slate
from honours.commendations.operations.slates import (
    SlateKey,
    compose_slate,
    open_slate,
    submit_slate,
)
from honours.commendations.vocabulary import Milestone, RuleKind, Tier
from honours.config.demo.deciding import decide_edition
from honours.config.demo.files import commendations
from honours.config.demo.founding import City
from honours.config.demo.nominees import Nominees
from honours.config.demo.papers import hand_in_photograph
from honours.directory.models import Organization, User
from honours.directory.vocabulary import Level
from honours.kernel.verdicts import Citation
from honours.quotas.models import Ledger
from honours.quotas.operations.issuing import issue_places
from honours.quotas.operations.moving import Order
from honours.quotas.ratios.conditions import Between
from honours.quotas.ratios.rules import Base, RatioBound, RatioRule, SmallQuota
from honours.quotas.ratios.storing import ratio_to_json
from honours.quotas.vocabulary.people import Rank, UnitNature
from honours.quotas.vocabulary.places import CandidateKind
from honours.quotas.vocabulary.ratios import Aspect, BaseSource, BoundDirection
from honours.registry.models import Activity
from honours.registry.operations.activities import Registration, register_activity
from honours.registry.vocabulary import ActivityKind, BasisKind

Days = Mapping[str, date]
HEADINGS = {"个人": CandidateKind.PERSON, "集体": CandidateKind.COLLECTIVE}
STATUSES = {"机关": (UnitNature.ORGAN,), "事业": (UnitNature.INSTITUTION,)}


@dataclass(slots=True)
class Road:
    """One edition on its way: its people, its days, whom each unit has put forward."""

    city: City
    said: Mapping[str, Any]
    edition: Edition
    nominees: Nominees
    days: Days = field(default_factory=lambda: commendations()["日期"])

    def units(self, heading: str) -> Mapping[str, int]:
        return dict(self.said.get(heading, {}).get("单位", {}))

    def first_list(self, unit: str, heading: str) -> Mapping[str, Any]:
        """What a unit's first list of persons was, where it had too many heads."""
        return dict(self.said.get("首次", {}).get(unit, {})) if heading == "个人" else {}


def commend_everybody(city: City) -> None:
    """Three editions: 21 collectives and 76 persons, three lists returned on the way."""
    nominees = Nominees()
    for said in commendations()["届次"]:
        edition = _opened(said, city)
        road = Road(city, said, edition, nominees)
        _issue(road)
        for heading, kind in HEADINGS.items():
            for unit, places in road.units(heading).items():
                _put_forward(road, unit, kind, places)
        decide_edition(edition, said, city)


def _opened(said: Mapping[str, Any], city: City) -> Edition:
    examiner, days = city.users["examiner"], commendations()["日期"]
    plan = EditionPlan(
        activity=_activity(said, city, days["启动"]),
        lead=city.lead,
        region=city.region,
        name=said["名称"],
        year=days["启动"].year,
        level=Level.CITY,
        particulars={
            "basis_text": said["批准"],
            "conditions": said["条件"],
            "scope": said["范围"],
            "requires_vote": False,
            "funding": "市级财政预算",
            "reward": "颁发证书，以精神奖励为主",
        },
    )
    edition = plan_edition(plan, by=examiner)
    set_titles(edition, _titles(said), by=examiner)
    set_rules(edition, [heads_rule()] if said.get("领导上限") else [], by=examiner)
    dates = {Milestone.from_label(name): day for name, day in commendations()["节点"].items()}
    set_milestones(edition, dates, by=examiner)
    set_consent_text(edition, commendations()["同意书"], by=examiner)
    return open_edition(edition, by=city.users["leader"], on=days["启动"])


def _activity(said: Mapping[str, Any], city: City, on: date) -> Activity:
    known = Activity.objects.filter(name=said["项目"]).first()
    if known is not None:
        return known
    new = said["新登记"]
    particulars = {
        "name": said["项目"],
        "kind": ActivityKind.COMMENDATION,
        "level": Level.CITY,
        "hosts": [new["主办"]],
        "basis_text": new["依据"],
        "basis_kind": BasisKind.LAW,
    }
    registration = Registration(city.lead, particulars)
    return register_activity(registration, by=city.users["examiner"], on=on)


def _titles(said: Mapping[str, Any]) -> list[TitlePlan]:
    """As many places as are put forward, and those that will be taken back."""
    taken_back = sum(first["收回"] for first in said.get("首次", {}).values())
    titles = []
    for heading, kind in HEADINGS.items():
        if heading in said:
            words = said[heading]
            places = sum(words["单位"].values())
            spare = taken_back if kind is CandidateKind.PERSON else 0
            statuses = STATUSES.get(words.get("身份", ""), ())
            titles.append(TitlePlan(kind, words["称号"], places + spare, statuses))
    return titles


def heads_rule() -> RulePlan:
    """Of five places or more, at most a fifth for heads of a division's rank."""
    document = commendations()["规则文件"]
    rule = RatioRule(
        code="division-heads",
        name="县处级以上干部比例",
        counted=Between(Aspect.RANK, lowest=Rank.DEPUTY_DIVISION),
        base=Base(BaseSource.PLACES),
        bound=RatioBound(BoundDirection.CEILING, share=Decimal("0.20")),
        small_quota=SmallQuota(5),
        subject="县处级以上干部",
        citation=Citation(document, "三"),
    )
    return RulePlan(RuleKind.RATIO, rule.name, ratio_to_json(rule), document, "三")


def _issue(road: Road) -> None:
    """The city to counties and its own units; each county on to its bureau."""
    city, ledger = road.city, Ledger.objects.get(subject=road.edition.subject())
    orders, onward = [], []
    for heading, kind in HEADINGS.items():
        for unit, places in road.units(heading).items():
            spare = road.first_list(unit, heading).get("收回", 0)
            region = _region(city, unit)
            orders.append(Order(region, kind, places + spare))
            if region != city[unit]:
                onward.append((unit, Order(city[unit], kind, places)))
    issue_places(ledger, orders, by=city.users["examiner"], document=commendations()["规则文件"])
    for unit, order in onward:
        issue_places(ledger, [order], by=_county(city, unit)[0])


def _put_forward(road: Road, unit: str, kind: CandidateKind, places: int) -> None:
    """A unit's list on its way to the city; with too many heads, back once and up again."""
    heading = next(name for name, word in HEADINGS.items() if word is kind)
    first = road.first_list(unit, heading)
    heads = first.get("领导", 0)
    lawful = road.said.get("领导", {}).get(unit, 0) if heading == "个人" else 0
    nominations = [
        _nominate(road, unit, kind, is_head=place < (heads or lawful)) for place in range(places)
    ]
    insistence = first.get("坚持", "")
    slates = _climb(road, unit, nominations, insistence=insistence)
    if heads:
        slates = _sent_back(road, unit, slates, nominations, first)
    accept_slate(slates[-1], by=road.city.users["examiner"], on=road.days["初审"])


def _nominate(road: Road, unit: str, kind: CandidateKind, *, is_head: bool) -> Nomination:
    city = road.city
    if kind is CandidateKind.PERSON:
        status = road.said["个人"]["身份"]
        texts = road.nominees.person(unit, status, is_head=is_head)
    else:
        sort = "学校" if "教育" in road.said["集体"]["称号"] else "集体"
        texts = road.nominees.collective(unit, sort)
    clerk = city.clerks[unit]
    nomination = file_nomination(road.edition, city[unit], kind, texts, by=clerk).nomination
    if kind is CandidateKind.PERSON:
        hand_in_photograph(nomination, by=clerk)
    return submit_nomination(nomination, by=clerk, on=road.days["单位"])


def _climb(
    road: Road, unit: str, nominations: Sequence[Nomination], *, insistence: str, on: str = "单位"
) -> list[Slate]:
    """The unit's list, and its county's where it has one; the last goes to the city."""
    city, day = road.city, road.days[on]
    kind = CandidateKind(nominations[0].kind)
    body = city[unit]
    key = SlateKey(road.edition, body, kind, Tier.UNIT, body)
    slate = _compose(key, nominations, by=city.clerks[unit], on=day)
    slate = sign_slate(
        slate, opinion="同意推荐。", by=city.heads[unit], on=day, insistence=insistence
    )
    region = _region(city, unit)
    if region == body:
        return [slate]
    examiner, leader = _county(city, unit)
    if not insistence:
        accept_slate(slate, by=examiner, on=day)
    gathered = _compose(
        SlateKey(road.edition, body, kind, Tier.COUNTY, region), nominations, by=examiner, on=day
    )
    signed = sign_slate(
        gathered, opinion="经审核，同意上报。", by=leader, on=day, insistence=insistence
    )
    return [slate, signed]


def _sent_back(
    road: Road,
    unit: str,
    slates: list[Slate],
    nominations: list[Nomination],
    first: Mapping[str, Any],
) -> list[Slate]:
    """Criticised, returned level by level, the heads withdrawn for front-line people."""
    city, day = road.city, road.days["退回"]
    heads = nominations[: first["领导"]]
    measure = ExcessMeasure(
        findings=(f"县处级以上干部{len(heads)}名，超出规定比例。",),
        measure=first["处理"],
        document=first["处理文号"],
        places=first["收回"],
        replaced_heads=len(heads),
    )
    record_excess(slates[-1], measure, by=city.users["examiner"], on=day)
    for slate in reversed(slates):
        by = city.users["examiner"] if slate is slates[-1] else _county(city, unit)[0]
        return_slate(slate, reason=first["处理"], by=by, on=day)
    for head in heads:
        head.refresh_from_db()
        withdraw_nomination(head, reason="按要求取消，改报基层一线同志。", by=city.heads[unit])
    replacing = [_nominate(road, unit, CandidateKind.PERSON, is_head=False) for _ in heads]
    kept = [*replacing, *nominations[first["领导"] :]]
    return _climb(road, unit, kept, insistence="", on="改报")


def _compose(key: SlateKey, nominations: Sequence[Nomination], *, by: User, on: date) -> Slate:
    slate = open_slate(key, by=by)
    compose_slate(slate, nominations, by=by)
    return submit_slate(slate, by=by, on=on)


def _region(city: City, unit: str) -> Organization:
    """Whose places a unit has: its county's, or its own."""
    body = city[unit]
    return city[unit[:3]] if body.level == Level.COUNTY else body


def _county(city: City, unit: str) -> tuple[User, User]:
    examiner, _, leader, _ = commendations()["县级办理人"][unit]
    return city.users[examiner], city.users[leader]
