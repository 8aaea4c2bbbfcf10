"""Resident identity numbers, as GB 11643-1999 makes them. No finding ever repeats the number."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from honours.kernel.verdicts import Citation, Finding, Refusal, Weight
from honours.privacy.readings import regions
from honours.privacy.vocabulary import Sex

STANDARD = "GB 11643-1999《公民身份号码》"
EARLIEST_BIRTH = 1880

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK_SIGNS = "10X98765432"
_SHAPE = re.compile(r"[0-9]{17}[0-9X]")
_OLD_SHAPE = re.compile(r"[0-9]{15}")
_BETWEEN = re.compile(r"[\s\-·]")
_COMPARE = "请对照身份证原件逐位核对后重新填写。"


@dataclass(frozen=True, slots=True)
class IdentityNumber:
    """A number whose eighteen signs agree with each other. It says who someone may be, no more."""

    number: str = field(repr=False)

    def __str__(self) -> str:
        return "公民身份号码"

    @property
    def region_code(self) -> str:
        """The county in which the number was given, by the codes of that day (GB/T 2260)."""
        return self.number[:6]

    @property
    def born_on(self) -> date:
        return _day(self.number[6:14])

    @property
    def sex(self) -> Sex:
        return Sex.MALE if int(self.number[16]) % 2 else Sex.FEMALE


def read_identity_number(text: str, *, on: date) -> IdentityNumber:
    """The number as it was meant: blanks, wide digits and a small x are forgiven, nothing else.

    ``on`` is the day of reading: nobody is born later. Raises ``Refusal``.
    """
    number = _tidied(text)
    faults = tuple(_faults(number, on))
    if faults:
        raise Refusal(*faults)
    return IdentityNumber(number)


def advice_on(identity: IdentityNumber) -> Iterator[Finding]:
    """What a person should look at twice: a county that is younger than who was born in it."""
    region = regions.region(identity.region_code)
    if region is None:
        yield _finding(
            "identity-number-region-unknown",
            "身份证号前六位的地区代码不在系统所附的区划代码表里，可能是已经撤并的县区。",
            weight=Weight.ADVICE,
        )
    elif region.absent_on is not None and identity.born_on <= region.absent_on:
        yield _finding(
            "identity-number-region-younger",
            f"身份证号的地区代码（{region.name}）在本人出生时还没有，"
            f"{region.absent_on.year} 年底的区划代码表里尚无此代码。"
            "成年以后才编号的人会有这种情形。",
            weight=Weight.ADVICE,
        )


def check_sign(first_seventeen: str) -> str:
    """The eighteenth sign: ISO 7064, MOD 11-2."""
    total = sum(
        weight * int(digit) for weight, digit in zip(_WEIGHTS, first_seventeen, strict=True)
    )
    return _CHECK_SIGNS[total % 11]


def _faults(number: str, on: date) -> Iterator[Finding]:
    if _OLD_SHAPE.fullmatch(number):
        yield _finding(
            "identity-number-old",
            "这是 15 位的旧号码，2013 年 1 月 1 日起已停止使用。",
            remedy="请填写第二代居民身份证上的 18 位号码。",
        )
    elif not _SHAPE.fullmatch(number):
        yield _finding(
            "identity-number-shape",
            f"公民身份号码应当是 18 位，前 17 位为数字，末位为数字或 X；现为 {len(number)} 位。"
            if len(number) != 18
            else "公民身份号码前 17 位应当都是数字，末位为数字或 X。",
        )
    elif check_sign(number[:17]) != number[17]:
        yield _finding("identity-number-check", "身份证号的校验位不符，至少有一位填错。")
    else:
        yield from _birth_faults(number[6:14], on)


def _birth_faults(signs: str, on: date) -> Iterator[Finding]:
    try:
        born_on = _day(signs)
    except ValueError:
        yield _finding("identity-number-birth", "身份证号里的出生日期不是一个日历上有的日子。")
        return
    if born_on > on or born_on.year < EARLIEST_BIRTH:
        yield _finding("identity-number-birth", "身份证号里的出生日期不可能：太早或者还没有到。")


def _finding(
    code: str, message: str, *, remedy: str = _COMPARE, weight: Weight = Weight.BLOCKING
) -> Finding:
    citation = Citation(STANDARD, "")
    return Finding(code, message, citation, remedy, weight, field="identity_number")


def _tidied(text: str) -> str:
    return _BETWEEN.sub("", unicodedata.normalize("NFKC", text)).upper()


def _day(signs: str) -> date:
    return date(int(signs[:4]), int(signs[4:6]), int(signs[6:8]))
