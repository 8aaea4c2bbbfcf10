"""One test for each row of GB/T 9704-2012 that the file itself can show (GW-01 …)."""

from datetime import date
from hashlib import sha256
from io import BytesIO
from itertools import pairwise

import pytest
from docx import Document
from docx.oxml.ns import qn

from honours.typesetting.document import Attachment, Column, Heading, Paragraph, Run, Table
from honours.typesetting.layout import check_layout
from honours.typesetting.measures import AREA_WIDTH, characters
from honours.typesetting.render import render
from honours.typesetting.vocabulary import Urgency
from tests.typesetting.reading import part, styled, texts, value
from tests.typesetting.samples import notice, report

ORGANS = tuple(f"市级第{number}个部门的规范名称" for number in range(1, 61))


def indent(content: bytes, style: str, side: str) -> int:
    return int(value(styled(content, style)[0], "pPr/ind", side) or 0)


@pytest.mark.parametrize("signers", [("张三",), ("张三", "李立民"), ("张三", "李立民", "王二")])
@pytest.mark.parametrize("organs", [("甲局",), ("甲局", "乙委员会", "丙办公室")])
def test_every_document_passes_its_own_checker(
    signers: tuple[str, ...], organs: tuple[str, ...]
) -> None:
    for is_sealed in (True, False):
        document = report(signers=signers, issuers=organs, is_sealed=is_sealed)
        assert check_layout(render(document)) == []


def test_the_same_document_gives_the_same_bytes() -> None:
    assert render(report()) == render(report())
    digest = sha256(render(report(dated=date(2010, 11, 7)))).hexdigest()
    assert digest != sha256(render(report())).hexdigest()


def test_the_file_names_no_person_and_no_moment_of_the_machine() -> None:
    properties = Document(BytesIO(render(report()))).core_properties
    assert properties.author == "巴中市人力资源和社会保障局"
    assert str(properties.created) == "2010-11-05 00:00:00+00:00"
    assert b"2010-11-05T00:00:00Z" in part(render(report()), "docProps/core.xml")


def test_份号在紧急程度之上_GW20_GW22() -> None:
    content = render(report(copy_serial="000012", urgency=Urgency.EXTRA))
    body = part(content, "word/document.xml").decode()
    assert body.index("000012") < body.index("特急") < body.index("文件")
    assert value(styled(content, "Urgency")[0], "r/rPr/rFonts", "eastAsia") == "黑体"


def test_发文机关标志红色小标宋距版心上边缘35毫米_GW23() -> None:
    for document, lines_above in ((report(), 0), (report(copy_serial="000012"), 1)):
        (mark,) = styled(render(document), "IssuerMark")
        assert int(value(mark, "pPr/spacing", "before")) + lines_above * 579 == 1984
        assert value(mark, "r/rPr/color") == "FF0000"
        assert value(mark, "r/rPr/rFonts", "eastAsia") == "方正小标宋简体"


def test_机关名称长则标志字小_GW23() -> None:
    sizes = [
        int(value(styled(render(report(issuers=(name,))), "IssuerMark")[0], "r/rPr/sz"))
        for name in ("甲局", "巴中市人力资源和社会保障局", "国" * 30)
    ]
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[0] == 96
    assert sizes[-1] == 52


def test_联合行文主办机关在前文件二字居右_GW24() -> None:
    content = render(report(issuers=("主办局", "协办局"), signers=("张三", "李四")))
    assert texts(content, "IssuerMark") == ["主办局", "文件", "协办局", ""]
    alone = render(report(issuers=("主办局", "协办局"), has_document_suffix=False))
    assert texts(alone, "IssuerMark") == ["主办局", "协办局"]


def test_上行文字号居左空一字与签发人同行_GW26_GW28() -> None:
    content = render(report())
    assert texts(content, "UpwardNumber") == ["巴人社发〔2010〕5号签发人：张立民"]
    assert indent(content, "UpwardNumber", "left") == characters(1)
    fonts = [
        run.find(f"{qn('w:rPr')}/{qn('w:rFonts')}").get(qn("w:eastAsia"))
        for run in styled(content, "UpwardNumber")[0].iter(qn("w:r"))
        if run.find(qn("w:t")) is not None
    ]
    assert fonts == ["仿宋_GB2312", "仿宋_GB2312", "楷体_GB2312"]


def test_下行文字号居中没有签发人_GW27_GW28() -> None:
    content = render(notice())
    assert texts(content, "DocumentNumber") == ["巴人社发〔2010〕12号"]
    assert not styled(content, "UpwardNumber")


