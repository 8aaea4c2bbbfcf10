"""Which column of a filed spreadsheet holds what, in whatever words the heading uses.

The fields are those of the 登记表 in policy §4 and of the application form (附件2). A guess below
``SURE`` is shown to a person, who corrects it once; the correction is remembered for the issuer
under the ``header_signature``.
"""

import hashlib
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from honours.kernel.terms import Term
from honours.registry.readings.amounts import read_money
from honours.registry.readings.characters import canonical
from honours.registry.readings.dates import read_day
from honours.registry.readings.documents import read_basis
from honours.registry.readings.periods import read_period
from honours.registry.vocabulary import PeriodKind


class FilingField(Term):
    """What a unit says of one activity. The wording is that of the official blank form."""

    SEQUENCE = "sequence", "序号"
    NAME = "name", "项目名称"
    KIND = "kind", "类别"
    HOSTS = "hosts", "主办单位"
    CO_HOSTS = "co_hosts", "承办、协办单位"
    UNDERTAKING = "undertaking", "自办或承办"
    BASIS = "basis", "设立依据"
    ESTABLISHED_ON = "established_on", "设立时间"
    PERIOD = "period", "周期"
    LAST_HELD_ON = "last_held_on", "上次开展时间"
    SCOPE = "scope", "评选范围"
    AUDIENCES = "audiences", "面向对象"
    POOL = "pool", "参评总数"
    QUOTA = "quota", "表彰名额"
    PRIZES = "prizes", "奖项设置"
    REWARD = "reward", "奖励标准"
    FEES = "fees", "是否收费及标准"
    FEE_TOTAL = "fee_total", "收费总额"
    FUNDING = "funding", "经费来源及金额"
    COMPULSORY = "compulsory", "是否强制参加"
    TIED_BENEFITS = "tied_benefits", "是否与资质、利益挂钩"
    MATCHING_DEMANDS = "matching_demands", "是否要求下级配套"
    BURDEN = "burden", "是否加重基层、企业和群众负担"
    RETENTION_REASON = "retention_reason", "保留理由"
    PROPOSAL = "proposal", "填报意见"
    FILING_UNIT = "filing_unit", "填报单位"
    REMARKS = "remarks", "备注"
    CONTACT = "contact", "联系人"
    TELEPHONE = "telephone", "联系电话"
    ROW_KEY = "row_key", "行标识"


PERSONAL = frozenset({FilingField.CONTACT, FilingField.TELEPHONE})
"""Recognised so that they can be left out: an item needs no personal data, so none is kept."""

SURE = 0.8
ROW_KEY_HEADING = "行标识(请勿修改)"

Mapped = Mapping[str, str]
"""Column label to field code, as corrected and remembered; an empty code: do not read it."""


@dataclass(frozen=True, slots=True)
class ColumnGuess:
    """What a column seems to hold. ``field=None``: nothing that a filing asks for."""

    column: int
    label: str
    field: FilingField | None
    confidence: float
    why: str

    @property
    def is_sure(self) -> bool:
        return self.confidence >= SURE


def guess_columns(
    labels: Sequence[str], samples: Sequence[Sequence[str]] = ()
) -> list[ColumnGuess]:
    """A guess for every column. ``samples``: some entries, to judge what the heading leaves open.

    A field that several columns claim goes to the surest; sequence, quota, funding and basis may
    be spread over several columns and keep all of them.
    """
    guesses = [
        _guess(column, label, [row[column] for row in samples if column < len(row)])
        for column, label in enumerate(labels)
    ]
    return [_unrivalled(guess, guesses) for guess in guesses]


def recognise(label: str) -> float:
    """How surely a text is the heading of a filing's column."""
    return _by_words(label)[1]


def header_signature(labels: Sequence[str]) -> str:
    """The same for headings that differ only in blanks, width of signs and outer brackets."""
    joined = "\x1f".join(canonical(label) for label in labels).rstrip("\x1f")
    return hashlib.sha256(joined.encode()).hexdigest()[:32]


def apply_mapping(guesses: Sequence[ColumnGuess], mapping: Mapped | None) -> list[ColumnGuess]:
    """The guesses, corrected by what a person has said of each label."""
    if not mapping:
        return list(guesses)
    corrected: list[ColumnGuess] = []
    for guess in guesses:
        code = mapping.get(guess.label, mapping.get(str(guess.column)))
        if code is None:
            corrected.append(guess)
            continue
        field = FilingField(code) if code else None
        corrected.append(ColumnGuess(guess.column, guess.label, field, 1.0, "按已确认的对应关系"))
    return corrected


