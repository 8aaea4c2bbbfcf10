"""A small clean-up of today, left half-way, so that whoever signs in finds something to do."""

from collections.abc import Mapping
from datetime import date, timedelta

from django.utils import timezone

from honours.campaigns.models import Campaign, Filing
from honours.campaigns.operations.campaigns import (
    CampaignPlan,
    enlist_units,
    move_campaign,
    plan_campaign,
)
from honours.campaigns.operations.decisions import accept_proposals
from honours.campaigns.operations.declarations import (
    complete_survey,
    sign_declaration,
    submit_declaration,
)
from honours.campaigns.operations.screening import screen_filings
from honours.campaigns.operations.uploads import read_upload, receive_upload
from honours.campaigns.vocabulary import Stage, Step
from honours.config.demo.files import UnitFilings, story
from honours.config.demo.founding import City
from honours.config.demo.registers import register_of
from honours.policies.models import Document


def open_practice(city: City) -> Campaign:
    """One unit has entered, one has filed, one has been screened and waits for the leader."""
    said, today = story()["练习"], timezone.localdate()
    campaign = plan_campaign(_plan(city, today), by=city.users["examiner"])
    enlist_units(campaign, [city[name] for name in said["单位"]], by=city.users["examiner"])
    campaign = move_campaign(campaign, "open", by=city.users["leader"])
    _enter(campaign, city, said["待签"])
    _sign(campaign, city, said["待甄别"]["单位"], _enter(campaign, city, said["待甄别"]))
    judged = _sign(campaign, city, said["待复核"]["单位"], _enter(campaign, city, said["待复核"]))
    screen_filings(campaign, judged, by=city.users["examiner"], on=today)
    accept_proposals(judged, by=city.users["examiner"], rectify_by=today + timedelta(days=30))
    return campaign


def _plan(city: City, today: date) -> CampaignPlan:
    def day(number: int) -> date:
        return today + timedelta(days=number)

    return CampaignPlan(
        title=f"{today.year}年{story()['练习']['名称']}",
        lead=city.lead,
        region=city.region,
        basis=Document.objects.get(number=story()["行动"]["依据"]),
        opens_on=today,
        stages={
            Stage.SELF_CORRECTION: (today, day(20)),
            Stage.EXAMINATION: (day(21), day(50)),
            Stage.INSTITUTION: (day(51), day(80)),
        },
        steps={
            Step.SURVEY: day(5),
            Step.FILING: day(10),
            Step.SCREENING: day(25),
            Step.FOCUS: day(35),
            Step.FEEDBACK: day(45),
        },
    )


def _enter(campaign: Campaign, city: City, said: Mapping[str, str]) -> list[Filing]:
    unit = said["单位"]
    row = {"类别": "表彰", "范围": "全市"} | {k: v for k, v in said.items() if k != "单位"}
    sent = UnitFilings(unit, timezone.localdate(), (row,), (), False, False)
    clerk = city.clerks[unit]
    file_name, content = f"{unit}登记表.xlsx", register_of([sent])
    upload = receive_upload(campaign, city[unit], file_name=file_name, content=content, by=clerk)
    read_upload(upload, by=clerk)
    return _filings(campaign, city, unit)


def _sign(campaign: Campaign, city: City, unit: str, filings: list[Filing]) -> list[Filing]:
    declaration = filings[0].declaration
    complete_survey(declaration, by=city.clerks[unit])
    declaration = submit_declaration(declaration, by=city.clerks[unit])
    sign_declaration(declaration, by=city.heads[unit])
    return _filings(campaign, city, unit)


def _filings(campaign: Campaign, city: City, unit: str) -> list[Filing]:
    rows = campaign.filings.filter(organization=city[unit])
    return list(rows.select_related("organization", "campaign", "activity", "declaration"))