def test_三名签发人每行两名字号在末行_GW29() -> None:
    content = render(report(signers=("张三", "李立民", "王二麻")))
    assert texts(content, "UpwardNumber") == [
        "签发人：张\u3000三李立民",
        "巴人社发〔2010〕5号王二麻",
    ]
    stops = {
        tuple(tab.get(qn("w:pos")) for tab in line.iter(qn("w:tab")) if tab.get(qn("w:pos")))
        for line in styled(content, "UpwardNumber")
    }
    assert len(stops) == 1, "second line starts under the first name"


def test_姓名过长时签发人每行一名_GW29() -> None:
    content = render(report(signers=("阿卜杜拉·买买提", "欧阳立民")))
    assert len(texts(content, "UpwardNumber")) == 2


def test_红色分隔线与版心等宽_GW30() -> None:
    (line,) = styled(render(report()), "RedLine")
    assert value(line, "pPr/pBdr/bottom", "color") == "FF0000"
    assert line.find(f"{qn('w:pPr')}/{qn('w:ind')}") is None


def test_送审稿标明尚未编号() -> None:
    content = render(report(is_draft=True, number=None, signers=()))
    assert texts(content, "UpwardNumber") == ["（送审稿，尚未编号）"]


def test_主送机关顶格全角冒号_GW42() -> None:
    content = render(notice())
    assert texts(content, "Addressee") == ["各县（区）人民政府、市级各部门："]
    assert indent(content, "Addressee", "left") == 0


def test_六十个主送机关移到版记_GW42_GW62() -> None:
    content = render(notice(addressees=ORGANS))
    assert not styled(content, "Addressee")
    first, second, last = texts(content, "Imprint")
    assert first.startswith("主送：市级第1个")
    assert first.endswith("。")
    assert second.startswith("抄送：")
    assert last.endswith("印发")
    cells = {id(p.getparent()) for p in styled(content, "Imprint")[:2]}
    assert len(cells) == 1, "no rule between 主送 and 抄送"


def test_层次序数和字体_GW44_GW45_GW46() -> None:
    body = tuple(Heading(level, "事项") for level in (1, 2, 3, 4, 4, 3, 2, 1))
    content = render(report(body=(*body, Paragraph.of("好。"))))
    assert texts(content, "Level1") == ["一、事项", "二、事项"]
    assert texts(content, "Level2") == ["（一）事项", "（二）事项"]
    assert texts(content, "Level3") == ["1.事项", "2.事项"]
    assert texts(content, "Level4") == ["（1）事项", "（2）事项"]
    faces = [
        value(styled(content, f"Level{level}")[0], "r/rPr/rFonts", "eastAsia")
        for level in (1, 2, 3, 4)
    ]
    assert faces == ["黑体", "楷体_GB2312", "仿宋_GB2312", "仿宋_GB2312"]


def test_附件说明_GW48() -> None:
    one = render(
        report(figures=(), body=(Paragraph.of("好。"),), attachments=(Attachment("名单"),))
    )
    assert texts(one, "AttachmentNote") == ["附件：名单"]
    two = render(notice(attachments=(Attachment("名单"), Attachment("办法"))))
    assert texts(two, "AttachmentNote") == ["附件：1. 名单", "\u3000\u3000\u30002. 办法"]
    assert [text[-1] for text in texts(two, "AttachmentNote")] == ["单", "法"]


def test_加盖印章时成文日期右空四字_GW49() -> None:
    content = render(report(signatories=("甲局",)))
    assert indent(content, "Dated", "right") == characters(4)
    # 2010年11月5日 is 6.5 characters wide: its middle stands 7.25 from the edge.
    assert indent(content, "Signature", "right") == characters(7.25 - 1)


def test_署名过长时居右日期仍居其中_GW49() -> None:
    content = render(report(signatories=("国" * 20,)))
    assert indent(content, "Signature", "right") == 0
    assert indent(content, "Dated", "right") == characters(10 - 3.25)


@pytest.mark.parametrize(
    ("name", "name_right", "date_right"),
    [("巴中市人力资源和社会保障局", 2, 6.5), ("甲局", 8.5, 2)],
    ids=["署名长于日期", "日期长于署名"],
)
def test_不加盖印章_GW50(name: str, name_right: float, date_right: float) -> None:
    content = render(report(signatories=(name,), is_sealed=False))
    assert indent(content, "Signature", "right") == characters(name_right)
    assert indent(content, "Dated", "right") == characters(date_right)
    starts = [28 - name_right - len(name), 28 - date_right - 6.5]
    assert starts[1] - starts[0] == 2


def test_联合行文四个机关署名每行三个_GW49() -> None:
    content = render(report(signatories=("甲局", "乙局", "丙局", "丁局")))
    assert texts(content, "Signature") == ["甲局", "乙局", "丙局", "丁局", "", ""]


def test_署名与正文末段同页_GW49() -> None:
    content = render(notice())
    assert value(styled(content, "Body")[-1], "pPr/keepNext") == "1"


