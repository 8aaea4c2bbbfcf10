"""What came of a register as an official report (.docx, GB/T 9704-2012): figures and tables."""

from collections.abc import Iterator
from decimal import Decimal

from honours.campaigns.management.offline.judging import Judged, Judgement
from honours.campaigns.vocabulary import Outcome
from honours.kernel.rules import Rules
from honours.policies.catalogue import RuleKey
from honours.policies.readings.shipped import shipped_rules
from honours.typesetting.document import (
    Block,
    Column,
    FigureEntry,
    Heading,
    OfficialDocument,
    Paragraph,
    Run,
    Table,
)
from honours.typesetting.render import render
from honours.typesetting.vocabulary import Alignment, DocumentKind
from honours.ui.parts import day_in_words, in_percent

MOST_ROWS = 300
"""A paper holds no more rows of one table; the rest is in the spreadsheet, and it says so."""
ROUNDING = "四舍五入，保留一位小数"
REDUCING = (Outcome.REVOKE, Outcome.MERGE)


def report_paper(judgement: Judgement, *, file_name: str) -> bytes:
    """The report as a draft: nobody has signed for it, so it bears no number."""
    place = judgement.place.name
    document = OfficialDocument(
        kind=DocumentKind.REPORT,
        issuers=(f"{place}清理规范评比达标表彰工作牵头单位",),
        title=f"关于{place}评比达标表彰项目甄别情况的报告",
        unbreakable=(place, "评比达标表彰", "甄别情况", "报告"),
        body=tuple(_body(judgement, file_name)),
        figures=tuple(_figures(judgement)),
        dated=judgement.on,
        is_draft=True,
        is_sealed=False,
    )
    return render(document)


def _body(judgement: Judgement, file_name: str) -> Iterator[Block]:
    day = day_in_words(judgement.on)
    yield Paragraph.of(
        f"现将登记表“{file_name}”依{day}在{judgement.place.full_name}施行的规定甄别的情况报告如下。"
        "以下意见由系统依规则提出，须由有关负责人审定。"
    )
    yield Heading(1, "基本情况")
    yield from _summary(judgement)
    yield Heading(1, "处理建议")
    yield from _proposals(judgement)
    yield Heading(1, "重复设置")
    yield from _groups(judgement)
    yield Heading(1, "需要补正的填报")
    yield from _faults(judgement)
    yield Heading(1, "未作甄别的事项")
    yield _unruled(judgement)


def _summary(judgement: Judgement) -> Iterator[Block]:
    total = len(judgement.rows) + len(judgement.set_aside)
    yield Paragraph.of(
        f"全表共{total}行，其中",
        Run(f"填报{len(judgement.rows)}项", figure="read"),
        f"，标题、表头、合计、空行等{len(judgement.set_aside)}行不作填报。填报中，",
        Run(f"自办{len(judgement.own)}项", figure="own"),
        f"，承办、协办{len(judgement.judged) - len(judgement.own)}项（不重复计数），"
        f"有{len(judgement.faulty)}项填写有误，未作甄别。",
    )
    pieces: list[str | Run] = ["自办项目中，"]
    for outcome in Outcome:
        number = judgement.proposed(outcome)
        if number:
            pieces += [Run(f"建议{outcome.label}{number}项", figure=str(outcome)), "，"]
    pieces[-1] = "。"
    yield Paragraph.of(*pieces)
    if judgement.own:
        yield Paragraph.of(*_reduction(judgement))


def _reduction(judgement: Judgement) -> Iterator[str | Run]:
    """The rate if the proposals are followed, beside the target of the day; a miss is said."""
    gone, of = _reduced(judgement), len(judgement.own)
    share = Decimal(gone) / of
    yield "如照此办理，撤销、合并共"
    yield Run(f"{gone}项，减幅{in_percent(share)}%", figure="reduction")
    yield f"（{gone}÷{of}，{ROUNDING}）"
    rules = Rules.on_day(judgement.on, shipped_rules(), judgement.place.code)
    target = rules.get(RuleKey.REDUCTION_TARGET_MIN)
    if target is None:
        yield "；当日当地没有文件规定减幅目标。"
    elif share >= rules.number(RuleKey.REDUCTION_TARGET_MIN):
        yield f"，达到{target.citation}规定的目标。"
    else:
        wanted = in_percent(rules.number(RuleKey.REDUCTION_TARGET_MIN))
        yield f"，未达到{target.citation}规定的{wanted}%。"


