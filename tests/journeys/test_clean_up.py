"""The story of a clean-up, by six people in real browsers: filed, signed, screened, resolved,
answered, contested, cosigned, reported."""

from collections import Counter

import pytest
from django.urls import reverse

from honours.audit.models import Entry, Unsealed
from honours.audit.operations import seal
from honours.audit.queries import first_broken_entry
from honours.campaigns.models import Filing
from honours.directory.models import User
from honours.registry.models import Activity
from honours.registry.vocabulary import Standing
from honours.reports.figures import FigureSheet
from honours.reports.models import FrozenReport
from honours.reports.vocabulary import FigureKey
from tests.campaigns.conftest import Cleanup
from tests.journeys.filing import the_clerk_enters_one_by_hand, the_clerk_files, the_head_signs
from tests.journeys.people import Seat, seats

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_clean_up_from_a_spreadsheet_to_the_report(
    live_server, browser, cleanup, member, principal, tmp_path
):
    campaigns = reverse("campaigns:campaigns")
    people = (cleanup.clerk, cleanup.head, cleanup.examiner, cleanup.leader, member, principal)
    with seats(browser, live_server.url, *people, then=campaigns) as taken:
        clerk, head, examiner, leader, guest, chief = taken
        the_clerk_files(clerk, cleanup, tmp_path)
        the_clerk_enters_one_by_hand(clerk, cleanup)
        the_head_signs(head, cleanup)
        _the_examiner_screens(examiner, cleanup)
        _the_examiner_departs_once(examiner)
        _the_rest_is_accepted(examiner, cleanup)
        _the_leader_confirms(leader, cleanup)
        _the_conference_resolves(examiner, cleanup)
        _the_head_answers(head, cleanup)
        _the_examiner_proposes_again(examiner, cleanup)
        _the_second_round_is_cosigned(leader, examiner, guest)
        _the_head_accepts(examiner, head, cleanup)
        _the_examiner_drafts_the_report(examiner, cleanup)
        _the_report_is_signed(leader, chief)
        _the_chief_opens_a_figure(chief)
    _the_register_says_what_the_report_says()
    _the_book_tells_who_did_what(cleanup, member, principal)


def _the_examiner_screens(examiner: Seat, cleanup: Cleanup) -> None:
    examiner.follow(cleanup.campaign.title)
    examiner.sees("1/3")
    examiner.turn_to("甄别台")
    examiner.sees("待甄别 5 项", "5 项还没有按规则甄别")
    examiner.page.get_by_label("按哪一天的规则").fill("2010-06-01")
    examiner.press("运行甄别")
    examiner.watch_job()
    examiner.is_on("巴中市优秀教师评选")
    examiner.sees("还有 5 项待甄别", "系统建议", "保留", "建议只供参考")


def _the_examiner_departs_once(examiner: Seat) -> None:
    examiner.press("保存，下一项（Ctrl+Enter）")
    examiner.is_on("巴中市十佳学校评比")
    examiner.sees(
        "“巴中市优秀教师评选”的处理意见“保留”已保存", "向参评单位或个人收费", "巴清联办〔2010〕5号"
    )
    examiner.page.get_by_label("暂停").check()
    examiner.press("保存，下一项（Ctrl+Enter）")
    examiner.is_on("巴中市十佳学校评比")
    examiner.sees("与系统建议“撤销”不同，须写明理由", "还有 4 项待甄别")
    assert examiner.page.get_by_label("暂停").is_checked()
    examiner.page.get_by_label("理由").fill("收费已经退还，核实期间先行暂停。")
    examiner.page.keyboard.press("Control+Enter")
    examiner.sees("“巴中市十佳学校评比”的处理意见“暂停”已保存", "还有 3 项待甄别")


def _the_rest_is_accepted(examiner: Seat, cleanup: Cleanup) -> None:
    examiner.turn_to("填报事项")
    for name in ("教育宣传先进单位", "教育科研先进个人", "学校卫生达标"):
        examiner.tick(name)
    examiner.press("采纳系统建议（所勾选）")
    examiner.sees("共 3 项", "巴中市教育局：巴中市学校卫生达标评比", "→撤销", "→限期整改")
    examiner.page.get_by_label("整改期限").fill("2010-09-30")
    examiner.press("采纳系统建议（3项）")
    examiner.sees("“采纳系统建议”已办理3项")


