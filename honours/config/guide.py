"""The way through the chain for somebody who sees the demo for the first time."""

from dataclasses import dataclass

from django.urls import reverse

from honours.campaigns.models import Campaign
from honours.commendations.models.editions import Edition
from honours.commendations.vocabulary import EditionState
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


_SECOND_ROAD = (
    (
        "推荐",
        "clerk",
        "市教育局填报人",
        "打开拟稿的推荐材料，看材料要求和字数，补齐后“送单位审签”；也可以另填一份。",
        "nominations",
    ),
    (
        "编排",
        "clerk",
        "市教育局填报人",
        "编排本单位个人名单：把已提交的都加进去，看比例随时变化；超出的，看“最小调整”怎样改。",
        "edition",
    ),
    (
        "签批",
        "head",
        "市教育局局长",
        "签批名单：领导干部超出比例的，系统拒签并说明条款；改好的一签就报到市级。",
        "slates",
    ),
    (
        "县级审核",
        "county-examiner",
        "通江县公务员股副股长",
        "汇总全县名单：接收单位名单，编排县级名单，送分管领导。",
        "slates",
    ),
    (
        "县级签批",
        "county-leader",
        "通江县人事局副局长",
        "签批全县名单，报到市级。",
        "slates",
    ),
    (
        "市级评审",
        "examiner",
        "公务员管理科科长",
        "接收名单，一次征求各部门意见，编排初审、复审名单，确定拟表彰对象，拟写公示，按异议结论处理。",
        "edition",
    ),
    (
        "公示和决定",
        "principal",
        "局长",
        "看2010年走完的一届：公示、决定、证书、荣誉册，构成分析每个数字都有分子分母。",
        "finished",
    ),
)
"""Title, account, person, deed and page of each step of commending."""


def steps_of_commending() -> list[GuideStep]:
    """Seven steps on the edition of today; empty where there is none."""
    finished = Edition.objects.filter(state=EditionState.DECIDED).order_by("pk").first()
    practice = Edition.objects.filter(state=EditionState.OPEN).order_by("-pk").first()
    if finished is None or practice is None:
        return []
    pages = {
        "nominations": f"{reverse('commendations:nominations')}?edition={practice.pk}",
        "slates": f"{reverse('commendations:slates')}?edition={practice.pk}",
        "edition": reverse("commendations:edition", args=[practice.pk]),
        "finished": reverse("commendations:edition", args=[finished.pk]),
    }
    return [
        GuideStep(title, account, person, deed, pages[page])
        for title, account, person, deed, page in _SECOND_ROAD
    ]


def is_first_day() -> bool:
    """Whether nothing has been set up yet: no clean-up and no commendation was ever planned."""
    return not Campaign.objects.exists() and not Edition.objects.exists()
