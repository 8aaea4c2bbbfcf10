"""One typed text as a value. What cannot be read raises ``Refusal`` and says how to write it."""

import re
from collections.abc import Callable
from datetime import date

from honours.kernel.terms import Term
from honours.kernel.verdicts import Finding, Refusal
from honours.registry.readings.characters import canonical
from honours.registry.readings.dates import UNRECOGNISED, Precision, read_day

NEVER = "none"
"""Stands where a day could stand: the unit says that it never happened."""
_YES = ("是", "true", "有", "1", "√")
_NO = ("否", "false", "无", "0", "×")
_LONGEST_TELEPHONES = 30
_TELEPHONE = re.compile(
    r"(1[3-9][0-9]{9}|0[1-9][0-9]{1,2}[2-9][0-9]{6,7}|[2-9][0-9]{6,7})(转[0-9]{1,6})?"
)
_NEVER = (NEVER, "无", "没有", "未发生")


def words(longest: int) -> Callable[[str], str]:
    """Text of a column that holds so many signs."""

    def read(text: str) -> str:
        if len(text) > longest:
            raise unreadable(f"最多{longest}个字，现为{len(text)}个字。", "请压缩后重新填写。")
        return text

    return read


def telephones(text: str) -> str:
    """One number or several: mobile, or with the code of its area; an extension may follow."""
    words(_LONGEST_TELEPHONES)(text)
    for number in re.split("[、,，;；/]", canonical(text)):
        plain = re.sub(r"[\s()（）\-—–]", "", number).removeprefix("+86")
        if not _TELEPHONE.fullmatch(plain):
            raise unreadable(
                "电话号码的位数不对。",
                "手机号码填11位；固定电话连区号填写，如0827-5260000，分机写“转801”。",
            )
    return text


def prose(text: str) -> str:
    return text


def one_of(terms: type[Term]) -> Callable[[str], str]:
    """A word of a closed list, by its wording or its code."""

    def read(text: str) -> str:
        for term in terms:
            if text in (term.value, term.label):
                return str(term.value)
        known = "、".join(term.label for term in terms)
        raise unreadable(f"没有“{text}”这一项。", f"请从下列各项中选一项：{known}。")

    return read


def several_of(terms: type[Term]) -> Callable[[str], list[str]]:
    """Words of a closed list, set apart by commas; all unknown ones are named."""
    read_one = one_of(terms)

    def read(text: str) -> list[str]:
        parts = text.replace("，", "、").replace(",", "、").split("、")
        return list(dict.fromkeys(read_one(part.strip()) for part in parts if part.strip()))

    return read


def yes_or_no(text: str) -> bool:
    plain = text.casefold()
    if plain not in _YES + _NO:
        raise unreadable(f"“{text}”既不是“是”也不是“否”。", "请填写“是”或者“否”。")
    return plain in _YES


def count(most: int) -> Callable[[str], int]:
    """A whole number; none above ``most`` is meant."""

    def read(text: str) -> int:
        plain = canonical(text).rstrip("人名票年个")
        if not plain.isdigit():
            raise unreadable(f"“{text}”不是一个整数。", "请填写数字，例如12。")
        if len(plain) > len(str(most)) or int(plain) > most:
            raise unreadable(f"“{text}”不合常理，最多填{most}。", "请核对后重新填写。")
        return int(plain)

    return read


def day(text: str) -> date:
    """A whole day."""
    return _found(text, "请写成2020-05-01或者2020年5月1日。", day_is_needed=True)


def month(text: str) -> date:
    """A day of which year and month are enough; the first of the month stands for it."""
    return _found(text, "请写成2020-05或者2020年5月。", day_is_needed=False)


def _found(text: str, remedy: str, *, day_is_needed: bool) -> date:
    found = read_day(text)
    if found.value is None:
        is_other = found.fault in ("", UNRECOGNISED)
        raise unreadable("这不是日期。" if is_other else found.fault, remedy)
    if found.precision is Precision.YEAR or (
        day_is_needed and found.precision is not Precision.DAY
    ):
        raise unreadable(f"只写到{found.precision.label}。", remedy)
    return found.value


def written_month(text: str) -> str:
    """The same, kept as text for a column under lock."""
    found = read_day(text)
    value = month(text)
    return f"{value:%Y-%m}" if found.precision is Precision.MONTH else value.isoformat()


def day_or_never(text: str) -> str:
    """A day, or that there was none."""
    return NEVER if text in _NEVER else written_month(text)


def day_of(written: str) -> date | None:
    """The first day that a kept year and month, or day, can mean."""
    if not written or written == NEVER:
        return None
    return date.fromisoformat(written if len(written) > len("2020-05") else f"{written}-01")


def unreadable(message: str, remedy: str) -> Refusal:
    return Refusal(Finding("unreadable-entry", message, remedy=remedy))
