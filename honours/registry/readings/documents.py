"""Document numbers and the basis an activity is said to stand on.

The validated form is 巴清联办〔2010〕5号: issuer, year in hexagonal brackets, serial (GB/T 9704).
"""

import re
from functools import lru_cache
from typing import NamedTuple

from honours.registry.readings.characters import canonical, is_blank
from honours.registry.vocabulary import BasisKind


class DocumentNumber(NamedTuple):
    """``text`` is the number in its validated form, as far as the parts are there."""

    text: str
    issuer: str
    year: int | None
    serial: str
    raw: str
    note: str = ""


class Basis(NamedTuple):
    """What a cell cites. Only ``note`` is read at once; a long list is over before anybody asks
    for the rest."""

    raw: str = ""
    note: str = ""

    @property
    def numbers(self) -> tuple[DocumentNumber, ...]:
        return read_document_numbers(self.raw)

    @property
    def titles(self) -> tuple[str, ...]:
        return tuple(_TITLE.findall(canonical(self.raw)))

    @property
    def clauses(self) -> tuple[str, ...]:
        return tuple(_CLAUSE.findall(canonical(self.raw)))

    @property
    def kind(self) -> BasisKind:
        """The highest kind of what is cited, by its words alone; whether it suffices is for the
        checks to say."""
        plain = canonical(self.raw)
        return BasisKind.NONE if plain in _NONE else _kind(plain, self.titles, self.numbers)


@lru_cache(maxsize=2048)
def read_document_numbers(text: str) -> tuple[DocumentNumber, ...]:
    """All document numbers in a text, in order. Orders (国务院令第552号) have no year."""
    return _numbers(canonical(text))


@lru_cache(maxsize=2048)
def read_basis(text: str) -> Basis:
    """What a person should look at again: a number out of form, or nothing cited at all."""
    if _SOUND.search(text) and not _UNSOUND.search(text):
        return Basis(text)
    plain = canonical(text)
    if is_blank(text) or plain in _NONE:
        return Basis(text)
    numbers = _numbers(plain)
    if not numbers and not _TITLE.search(plain):
        return Basis(text, "未写明文件名称或文号，请补填。")
    return Basis(text, "".join(dict.fromkeys(number.note for number in numbers)))


def _numbers(plain: str) -> tuple[DocumentNumber, ...]:
    found = [(match.start(), _bracketed(plain, match)) for match in _YEAR_SERIAL.finditer(plain)]
    if "令第" in plain:
        found += [(match.start(), _ordered(match)) for match in _ORDER.finditer(plain)]
        found.sort(key=lambda pair: pair[0])
    return tuple(number for _, number in found if number is not None)


