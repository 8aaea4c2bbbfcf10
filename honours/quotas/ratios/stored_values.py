"""Single values of a stored rule, read with their kind checked."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TypeVar

from honours.kernel.terms import Term

Stored = Mapping[str, object]
Word = TypeVar("Word", bound=Term)


class UnreadableRule(ValueError):
    """A stored rule that this system cannot read."""


def word(words: type[Word], value: object) -> Word:
    try:
        return words(str(value))
    except ValueError:
        raise UnreadableRule(f"{words.__name__}中没有“{value}”。") from None


def word_or_none(words: type[Word], value: object) -> Word | None:
    return None if value is None else word(words, value)


def text_in(stored: Stored, name: str, absent: str | None = None) -> str:
    value = stored.get(name, absent)
    if not isinstance(value, str):
        raise UnreadableRule(f"“{name}”应为文字，现为{value!r}。")
    return value


def whole_in(stored: Stored, name: str) -> int:
    value = stored.get(name)
    if not isinstance(value, int) or isinstance(value, bool):
        raise UnreadableRule(f"“{name}”应为整数，现为{value!r}。")
    return value


def list_in(stored: Stored, name: str) -> Sequence[object]:
    value = stored.get(name, [])
    if not isinstance(value, list | tuple):
        raise UnreadableRule(f"“{name}”应为列表，现为{value!r}。")
    return value


def mapping_in(stored: Stored, name: str) -> Stored:
    return as_mapping(stored.get(name))


def mapping_or_none(stored: Stored, name: str) -> Stored | None:
    value = stored.get(name)
    return None if value is None else as_mapping(value)


def as_mapping(value: object) -> Stored:
    if not isinstance(value, dict):
        raise UnreadableRule(f"应为一组名称和取值，现为{value!r}。")
    return value


def day_or_none(value: object) -> date | None:
    if value is None:
        return None
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        raise UnreadableRule(f"“{value}”不是日期。") from None
