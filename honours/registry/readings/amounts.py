"""Money, fees and plain yes or no."""

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from honours.registry.readings.characters import DASH, DIGITS, canonical, decimal_number, is_blank


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in yuan; ``None`` where the text names none."""

    yuan: Decimal | None = None
    raw: str = ""
    is_approximate: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class YesNo:
    """``None``: nobody said, or what they said cannot be taken for either."""

    value: bool | None = None
    raw: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Fee:
    """Whether those taking part pay, and how much each (``per``: 户, 人, …)."""

    charges: bool | None = None
    raw: str = ""
    yuan: Decimal | None = None
    per: str = ""
    note: str = ""


@lru_cache(maxsize=2048)
def read_money(text: str, unit: str = "元") -> Money:
    """``unit`` is what a bare number counts: 元, or 万元 where the heading says so."""
    if is_blank(text):
        return Money(raw=text)
    plain = canonical(text)
    if _NOTHING.fullmatch(plain):
        return Money(Decimal(0), text)
    amounts = list(_AMOUNT.finditer(plain))
    if total := _TOTAL.search(plain):
        amounts = [amount for amount in amounts if amount.start() >= total.start()][:1]
    if not amounts and (bare := _BARE.fullmatch(plain)):
        return Money(_yuan(bare["number"], unit), text, bool(_ROUGH.search(plain)))
    if not amounts:
        return Money(raw=text, note="未能识别金额，请写成“3.5万元”。")
    values = [_yuan(amount["upper"] or amount["number"], amount["unit"]) for amount in amounts]
    notes = [] if len(values) == 1 else [f"文中有{len(values)}笔金额，已相加，请核对。"]
    if any(amount["upper"] for amount in amounts):
        notes.append("金额为一段范围，按上限读取。")
    total_yuan = sum((value for value in values if value is not None), Decimal(0))
    return Money(total_yuan, text, bool(_ROUGH.search(plain)), "".join(notes))


@lru_cache(maxsize=2048)
def read_yes_no(text: str) -> YesNo:
    """Yes or no from the first word; a longer text keeps its doubt in ``note``."""
    if is_blank(text):
        return YesNo(raw=text)
    plain = canonical(text)
    if _NO.fullmatch(plain):
        return YesNo(False, text)
    if _YES.fullmatch(plain):
        return YesNo(True, text)
    if _NO.match(plain):
        return YesNo(False, text, "按“否”读取，另有文字说明，请核对。")
    if _YES.match(plain):
        return YesNo(True, text, "按“是”读取，另有文字说明，请核对。")
    return YesNo(None, text, "未能识别为“是”或“否”，请改填。")


@lru_cache(maxsize=2048)
def read_fee(text: str) -> Fee:
    """``无``, ``不收费``, ``每户200元``, ``100元/人``, ``收取评审费500元``."""
    if is_blank(text):
        return Fee(raw=text)
    plain = canonical(text)
    if _NOTHING.fullmatch(plain):
        return Fee(False, text)
    if _NO_FEE.match(plain):
        doubt = "另写有金额，请核对。" if _AMOUNT.search(plain) else ""
        return Fee(False, text, note=doubt)
    amounts = list(_AMOUNT.finditer(plain))
    if not amounts:
        said = read_yes_no(text)
        note = "" if said.value is False else "未写明收费标准。"
        return Fee(said.value, text, note=said.note if said.value is None else note)
    if len(amounts) > 1:
        return Fee(True, text, note=f"写有{len(amounts)}个收费标准，未合并读取。")
    per = _PER.search(plain)
    yuan = _yuan(amounts[0]["number"], amounts[0]["unit"])
    return Fee(yuan != 0, text, yuan or None, (per[1] or per[2]) if per else "")


_SCALES = {"亿元": 100_000_000, "亿": 100_000_000, "万元": 10_000, "万": 10_000, "千元": 1000}
_SCALES |= {"百元": 100, "元": 1, "块": 1, "圆": 1, "元整": 1}
_NUMBER = rf"(?:\d[\d,]*(?:\.\d+)?|{DIGITS})"
_ROUGH = re.compile("余|约|多万|多元|左右|上下|近|以内|不超过|几")
_AMOUNT = re.compile(
    rf"(?P<number>{_NUMBER})(?:余|多)?(?:(?:万|千|元|万元)?{DASH}(?P<upper>{_NUMBER}))?(?:余|多)?"
    r"(?P<unit>亿元?|万元?|千元|百元|元|块|圆)"
)
_BARE = re.compile(rf"(?:约|近)?(?P<number>{_NUMBER})(?:余|多|左右)?")
_TOTAL = re.compile("(?:合计|总计|共计|总额|共)[:：约]?(?=[\\d零一二两三四五六七八九十百])")
_NOTHING = re.compile(r"无|没有|零|0(?:\.0+)?(?:元|万元)?|不收|未收|无经费|无收费")
_NO_FEE = re.compile("不收|未收|免费|无收费|无偿|没有收|不收取|无需缴|否")
_NO = re.compile("否|不(?!定)|无|没有?|未|非|N(?:o|O)?$|×|✗|0$")
_YES = re.compile("是|有|要求|需|强制|收费|收取|挂钩|必须|应当|Y(?:es|ES)?$|√|✓|✔|1$")
_PER = re.compile(
    "每(?:个|名|一)?(户|人|家|单位|企业|个|校|村|店|项|名)|元/(户|人|家|单位|企业|个|次|年|项|名)"
)


def _yuan(number: str, unit: str) -> Decimal | None:
    value = decimal_number(number)
    return None if value is None else value * _SCALES.get(unit, 1)
