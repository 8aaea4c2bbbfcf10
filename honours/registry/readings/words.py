"""What kind of activity it is and whom it is aimed at, by the words used."""

import re
from dataclasses import dataclass
from functools import lru_cache

from honours.registry.readings.characters import canonical, is_blank
from honours.registry.vocabulary import ActivityKind, Audience


@dataclass(frozen=True, slots=True)
class KindReading:
    """``kind`` is empty where the words name none; several named: the first, with a note."""

    kind: ActivityKind | None = None
    raw: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class AudienceReading:
    audiences: tuple[Audience, ...] = ()
    raw: str = ""
    note: str = ""


@lru_cache(maxsize=2048)
def read_kind(text: str) -> KindReading:
    """The kind a 类别 column names."""
    if is_blank(text):
        return KindReading(raw=text)
    plain = canonical(text)
    named = [kind for kind in ActivityKind if kind.label in plain]
    if not named:
        named = [kind for kind, words in _KIND_WORDS.items() if words.search(plain)]
    if not named:
        return KindReading(raw=text, note="未能识别类别，请填“评比”“达标”或“表彰”。")
    note = "" if len(named) == 1 else f"写有{len(named)}种类别，按“{named[0].label}”读取，请核对。"
    return KindReading(named[0], text, note)


@lru_cache(maxsize=2048)
def read_audiences(text: str) -> AudienceReading:
    """Everyone the text names, in the order of the vocabulary."""
    if is_blank(text):
        return AudienceReading(raw=text)
    plain = canonical(text)
    named = tuple(who for who, words in _AUDIENCE_WORDS.items() if words.search(plain))
    note = "" if named else "未能识别面向对象，请写明机关、事业单位、企业、村（社区）或群众。"
    return AudienceReading(named, text, note)


_KIND_WORDS = {
    ActivityKind.APPRAISAL: re.compile("评选|评优|评奖|竞赛|大赛|评定"),
    ActivityKind.STANDARDS: re.compile("创建|考核验收|命名|示范"),
    ActivityKind.COMMENDATION: re.compile("奖励|表扬|嘉奖|授予"),
}
_AUDIENCE_WORDS = {
    Audience.PARTY_AND_GOVERNMENT: re.compile("机关|党政|公务员|部门|政府|各级|党组织|党委"),
    Audience.INSTITUTIONS: re.compile("事业单位|事业|学校|医院|教师|医疗|卫生院|企事业"),
    Audience.ENTERPRISES: re.compile("企业|公司|工商户|商户|企事业|经营户|厂"),
    Audience.VILLAGES: re.compile("村|社区|居委|基层组织"),
    Audience.TOWNSHIPS: re.compile("乡镇|街道|乡\\(镇\\)|镇街|镇乡|基层"),
    Audience.PUBLIC: re.compile("群众|居民|农民|家庭|公民|社会公众|农户|市民|个体"),
    Audience.OWN_STAFF: re.compile("内设机构|本单位(?:职工|干部|人员|内部)|局机关(?:科室|干部)"),
}
