"""``honours screen``: a register is judged without a server, and nothing of it is lost."""

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import docx
import pytest
from django.core.management import CommandError, call_command

from honours.campaigns.intake.returning import blank_form
from honours.campaigns.intake.rows import read_filings
from honours.campaigns.management.offline import paper
from honours.config.demo.files import filings
from honours.config.demo.registers import register_of
from honours.registry.readings.places import find_place
from honours.spreadsheets.reading import open_workbook
from tests.campaigns.layouts import LAYOUTS
from tests.spreadsheets.samples import drawn, of_rows

ROOT = Path(__file__).resolve().parents[2]
HEADING = ["序号", "项目名称", "主办单位", "设立依据", "周期", "名额", "是否收费及标准"]


def screened(
    folder: Path, content: bytes, *, place: str = "巴中市", on: str = "2010-06-01"
) -> dict:
    """What the command writes for programs, beside its other files in ``folder``."""
    suffix = "xlsx" if content.startswith(b"PK") else "csv"
    file = folder / f"登记表.{suffix}"
    file.write_bytes(content)
    call_command(
        "screen",
        str(file),
        place=place,
        on=on,
        out=folder,
        stdout=io.StringIO(),
        stderr=io.StringIO(),
    )
    return json.loads((folder / "登记表.findings.json").read_text(encoding="utf-8"))


def rows_in(content: bytes) -> int:
    """Rows with something in them, counted without the reader of registers."""
    workbook = open_workbook(content)
    return sum(
        any(row.cells) or bool(row.oddities) for sheet in workbook.sheets for row in sheet.rows()
    )


def accounted(said: dict) -> int:
    blank = sum(row["kind"] == "blank" for row in said["set_aside"])
    return len(said["items"]) + said["rows"]["faulty"] + len(said["set_aside"]) - blank


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.__name__)
def test_real_catalogues_are_judged_with_nothing_lost(layout, tmp_path):
    content, items = layout()

    said = screened(tmp_path, content)

    assert said["rows"]["read"] == len(items)
    assert accounted(said) == rows_in(content)
    names = [one["name"] for one in said["items"]] + [one["name"] for one in said["faults"]]
    assert sorted(set(names)) == sorted({item["item_name_raw"] for item in items})


def odd_register() -> bytes:
    """Every oddity of the collected data in one workbook of three sheets."""
    rows = [
        [
            "一(一)",
            "全国纪检监察系统先进集体",
            "中央纪委监察部",
            "中办发〔2010〕33号",
            "5年2次",
            "50余",
            "否",
        ],
        ["一(二)", "党风廉政建设好新闻奖", "", "国务院令第５５２号", "每月", "20户", "否"],
        ["二(一)", "劳动模范", "市委、", "无", "2007-2009年度", "名(组)10", "不收费"],
        [
            "二(二)",
            "文明单位",
            "教育部等7个部门",
            "川府发〔2005〕3号",
            "一般五年可提前或延期",
            "",
            "否",
        ],
        [
            "三",
            "科技进步奖",
            "市委宣传部、市文明办、市教育局、市财政局、团市委、市妇联",
            "",
            "一次性",
            "集体或个人5",
            "否",
        ],
        ["四", "铁路建设功臣", "原铁道部", "铁道部令第3号", "“十二五”期间", "项目3", "每户200元"],
        ["五", "", "市人事局", "", "2年", "", ""],
        ["六", "名称被截断的全市先进……", "市人事局", "", "2年", "", ""],
    ]

    def first(book, page):
        page.merge_range(0, 0, 0, 6, "全市评比达标表彰活动登记表")
        page.write(1, 0, "填报单位：市人事局　（公章）")
        page.write_row(2, 0, HEADING)
        page.write_row(3, 0, ["自办项目"])
        for number, row in enumerate(rows, start=4):
            page.write_row(number, 0, row)
        page.merge_range(4, 2, 5, 2, "中央纪委监察部")
        page.write_row(12, 0, ["承办项目"])
        page.write_row(
            13, 0, ["1", "全省先进工作者推荐", "省人事厅", "川委发〔2001〕1号", "4年", "3名", "否"]
        )
        page.write_row(14, 0, ["合计", 9])
        page.write(16, 0, "注：本表一式三份。")

    def second(book, page):
        page.write_row(0, 0, ["主办(承办)单位", "周期", "评比达标表彰项目名称", "备注"])
        page.write_row(1, 0, ["市教育局", "３年", "优秀教师", ""])
        page.write_row(2, 0, ["市教育局", "不定期", "优秀学生", ""])
        page.write_formula(3, 2, "=A2&B2", None, "教育局3年")

    def third(book, page):
        page.write(0, 0, "本表无内容")

    return drawn(("登记表", first), ("附表", second), ("说明", third))


