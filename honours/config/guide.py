"""The way through the chain for somebody who sees the demo for the first time."""

from dataclasses import dataclass

from django.urls import reverse

from honours.campaigns.models import Campaign
from honours.config.demo.files import story
from honours.reports.models import Report


@dataclass(frozen=True, slots=True)
class GuideStep:
    """One step: what it is, as whom, what to do there, and where."""

    title: str
    account: str
    person: str
    deed: str
    url: str


_EXERCISE = (
    (
        "填报",
        "clerk",
        "市教育局填报人",
        "打开本单位报送单，看已填的一项，再添一项或者上传表格，然后“提交负责人”。",
        "declaration",
    ),
    (
        "签字",
        "head",
        "市教育局局长",
        "逐项看过，“签字报送”；不对的可以退回。",
        "declaration",
    ),
    (
        "甄别",
        "examiner",
        "公务员管理科科长",
        "在甄别台运行甄别，一次看一项：发现、条款、建议；照办或写明理由另定。",
        "desk",
    ),
    (
        "复核",
        "leader",
        "分管副局长",
        "勾选待复核的事项，“复核同意”（提意见的人自己不能复核）；不同意的点开退回。",
        "filings",
    ),
    (
        "审定",
        "examiner",
        "公务员管理科科长",
        "把已复核的提交联席会议，记录决议；决议作用于台账，然后反馈单位。",
        "conference",
    ),
    (
        "答复",
        "head",
        "市教育局局长",
        "看本单位的结果，认可或者申辩；申辩只重开那一项。",
        "results",
    ),
)
"""Title, account, person, deed and page of each step on the exercise."""


def steps_of_the_chain() -> list[GuideStep]:
    """Six steps on the exercise, then the report on 2010. Empty where there is no exercise."""
    campaigns = Campaign.objects.order_by("opens_on")
    finished, exercise = campaigns.first(), campaigns.last()
    if finished is None or exercise is None or finished == exercise:
        return []
    return [*_exercise(exercise), *_report(finished)]


def _exercise(campaign: Campaign) -> list[GuideStep]:
    unit = story()["练习"]["待签"]["单位"]
    declaration = campaign.declarations.get(organization__name=unit)
    keys, queries = {"declaration": declaration.pk}, {"filings": "?state=proposed"}
    return [
        GuideStep(
            title,
            account,
            person,
            deed,
            reverse(f"campaigns:{page}", args=[keys.get(page, campaign.pk)])
            + queries.get(page, ""),
        )
        for title, account, person, deed, page in _EXERCISE
    ]


def _report(campaign: Campaign) -> list[GuideStep]:
    report = Report.objects.filter(campaign=campaign).order_by("pk").first()
    if report is None:
        return []
    deed = (
        f"“{campaign.title}”已经走完，各项数字由记录算出。看情况报告，"
        "点任何一个数字看它的每一条记录，然后“签发报送”。"
    )
    url = reverse("reports:report", args=[report.pk])
    return [GuideStep("报告", "principal", "局长", deed, url)]


def is_first_day() -> bool:
    """Whether nothing has been set up yet: no campaign was ever planned."""
    return not Campaign.objects.exists()
