"""What happens to candidates before everybody's eyes: notice, objection, decision, revocation."""

import re
from pathlib import Path

from django.urls import reverse
from django.utils import timezone
from time_machine import Traveller

from honours.commendations.models.decisions import Honour
from honours.commendations.models.editions import Edition
from honours.notices.models.notices import Notice
from honours.notices.models.objections import Objection
from tests.journeys.people import Seat

NUMBER = "巴府发〔2010〕28号"
REVOKED_BY = "巴府发〔2011〕9号"
A_WHILE = 10
"""Seconds: whoever sends a form sooner is taken for a machine."""


def candidates_are_chosen(examiner: Seat, edition: Edition) -> None:
    """Both that passed twice are to be commended; the edition is under review from now on."""
    page = reverse("commendations:edition", args=[edition.pk])
    examiner.open(reverse("commendations:move_edition", args=[edition.pk, "review"]))
    _sends(examiner)
    examiner.open(page)
    examiner.follow("确定拟表彰对象")
    for box in examiner.page.get_by_role("checkbox").all():
        # The panel beside it answers every tick.
        with examiner.page.expect_response("**/choose/"):
            box.check()
    examiner.press("确定拟表彰对象")
    examiner.sees("已列为拟表彰2个")


def the_notice_is_drafted(examiner: Seat, edition: Edition) -> Notice:
    examiner.open(reverse("commendations:publish_edition", args=[edition.pk]))
    examiner.sees("没有发现问题，可以拟稿", "扎根乡村教育二十年")
    for label, text in (
        ("公示范围", "全市"),
        ("受理单位", "巴中市人力资源和社会保障局"),
        ("受理电话", "0827-5260000"),
        ("受理地址", "巴中市江北大道"),
        ("公示期依据", "巴人发〔2010〕20号四"),
    ):
        examiner.field(label).fill(text)
    examiner.field("公示期").fill("5")
    examiner.field("首日").select_option("首日计入")
    examiner.field("信函以何为准").select_option(index=1)
    examiner.press("保存公示拟稿")
    examiner.sees("已拟稿")
    return Notice.objects.get()


def the_notice_is_posted(head: Seat, notice: Notice) -> None:
    """By another than its writer."""
    _moved(head, notice, "发布")


def the_notice_hangs(examiner: Seat, notice: Notice, proof: Path) -> None:
    examiner.open(reverse("notices:hang", args=[notice.pk]))
    examiner.field("载体").select_option("公告栏")
    examiner.field("网址或地点").fill("市人社局公告栏")
    examiner.field("发布时间").fill("2010-11-01T09:00")
    examiner.field("公示证明").set_input_files(proof)
    _sends(examiner)
    examiner.sees("已登记载体", "市人社局公告栏")


def somebody_objects(public: Seat, notice: Notice, name: str, clock: Traveller) -> str:
    """Without account and without a name, from the public page; the code to follow it by."""
    public.open(reverse("notices:public_notice", args=[notice.public_key]))
    public.sees(name)
    public.page.get_by_role("link", name="反映异议").first.click()
    entry = public.field("对谁有异议")
    entry.select_option(entry.locator("option").filter(has_text=name).get_attribute("value"))
    public.field("反映类别").select_option("事迹不实")
    public.field("匿名").check()
    public.field("反映内容").fill(
        "2008年9月，该教师在通江县实验小学用他人的公开课录像参评，教务处有存档。"
    )
    clock.shift(A_WHILE)
    public.press("提交异议")
    return public.page.locator(".claim-code").inner_text()


def the_inspector_inquires(inspector: Seat) -> None:
    """Takes it up, looks into it, and says what was found."""
    _does(inspector, "accept", {"线索是否清楚": "清楚"})
    _does(inspector, "inquire", {})
    _does(
        inspector,
        "inquiry",
        {"日期": f"{timezone.localdate()}", "核查经过": "调阅教务处存档录像。"},
    )
    words = {"结论": "成立", "处理": "取消资格", "认定意见": "录像系他人授课，所报事迹不实。"}
    _does(inspector, "propose", words)


def the_leader_confirms_the_finding(principal: Seat) -> None:
    _does(principal, "confirm", {})


def the_inspector_answers(inspector: Seat) -> None:
    _does(inspector, "answer", {"答复": "经查属实，已取消资格。"})
    _does(inspector, "close", {})


