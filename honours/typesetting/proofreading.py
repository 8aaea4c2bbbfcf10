"""Judging the wording of a document before it is signed: title, requests, dates, punctuation.

Nothing here is needed to set the page (that is ``checks``). Some findings may be overridden by
a written reason, which the caller keeps in its audit book.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from honours.kernel.verdicts import Citation, Finding, Weight
from honours.typesetting.checks import FORMAT, all_blocks
from honours.typesetting.document import Heading, OfficialDocument, Paragraph
from honours.typesetting.vocabulary import DocumentKind

REGULATIONS = "《党政机关公文处理工作条例》"
OVERRIDABLE = frozenset({"request-in-report", "several-addressees", "title-form"})

_REQUESTS = ("请批准", "请予批准", "请予审批", "恳请", "妥否，请批示", "当否，请批示", "请批示")
_KINDS = "|".join(kind.label for kind in DocumentKind)
_TITLE = re.compile(rf"^.+关于.+的({_KINDS})$")
_HAN = r"\u3400-\u9fff\U00020000-\U0003134f"
_ASCII_PUNCTUATION = re.compile(rf"[{_HAN}]\s*[,;:?!()]|[,;:?!()]\s*[{_HAN}]")
_MISWRITTEN_NUMBER = re.compile(
    r"〔\s*〕|[\[(（【［]\s*(?:\d{4})?\s*[\])）】］]\s*第?\d+号|〕第?0\d*号"
)
_MISWRITTEN_DATE = re.compile(
    r"\d{4}年0\d月|\d{1,2}月0\d日|(?<!\d)\d{2}年\d{1,2}月|\d{4}[-./]\d{1,2}[-./]\d{1,2}"
)
_PLACEHOLDER = re.compile(r"[XxＸ×]{2,}(?=[年月日市县区局省])|某[市县区](?=[委政局])")
_TYPED_NUMBERING = re.compile(
    r"^(?:[一二三四五六七八九十]+、|[（(][一二三四五六七八九十\d]+[）)]|\d+[.、．])"
)
_LAWS = re.compile(
    r"《[^《》]*(?:法|条例|规定|办法|决定|细则|通知|意见|规则|规程|准则)(?:（[^）]*）)?》"
)


def proofread(
    document: OfficialDocument, reasons: Mapping[str, str] | None = None
) -> tuple[Finding, ...]:
    """Every finding on the wording, title first.

    ``reasons`` maps codes of ``OVERRIDABLE`` findings to the reason given for letting them
    stand; such a finding comes back as advice, with the reason in its detail.
    """
    judges = (
        has_proper_title,
        asks_nothing_in_a_report,
        has_one_addressee_upward,
        orders_its_headings,
        names_attachments_plainly,
        speaks_clean_chinese,
    )
    given = reasons or {}
    return tuple(_weighed(found, given) for judge in judges for found in judge(document))


def has_proper_title(document: OfficialDocument) -> Iterator[Finding]:
    """发文机关 + 关于 + 事由 + 文种; book marks only around laws and quoted documents."""
    title = document.title.replace("\n", "")
    if not _TITLE.match(title):
        yield _finding(
            "title-form",
            f"标题“{title}”不完整，应由发文机关、事由和文种组成。",
            "7.3.1",
            f"写作“××关于……的{document.kind.label}”。",
            "title",
        )
    elif not title.endswith(document.kind.label):
        yield _finding(
            "title-kind",
            f"标题的文种与公文种类“{document.kind.label}”不一致。",
            "7.3.1",
            "改正标题或者公文种类。",
            "title",
        )
    if re.search("[《》]", _LAWS.sub("", title)):
        yield _finding(
            "title-book-marks",
            "标题中除法律、法规、规章和所引文件名称外，不使用书名号。",
            "7.3.1",
            "删去书名号。",
            "title",
            Weight.ADVICE,
        )


def asks_nothing_in_a_report(document: OfficialDocument) -> Iterator[Finding]:
    if document.kind is not DocumentKind.REPORT:
        return
    for _, text in _texts(document):
        found = next((words for words in _REQUESTS if words in text), "")
        if found:
            yield Finding(
                "request-in-report",
                f"报告中夹带请示事项：“{found}”。",
                Citation(REGULATIONS, "第十五条"),
                remedy="把请示事项另文上报；确需保留的，写明理由。",
                field="body",
            )


def has_one_addressee_upward(document: OfficialDocument) -> Iterator[Finding]:
    if document.is_upward and len(document.addressees) != 1:
        yield Finding(
            "several-addressees",
            f"上行文原则上主送一个上级机关，现有{len(document.addressees)}个。",
            Citation(REGULATIONS, "第十五条"),
            remedy="只保留一个主送机关，其他机关改为抄送。",
            field="addressees",
        )


def orders_its_headings(document: OfficialDocument) -> Iterator[Finding]:
    """Levels may be skipped but not reversed: what stands side by side is of one level."""
    open_levels: list[int] = []
    for block in document.body:
        if not isinstance(block, Heading):
            continue
        closed = False
        while open_levels and open_levels[-1] > block.level:
            open_levels.pop()
            closed = True
        if closed and (not open_levels or open_levels[-1] != block.level):
            yield _finding(
                "heading-order",
                f"标题“{block.text}”与前面的标题层次颠倒。",
                "7.3.3",
                "同一上级标题之下用同一层次，依次为“一、”“（一）”“1.”“（1）”。",
                "body",
            )
        if not open_levels or open_levels[-1] != block.level:
            open_levels.append(block.level)
        if _TYPED_NUMBERING.match(block.text):
            yield _finding(
                "numbering-typed",
                f"标题“{block.text}”自带序号，会与系统编排的序号重复。",
                "7.3.3",
                "删去标题前的序号。",
                "body",
            )


def names_attachments_plainly(document: OfficialDocument) -> Iterator[Finding]:
    for attachment in document.attachments:
        if attachment.title.endswith(tuple("。；，、.;,")):
            yield _finding(
                "attachment-punctuation",
                f"附件名称“{attachment.title}”后不加标点符号。",
                "7.3.4",
                "删去末尾的标点。",
                "attachments",
            )


def speaks_clean_chinese(document: OfficialDocument) -> Iterator[Finding]:
    """Punctuation, dates and numbers of documents, blanks left to fill, forbidden words."""
    for field, text in _texts(document):
        for code, pattern, message, remedy, clause, weight in _FAULTS_OF_WORDING:
            found = pattern.search(text)
            if found:
                around = text[max(0, found.start() - 6) : found.end() + 6]
                yield _finding(code, f"“{around}”{message}", clause, remedy, field, weight)


_FAULTS_OF_WORDING = (
    (
        "ascii-punctuation",
        _ASCII_PUNCTUATION,
        "在汉字之间用了半角标点。",
        "改用全角标点。",
        "9",
        Weight.ADVICE,
    ),
    (
        "date-form",
        _MISWRITTEN_DATE,
        "的日期写法不合规定。",
        "用阿拉伯数字写全年、月、日，年份四位，月、日不编虚位，例如“2026年1月5日”。",
        "7.3.5.4",
        Weight.ADVICE,
    ),
    (
        "number-form",
        _MISWRITTEN_NUMBER,
        "的发文字号写法不合规定。",
        "年份写四位并用六角括号“〔〕”括入，顺序号不加“第”、不编虚位。",
        "7.2.5",
        Weight.BLOCKING,
    ),
    (
        "placeholder-left",
        _PLACEHOLDER,
        "还有待填的空位。",
        "填写真实内容。",
        "7.3.3",
        Weight.BLOCKING,
    ),
    (
        "no-text-on-page",
        re.compile("此页无正文"),
        "不得标注“此页无正文”。",
        "删去，由排版调整行距或者字距。",
        "7.3.5.5",
        Weight.BLOCKING,
    ),
    (
        "subject-words",
        re.compile("主题词[：:]"),
        "标注了主题词，该要素已经取消。",
        "删去主题词。",
        "7.4",
        Weight.BLOCKING,
    ),
)


def _texts(document: OfficialDocument) -> Iterator[tuple[str, str]]:
    """Every text with the field it stands in; runs of one paragraph are read together."""
    yield "title", document.title.replace("\n", "")
    yield from (("addressees", name) for name in document.addressees)
    for block in all_blocks(document):
        match block:
            case Paragraph():
                yield "body", "".join(run.text for run in block.runs)
            case Heading():
                yield "body", block.text + "".join(run.text for run in block.runs)
            case _:
                yield from (("body", text) for row in block.rows for text in row)


def _weighed(finding: Finding, reasons: Mapping[str, str]) -> Finding:
    reason = reasons.get(finding.code, "").strip()
    if not reason or finding.code not in OVERRIDABLE:
        return finding
    return replace(finding, weight=Weight.ADVICE, detail={"reason": reason})


def _finding(
    code: str, message: str, clause: str, remedy: str, field: str, weight: Weight = Weight.BLOCKING
) -> Finding:
    return Finding(code, message, Citation(FORMAT, clause), remedy, weight, field)