def _the_leader_confirms(leader: Seat, cleanup: Cleanup) -> None:
    leader.follow(cleanup.campaign.title)
    leader.turn_to("填报事项")
    leader.press("复核同意（筛选出的全部）")
    leader.sees("共 5 项", "巴中市十佳学校评比", "→暂停")
    leader.press("复核同意（5项）")
    leader.sees("“复核同意”已办理5项")


def _the_conference_resolves(examiner: Seat, cleanup: Cleanup) -> None:
    examiner.turn_to("联席会议")
    examiner.sees("提请审定的清单（5项）", "收费已经退还")
    examiner.page.get_by_label("纪要文号").fill("巴清联纪〔2010〕1号")
    _writes_minutes(examiner, "第一次联席会议决议", "2010-08-20", "同意所提处理意见。")
    examiner.press("记录决议")
    examiner.sees("决议已记录", "所列事项（5项）", "已生效")
    examiner.open(reverse("campaigns:results", args=[cleanup.campaign.pk]))
    examiner.press("反馈填报单位")
    examiner.sees("已将5项结果反馈填报单位")


def _the_head_answers(head: Seat, cleanup: Cleanup) -> None:
    head.open(reverse("campaigns:results", args=[cleanup.campaign.pk]))
    for name in ("优秀教师", "教育宣传先进单位", "教育科研先进个人", "学校卫生达标"):
        head.tick(name)
    head.press("认可所勾选的结果")
    head.sees("已认可4项结果")
    head.row("十佳学校").get_by_role("link", name="申辩").click()
    head.sees("申辩只重新审查这一项")
    head.page.get_by_label("理由").fill("收费已于2010年6月停止，请予保留。")
    head.press("提出申辩")
    head.sees("已对“巴中市十佳学校评比”提出申辩")


def _the_examiner_proposes_again(examiner: Seat, cleanup: Cleanup) -> None:
    examiner.open(reverse("campaigns:desk", args=[cleanup.campaign.pk]))
    examiner.is_on("巴中市十佳学校评比")
    examiner.sees("收费已于2010年6月停止")
    examiner.page.get_by_label("撤销").check()
    examiner.page.get_by_label("理由").fill("停止收费以后仍无设立依据，维持规则所提意见。")
    examiner.press("保存，下一项（Ctrl+Enter）")
    examiner.sees("甄别台上没有待办事项")


def _the_second_round_is_cosigned(leader: Seat, examiner: Seat, guest: Seat) -> None:
    leader.turn_to("填报事项")
    leader.tick("十佳学校")
    leader.press("复核同意（所勾选）")
    leader.sees("共 1 项", "→撤销")
    leader.press("复核同意（1项）")
    examiner.turn_to("联席会议")
    examiner.sees("提请审定的清单（1项）")
    _writes_minutes(examiner, "第二次联席会议决议", "2010-09-10", "维持撤销。")
    examiner.page.get_by_label("提请各成员会签").check()
    examiner.press("记录决议")
    examiner.sees("已提请会签", "会签中")
    guest.open(reverse("workbench"))
    guest.follow("第二次联席会议决议")
    guest.sees("维持撤销。", "巴中市十佳学校评比")
    guest.press("会签同意")
    guest.sees("已会签", "签署")
    examiner.page.reload()
    examiner.press("依决议审定")
    examiner.sees("已办理，现为“已生效”")


def _the_head_accepts(examiner: Seat, head: Seat, cleanup: Cleanup) -> None:
    examiner.open(reverse("campaigns:results", args=[cleanup.campaign.pk]))
    examiner.press("反馈填报单位")
    head.open(reverse("campaigns:results", args=[cleanup.campaign.pk]))
    head.tick("十佳学校")
    head.press("认可所勾选的结果")
    head.sees("已认可1项结果")
    head.row("十佳学校").get_by_role("link", name="巴中市十佳学校评比").click()
    head.sees("第2轮处理意见", "第二次联席会议决议审定", "第1轮处理意见")


