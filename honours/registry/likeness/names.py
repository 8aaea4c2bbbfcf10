"""Reading a name: what is place, edition, subject matter, title; what is only wrapping.

``四川省第三届（2009年度）教育系统先进集体和先进工作者评选表彰活动`` reads as the place 四川省, the
edition, and one theme: 教育, to collectives and persons, in words of merit.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from honours.registry.likeness.words import (
    NOT_PLACES,
    PRAISE_WORDS,
    PROVINCES,
    RECEIVING_BODIES,
    RECIPIENT_WORDS,
    SYNONYMS,
    WEAK_WORDS,
    WRAPPINGS,
    Praise,
    Recipient,
)


@dataclass(frozen=True, slots=True)
class Theme:
    """One subject matter with the titles given for it."""

    matter: str
    praise: frozenset[Praise]
    recipients: frozenset[Recipient]
    praise_words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReadName:
    """``place`` and ``editions`` as printed, empty where none is; at least one theme.

    ``scope`` is 中直, 省直, 市直 … where the name is open to the offices of that level only.
    """

    raw: str
    place: str
    scope: str
    editions: tuple[str, ...]
    themes: tuple[Theme, ...]


def read_name(raw: str) -> ReadName:
    """Take a printed name apart. Any text reads as something; nothing is refused here."""
    text, editions = _without_editions(_folded(raw))
    text, place = without_place(_WRAPPING_START.sub("", text))
    direct = _DIRECT.match(text)
    scope = direct.group(1) if direct else ""
    text = (text[direct.end() :] or text) if direct else text
    return ReadName(raw, place, scope, editions, read_themes(text))


@lru_cache(maxsize=131_072)
def read_themes(text: str) -> tuple[Theme, ...]:
    """The themes of a name without place and edition.

    Remembered: the same words come back under every place and in every year.
    """
    if "贡献" in text or "成绩" in text:
        text = _MERIT_CLAUSE.sub("先进", text)
    text = _unwrapped(_SYNONYM.sub(_canonical, text))
    themes = _themes(_joined_segments(_SEPARATORS.split(text)))
    return themes or (Theme(text, frozenset(), frozenset()),)


def _unwrapped(text: str) -> str:
    """The text without the words after it that only say that something is awarded."""
    rest = text
    while rest.endswith(WRAPPINGS):
        rest = _WRAPPING_END.sub("", rest)
    return rest or text


def without_place(text: str) -> tuple[str, str]:
    """The text after its leading places, and those places."""
    start = 0
    while (end := _place_end(text, start)) > start:
        start = end
    if start >= len(text):
        return text, ""
    return text[start:], text[:start]


def _place_end(text: str, start: int) -> int:
    found = _SCOPE.match(text, start) or _PROVINCE.match(text, start)
    if found:
        return found.end()
    found = _DIVISION.match(text, start)
    if found is None or (found.end() - start > 3 and _NOT_PLACE.search(found.group())):
        return start
    return start if found.group() in NOT_PLACES else found.end()


def _folded(raw: str) -> str:
    text = unicodedata.normalize("NFKC", raw).translate(_DROPPED)
    return text.strip("。.,;、")


def _without_editions(text: str) -> tuple[str, tuple[str, ...]]:
    editions: tuple[str, ...] = ()
    if _MAY_HOLD_EDITION.search(text):
        editions = tuple(found.group().strip("()") for found in _EDITION.finditer(text))
        text = _EDITION.sub("", text)
    if "(" in text:
        text = _BRACKETS.sub("", text) or text
    return text, editions


def _joined_segments(pieces: Iterable[str]) -> list[str]:
    """Pieces between separators; one that bears no title belongs to the next."""
    segments: list[str] = []
    waiting = ""
    for piece in pieces:
        waiting += piece
        if waiting and _BEARS_TITLE.search(waiting):
            segments.append(waiting)
            waiting = ""
    if waiting:
        segments.append(waiting)
    return segments


def _themes(segments: list[str]) -> tuple[Theme, ...]:
    themes: dict[str, Theme] = {}
    topic = ""
    for segment in segments:
        theme, own_topic = _theme(without_place(segment)[0], topic or next(iter(themes), ""))
        topic = topic or own_topic
        known = themes.get(theme.matter)
        themes[theme.matter] = _added(known, theme) if known else theme
    return tuple(themes.values())


def _added(known: Theme, theme: Theme) -> Theme:
    return Theme(
        known.matter,
        known.praise | theme.praise,
        known.recipients | theme.recipients,
        tuple(dict.fromkeys(known.praise_words + theme.praise_words)),
    )


def _theme(segment: str, inherited: str) -> tuple[Theme, str]:
    """The theme of a segment, and the topic that bare titles after it refer to."""
    rest, recipient = _without_recipient(segment)
    words = tuple(_PRAISE.findall(rest))
    pieces = _PRAISE.split(rest)
    topic = matter_of(pieces[0])
    if pieces[-1] in RECEIVING_BODIES and (inherited or (words and topic)):
        recipient = Recipient.COLLECTIVE
        pieces[-1] = ""
    matter = matter_of("".join(pieces)) or inherited or "".join(words) or segment
    praise = frozenset(PRAISE_WORDS[word] for word in words)
    recipients = frozenset({recipient}) if recipient else frozenset()
    return Theme(matter, praise, recipients, words), topic


def _without_recipient(segment: str) -> tuple[str, Recipient | None]:
    rest, recipient = _ending(segment)
    if recipient is Recipient.AWARD:
        inner, its_recipient = _ending(rest)
        return (inner, its_recipient) if its_recipient else (rest, recipient)
    return rest, recipient


def _ending(segment: str) -> tuple[str, Recipient | None]:
    for size in (3, 2, 1):
        recipient = RECIPIENT_WORDS.get(segment[-size:])
        if recipient and len(segment) >= size:
            rest = segment[:-size]
            return (segment, None) if rest.endswith(("党", "社会")) else (rest, recipient)
    return segment, None


def matter_of(text: str) -> str:
    """Subject matter in the words used for comparing, the weak ones dropped."""
    return _WEAK.sub("", text).lstrip("的为在").rstrip("的等") or text


def _canonical(found: re.Match[str]) -> str:
    return SYNONYMS[found.group()]


def _any_of(words: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


_DROPPED = dict.fromkeys(map(ord, " \t\r\n\u3000\u200b\ufeff“”‘’\"'《》「」『』·•〈〉<>…"))
_YEAR = r"(?:19|20)\d\d"
_EDITION = re.compile(
    rf"[(]?(?:第[一二三四五六七八九十百\d]+(?:届|次|批|期|轮)"
    rf"|{_YEAR}(?:[-—–~至到]+(?:{_YEAR}|\d\d))?年?度?|十[一二三四五]五(?:期间|时期)"
    rf"|{_YEAR}年?[-—–~至到]+{_YEAR}年?度?|(?<!\w)年度)[)]?"
)
_MAY_HOLD_EDITION = re.compile(r"[0-9第]|年度|五期间|五时期")
_BRACKETS = re.compile(r"[(][^()]*[)]?")
_WRAPPING_START = re.compile(
    r"^(?:关于|开展|组织开展|评选表彰|评选|表彰|评比|命名表彰|命名|授予|举办|复评|对)+在?"
)
_WRAPPING_END = re.compile(rf"的?(?:{_any_of(WRAPPINGS)})$")
_MERIT_CLAUSE = re.compile(
    r"(?:工作|事业)?(?:中|方面)?(?:[做作]出(?:了)?)?"
    r"(?:突出贡献|显著成绩|重大贡献|成绩显著|成绩突出|贡献突出)的"
)
_SEPARATORS = re.compile(r"[、,;/]|以及|或者|和(?!谐)|与|暨|及")
_PRAISE = re.compile(_any_of(PRAISE_WORDS))
_BEARS_TITLE = re.compile(
    rf"{_any_of(PRAISE_WORDS)}|(?:{_any_of(RECIPIENT_WORDS)}"
    r"|[章状号岗城县区乡镇村户手员家者师医生兵星杯匠妇婆民警干]|城市|家庭|校园|企业|支部|团委|大师|成果)$"
)
_SCOPE = re.compile(
    r"全(?:国|省|市|县|区|州|旗|镇|乡|系统|自治区|盟)|(?:国家|省|市|县|区|自治区|部|州)级"
    r"|(?:我|本)(?:省|市|县|区)|自治区|中国|(?:省|市|县)(?=优秀|先进|十佳|劳动模范)|(?<!\w)镇年度"
)
_PROVINCE = re.compile(rf"(?:{_any_of(PROVINCES)})(?:壮族|回族|维吾尔)?(?:自治区|省|市)?")
_HAN = r"[\u4e00-\u9fff]"
_DIVISION = re.compile(
    rf"{_HAN}{{2,12}}?自治[州县旗]|{_HAN}{{2,6}}?(?:地区|新区|林区|特区|街道)|{_HAN}{{1,6}}?县(?![域委级直市区])"
    rf"|{_HAN}{{2,6}}?(?:市(?![场民政容级直域管区委])|州(?![市区级])|区(?![域划块级直委市])"
    rf"|镇(?![市区县化])|乡(?![村镇土风贤市区县])|(?<=[前后左右中合])旗)"
    r"|(?:兴安|锡林郭勒|阿拉善)盟"
)
_DIRECT = re.compile(r"(中直|省直|市直|县直|区直|中央国家)(?:机关|单位|部门)?")
_NOT_PLACE = re.compile(_any_of(NOT_PLACES))
_SYNONYM = re.compile(_any_of(SYNONYMS))
_WEAK = re.compile(_any_of(WEAK_WORDS))