def test_every_oddity_is_read_or_set_aside_or_told(tmp_path):
    content = odd_register()

    said = screened(tmp_path, content)

    assert accounted(said) == rows_in(content)
    assert said["rows"]["in_file"] == said["rows"]["read"] + said["rows"]["set_aside"]
    assert {one["code"] for one in said["faults"]} == {
        "name-missing",
        "name-truncated",
        "formula",
        "hosts-missing",
    }
    kinds = {one["kind"] for one in said["set_aside"]}
    assert {"title", "heading", "section", "total", "note", "unread"} <= kinds
    assert said["rows"]["undertaken"] == 1


def test_the_citys_own_register_comes_to_what_the_demo_proposes(tmp_path):
    said = screened(tmp_path, register_of(filings()))

    assert (said["rows"]["own"], said["rows"]["undertaken"]) == (75, 2)
    assert said["proposed"]["revoke"] == 8
    assert said["proposed"]["suspend"] == 8
    assert said["proposed"]["retain"] == 59
    county = next(one for one in said["items"] if one["name"].startswith("通江县安全生产"))
    assert county["place"] == "511921"
    assert "巴人公〔2010〕10号二（四）" in county["reason"]


def test_the_report_prints_the_figures_with_their_working(tmp_path):
    screened(tmp_path, register_of(filings()))

    paper_text = "\n".join(
        part.text for part in docx.Document(tmp_path / "登记表.report.docx").paragraphs
    )

    assert "减幅10.7%" in paper_text
    assert "（8÷75，四舍五入，保留一位小数）" in paper_text
    assert "未达到巴人公〔2010〕10号二（一）规定的70.0%" in paper_text
    assert "须由有关负责人审定" in paper_text


def test_the_report_says_when_nothing_is_wrong_and_nothing_is_ruled(tmp_path):
    content = of_rows([HEADING, [1, "优秀教师", "市教育局", "《教师法》", "5年", "", "否"]])

    said = screened(tmp_path, content, place="全国", on="1990-01-01")

    text = "\n".join(p.text for p in docx.Document(tmp_path / "登记表.report.docx").paragraphs)
    assert said["proposed"]["retain"] == 1
    assert "没有建议处理的项目。" in text
    assert "没有填写有误的行。" in text
    assert "没有文件规定减幅目标" in text
    assert "未作甄别，请人工核对" in text


def test_a_target_that_is_reached_is_said_to_be(tmp_path):
    content = of_rows([HEADING, [1, "满意商家", "市工商局", "《教师法》", "5年", "", "每户5元"]])

    screened(tmp_path, content)

    text = "\n".join(p.text for p in docx.Document(tmp_path / "登记表.report.docx").paragraphs)
    assert "减幅100.0%" in text
    assert "达到巴人公〔2010〕10号二（一）规定的目标" in text


def test_a_paper_prints_so_many_rows_and_says_how_many_more(tmp_path, monkeypatch):
    monkeypatch.setattr(paper, "MOST_ROWS", 2)

    screened(tmp_path, register_of(filings()))

    text = "\n".join(p.text for p in docx.Document(tmp_path / "登记表.report.docx").paragraphs)
    assert "以上列出前2条，其余14条见甄别结果表格" in text


def test_the_marked_copy_shows_what_the_rules_found_and_reads_back_the_same(tmp_path):
    content = register_of(filings())
    screened(tmp_path, content)
    again = (tmp_path / "登记表.marked.xlsx").read_bytes()

    before = list(read_filings(open_workbook(content)))
    after = list(read_filings(open_workbook(again)))
    marks = "".join(
        cell for sheet in open_workbook(again).sheets for row in sheet.rows() for cell in row.cells
    )

    assert [row.row_key for row in after] == [row.row_key for row in before]
    assert [row.values for row in after] == [row.values for row in before]
    assert "建议撤销。" in marks
    assert "收费总额24,000元（巴清联办〔2010〕5号四）" in marks


