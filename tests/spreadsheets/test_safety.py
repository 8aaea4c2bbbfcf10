"""What is refused before it is parsed, each with a reason and a way out (IN-03, IN-04)."""

import io
import struct
import zipfile
from dataclasses import replace

import pytest

from honours.kernel.verdicts import Refusal
from honours.spreadsheets.limits import DEFAULT
from honours.spreadsheets.reading import open_workbook
from tests.spreadsheets.samples import drawn, of_rows, part_of, with_parts, with_sheet_xml

PLAIN = of_rows([["序号", "项目名称"], [1, "先进集体"]])
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600
SHEET = "xl/worksheets/sheet1.xml"


def read_through(content: bytes, name: str, limits) -> None:
    for sheet in open_workbook(content, name, limits).sheets:
        list(sheet.rows())


def refusal_of(content: bytes, name: str = "登记表.xlsx", limits=DEFAULT) -> str:
    with pytest.raises(Refusal) as refused:
        read_through(content, name, limits)
    (finding,) = refused.value.findings
    assert finding.message.endswith("。")
    assert finding.remedy.endswith(("。", "”。"))
    return finding.code


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "file-empty"),
        (b" \r\n ", "file-empty"),
        (b"%PDF-1.7 ...", "wrong-kind-of-file"),
        (b"{\\rtf1", "wrong-kind-of-file"),
        (b"\xff\xd8\xff\xe0", "wrong-kind-of-file"),
        (b"Rar!\x1a\x07", "wrong-kind-of-file"),
        (b"<html><table>", "wrong-kind-of-file"),
        (b"\xef\xbb\xbf<?xml version='1.0'?>", "wrong-kind-of-file"),
        (b"a,b\x00\x01\xff\xfe", "encoding-unknown"),
        (b"\x00\x00\x00\x00", "wrong-kind-of-file"),
        (OLE + "Workbook".encode("utf-16-le"), "old-format"),
        (OLE + "WordDocument".encode("utf-16-le"), "wrong-kind-of-file"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "file-encrypted"),
        (b"PK\x03\x04 and nothing more", "archive-broken"),
    ],
    ids=ascii,
)
def test_another_kind_of_file_is_refused(content, code):
    assert refusal_of(content) == code


def test_an_old_file_is_told_how_to_save_itself():
    with pytest.raises(Refusal, match="旧版") as refused:
        open_workbook(OLE, "登记表.xls")
    assert "Excel 工作簿（*.xlsx）" in refused.value.findings[0].remedy


def test_a_file_too_large_is_refused_unread(tmp_path):
    path = tmp_path / "大.xlsx"
    path.write_bytes(PLAIN)
    small = replace(DEFAULT, file_bytes=100)
    with pytest.raises(Refusal, match="超过"):
        open_workbook(path, limits=small)
    assert open_workbook(path).file_name == "大.xlsx"


@pytest.mark.parametrize(
    ("parts", "code"),
    [
        ({"xl/vbaProject.bin": b"x"}, "has-macros"),
        ({"xl/macrosheets/sheet1.xml": "<a/>"}, "has-macros"),
        ({"xl/externalLinks/externalLink1.xml": "<a/>"}, "external-links"),
        ({"xl/connections.xml": "<a/>"}, "external-links"),
        ({"xl/embeddings/oleObject1.bin": b"x"}, "embedded-object"),
        ({"xl/activeX/activeX1.xml": "<a/>"}, "embedded-object"),
        ({"xl/media/a.xlsx": b"x"}, "archive-nested"),
        ({"xl/media/a.bin": b"PK\x03\x04"}, "archive-nested"),
        ({"../evil.xml": "<a/>"}, "archive-path"),
        ({"/evil.xml": "<a/>"}, "archive-path"),
        ({"xl/a.xml": "<!DOCTYPE a [<!ENTITY b 'c'>]><a/>"}, "xml-entities"),
        ({"xl/a.xml": "<?xml version='1.0' encoding='utf-7'?><a/>"}, "xml-encoding"),
        ({"xl/a.xml": "<a/>".encode("utf-16")}, "xml-encoding"),
        ({"xl/a.xml": "<a><ddeLink/></a>"}, "external-links"),
        (
            {"xl/workbook.xml": '<workbook><sheet name="甲" r:id="rId9"/></workbook>'},
            "archive-broken",
        ),
        ({SHEET: "<!DOCTYPE a><worksheet/>"}, "xml-entities"),
        ({SHEET: "<worksheet>".encode("utf-16")}, "xml-encoding"),
    ],
)
def test_a_container_with_more_than_cells_is_refused(parts, code):
    assert refusal_of(with_parts(PLAIN, parts)) == code


