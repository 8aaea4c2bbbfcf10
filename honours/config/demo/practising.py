"""A small commendation of today, just begun, so that whoever signs in finds something to do."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from honours.commendations.models.editions import Edition
from honours.commendations.operations.editions import (
    EditionPlan,
    TitlePlan,
    open_edition,
    plan_edition,
    set_consent_text,
    set_milestones,
    set_rules,
    set_titles,
)
from honours.commendations.operations.nominations import file_nomination, submit_nomination
from honours.commendations.vocabulary import Milestone
from honours.config.demo.commending import heads_rule
from honours.config.demo.files import commendations
from honours.config.demo.founding import City
from honours.config.demo.nominees import Nominees
from honours.config.demo.papers import hand_in_photograph
from honours.directory.vocabulary import Level
from honours.quotas.models import Ledger
from honours.quotas.operations.issuing import issue_places
from honours.quotas.operations.moving import Order
from honours.quotas.vocabulary.people import UnitNature
from honours.quotas.vocabulary.places import CandidateKind
from honours.registry.models import Activity

FIRST_NOMINEE = 300
"""Far from those of 2010, so that nobody is met twice."""
_DAYS = {
    Milestone.NOMINATIONS_DUE: 10,
    Milestone.COUNTY_DUE: 14,
    Milestone.FIRST_REVIEW: 21,
    Milestone.SECOND_REVIEW: 28,
    Milestone.DECISION: 60,
}


def open_practice_edition(city: City) -> Edition:
    """Places are issued to two units; each has drafted one person and handed on others.

    Two heads in one unit's hands are one more than its list may name.
    """
    said, today = commendations()["练习"], timezone.localdate()
    edition = _opened(said, city, today)
    _issue(edition, said, city)
    nominees = Nominees()
    nominees.begin_at(FIRST_NOMINEE)
    for unit, share in said["单位"].items():
        clerk = city.clerks[unit]
        for is_head, is_handed_on in _PEOPLE[: share["人选"]]:
            texts = nominees.person(unit, "事业", is_head=is_head)
            texts["consent_given_on"] = today.isoformat()
            person = CandidateKind.PERSON
            nomination = file_nomination(edition, city[unit], person, texts, by=clerk).nomination
            hand_in_photograph(nomination, by=clerk)
            if is_handed_on:
                submit_nomination(nomination, by=clerk)
    return edition


_PEOPLE = ((False, False), (False, True), (True, True), (True, True))
"""Whether a head; whether handed on to be listed. The first stays a draft."""


def _opened(said: Mapping[str, Any], city: City, today: date) -> Edition:
    examiner = city.users["examiner"]
    plan = EditionPlan(
        activity=Activity.objects.get(name=said["项目"]),
        lead=city.lead,
        region=city.region,
        name=f"{today.year}年{said['名称']}",
        year=today.year,
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
    titles = [
        TitlePlan(CandidateKind.PERSON, said["称号"], said["个人名额"], (UnitNature.INSTITUTION,)),
        TitlePlan(CandidateKind.COLLECTIVE, said["集体称号"], said["集体名额"]),
    ]
    set_titles(edition, titles, by=examiner)
    set_rules(edition, [heads_rule()], by=examiner)
    dates = {milestone: today + timedelta(days=days) for milestone, days in _DAYS.items()}
    set_milestones(edition, dates, by=examiner)
    set_consent_text(edition, commendations()["同意书"], by=examiner)
    return open_edition(edition, by=city.users["leader"], on=today)


def _issue(edition: Edition, said: Mapping[str, Any], city: City) -> None:
    """To the city's own unit, and to the county, which issues them on to its bureau."""
    ledger = Ledger.objects.get(subject=edition.subject())
    orders, onward = [], []
    for unit, share in said["单位"].items():
        is_countys = city[unit].level == Level.COUNTY
        region = city[unit[:3]] if is_countys else city[unit]
        for kind, number in (
            (CandidateKind.PERSON, share["个人"]),
            (CandidateKind.COLLECTIVE, share["集体"]),
        ):
            orders.append(Order(region, kind, number))
            if is_countys:
                onward.append(Order(city[unit], kind, number))
    issue_places(ledger, orders, by=city.users["examiner"], document=said["批准"])
    issue_places(ledger, onward, by=city.users["county-examiner"])