def the_answer_is_read(public: Seat, code: str) -> None:
    public.open(reverse("notices:public_objections"))
    public.field("查询码").fill(code)
    public.press("查询")
    public.sees("经查属实，已取消资格。")


def the_finding_is_carried_out(examiner: Seat, edition: Edition, name: str) -> None:
    examiner.open(reverse("commendations:outcomes", args=[edition.pk]))
    examiner.row(name).get_by_role("link", name=re.compile("按结论处理")).click()
    examiner.field("理由").fill("公示期间异议成立。")
    _sends(examiner)
    examiner.sees("已办理")


def the_notice_is_over(examiner: Seat, notice: Notice) -> None:
    _moved(examiner, notice, "期满")
    _moved(examiner, notice, "结束公示")


def the_decision_is_drafted(examiner: Seat, edition: Edition) -> None:
    examiner.open(reverse("commendations:draft_decision", args=[edition.pk]))
    examiner.field("标题").fill("巴中市人民政府关于表彰2010年度先进工作者的决定")
    examiner.field("发文机关").fill("巴中市人民政府")
    examiner.field("正文").fill("为表彰先进，市政府决定予以表彰。")
    examiner.press("保存")
    examiner.sees("可以签发")
    examiner.follow("送审")
    examiner.press("送审")
    examiner.sees("已办理“送审”")


def the_decision_is_issued(principal: Seat) -> Honour:
    principal.open(reverse("commendations:decisions"))
    principal.page.locator("tbody").get_by_role("link").first.click()
    principal.follow("签发")
    principal.field("发文字号").fill(NUMBER)
    principal.press("签发")
    principal.sees("已办理“签发”")
    return Honour.objects.select_related("certificate").get()


def the_certificate_is_checked(public: Seat, honour: Honour, told: str) -> None:
    """As the code on it leads: by anybody."""
    key = honour.certificate.key
    public.open(reverse("commendations:public_certificate", args=[key]))
    public.sees(told, honour.holder, honour.certificate.number)


def the_unit_reports(clerk: Seat, head: Seat, honour: Honour, paper: Path) -> None:
    clerk.open(reverse("commendations:honour", args=[honour.pk]))
    clerk.follow("提出撤销")
    clerk.field("情形").select_option("弄虚作假骗取荣誉")
    clerk.field("依据").fill("《四川省评比达标表彰活动管理办法》第二十条")
    clerk.field("书面报告").fill("经查，申报材料中的主要事迹系他人所为。")
    clerk.field("附件").set_input_files(paper)
    clerk.press("存为拟稿")
    clerk.sees("已存为拟稿")
    _case(head)
    head.follow("单位报告")
    head.press("单位报告")
    head.sees("已办理“单位报告”")


def the_honour_is_taken_back(examiner: Seat, principal: Seat) -> None:
    _case(examiner)
    examiner.follow("查核属实")
    examiner.field("意见").fill("查核属实。")
    examiner.press("查核属实")
    examiner.sees("已办理“查核属实”")
    _case(principal)
    principal.follow("批准撤销")
    principal.field("撤销文号").fill(REVOKED_BY)
    principal.field("批准意见").fill("同意撤销。")
    principal.press("批准撤销")
    principal.sees("已办理“批准撤销”")


def _sends(seat: Seat) -> None:
    """Whatever the one form of the page calls it."""
    seat.page.locator("main form button[type=submit]").first.click()


def _case(seat: Seat) -> None:
    seat.open(reverse("commendations:revocations"))
    seat.page.locator("tbody").get_by_role("link").first.click()


def _moved(seat: Seat, notice: Notice, label: str) -> None:
    seat.open(reverse("notices:notice", args=[notice.pk]))
    seat.page.locator(".page-actions, header, main").get_by_role(
        "link", name=re.compile(label)
    ).first.click()
    seat.page.locator("button[name=confirmed]").click()
    seat.sees("已办理")


def _does(seat: Seat, deed: str, words: dict[str, str]) -> None:
    """A deed on the one objection there is, with its form filled in."""
    case = Objection.objects.get()
    seat.open(reverse("notices:objection_deed", args=[case.pk, deed]))
    for label, text in words.items():
        entry = seat.field(label)
        if entry.evaluate("one => one.tagName") == "SELECT":
            entry.select_option(text)
        else:
            entry.fill(text)
    _sends(seat)
    seat.page.wait_for_url(f"**/objections/{case.pk}/")