def test_macros_declared_by_another_name_are_refused():
    types = part_of(PLAIN, "[Content_Types].xml").replace("sheet.main", "sheet.macroEnabled.main")
    assert refusal_of(with_parts(PLAIN, {"[Content_Types].xml": types})) == "has-macros"


def test_pictures_are_let_through():
    assert open_workbook(with_parts(PLAIN, {"xl/media/image1.png": b"\x89PNG"})).sheets


@pytest.mark.parametrize(
    ("kind", "is_refused"), [("hyperlink", False), ("attachedTemplate", True), ("oleLink", True)]
)
def test_only_hyperlinks_may_lead_outside(kind, is_refused):
    relations = (
        '<Relationships><Relationship Id="rId1" TargetMode="External" Target="http://x/" '
        f'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}"/>'
        "</Relationships>"
    )
    content = with_parts(PLAIN, {"xl/worksheets/_rels/sheet1.xml.rels": relations})
    if is_refused:
        assert refusal_of(content) == "external-links"
    else:
        assert open_workbook(content).sheets


def test_a_zip_that_is_no_workbook_is_refused():
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("a.txt", "x")
    assert refusal_of(content.getvalue()) == "not-a-workbook"


@pytest.mark.parametrize(
    "limits",
    [
        replace(DEFAULT, entries=3),
        replace(DEFAULT, unpacked_bytes=1000),
        replace(DEFAULT, ratio=1),
    ],
)
def test_bombs_are_refused_by_entries_size_and_ratio(limits):
    assert refusal_of(PLAIN, limits=limits) == "archive-bomb"


def test_a_real_bomb_is_refused_by_its_ratio():
    assert refusal_of(with_parts(PLAIN, {"xl/a.xml": b"0" * 30_000_000})) == "archive-bomb"


def test_a_size_that_lies_is_found_by_the_bytes_that_come_out():
    content = with_parts(PLAIN, {"xl/a.xml": b"<a>" + b"0" * 5000 + b"</a>"})
    honest = struct.pack("<L", 5007)
    for lie, code in (
        (struct.pack("<L", 50), "archive-bomb"),
        (struct.pack("<L", 9000), "archive-lies"),
    ):
        assert refusal_of(content.replace(honest, lie)) == code


def test_overlapping_parts_are_refused():
    content = bytearray(PLAIN)
    first = content.index(b"PK\x01\x02")
    second = content.index(b"PK\x01\x02", first + 4)
    content[second + 42 : second + 46] = content[first + 42 : first + 46]
    assert refusal_of(bytes(content)) == "archive-overlap"


def test_encrypted_and_linked_parts_are_refused():
    entry = PLAIN.index(b"PK\x01\x02")
    encrypted = bytearray(PLAIN)
    encrypted[entry + 8] |= 1
    assert refusal_of(bytes(encrypted)) == "archive-encrypted"
    linked = bytearray(PLAIN)
    linked[entry + 38 : entry + 42] = struct.pack("<L", 0o120777 << 16)
    assert refusal_of(bytes(linked)) == "archive-path"


def test_broken_bytes_are_refused():
    entry = PLAIN.index(b"PK\x01\x02")
    strange = bytearray(PLAIN)
    strange[entry + 10] = 12
    assert refusal_of(bytes(strange)) == "archive-broken"
    moved = bytearray(PLAIN)
    moved[entry + 42 : entry + 46] = struct.pack("<L", len(PLAIN) - 10)
    assert refusal_of(bytes(moved)) in ("archive-broken", "archive-overlap")
    short = bytearray(PLAIN)
    short[entry + 42 : entry + 46] = struct.pack("<L", entry)
    assert refusal_of(bytes(short)) == "archive-broken"
    stretched = bytearray(PLAIN)
    stretched[entry + 20 : entry + 24] = struct.pack("<L", len(PLAIN))
    assert refusal_of(bytes(stretched)) == "archive-broken"
    spoiled = bytearray(PLAIN)
    spoiled[60:90] = b"\xff" * 30
    assert refusal_of(bytes(spoiled)).startswith("archive-")