def test_an_empty_form_is_judged_as_holding_nothing(tmp_path):
    said = screened(tmp_path, blank_form())

    assert said["rows"]["read"] == 0


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"place": "巴东市"}, "不认识地名“巴东市”。相近的有：.*四川省巴中市（5119）"),
        ({"place": "鼓楼区"}, "叫“鼓楼区”的地方有4个.*请写上级地名"),
        ({"place": "999999"}, "不认识地名“999999”"),
        ({"on": "2010-13-01"}, "日期“2010-13-01”不是日期"),
        ({"file": "没有.xlsx"}, "没有文件"),
        ({"file": "."}, "是目录"),
        ({"file": "空.xlsx"}, "文件是空的"),
        ({"file": "图片.xlsx"}, "图片"),
        ({"file": "无表头.csv"}, "未找到含有“项目名称”一栏的表头"),
        ({"out": "表.csv/结果"}, "不能写入"),
    ],
)
def test_what_cannot_be_done_is_told_in_words(changes, words, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("表.csv").write_text("序号,项目名称\n1,甲\n", encoding="utf-8")
    Path("空.xlsx").write_bytes(b"")
    Path("图片.xlsx").write_bytes(b"\x89PNG\r\n")
    Path("无表头.csv").write_text("甲,乙\n丙,丁\n", encoding="utf-8")
    given = {"file": "表.csv", "place": "巴中市", "on": "2010-06-01", "out": "结果"} | changes

    with pytest.raises(CommandError, match=words):
        call_command("screen", given.pop("file"), **given | {"out": Path(given["out"])})


def test_results_that_cannot_be_written_are_told(tmp_path):
    (tmp_path / "登记表.marked.xlsx").mkdir()

    with pytest.raises(CommandError, match="不能写入"):
        screened(tmp_path, of_rows([HEADING, [1, "甲", "市教育局", "无", "5年", "", "否"]]))


def test_large_files_show_how_far_they_are(tmp_path, monkeypatch):
    monkeypatch.setattr("honours.campaigns.management.commands.screen.SECONDS_BETWEEN", 0)
    lines = ["序号,项目名称,主办单位"]
    # Names that have nothing in common, so that nothing is compared with everything.
    lines += [f"{n},{chr(0x4E00 + 2 * n)}{chr(0x9000 + n)}奖,市教育局" for n in range(1500)]
    file = tmp_path / "大表.csv"
    file.write_text("\n".join(lines), encoding="utf-8")
    told = io.StringIO()

    call_command(
        "screen",
        str(file),
        place="5119",
        on="2010-06-01",
        out=tmp_path,
        stdout=io.StringIO(),
        stderr=told,
    )

    assert "识读 1000/" in told.getvalue()
    assert "甄别 1500/1500" in told.getvalue()


def test_it_runs_as_a_command_without_any_database(tmp_path):
    file = tmp_path / "登记表.csv"
    file.write_text("序号,项目名称,主办单位\n1,十佳企业评比,市工商局\n", encoding="utf-8")
    environment = {**os.environ, "HONOURS_HOME": str(tmp_path / "home"), "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "honours", "screen", str(file)]
    options = ["--place", "巴中市", "--on", "2010-06-01", "--out", str(tmp_path / "结果")]

    done = subprocess.run(  # noqa: S603  our own command
        [*command, *options],
        env=environment,
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    wrong = subprocess.run(  # noqa: S603
        [*command, "--place", "某地", *options[2:]],
        env=environment,
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stderr
    assert "自办1项" in done.stdout
    assert len(list((tmp_path / "结果").iterdir())) == 4
    assert not list((tmp_path / "home").glob("*.sqlite3"))
    assert wrong.returncode == 1
    assert "不认识地名" in wrong.stderr


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("巴中市", "5119"),
        ("巴中", "5119"),
        ("四川省巴中市", "5119"),
        ("511900", "5119"),
        ("四川", "51"),
        ("510000", "51"),
        ("芜湖市鸠江区", "340207"),
        ("通江县", "511921"),
        ("全国", ""),
    ],
)
def test_places_are_known_as_people_write_them(written, code):
    assert find_place(written).code == code


def test_a_place_prints_with_those_above_it():
    assert find_place("通江").full_name == "四川省巴中市通江县"
    assert find_place("北京").full_name == "北京市"
