"""How many are honoured: 先进集体60个、先进个人150名, 50余, 180→200, 每次不超过30人."""

import re
from dataclasses import dataclass
from functools import lru_cache

from honours.registry.readings.characters import DIGITS, canonical, is_blank, whole_number


@dataclass(frozen=True, slots=True)
class Quota:
    """Places by who may take them. ``None``: the text names no such places.

    ``other`` counts places that the text gives to neither (results, works) or leaves open
    (集体或个人, a bare number); ``note`` says which.
    """

    raw: str = ""
    collectives: int | None = None
    individuals: int | None = None
    other: int | None = None
    is_approximate: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class Count:
    """A number of units or persons, as 参评总数 gives it."""

    value: int | None = None
    raw: str = ""
    unit: str = ""
    is_approximate: bool = False
    note: str = ""


NO_QUOTA = Quota()


@lru_cache(maxsize=2048)
def read_quota(text: str) -> Quota:
    """Never raises. Several items are added up by who takes them."""
    if is_blank(text):
        return Quota(text)
    plain = canonical(text)
    if plain in ("无", "没有", "0"):
        return Quota(text, 0, 0)
    sums: dict[str, int] = {}
    notes: list[str] = []
    for item in _ITEM.finditer(_CHANGED.sub(r"\2", _ASIDE.sub("", plain))):
        number = whole_number(item["number"])
        if number is not None:
            taker = _taker(item["label"], item["unit"], item["after"])
            sums[taker] = sums.get(taker, 0) + number
    if not sums:
        return Quota(text, note="未能识别名额，请写成“集体×个、个人×名”。")
    if _CHANGED.search(plain):
        notes.append("名额有调整，按调整后的数读取。")
    if "either" in sums:
        notes.append("集体与个人未分开。")
    if _CEILING.search(plain):
        notes.append("所写为上限。")
    undivided = sums.get("other", 0) + sums.get("either", 0)
    return Quota(
        text,
        sums.get("collective"),
        sums.get("individual"),
        undivided or None,
        bool(_ROUGH.search(plain)),
        "".join(notes),
    )


@lru_cache(maxsize=2048)
def read_count(text: str) -> Count:
    """One number with its unit. Several numbers are left unread, with a note."""
    if is_blank(text):
        return Count(raw=text)
    plain = canonical(text).replace(",", "")
    found = _COUNT.findall(plain)
    if len(found) != 1:
        return Count(raw=text, note="未能识别为一个数，请只填一个总数。")
    digits, thousands, unit = found[0]
    number = whole_number(digits)
    value = number and number * (10_000 if thousands else 1)
    return Count(value if number else number, text, unit, bool(_ROUGH.search(plain)))


_ROUGH = re.compile("余|约|多[个名人户项]|左右|上下|大概|近|几")
_CEILING = re.compile("不超过|不多于|不高于|以内|以下|至多|最多|上限")
_CHANGED = re.compile(r"(\d+)(?:个|名)?(?:→|->|—>|调整为|改为|增至|减至)(\d+)")
_ASIDE = re.compile(
    r"\d{4}年(?:以来)?|第\d+届|不?(?:超过|多于|低于|少于)?\d+(?:\.\d+)?[%％]|[A-Za-z]+:"
)
_UNIT = r"名\(组\)|个\(名\)|个|名|人|位|户|家|项目|项|件|篇|组|块|枚|所|支"
_ITEM = re.compile(
    rf"(?P<label>[^\d、,;；，。:：零〇一二两三四五六七八九十百]*)(?P<number>{DIGITS})"
    rf"(?:余|多)?(?P<unit>{_UNIT})?(?P<after>[^\d、,;；，。:：]{{0,12}})"
)
_COUNT = re.compile(rf"({DIGITS})(万)?(?:余|多)?({_UNIT}|)")
_EITHER = re.compile(
    r"集体(?:或|、|和|/)个人|集体\(个人\)|单位(?:或|/)个人|个人(?:或|/)集体|单位\(个人\)"
)
_PERSONAL = re.compile(
    "个人|工作者|标兵|教师|党员|干部|团员|劳模|劳动模范|人物|能手|工匠|园丁|法官|警察|军人|职工|红旗手|"
    "班主任|奖章|学生|者$|员$|人$|手$|家$|师$"
)
_COLLECTIVE = re.compile(
    "集体|单位|组织|企业|法院|部门|乡镇|镇|县|市|村|学校|支部|团委|班组|户|家庭|站|城市|社区|先锋号|"
    "文明岗|机关|园区|区|科室|奖状|窗口|合作社|农场|公司|班子|基层|所$|队$|委$"
)


def _taker(label: str, unit: str | None, after: str) -> str:
    if unit in ("名(组)", "个(名)") or _EITHER.search(label) or _EITHER.search(after):
        return "either"
    if unit in ("名", "人", "位"):
        return "individual"
    words = label if label.strip("共计各约近(") else after
    if unit in ("户", "家", "所", "支"):
        return "collective"
    if _PERSONAL.search(words):
        return "individual"
    if _COLLECTIVE.search(words) or unit in ("组",):
        return "collective"
    return "other" if unit in ("项", "项目", "件", "篇") or words else "either"