_OPEN, _CLOSE = r"[〔\[(【［﹝〖{「〈<]", r"[〕\])】］﹞〗}」〉>]"
_YEAR_SERIAL = re.compile(
    rf"(?P<open>{_OPEN})(?P<year>\d{{4}}|\d{{2}}|)年?(?P<close>{_CLOSE})第?(?P<serial>\d+)号?"
)
_SOUND = re.compile(r"[字发办函电组联厅委政]〔\d{4}〕\d+号")
_UNSOUND = re.compile(rf"(?:{_OPEN}(?<!〔)|〔(?!\d{{4}}〕)|〔\d{{4}}(?!〕))(?:\d|年|{_CLOSE})")
"""A number in the validated form, and brackets that may hold one in another; the second errs on
the side of looking closely."""
_LONGEST_ISSUER = 14
_NOT_CHINESE = re.compile("[^\u4e00-\u9fff]")
_ORDER = re.compile(r"(?P<issuer>[\u4e00-\u9fff]{2,12}?令)第(?P<serial>\d+)号")
_LEADING = re.compile("^(?:依据|根据|按照|经|由|和|及|与|见|转发|印发|以|关于|的|文件|通知)+")
_TITLE = re.compile("《([^《》]+(?:《[^《》]+》[^《》]*)*)》")
_CLAUSE = re.compile(r"第[零一二三四五六七八九十百\d]+条(?:第[一二三四五六七八九十\d]+款)?")
_NONE = frozenset({"无", "没有", "无依据", "自行设立", "暂无", "未查到", "无文件"})
_PROVINCE = "川黔滇渝京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼藏陕甘青宁新云贵"
_ORDERS = (
    ("主席令", BasisKind.LAW),
    ("国务院令", BasisKind.ADMINISTRATIVE_REGULATION),
    ("部令", BasisKind.DEPARTMENT_RULE),
    ("总局令", BasisKind.DEPARTMENT_RULE),
    ("署令", BasisKind.DEPARTMENT_RULE),
    ("委令", BasisKind.DEPARTMENT_RULE),
)
_CENTRAL = ("中发", "中办", "中委", "厅字", "国发", "国办", "国函")
_BY_TITLE = (
    (BasisKind.LAW, re.compile("法$|法\\(|法典")),
    (BasisKind.LOCAL_REGULATION, re.compile("(?:省|市|自治区|州).{0,30}条例$")),
)
_BY_WORDS = (
    (BasisKind.ADMINISTRATIVE_REGULATION, "行政法规"),
    (BasisKind.CENTRAL_DOCUMENT, "党中央"),
    (BasisKind.CENTRAL_DOCUMENT, "中央文件"),
    (BasisKind.CENTRAL_DOCUMENT, "国务院文件"),
    (BasisKind.LOCAL_REGULATION, "地方性法规"),
    (BasisKind.SUPERIOR_DEPARTMENT_DOCUMENT, "上级部门文件"),
    (BasisKind.OWN_DOCUMENT, "本级文件"),
)
_RANK = {kind: rank for rank, kind in enumerate(BasisKind)}
"""The vocabulary lists the kinds from the highest down."""


def _bracketed(plain: str, match: re.Match[str]) -> DocumentNumber | None:
    before = plain[max(0, match.start() - _LONGEST_ISSUER) : match.start()][::-1]
    end = _NOT_CHINESE.search(before)
    issuer = _LEADING.sub("", (before[: end.start()] if end else before)[::-1])
    if not issuer:
        return None
    opening, year, closing, serial = match.groups()
    raw, note = issuer + match[0], ""
    if not year:
        note = f"文号“{raw}”缺年份，请补填。"
    elif len(year) == 2:
        year = ("20" if int(year) <= 30 else "19") + year
        note = f"文号“{raw}”年份只写两位，按{year}年读取。"
    elif opening != "〔" or closing != "〕":
        note = f"文号“{raw}”的年份应加六角括号〔〕。"
    text = f"{issuer}〔{year}〕{serial}号"
    number = int(year) if year else None
    return DocumentNumber(text, issuer, number, serial, raw, note)


def _ordered(match: re.Match[str]) -> DocumentNumber:
    issuer = _LEADING.sub("", match["issuer"]) or match["issuer"]
    text = f"{issuer}第{match['serial']}号"
    return DocumentNumber(text, issuer, None, match["serial"], match[0])


def _kind(plain: str, titles: tuple[str, ...], numbers: tuple[DocumentNumber, ...]) -> BasisKind:
    """The highest kind that a title or an issuer's mark shows; ``UNKNOWN`` where none does."""
    kinds = [kind for kind, word in _BY_WORDS if word in plain]
    for title in titles:
        kinds += [kind for kind, sign in _BY_TITLE if sign.search(title)]
    kinds += [kind for number in numbers if (kind := _kind_by_issuer(number.issuer))]
    return min(kinds, key=_RANK.__getitem__, default=BasisKind.UNKNOWN)


def _kind_by_issuer(issuer: str) -> BasisKind | None:
    if issuer.endswith("令"):
        return next((kind for name, kind in _ORDERS if issuer.endswith(name)), None)
    if issuer.startswith(_CENTRAL):
        return BasisKind.CENTRAL_DOCUMENT
    is_provincial = issuer[0] in _PROVINCE and issuer[1:2] in ("委", "办", "府", "政", "党")
    return BasisKind.PROVINCIAL_DOCUMENT if is_provincial else None