SPREADABLE = frozenset(
    {
        FilingField.SEQUENCE,
        FilingField.QUOTA,
        FilingField.FUNDING,
        FilingField.BASIS,
        FilingField.CO_HOSTS,
        FilingField.REMARKS,
    }
)

_EXACT: dict[FilingField, str] = {
    FilingField.SEQUENCE: "序号 编号 顺序号 项目序号 序 号",
    FilingField.NAME: "项目名称 名称 活动名称 评比达标表彰项目 评比达标表彰项目名称 评比达标表彰活动名称 "
    "表彰项目 表彰项目名称 评选表彰项目 表彰名称 奖励(命名)名称 事项名称 奖项名称 评比表彰项目名称 项目",
    FilingField.KIND: "类别 类型 项目类别 项目类型 活动类别 活动类型 性质 项目性质 评比/达标/表彰",
    FilingField.HOSTS: "主办单位 主办部门 主办机关 主办(承办)单位 主办单位(承办单位) 主办(承办)部门 "
    "牵头单位 牵头部门 举办单位 举办部门 组织单位 主办 主管单位 主管部门 实施主体 实施部门 行使主体 "
    "授奖(命名)单位 责任单位 表彰单位 表彰机关",
    FilingField.CO_HOSTS: "承办单位 承办部门 协办单位 承办协办单位 承办、协办单位 承办(协办)单位 承办 协办",
    FilingField.UNDERTAKING: "是否自办 自办/承办 自办或承办 自办、承办 自办承办 举办方式 承办类型 办理方式",
    FilingField.BASIS: "设立依据 依据 政策依据 法律依据 文件依据 设定依据 依据文件 设立依据及文号 文号 "
    "设立依据(文件名称及文号) 举办依据 项目依据 批准文件 批准文号 实施依据",
    FilingField.ESTABLISHED_ON: "设立时间 设立日期 设立年份 批准时间 开始时间 首次开展时间 创办时间",
    FilingField.PERIOD: "周期 活动周期 评选周期 表彰周期 举办周期 评比周期 届次周期 频次 开展周期",
    FilingField.LAST_HELD_ON: "上次开展时间 上次开展年度 最近一次开展时间 最近开展时间 上届时间 上次评选时间 "
    "最近一次举办时间 上次举办时间 最近一次表彰时间",
    FilingField.SCOPE: "评选范围 范围 评比范围 表彰范围 参评范围 实施范围 活动范围",
    FilingField.AUDIENCES: "面向对象 对象 评选对象 表彰对象 参评对象 是否面向企业/基层/群众 活动对象 奖励对象",
    FilingField.POOL: "参评数 参评总数 参评单位数 参评人数 参评单位数/人数 符合参评条件的集体和个人总数 参评数量",
    FilingField.QUOTA: "表彰名额 获奖数 名额 评选名额 表彰数 表彰数量 奖励名额 获奖数量 表彰集体数 表彰个人数 "
    "评选数量 表彰奖励名额 集体名额 个人名额",
    FilingField.PRIZES: "奖项设置 奖项 设奖情况 奖项名称及数量 奖励等次 子项目 表彰形式 奖励办法",
    FilingField.REWARD: "奖励标准 奖励金额 奖金 奖金标准 奖金数额 物质奖励 奖励标准(元) 奖励方式及标准",
    FilingField.FEES: "是否收费及标准 是否收费 收费标准 收费情况 是否收费及收费标准 收费标准(元) 收费",
    FilingField.FEE_TOTAL: "收费总额 收费总额(万元) 收费总额(元) 收费金额 2016年度收费总额(万元)",
    FilingField.FUNDING: "经费来源 经费 经费来源及金额 经费预算 资金来源 经费金额 活动经费 经费数额 经费支出",
    FilingField.COMPULSORY: "是否强制参加 是否强制会员参加 是否强制 是否自愿参加 是否强制性参加",
    FilingField.TIED_BENEFITS: "是否与资质、利益挂钩 是否挂钩 是否与利益挂钩 与资质/利益挂钩 是否与资质挂钩 挂钩情况",
    FilingField.MATCHING_DEMANDS: "是否要求下级配套 要求配套 是否要求配套 配套要求 是否要求下级配套奖励",
    FilingField.BURDEN: "是否加重基层、企业和群众负担 是否加重负担 基层负担 对基层企业群众负担 负担情况 "
    "是否增加基层负担 是否加重基层负担 是否加重基层和群众负担",
    FilingField.RETENTION_REASON: "保留理由 理由 保留原因 拟保留理由 保留依据和理由",
    FilingField.PROPOSAL: "填报意见 自查意见 处理意见 自查清理意见 处理决定 拟处理意见 清理意见 建议 审核意见 "
    "自查自纠意见 初审意见",
    FilingField.FILING_UNIT: "填报单位 上报单位 报送单位 申报单位 单位名称 填报部门 所属单位",
    FilingField.REMARKS: "备注 说明 其他 附注 备考",
    FilingField.CONTACT: "联系人 经办人 填表人 填报人 负责人 联系人姓名",
    FilingField.TELEPHONE: "联系电话 电话 手机 手机号 联系方式 电话号码 联系人电话 办公电话",
    FilingField.ROW_KEY: ROW_KEY_HEADING + " 行标识",
}
_WORDS = {word: field for field, words in _EXACT.items() for word in words.split()}