def _reduced(judgement: Judgement) -> int:
    return sum(judgement.proposed(outcome) for outcome in REDUCING)


def _figures(judgement: Judgement) -> Iterator[FigureEntry]:
    own = len(judgement.own)
    yield FigureEntry("read", "填报项数", f"{len(judgement.rows)}项")
    yield FigureEntry("own", "自办项数", f"{own}项")
    for outcome in Outcome:
        number = judgement.proposed(outcome)
        if number:
            yield FigureEntry(str(outcome), f"建议{outcome.label}", f"{number}项")
    if own:
        gone = _reduced(judgement)
        rate = f"{in_percent(Decimal(gone) / own)}%"
        yield FigureEntry("reduction", "减幅", rate, f"{gone}项", f"{own}项", ROUNDING)


def _proposals(judgement: Judgement) -> Iterator[Block]:
    told = [one for one in judgement.judged if one.proposal.outcome is not Outcome.RETAIN]
    if not told:
        yield Paragraph.of("没有建议处理的项目。")
        return
    told.sort(key=lambda one: (list(Outcome).index(one.proposal.outcome), one.item.key))
    columns = (
        Column("项目名称", 4),
        Column("主办单位", 3),
        Column("建议", 1, Alignment.CENTRE),
        Column("理由和依据", 6),
    )
    yield Table(columns, tuple(map(_proposal_row, told[:MOST_ROWS])), caption="建议处理的项目")
    yield from _rest(len(told))


def _proposal_row(one: Judged) -> tuple[str, ...]:
    values = one.item.row.values
    hosts = "、".join(values.hosts.names)
    return values.name, hosts, one.proposal.outcome.label, one.proposal.reason


def _groups(judgement: Judgement) -> Iterator[Block]:
    if not judgement.groups:
        yield Paragraph.of("没有发现名称、主办单位和对象相同或者类似的项目。")
        return
    rows = [
        (f"第{number}组", group.centre.name, pair.second.name, "".join(pair.reasons))
        for number, group in enumerate(judgement.groups, start=1)
        for pair in group.pairs
    ]
    yield Paragraph.of(f"发现相同或者类似的项目{len(judgement.groups)}组，是否重复由经办人判断。")
    columns = (Column("组", 1), Column("项目", 3), Column("与之相似", 3), Column("为什么", 5))
    yield Table(columns, tuple(rows[:MOST_ROWS]), caption="相同或者类似的项目")
    yield from _rest(len(rows))


def _faults(judgement: Judgement) -> Iterator[Block]:
    rows = [
        (f"{row.sheet}第{row.row_number}行", row.values.name, fault.message, fault.remedy)
        for row in judgement.faulty
        for fault in row.faults
    ]
    if not rows:
        yield Paragraph.of("没有填写有误的行。")
        return
    columns = (Column("位置", 2), Column("项目名称", 3), Column("问题", 3), Column("怎样改", 4))
    yield Table(columns, tuple(rows[:MOST_ROWS]), caption="填写有误的行")
    yield from _rest(len(rows))


def _rest(number: int) -> Iterator[Block]:
    if number > MOST_ROWS:
        yield Paragraph.of(f"以上列出前{MOST_ROWS}条，其余{number - MOST_ROWS}条见甄别结果表格。")


def _unruled(judgement: Judgement) -> Paragraph:
    if not judgement.unruled:
        return Paragraph.of("各项规则当日当地均有规定。")
    listed = "；".join(key.label for key in judgement.unruled)
    return Paragraph.of(f"下列事项当日当地没有文件规定，未作甄别，请人工核对：{listed}。")
