"""What keeps a document from being set at all. Wording is judged in ``proofreading``."""

import re
from collections.abc import Iterable, Iterator

from honours.kernel.verdicts import Citation, Finding
from honours.typesetting.document import Block, Heading, OfficialDocument, Paragraph, Run, Table
from honours.typesetting.number import faults_in_number

FORMAT = "GB/T 9704-2012"


def faults_of(document: OfficialDocument) -> tuple[Finding, ...]:
    """Every fault of form, in the order of the page. Empty where the document can be set."""
    judges = (
        is_not_classified,
        has_lawful_serial,
        names_its_issuers,
        has_number,
        is_signed_for,
        has_title_and_body,
        headings_have_known_levels,
        quotes_known_figures,
        tables_are_even,
        note_stands_alone,
        is_printed_by_somebody,
    )
    return tuple(fault for judge in judges for fault in judge(document))


def is_not_classified(document: OfficialDocument) -> Iterator[Finding]:
    if document.secrecy:
        yield _fault(
            "classified",
            "本系统不处理涉密内容，不得填写密级。",
            "7.2.2",
            "涉密公文请在涉密信息系统中办理，并从本系统删除有关内容。",
            "secrecy",
        )


def has_lawful_serial(document: OfficialDocument) -> Iterator[Finding]:
    if document.copy_serial and not re.fullmatch(r"[0-9]{6}", document.copy_serial):
        yield _fault(
            "copy-serial",
            f"份号“{document.copy_serial}”应为6位阿拉伯数字。",
            "7.2.1",
            "写作“000001”的形式，或者留空。",
            "copy_serial",
        )


def names_its_issuers(document: OfficialDocument) -> Iterator[Finding]:
    if not any(name.strip() for name in document.issuers):
        yield _fault(
            "issuer-missing",
            "没有发文机关标志。",
            "7.2.4",
            "填写发文机关全称或者规范化简称。",
            "issuers",
        )


def has_number(document: OfficialDocument) -> Iterator[Finding]:
    if document.number is not None:
        yield from faults_in_number(str(document.number))
    elif not document.is_draft:
        yield _fault(
            "number-missing",
            "没有发文字号。",
            "7.2.5",
            "登记编号后再行印制；未编号的按送审稿输出。",
            "number",
        )


def is_signed_for(document: OfficialDocument) -> Iterator[Finding]:
    if document.is_upward and not document.is_draft and not document.signers:
        yield _fault(
            "signer-missing",
            f"上行文“{document.kind.label}”应当标注签发人。",
            "7.2.6",
            "由单位主要负责人签发后，填写签发人姓名。",
            "signers",
        )
    if document.signers and not document.is_upward:
        yield _fault(
            "signer-unexpected",
            f"“{document.kind.label}”不是上行文，不标注签发人。",
            "7.2.6",
            "删去签发人。",
            "signers",
        )


def has_title_and_body(document: OfficialDocument) -> Iterator[Finding]:
    if not document.title.strip():
        yield _fault("title-missing", "没有标题。", "7.3.1", "填写标题。", "title")
    if not document.body:
        yield _fault(
            "body-missing", "没有正文，公文首页必须显示正文。", "7.3.3", "填写正文。", "body"
        )


def headings_have_known_levels(document: OfficialDocument) -> Iterator[Finding]:
    for block in all_blocks(document):
        if isinstance(block, Heading) and block.level not in {1, 2, 3, 4}:
            yield _fault(
                "heading-level",
                f"标题“{block.text}”的层次为{block.level}，结构层次只有四级。",
                "7.3.3",
                "改为第一至第四层。",
                "body",
            )


def quotes_known_figures(document: OfficialDocument) -> Iterator[Finding]:
    known = {entry.key for entry in document.figures}
    for run in all_runs(document):
        if run.figure and run.figure not in known:
            yield Finding(
                "figure-unknown",
                f"正文“{run.text}”引用的数据“{run.figure}”不在数据附表中。",
                remedy="把该项数据列入附表，或者取消引用。",
                field="figures",
            )


def tables_are_even(document: OfficialDocument) -> Iterator[Finding]:
    for block in all_blocks(document):
        if isinstance(block, Table) and any(len(row) != len(block.columns) for row in block.rows):
            yield Finding(
                "table-uneven",
                f"表格“{block.caption}”有的行与表头列数不同。",
                remedy="补齐各行，使其与表头列数一致。",
                field="body",
            )


def note_stands_alone(document: OfficialDocument) -> Iterator[Finding]:
    if re.search(r"[()（）]", document.note):
        yield _fault(
            "note-brackets",
            "附注的圆括号由系统加注，不必填写。",
            "7.3.6",
            "只填写括号内的文字，例如“此件公开发布”。",
            "note",
        )


def is_printed_by_somebody(document: OfficialDocument) -> Iterator[Finding]:
    if bool(document.printed_by) != (document.printed_on is not None):
        yield _fault(
            "imprint-incomplete",
            "印发机关和印发日期应当同时标注。",
            "7.4.2",
            "两项都填写，或者都留空。",
            "printed_by",
        )


def all_blocks(document: OfficialDocument) -> Iterator[Block]:
    """The blocks of the body, then those of the attachments."""
    yield from document.body
    for attachment in document.attachments:
        yield from attachment.blocks


def all_runs(document: OfficialDocument) -> Iterator[Run]:
    yield from runs_in(all_blocks(document))


def runs_in(blocks: Iterable[Block]) -> Iterator[Run]:
    for block in blocks:
        if isinstance(block, Paragraph | Heading):
            yield from block.runs


def _fault(code: str, message: str, clause: str, remedy: str, field: str) -> Finding:
    return Finding(code, message, Citation(FORMAT, clause), remedy=remedy, field=field)