def test_首页必须显示正文_GW43() -> None:
    """The only paragraph stays on page 1 though the signature behind it no longer fits."""
    many = tuple(Attachment(f"第{number}号名单") for number in range(1, 12))
    for addressees in (ORGANS, ("市级各部门",)):
        content = render(notice(addressees=addressees, attachments=many))
        assert value(styled(content, "Body")[0], "pPr/keepNext") == ""
        assert check_layout(content) == []


def test_附注加圆括号居左空二字_GW54() -> None:
    assert texts(render(report()), "Annotation") == ["（此件公开发布）"]
    assert not styled(render(report(note="")), "Annotation")


def test_附件另面编排_GW55() -> None:
    content = render(notice(attachments=(Attachment("名单", (Paragraph.of("甲。"),)),)))
    (label,) = styled(content, "AnnexLabel")
    assert value(label, "pPr/pageBreakBefore") == "", "present without a value means on"
    assert label.find(f"{qn('w:pPr')}/{qn('w:pageBreakBefore')}") is not None
    assert texts(content, "AnnexTitle") == ["名单"]
    assert texts(content, "AnnexLabel") == ["附件"]


def test_几个附件编号_GW55() -> None:
    annexes = tuple(Attachment(title, (Paragraph.of("甲。"),)) for title in ("名单", "办法"))
    content = render(report(attachments=annexes))
    assert texts(content, "AnnexLabel") == ["附件1", "附件2", "附件3"]
    assert texts(content, "AnnexTitle") == ["名单", "办法", "数据附表"]


def test_版记首末线粗中间线细与版心等宽_GW60() -> None:
    body = Document(BytesIO(render(report()))).element.body
    table = next(t for t in body.iter(qn("w:tbl")) if t.find(f".//{qn('w:tblpPr')}") is not None)
    edges = [
        (value(cell, "tcPr/tcBorders/top", "sz"), value(cell, "tcPr/tcBorders/bottom", "sz"))
        for cell in table.iter(qn("w:tc"))
    ]
    assert edges == [("8", "6"), ("6", "8")]
    assert value(table, "tblPr/tblpPr", "tblpYSpec") == "bottom"
    assert value(table, "tblPr/tblW", "w") == str(AREA_WIDTH)


def test_抄送十二个机关四号仿宋句号结束_GW61() -> None:
    content = render(report(copies_to=ORGANS[:12]))
    line = styled(content, "Imprint")[0]
    assert texts(content, "Imprint")[0].endswith("。")
    assert value(line, "r/rPr/sz") == "28"
    assert value(line, "pPr/ind", "hanging") == "840"


def test_印发机关和印发日期同行_GW63() -> None:
    assert texts(render(report()), "Imprint")[-1] == (
        "巴中市人力资源和社会保障局办公室2010年11月6日印发"
    )


def test_没有版记内容就没有版记() -> None:
    bare = render(report(copies_to=(), printed_by="", printed_on=None))
    assert not styled(bare, "Imprint")


def test_单页码居右双页码居左_GW65() -> None:
    content = render(report())
    assert b'w:jc w:val="right"' in part(content, "word/footer1.xml")
    assert b'w:jc w:val="left"' in part(content, "word/footer2.xml")


def test_figures_are_anchored_and_lead_to_their_row() -> None:
    document = report(
        body=(Paragraph.of("共", Run("75项", "filed"), "，即", Run("七十五项", "filed"), "。"),)
    )
    body = part(render(document), "word/document.xml").decode()
    for anchor in ("figure_1_1", "figure_1_2", "figure_row_1"):
        assert f'w:name="{anchor}"' in body
    assert body.count('w:anchor="figure_row_1"') == 2
    issued = part(render(report(shows_references=False)), "word/document.xml").decode()
    assert "w:hyperlink" not in issued
    assert 'w:name="figure_1_1"' in issued


def test_bookmark_numbers_never_repeat() -> None:
    body = Document(BytesIO(render(report()))).element.body
    numbers = [int(mark.get(qn("w:id"))) for mark in body.iter(qn("w:bookmarkStart"))]
    assert all(a < b for a, b in pairwise(numbers))


def test_表头在各页重复_表格用小字() -> None:
    table = Table((Column("序号"), Column("事项", 4)), (("1", "甲"), ("2", "乙")), "一览表")
    content = render(notice(body=(Paragraph.of("见下表。"), table)))
    assert texts(content, "TableHead") == ["序号", "事项"]
    assert texts(content, "TableCaption") == ["一览表"]
    assert {value(p, "r/rPr/sz") for p in styled(content, "TableText")} == {"21"}
    head = styled(content, "TableHead")[0].getparent().getparent()
    assert head.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None
