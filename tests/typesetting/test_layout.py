"""Each departure from the standard is found, and nothing else is."""

from io import BytesIO
from zipfile import ZipFile

import pytest

from honours.typesetting.document import Paragraph
from honours.typesetting.layout import check_layout
from honours.typesetting.render import render
from tests.typesetting.samples import notice, report

DOCUMENT, STYLES, SETTINGS = "word/document.xml", "word/styles.xml", "word/settings.xml"


def altered(content: bytes, name: str, old: str, new: str) -> bytes:
    """The file with one text replaced once in one part."""
    target = BytesIO()
    with ZipFile(BytesIO(content)) as source, ZipFile(target, "w") as archive:
        for entry in source.namelist():
            text = source.read(entry).decode()
            if entry == name:
                assert old in text
                text = text.replace(old, new, 1)
            archive.writestr(entry, text)
    return target.getvalue()


KEPT = '<w:pStyle w:val="Body" /><w:keepNext w:val="1" />'

_NOT_BODY = {"typeface", "type-size"}

TWO = (Paragraph.of("现通知如下。"), Paragraph.of("特此通知。"))

DEPARTURES = [
    ("纸张_GW01", DOCUMENT, 'w:w="11906"', 'w:w="12240"', {"paper", "type-area"}),
    ("天头_GW02", DOCUMENT, 'w:top="2098"', 'w:top="1440"', {"top-margin", "type-area"}),
    ("订口_GW03", DOCUMENT, 'w:left="1588"', 'w:left="1800"', {"binding-margin", "type-area"}),
    ("版心_GW04", DOCUMENT, 'w:right="1474"', 'w:right="1600"', {"type-area"}),
    ("网格_GW06", DOCUMENT, 'w:linePitch="579"', 'w:linePitch="600"', {"grid"}),
    (
        "行距_GW06",
        DOCUMENT,
        KEPT,
        KEPT + '<w:spacing w:line="640" w:lineRule="exact" />',
        {"line-pitch"},
    ),
    ("字体_GW05", DOCUMENT, 'w:eastAsia="仿宋_GB2312"', 'w:eastAsia="宋体"', {"typeface"}),
    ("未指明中文字体_GW05", DOCUMENT, ' w:eastAsia="仿宋_GB2312"', "", {"typeface"}),
    ("字号_GW05", DOCUMENT, '<w:sz w:val="44" />', '<w:sz w:val="36" />', {"type-size"}),
    ("标志颜色_GW23", DOCUMENT, 'w:val="FF0000"', 'w:val="0000FF"', {"mark-colour"}),
    (
        "正文颜色_GW07",
        DOCUMENT,
        '<w:spacing w:val="-6" />',
        '<w:color w:val="0000FF" />',
        {"text-colour"},
    ),
    ("标题加粗_GW40", DOCUMENT, '<w:b w:val="0" />', '<w:b w:val="1" />', {"bold"}),
    (
        "缺标题_GW40",
        DOCUMENT,
        'w:val="OfficialTitle"',
        'w:val="Note"',
        {"title-missing", *_NOT_BODY},
    ),
    ("首行缩进_GW43", STYLES, 'w:firstLineChars="200"', 'w:firstLineChars="0"', {"first-line"}),
    (
        "段落缩进被改_GW43",
        DOCUMENT,
        KEPT,
        KEPT + '<w:ind w:firstLineChars="0" w:firstLine="0" />',
        {"first-line"},
    ),
    ("主送冒号_GW42", DOCUMENT, "市级各部门：", "市级各部门:", {"addressee-colon"}),
    ("成文日期_GW52", DOCUMENT, "2010年11月5日", "2010年11月05日", {"date"}),
    ("署名同页_GW49", DOCUMENT, KEPT, '<w:pStyle w:val="Body" />', {"signature-alone"}),
    ("单双页_GW65", SETTINGS, "<w:evenAndOddHeaders />", "", {"page-number-sides"}),
    ("一字线_GW64", "word/footer1.xml", "— ", "- ", {"page-number"}),
    ("页码位置_GW65", "word/footer2.xml", 'w:val="left"', 'w:val="center"', {"page-number-place"}),
]


@pytest.mark.parametrize(
    ("part", "old", "new", "expected"),
    [case[1:] for case in DEPARTURES],
    ids=[case[0] for case in DEPARTURES],
)
def test_版式走样能查出(part: str, old: str, new: str, expected: set[str]) -> None:
    content = altered(render(notice(body=TWO)), part, old, new)
    findings = check_layout(content)
    assert {finding.code.removeprefix("layout-") for finding in findings} == expected
    assert all(finding.citation and finding.remedy for finding in findings)


def test_表头不重复能查出() -> None:
    content = altered(render(report()), DOCUMENT, "<w:tblHeader />", "")
    assert [finding.code for finding in check_layout(content)] == ["layout-table-head"]


def test_no_grid_at_all_is_found() -> None:
    content = altered(
        render(notice(body=(Paragraph.of("好。"),))), DOCUMENT, "w:docGrid", "w:bidi"
    )
    assert [finding.code for finding in check_layout(content)] == ["layout-grid"]
