"""Rule values: as rulebook files write them, as rows keep them, as pages print them."""

import re
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from honours.kernel.rules import Value
from honours.policies.catalogue import RuleKey
from honours.policies.catalogue.words import Shape
from honours.policies.vocabulary import ValueKind

YEARLY_DAY = re.compile(
    r"(?P<year>上年|当年)(?P<month>0[1-9]|1[0-2])-(?P<day>0[1-9]|[12]\d|3[01])"
)
"""A day of each year: ``上年11-30`` is the 30th of November before the year in question."""

KINDS: Mapping[Shape, ValueKind] = {
    Shape.NUMBER: ValueKind.NUMBER,
    Shape.FLAG: ValueKind.FLAG,
    Shape.WORDS: ValueKind.WORDS,
    Shape.DAY: ValueKind.TEXT,
}


def value_written(written: Any) -> Value | None:
    """The value a rulebook file writes, or a row keeps: both have one form.

    Raises ``ValueError`` where it has none of the forms below.
    """
    match written:
        case None | bool():
            return written
        case str():
            return _number(written)
        case list() if written and all(isinstance(word, str) and word for word in written):
            return frozenset(written)
        case {"text": str() as text} if text and len(written) == 1:
            return text
        case int() | float():
            raise ValueError(f'数字{written}要加引号，写作 "{written}"，以免精度走样。')
    raise ValueError(f"取值“{written}”的写法无法识别。")


def value_stored(value: Value | None) -> Any:
    """The form in which a row keeps the value. Word lists are sorted, so that equals compare."""
    match value:
        case Decimal():
            return str(value)
        case frozenset():
            return sorted(value)
        case str():
            return {"text": value}
    return value


def kind_of(value: Value | None) -> ValueKind:
    match value:
        case None:
            return ValueKind.REPEAL
        case bool():
            return ValueKind.FLAG
        case Decimal():
            return ValueKind.NUMBER
        case frozenset():
            return ValueKind.WORDS
    return ValueKind.TEXT


def fits(key: RuleKey, value: Value | None) -> bool:
    """Whether the rule can take a value of this kind. Any rule can be ended."""
    if key.shape is Shape.DAY and isinstance(value, str) and not YEARLY_DAY.fullmatch(value):
        return False
    return value is None or kind_of(value) is KINDS[key.shape]


def in_words(value: Value | None) -> str:
    """``停止执行``, ``是``, ``0.70``, ``国家、中国``, or the text itself."""
    match value:
        case None:
            return ValueKind.REPEAL.label
        case bool():
            return "是" if value else "否"
        case frozenset():
            # Some words hold the mark that would set them apart: 党中央、国务院文件.
            mark = "；" if any("、" in word for word in value) else "、"
            return mark.join(sorted(value))
    return str(value)


def _number(written: str) -> Decimal:
    try:
        number = Decimal(written)
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite():
        raise ValueError(f"“{written}”不是数字。文字要写作“{{text: {written}}}”。")
    return number
