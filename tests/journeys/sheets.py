"""The register of a unit as clerks send it: a title, their own headings, a merged cell."""

import io
import zipfile
from pathlib import Path

import xlsxwriter

FAULTY_DAY = "2009年2月30日"
HEADINGS = (
    "序号",
    "活动名称",
    "牵头部门",
    "政策依据",
    "多久评一次",
    "上次开展时间",
    "收费标准",
    "是否强制参加",
    "与资质/利益挂钩",
    "基层负担",
)
LAW = "《中华人民共和国教师法》第三十三条"
ROWS = (
    ("1", "巴中市优秀教师评选", "", LAW, "5年", "2008年9月10日", "否", "否", "否", "否"),
    (
        "2",
        "巴中市十佳学校评比",
        "",
        "无",
        "每年",
        "2009年9月",
        "每校收费２００元",
        "否",
        "否",
        "否",
    ),
    ("3", "巴中市教育宣传先进单位评选", "", "无", "每年", FAULTY_DAY, "否", "否", "否", "否"),
    (
        "4",
        "巴中市教育科研先进个人评选",
        "",
        "市教育局文件",
        "2年",
        "2008年12月",
        "否",
        "否",
        "否",
        "否",
    ),
)


def register_of_education(path: Path) -> Path:
    """Four items, one with a day that no calendar has; below them a row of totals."""
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("登记表")
        sheet.merge_range(0, 0, 0, 9, "巴中市教育局评比达标表彰活动登记表")
        sheet.write(1, 0, "填报日期：2010年5月4日")
        sheet.write_row(2, 0, HEADINGS)
        for at, row in enumerate(ROWS, start=3):
            sheet.write_row(at, 0, row)
        sheet.merge_range(3, 2, 6, 2, "巴中市教育局")
        sheet.write_row(7, 0, ("合计", "4项"))
    return path


def corrected(marked: Path, into: Path, wrong: str, right: str) -> Path:
    """The marked file with one cell put right, everything else as it came."""
    with zipfile.ZipFile(marked) as source, zipfile.ZipFile(into, "w") as target:
        found = 0
        for name in source.namelist():
            content = source.read(name).decode() if name.endswith(".xml") else source.read(name)
            if isinstance(content, str):
                found += content.count(f">{wrong}</t>")
                content = content.replace(f">{wrong}</t>", f">{right}</t>")
            target.writestr(name, content)
    assert found == 1
    return into


def words_in(path: Path) -> str:
    """Every text in the parts of an .xlsx: cells, comments, names of sheets."""
    with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as book:
        return "".join(
            book.read(name).decode() for name in book.namelist() if name.endswith(".xml")
        )