def _writes_minutes(examiner: Seat, title: str, held_on: str, text: str) -> None:
    examiner.page.get_by_label("决议名称").fill(title)
    examiner.page.get_by_label("会议日期").fill(held_on)
    examiner.page.get_by_label("决议内容").fill(text)


def _the_examiner_drafts_the_report(examiner: Seat, cleanup: Cleanup) -> None:
    examiner.open(reverse("reports:reports"))
    examiner.follow("生成情况报告")
    examiner.page.get_by_label("清理行动").select_option(label=cleanup.campaign.title)
    examiner.page.get_by_label("主送机关").fill("中共巴中市委")
    examiner.press("生成情况报告")
    examiner.sees("全部数据由记录算出")
    examiner.sees("60.0%", "待核实")
    examiner.follow("改版头")
    examiner.page.get_by_label("发文字号").fill("巴人社发〔2010〕12号")
    examiner.press("保存")
    examiner.press("已核实全部文字")
    examiner.does_not_see("待核实")
    examiner.follow("送审")
    examiner.press("送审")


def _the_report_is_signed(leader: Seat, chief: Seat) -> None:
    for seat, verb in ((leader, "审核同意"), (chief, "签发报送")):
        seat.open(reverse("reports:reports"))
        seat.page.locator("tbody").get_by_role("link").first.click()
        seat.follow(verb)
        seat.press(verb)
    chief.sees("已封存", "文件摘要", "签发人：")


def _the_chief_opens_a_figure(chief: Seat) -> None:
    chief.page.locator("aside, section").get_by_role("link", name="3项").first.click()
    chief.sees("巴中市十佳学校评比", "巴中市教育宣传先进单位评选", "巴中市学校卫生达标评比")


def _the_register_says_what_the_report_says() -> None:
    figures = FigureSheet.from_json(FrozenReport.objects.get().figures)
    standings = Counter(Activity.objects.values_list("state", flat=True))
    told = {
        Standing.RETAINED: FigureKey.RETAINED,
        Standing.REVOKED: FigureKey.REVOKED,
        Standing.RECTIFYING: FigureKey.RECTIFIED,
    }
    assert {standing: figures[key].value for standing, key in told.items()} == standings
    assert figures[FigureKey.COUNTED].value == standings.total() == 5
    assert figures[FigureKey.REDUCTION].printed == "60.0%"
    revoked = figures[FigureKey.REVOKED].records
    assert set(revoked.keys) == set(
        Filing.objects.filter(activity__state=Standing.REVOKED).values_list("pk", flat=True)
    )


def _the_book_tells_who_did_what(cleanup: Cleanup, member: User, principal: User) -> None:
    seal()
    assert first_broken_entry() is None
    assert not Unsealed.objects.exists()
    deeds = {
        cleanup.clerk: ("upload.receive", "upload.confirm_columns", "declaration.submit"),
        cleanup.head: ("declaration.sign", "filing.file", "filing.contest", "filing.acknowledge"),
        cleanup.examiner: ("campaign.screen", "decision.propose", "resolution.record"),
        cleanup.leader: ("filing.confirm",),
    }
    expected = {(who.username, f"campaigns.{deed}") for who in deeds for deed in deeds[who]}
    expected |= {
        (cleanup.examiner.username, "reports.report.submit"),
        (cleanup.leader.username, "reports.report.approve"),
        (member.username, "campaigns.resolution.cosign"),
        (principal.username, "reports.report.sign"),
        (principal.username, "reports.report.freeze"),
    }
    told = set(Entry.objects.values_list("actor", "verb"))
    assert expected <= told
    # Nobody of the unit decided, and nobody of the lead bureau filed or signed.
    ours = {
        verb for actor, verb in told if actor in (cleanup.clerk.username, cleanup.head.username)
    }
    assert not ours & {"campaigns.decision.propose", "campaigns.filing.confirm"}