_INSIDE: tuple[tuple[re.Pattern[str], FilingField, float], ...] = tuple(
    (re.compile(pattern), field, confidence)
    for pattern, field, confidence in (
        ("行标识", FilingField.ROW_KEY, 1.0),
        ("电话|手机|联系方式", FilingField.TELEPHONE, 0.9),
        ("联系人|经办人|填表人|身份证|姓名", FilingField.CONTACT, 0.9),
        ("^序号|编号$", FilingField.SEQUENCE, 0.9),
        ("强制(?!涉及)|自愿", FilingField.COMPULSORY, 0.85),
        ("挂钩|利益|资质", FilingField.TIED_BENEFITS, 0.85),
        ("配套", FilingField.MATCHING_DEMANDS, 0.85),
        ("负担", FilingField.BURDEN, 0.85),
        ("收费.*(?:总|额|合计)", FilingField.FEE_TOTAL, 0.85),
        ("收费", FilingField.FEES, 0.85),
        ("保留.*(?:理由|原因)", FilingField.RETENTION_REASON, 0.9),
        ("(?:自查|处理|清理|填报|初审|审核).*(?:意见|决定|结果|建议)", FilingField.PROPOSAL, 0.85),
        ("自办.*承办|是否自办", FilingField.UNDERTAKING, 0.85),
        ("上次|上届|最近|上一次", FilingField.LAST_HELD_ON, 0.85),
        ("(?:设立|批准|创办|首次).*(?:时间|日期|年)", FilingField.ESTABLISHED_ON, 0.85),
        ("依据|文号", FilingField.BASIS, 0.85),
        ("周期|几年一次|频次", FilingField.PERIOD, 0.85),
        ("主办|牵头|举办(?:单位|部门|机关)", FilingField.HOSTS, 0.85),
        ("承办|协办", FilingField.CO_HOSTS, 0.85),
        ("参评.*数|总数", FilingField.POOL, 0.8),
        ("名额|(?:获奖|表彰|评选).*(?:数|量|人数)|(?:集体|个人)数", FilingField.QUOTA, 0.85),
        ("奖金|奖励(?:标准|金额)", FilingField.REWARD, 0.85),
        ("奖项|设奖", FilingField.PRIZES, 0.85),
        ("经费|资金", FilingField.FUNDING, 0.85),
        ("对象", FilingField.AUDIENCES, 0.85),
        ("范围", FilingField.SCOPE, 0.85),
        ("(?:项目|活动|表彰|事项|评比).*名称", FilingField.NAME, 0.9),
        ("填报(?:单位|部门)|报送单位", FilingField.FILING_UNIT, 0.85),
        ("类[别型]", FilingField.KIND, 0.8),
        ("评比.*表彰|表彰.*(?:项目|活动)", FilingField.NAME, 0.7),
        ("(?:组织|实施|责任|主管)(?:单位|部门|机关)", FilingField.HOSTS, 0.6),
        ("备注|说明", FilingField.REMARKS, 0.8),
        ("时间|日期|年度|年份", FilingField.LAST_HELD_ON, 0.5),
        ("^(?:单位|部门|机关)$", FilingField.FILING_UNIT, 0.6),
        ("(?<!获奖)(?<!批准)(?:单位|部门|机关)$", FilingField.HOSTS, 0.5),
        ("奖励|表彰", FilingField.PRIZES, 0.4),
        ("意见|决定", FilingField.PROPOSAL, 0.6),
    )
)
_UNITS = re.compile(r"[(（](?:元|万元|个|人|名|盖章|必填|选填|年|户|家)[)）]|[*＊:：]")
_HOSTS_WITH_UNDERTAKERS = re.compile(r"主办.*承办")