def test_too_many_sheets_are_refused():
    content = drawn(("甲", lambda *_: None), ("乙", lambda *_: None))
    assert refusal_of(content, limits=replace(DEFAULT, sheets=1)) == "too-many-sheets"


def far_cell(reference: str, attribute: str = "r") -> bytes:
    """A sheet with one more cell at ``reference``, although it claims to be small."""
    return with_sheet_xml(
        PLAIN,
        lambda xml: xml.replace(
            "</sheetData>",
            f'<row r="9"><c {attribute}="{reference}"><v>1</v></c></row></sheetData>',
        ),
    )


@pytest.mark.parametrize("reference", ["XFD1048576", "A200001", "GS9", "ZZ9"])
def test_one_value_in_the_last_corner_is_refused_before_it_takes_the_memory(reference):
    assert refusal_of(far_cell(reference)) == "sheet-too-large"


@pytest.mark.parametrize(
    "change",
    [
        lambda xml: xml.replace("<c ", "<x:c ").replace("</c>", "</x:c>").replace("A2", "XFD2"),
        lambda xml: xml.replace('r="A2"', "r='XFD2'"),
        lambda xml: xml.replace('<c r="A2"', '<c foo=">" r="XFD2"'),
        lambda xml: xml.replace(
            "</row></sheetData>", "<c><v>1</v></c>" * 300 + "</row></sheetData>"
        ),
        lambda xml: xml.replace("<dimension", "<dim").replace("A2", "XFD2"),
    ],
)
def test_a_far_cell_cannot_hide_behind_an_unusual_spelling(change):
    assert refusal_of(with_sheet_xml(PLAIN, change)) == "sheet-too-large"


def test_a_tag_that_cannot_be_followed_is_refused():
    content = with_sheet_xml(PLAIN, lambda xml: xml.replace('<c r="A2"', '<c foo="<" r="XFD2"'))
    assert refusal_of(content) == "sheet-broken"


def test_unclosed_quotes_cannot_make_the_scan_crawl():
    content = with_sheet_xml(
        PLAIN, lambda xml: xml.replace("<sheetData>", "<sheetData>" + '<c a="' * 400_000)
    )
    assert refusal_of(content, limits=replace(DEFAULT, ratio=10_000)) == "sheet-broken"


def test_a_sheet_that_the_parser_cannot_read_is_refused():
    content = with_sheet_xml(PLAIN, lambda xml: xml.replace("<v>0</v>", "<v>99</v>"))
    assert refusal_of(content) in ("sheet-broken", "archive-broken")


def test_a_wide_and_long_sheet_is_refused_by_its_area():
    limits = replace(DEFAULT, cells=3)
    assert refusal_of(PLAIN, limits=limits) == "sheet-too-large"


def test_formatted_blanks_far_out_do_no_harm():
    content = with_sheet_xml(
        PLAIN,
        lambda xml: xml.replace('ref="A1:B2"', 'ref="A1:XFD2"').replace(
            "</row></sheetData>", '<c r="XFD2" s="0"/></row></sheetData>'
        ),
    )
    (sheet,) = open_workbook(content).sheets
    assert [row.cells for row in sheet.rows()] == [("序号", "项目名称"), ("1", "先进集体")]


def test_an_endless_row_is_refused():
    content = with_sheet_xml(
        PLAIN,
        lambda xml: xml.replace("<sheetData>", "<sheetData>" + " <a b='1234567'/>" * 1_200_000),
    )
    limits = replace(DEFAULT, ratio=10_000)
    assert refusal_of(content, limits=limits) == "sheet-broken"


def test_rows_and_columns_of_a_text_file_are_limited():
    limits = replace(DEFAULT, rows=2, columns=3)
    assert refusal_of("甲\n乙\n丙\n".encode(), "a.csv", limits) == "sheet-too-large"
    assert refusal_of("甲,乙,丙,丁\n".encode(), "a.csv", limits) == "sheet-too-large"
    assert refusal_of(b'"' + b"x" * 200_000, "a.csv") == "csv-broken"
