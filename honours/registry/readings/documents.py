"""Document numbers and the basis an activity is said to stand on.

The validated form is 巴清联办〔2010〕5号: issuer, year in hexagonal brackets, serial (GB/T 9704).
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from honours.registry.readings.characters import canonical, is_blank
from honours.registry.vocabulary import BasisKind


@dataclass(frozen=True, slots=True)
class DocumentNumber:
    """``text`` is the number in its validated form, as far as the parts are there."""

    text: str
    issuer: str
    year: int | None
    serial: str
    raw: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Basis:
    """The documents a cell cites; ``kind`` is the highest of them."""

    raw: str = ""
    kind: BasisKind = BasisKind.UNKNOWN
    numbers: tuple[DocumentNumber, ...] = ()
    titles: tuple[str, ...] = ()
    clauses: tuple[str, ...] = ()
    note: str = ""


@lru_cache(maxsize=16_384)
def read_document_numbers(text: str) -> tuple[DocumentNumber, ...]:
    """All document numbers in a text, in order. Orders (国务院令第552号) have no year."""
    plain = canonical(text)
    found = [(m.start(), _bracketed(m)) for m in _BRACKETED.finditer(plain)]
    found += [(m.start(), _ordered(m)) for m in _ORDER.finditer(plain)]
    return tuple(number for _, number in sorted(found, key=lambda pair: pair[0]))


@lru_cache(maxsize=65_536)
def read_basis(text: str) -> Basis:
    """Titles in 《》, document numbers and clauses. What sort of basis it is comes from the words
    alone; whether it suffices is for the checks to say."""
    if is_blank(text):
        return Basis(text)
    plain = canonical(text)
    if _NONE.fullmatch(plain):
        return Basis(text, BasisKind.NONE)
    numbers = read_document_numbers(text)
    titles = tuple(_TITLE.findall(plain))
    clauses = tuple(_CLAUSE.findall(plain))
    kind = _kind(plain, titles, numbers)
    notes = [number.note for number in numbers if number.note]
    if not numbers and not titles:
        notes.append("未写明文件名称或文号，请补填。")
    return Basis(text, kind, numbers, titles, clauses, "".join(dict.fromkeys(notes)))


_OPEN, _CLOSE = r"[〔\[(【［﹝〖{「〈<]", r"[〕\])】］﹞〗}」〉>]"
_BRACKETED = re.compile(
    rf"(?P<issuer>[\u4e00-\u9fff]{{1,14}}?(?:字|发|办|函|电|令|组|联|厅|委|政|党|人|文|教|[\u4e00-\u9fff]))"
    rf"(?P<open>{_OPEN})(?P<year>\d{{4}}|\d{{2}}|)年?(?P<close>{_CLOSE})第?(?P<serial>\d+)号?"
)
_ORDER = re.compile(r"(?P<issuer>[\u4e00-\u9fff]{2,12}?令)第(?P<serial>\d+)号")
_LEADING = re.compile("^(?:依据|根据|按照|经|由|和|及|与|见|转发|印发|以|关于|的|文件|通知)+")
_TITLE = re.compile("《([^《》]+(?:《[^《》]+》[^《》]*)*)》")
_CLAUSE = re.compile(r"第[零一二三四五六七八九十百\d]+条(?:第[一二三四五六七八九十\d]+款)?")
_NONE = re.compile("无|没有|无依据|自行设立|暂无|未查到|无文件")
_NEVER = re.compile("(?!)")
_PROVINCE = "川黔滇渝京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼藏陕甘青宁新云贵"
_CENTRAL_ISSUER = "^(?:中发|中办发|厅字|国发|国办发|国函|中委|中办|国办|国发电)"
_SIGNS = (
    (BasisKind.LAW, re.compile("法$|法\\(|法典"), re.compile("主席令"), _NEVER),
    (
        BasisKind.ADMINISTRATIVE_REGULATION,
        _NEVER,
        re.compile("国务院令"),
        re.compile("行政法规"),
    ),
    (
        BasisKind.CENTRAL_DOCUMENT,
        _NEVER,
        re.compile(_CENTRAL_ISSUER),
        re.compile("党中央|中央文件|国务院文件"),
    ),
    (BasisKind.DEPARTMENT_RULE, _NEVER, re.compile("部令|总局令|署令|委令"), _NEVER),
    (
        BasisKind.LOCAL_REGULATION,
        re.compile("(?:省|市|自治区|州).{0,30}条例$"),
        _NEVER,
        re.compile("地方性法规"),
    ),
    (
        BasisKind.PROVINCIAL_DOCUMENT,
        _NEVER,
        re.compile(f"^[{_PROVINCE}](?:委|办|府|政|党)"),
        _NEVER,
    ),
)
"""By title, by the issuer's mark in a number, by other words; the highest kind first."""


def _bracketed(match: re.Match[str]) -> DocumentNumber:
    issuer = _LEADING.sub("", match["issuer"]) or match["issuer"]
    year, notes = match["year"], []
    if not year:
        notes.append(f"文号“{match[0]}”缺年份，请补填。")
    elif len(year) == 2:
        year = ("20" if int(year) <= 30 else "19") + year
        notes.append(f"文号“{match[0]}”年份只写两位，按{year}年读取。")
    elif (match["open"], match["close"]) != ("〔", "〕"):
        notes.append(f"文号“{match[0]}”的年份应加六角括号〔〕。")
    text = f"{issuer}〔{year}〕{match['serial']}号"
    serial = match["serial"]
    number = int(year) if year else None
    return DocumentNumber(text, issuer, number, serial, match[0], "".join(notes))


def _ordered(match: re.Match[str]) -> DocumentNumber:
    issuer = _LEADING.sub("", match["issuer"]) or match["issuer"]
    text = f"{issuer}第{match['serial']}号"
    return DocumentNumber(text, issuer, None, match["serial"], match[0])


def _kind(plain: str, titles: tuple[str, ...], numbers: tuple[DocumentNumber, ...]) -> BasisKind:
    """The highest kind that a title or an issuer's mark shows; ``UNKNOWN`` where none does."""
    issuers = [number.issuer for number in numbers]
    for kind, in_titles, in_issuers, in_text in _SIGNS:
        if (
            any(map(in_titles.search, titles))
            or any(map(in_issuers.search, issuers))
            or in_text.search(plain)
        ):
            return kind
    return BasisKind.UNKNOWN