@lru_cache(maxsize=4096)
def _by_words(label: str) -> tuple[FilingField | None, float, str]:
    printed = canonical(label).split("#")[0]
    plain = _UNITS.sub("", printed)
    if not plain or len(plain) > 40:
        return None, 0.0, ""
    for text in (printed, plain):
        if text in _WORDS:
            return _WORDS[text], 1.0, f"栏目名为“{label}”"
    for pattern, field, confidence in _INSIDE:
        if match := pattern.search(plain):
            length_doubt = 0.0 if len(plain) <= 14 else 0.15
            return field, confidence - length_doubt, f"栏目名含“{match[0]}”"
    return None, 0.0, ""


def _guess(column: int, label: str, samples: Sequence[str]) -> ColumnGuess:
    field, confidence, why = _by_words(label)
    filled = [text for text in samples if text]
    if field is not None and confidence >= SURE:
        return ColumnGuess(column, label, field, confidence, why)
    seen, share = _by_samples(filled)
    if seen is None:
        return ColumnGuess(column, label, field, confidence, why or "栏目名未见过，内容也看不出")
    if seen is field:
        return ColumnGuess(column, label, field, min(0.95, confidence + 0.25), f"{why}，内容相符")
    if field is None or share * 0.7 > confidence:
        return ColumnGuess(column, label, seen, share * 0.7, f"按内容推测为“{seen.label}”")
    return ColumnGuess(column, label, field, confidence, why)


_LOOKS: tuple[tuple[FilingField, Callable[[str], bool]], ...] = (
    (FilingField.TELEPHONE, re.compile(r"1\d{10}|0\d{2,3}-?\d{7,8}").fullmatch),
    (
        FilingField.SEQUENCE,
        re.compile(r"\d{1,5}|[一二三四五六七八九十]+(?:\([一二三四五六七八九十]+\))?").fullmatch,
    ),
    (FilingField.PERIOD, lambda t: len(t) < 16 and read_period(t).kind is not PeriodKind.UNKNOWN),
    (FilingField.BASIS, lambda text: bool(read_basis(text).numbers or read_basis(text).titles)),
    (FilingField.LAST_HELD_ON, lambda text: read_day(text).value is not None),
    (FilingField.FUNDING, lambda t: "元" in t and read_money(t).yuan is not None),
    (FilingField.HOSTS, re.compile(r".{2,20}(?:局|厅|委|办|部|会|府|院|联|公室)").fullmatch),
    (
        FilingField.NAME,
        re.compile(r".{4,}(?:先进|优秀|奖|模范|标兵|表彰|评选|评比|创建|达标).{0,20}").fullmatch,
    ),
)


def _by_samples(samples: Sequence[str]) -> tuple[FilingField | None, float]:
    """The field most samples look like, and what share of them does."""
    best: tuple[FilingField | None, float] = (None, 0.0)
    for field, looks in _LOOKS:
        share = sum(1 for text in samples if looks(text)) / len(samples) if samples else 0.0
        if share > max(best[1], 0.6):
            best = (field, share)
    return best


def _unrivalled(guess: ColumnGuess, guesses: Sequence[ColumnGuess]) -> ColumnGuess:
    """The guess, unless another column is surer of the same field."""
    if guess.field is None or guess.field in SPREADABLE | PERSONAL:
        return guess
    rivals = [other for other in guesses if other.field is guess.field]
    surest = max(rivals, key=lambda other: (other.confidence, -other.column))
    if surest is guess:
        return guess
    why = f"“{surest.label}”更像“{guess.field.label}”"
    return ColumnGuess(guess.column, guess.label, None, 0.3, why)
