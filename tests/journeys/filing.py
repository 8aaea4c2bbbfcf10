"""What the clerk and the head of a unit do: the same at the office, on a phone, without script."""

from pathlib import Path

from tests.campaigns.conftest import EDUCATION, Cleanup
from tests.journeys.people import Seat
from tests.journeys.sheets import FAULTY_DAY, corrected, register_of_education, words_in


def the_clerk_files(clerk: Seat, cleanup: Cleanup, folder: Path) -> None:
    clerk.is_on("清理行动")
    clerk.follow(cleanup.campaign.title)
    clerk.sees(f"本单位：{EDUCATION}", "填报中")
    clerk.follow("打开报送单")
    clerk.send_file(register_of_education(folder / "登记表.xlsx"))
    clerk.is_on("确认栏目")
    clerk.sees("多久评一次", "没有把握")
    clerk.press("确认并识读")
    clerk.watch_job()
    clerk.sees("新增 3 行", "待改 1 行", "合计行 1 行", FAULTY_DAY, "怎样改")
    marked = folder / "marked.xlsx"
    clerk.take_file("下载已标注的表格").save_as(marked)
    assert "不是日历上有的日期" in words_in(marked)
    clerk.follow("返回报送单")
    clerk.send_file(corrected(marked, folder / "改后.xlsx", FAULTY_DAY, "2009年2月28日"))
    clerk.watch_job()
    clerk.sees("新增 1 行", "未变 3 行", "待改 0 行", "所有填报行都已采用")
    clerk.follow("返回报送单")
    clerk.sees("填报事项（4项）")


def the_clerk_enters_one_by_hand(clerk: Seat, cleanup: Cleanup) -> None:
    clerk.follow("逐项填写")
    clerk.page.get_by_label("项目名称").fill("巴中市学校卫生达标评比")
    clerk.page.get_by_label("类别").select_option(label="达标")
    clerk.page.get_by_label("主办单位").fill("巴中市教育局、市卫生局")
    clerk.page.get_by_label("设立依据").fill("无")
    clerk.page.get_by_label("周期").fill("每年")
    clerk.page.get_by_label("周期").press("Enter")
    clerk.sees("已填报“巴中市学校卫生达标评比”", "填报事项（5项）")
    clerk.press("提交负责人")
    clerk.sees("已提交单位负责人签字", "待签")


def the_head_signs(head: Seat, cleanup: Cleanup) -> None:
    head.follow(cleanup.campaign.title)
    head.follow("打开报送单")
    head.follow("签字报送")
    head.sees("共 5 项", "巴中市优秀教师评选", "巴中市学校卫生达标评比", "列入撤销范围")
    head.press("签字报送")
    head.sees("已签字报送牵头单位", "已报送")
