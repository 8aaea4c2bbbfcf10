"""How names are read: one person under one spelling, one body under the many it goes by."""

import re
import unicodedata
from collections.abc import Iterator
from itertools import product

PARTY_HEADS = ("中国共产党", "中共")
YOUTH_HEADS = ("中国共产主义青年团", "共产主义青年团", "共青团")
PEOPLES = (
    "藏|彝|羌|苗|侗|壮|回|满|瑶|白|傣|黎|畲|土|怒|佤|水|土家|布依|仡佬|景颇|傈僳|哈尼|拉祜|纳西|"
    "蒙古|朝鲜|哈萨克|柯尔克孜|塔吉克|达斡尔|鄂温克|鄂伦春|锡伯|东乡|撒拉|保安|裕固|仫佬|毛南|独龙|普米|布朗"
)
PLACE_ENDINGS = re.compile(
    rf"(?:(?:(?:{PEOPLES})族|维吾尔)*自治(?:区|州|县|旗)|地区|省|市|区|县|盟|旗|镇|乡|街道)$"
)
PARTY_OFFICE = re.compile("委(?!员会).{2,}")
"""``委组织部``: what is left of ``市委组织部``, which people also call ``组织部``."""
SHORT_FORMS: tuple[tuple[str, str], ...] = (
    ("人力资源和社会保障", "人社"),
    ("人力资源社会保障", "人社"),
    ("人力资源和社会保障", "人力资源社会保障"),
    ("发展和改革", "发改"),
    ("发展改革", "发改"),
    ("卫生健康", "卫健"),
    ("卫生和计划生育", "卫计"),
    ("人口和计划生育", "计生"),
    ("住房和城乡建设", "住建"),
    ("国土资源", "国土"),
    ("自然资源和规划", "自规"),
    ("文化广播电视和旅游", "文广旅"),
    ("文化广播影视新闻出版", "文广新"),
    ("文化和旅游", "文旅"),
    ("教育体育", "教体"),
    ("交通运输", "交通"),
    ("环境保护", "环保"),
    ("工业和信息化", "工信"),
    ("经济和信息化", "经信"),
    ("科学技术协会", "科协"),
    ("科学技术", "科技"),
    ("安全生产监督管理", "安监"),
    ("质量技术监督", "质监"),
    ("食品药品监督管理", "食药监"),
    ("市场监督管理", "市场监管"),
    ("工商行政管理", "工商"),
    ("国有资产监督管理", "国资"),
    ("城市管理行政执法", "城管"),
    ("人民代表大会常务委员会", "人大常委会"),
    ("纪律检查委员会", "纪委"),
    ("委员会政法委员会", "委政法委"),
    ("精神文明建设指导委员会办公室", "文明办"),
    ("文学艺术界联合会", "文联"),
    ("妇女联合会", "妇联"),
    ("工商业联合会", "工商联"),
    ("残疾人联合会", "残联"),
    ("总工会", "工会"),
    ("人民政府办公室", "政府办"),
    ("委员会办公室", "委办"),
    ("人民政府", "政府"),
    ("委员会", "委"),
)
"""What offices call one another; the longer wording first."""

SPELLING_HELP = "可用全称、简称或曾用名，如“巴中市人力资源和社会保障局”“巴中市人社局”“市人社局”。"


def normal_username(text: str) -> str:
    """NFKC, case-folded, without surrounding space (GB/T 22239 8.1.4.1 a: unique identity)."""
    return unicodedata.normalize("NFKC", text).strip().casefold()


def normal_name(text: str) -> str:
    """A body's name without space, quotation marks and differences of width."""
    narrow = unicodedata.normalize("NFKC", text)
    return re.sub(r"[\s“”\"'《》·、，,。.;；:：]", "", narrow)


def short_place(place: str) -> str:
    """``巴中`` for ``巴中市``; a name that would keep a single character stays whole."""
    short = PLACE_ENDINGS.sub("", place)
    return short if len(short) > 1 else place


def placed_spellings(name: str, lineage: tuple[str, ...]) -> frozenset[str]:
    """Spellings that say which place is meant. ``lineage``: names of places, the nearest last."""
    return frozenset(_placed(normal_name(name), tuple(map(normal_name, lineage))))


def bare_spellings(name: str, lineage: tuple[str, ...]) -> frozenset[str]:
    """Spellings that any other place could use as well: ``市人社局``, ``人社局``."""
    return frozenset(_bare(normal_name(name), tuple(map(normal_name, lineage))))


def _placed(name: str, lineage: tuple[str, ...]) -> Iterator[str]:
    for start in range(len(lineage)):
        yield "".join(lineage[start:]) + name
    yield name
    parts = _taken_apart(name, lineage)
    if parts is None:
        for wording in _wordings(name):
            yield from (place + wording for place in _places(lineage))
        return
    head, tail = parts
    for place, wording, opening in product(_places(lineage), _wordings(tail), _openings(head)):
        yield opening + place + wording


def _bare(name: str, lineage: tuple[str, ...]) -> Iterator[str]:
    yield name
    parts = _taken_apart(name, lineage)
    if parts is None:
        yield from _wordings(name)
        return
    head, tail = parts
    level = lineage[-1][-1]
    for wording, opening in product(_wordings(tail), _openings(head)):
        yield opening + level + wording
        bare = opening + wording
        if len(bare) > 1:
            yield bare
        if not opening and PARTY_OFFICE.match(wording):
            yield wording[1:]


def _taken_apart(name: str, lineage: tuple[str, ...]) -> tuple[str, str] | None:
    """What stands before and behind the place, or nothing where the name has no place in it."""
    if not lineage:
        return None
    for place in (lineage[-1], short_place(lineage[-1])):
        head, found, tail = name.partition(place)
        if found and tail:
            return head, tail
    return None


def _places(lineage: tuple[str, ...]) -> Iterator[str]:
    """The place as people write it: whole, short, with the places above it."""
    for start in range(len(lineage)):
        yield "".join(lineage[start:])
    if lineage:
        yield short_place(lineage[-1])


def _openings(head: str) -> tuple[str, ...]:
    if head in PARTY_HEADS:
        return ("", *PARTY_HEADS)
    if head in YOUTH_HEADS:
        return ("团", *YOUTH_HEADS)
    return (head,)


def _wordings(unit: str) -> frozenset[str]:
    """The unit's own name and every shorter form of it."""
    known = {unit}
    waiting = [unit]
    while waiting:
        wording = waiting.pop()
        for whole, short in SHORT_FORMS:
            shorter = wording.replace(whole, short)
            if shorter not in known:
                known.add(shorter)
                waiting.append(shorter)
    return frozenset(known)
