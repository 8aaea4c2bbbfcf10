"""Who holds an activity: one cell, several bodies, few separators.

Catalogues print organisers merged, joined without a separator (中央纪委监察部), counted
(等7个部门) or half empty (市委、); a bracket may name the undertaker or belong to the name.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from honours.registry.readings.bodies import CENTRAL, LOCAL
from honours.registry.readings.characters import DIGITS, halfwidth, is_blank, whole_number


@dataclass(frozen=True, slots=True)
class Hosts:
    """The bodies named, in printed order.

    ``undertakers`` are those a bracket names in a column headed 主办(承办)单位; ``count_stated``
    is the number a phrase like 等7个部门 gives, which the names need not reach.
    """

    names: tuple[str, ...] = ()
    raw: str = ""
    undertakers: tuple[str, ...] = ()
    count_stated: int | None = None
    note: str = ""


NO_HOSTS = Hosts()


@lru_cache(maxsize=2048)
def read_hosts(text: str, *, brackets_undertake: bool = False) -> Hosts:
    """The bodies a cell names. Never raises; what is unsure is said in ``note``.

    ``brackets_undertake``: the heading says that the undertaker stands in brackets.
    """
    if is_blank(text):
        return Hosts(raw=text)
    notes: list[str] = []
    plain = _REMARK.sub("", _LABEL.sub("", halfwidth(text).strip()))
    plain, undertakers = _bracketed(plain, brackets_undertake)
    plain, count = _counted(plain, notes)
    pieces = _outside_brackets(plain) if plain else []
    if not all(pieces):
        notes.append("分隔号前后有空缺，疑有漏填的单位。")
    names = [name for piece in pieces if piece for name in _joined_apart(piece, notes)]
    if count is not None and len(names) > count:
        notes.append(f"原文写“{count}个”，列出的却有{len(names)}个。")
    elif count is not None and len(names) < count:
        notes.append(f"原文写“{count}个”，只列出{len(names)}个，其余单位未写明。")
    return Hosts(tuple(dict.fromkeys(names)), text, undertakers, count, "".join(notes))


_LABEL = re.compile(r"^(?:主办|承办|协办|牵头)(?:单位|部门)?[:：]\s*")
_REMARK = re.compile(r"[(（](?:牵头|盖章|公告|审议|通报表彰|报道来源)[)）]")
_COUNTED = re.compile(
    rf"等\s*(?P<count>{DIGITS})?\s*(?:个|家)?\s*(?:部门|单位|部委|委办局|机构|厅局|部委局)?\s*$"
)
_UNDERTAKEN = re.compile(r"[(（]([^()（）]+?)[)）]\s*$")
_UNDERTAKES = re.compile(r"(?:具体)?(?:承办|协办|负责)$|^(?:承办|协办)(?:单位)?[:：]?")
_SEPARATORS = frozenset("、，,;；/／\n\t|　 ")
_AND = re.compile(
    r"(?<=[局厅委办部会联院府组署行)）])(?:和|与|及|以及|会同)(?=[\u4e00-\u9fff]{2})"
)
_ENDS_LIKE_BODY = re.compile(
    r"(?:局|厅|委|办|部|署|会|联|院|府|组|公室|中心|公司|银行|学校|大学|协会|工委|科|处|社)$"
)
_NEXT_PLACE = re.compile(
    r"(?<=[局厅委办部会联院府协])(?=(?:省|市|县|区|州|全国|中央|国家|国务院|团省委|团市委|团县委)(?!直))"
)
_LONGEST_JOINED = 80
_BRACKET = re.compile("[(（]")
_TRAILING_BRACKET = re.compile(r"[(（][^()（）]*[)）]$")
_PLACE = re.compile(r"^(?:中共)?((?:[\u4e00-\u9fff]{2,8}?)?(?:自治区|省|市|县|区|州|旗|镇|乡))")


def _bracketed(text: str, undertake: bool) -> tuple[str, tuple[str, ...]]:
    """The text without a bracket that names undertakers, and their names."""
    match = _UNDERTAKEN.search(text)
    if match is None or not (undertake or _UNDERTAKES.search(match[1].strip())):
        return text, ()
    inside = _UNDERTAKES.sub("", match[1].strip())
    names = tuple(name for name in _outside_brackets(inside) if name)
    return text[: match.start()].strip(), names


def _counted(text: str, notes: list[str]) -> tuple[str, int | None]:
    match = _COUNTED.search(text)
    if match is None or (match.start() == 0 and match["count"] is None):
        return text, None
    if match["count"] is None:
        notes.append("原文写“等”，其余单位未写明。")
        return text[: match.start()], None
    return text[: match.start()], whole_number(match["count"])


def _outside_brackets(text: str) -> list[str]:
    """Pieces between separators; a separator inside brackets parts nothing."""
    pieces, depth = [""], 0
    for sign in text:
        depth += (sign in "(（《") - (sign in ")）》")
        if sign in _SEPARATORS and depth <= 0:
            pieces.append("")
        else:
            pieces[-1] += sign
    stripped = [piece.strip() for piece in pieces]
    blanks_only = re.split(r"[、，,;；/／|]", text)
    if all(part.strip() for part in blanks_only):
        return [piece for piece in stripped if piece]
    return stripped


def _joined_apart(piece: str, notes: list[str]) -> list[str]:
    """The bodies inside one piece that no separator parts."""
    if piece in CENTRAL or len(piece) > _LONGEST_JOINED:
        return [piece]
    parts = [
        part
        for half in _split_and(piece)
        for section in _at_same_place(half)
        for part in _at_next_place(section)
    ]
    names = [name for part in parts for name in _known_apart(part)]
    if len(names) > 1:
        notes.append(f"“{piece}”未用顿号分开，按{len(names)}个单位读取，请核对。")
    return names


def _split_and(piece: str) -> list[str]:
    """Cut at 和 only where a whole body ends before it and another ends the text."""
    halves = _AND.split(piece)
    bodies = [_TRAILING_BRACKET.sub("", half) for half in halves]
    place = _PLACE.match(piece)
    bare = piece[place.end() :] if place else piece
    is_one_name = bare in LOCAL or piece in CENTRAL
    if len(halves) == 1 or is_one_name or not all(map(_ENDS_LIKE_BODY.search, bodies)):
        return [piece]
    return halves


def _at_same_place(piece: str) -> list[str]:
    """Cut where the place named first is named again: 巴中市委巴中市人民政府."""
    place = _PLACE.match(piece)
    if place is None or len(place[1]) < 3 or _BRACKET.search(piece):
        return [piece]
    again = piece.find(place[1], place.end())
    return [piece] if again < 0 else [piece[:again], piece[again:]]


def _at_next_place(piece: str) -> list[str]:
    """Cut where one body ends and the next begins with its place: 市委组织部市人事局."""
    return [piece] if _BRACKET.search(piece) else _NEXT_PLACE.split(piece)


def _known_apart(piece: str) -> list[str]:
    if piece in CENTRAL:
        return [piece]
    if central := _segmented(piece, CENTRAL):
        return central
    place = _PLACE.match(piece)
    if place is None or piece[place.end() :] in LOCAL:
        return [piece]
    local = _segmented(piece[place.end() :], LOCAL)
    return [place[0] + name for name in local] if local else [piece]


def _segmented(text: str, known: frozenset[str]) -> list[str]:
    """The text cut wholly into known names, longest first; empty where that cannot be done."""
    if not text:
        return []
    for end in range(len(text), 1, -1):
        if text[:end] in known:
            if end == len(text):
                return [text]
            if rest := _segmented(text[end:], known):
                return [text[:end], *rest]
    if text[:1] in known and (rest := _segmented(text[1:], known)):
        return [text[:1], *rest]
    return []
