"""The words of a search box: ``状态:保留 -层级:县 "劳动 模范"``. Pure."""

import re
from dataclasses import dataclass

_TOKEN = re.compile(
    r"""
    (?P<minus>[-－](?=\S))?
    (?:(?P<key>[^\s:："“”]+)[:：])?
    (?:["“](?P<quoted>[^"“”]*)["”]? | (?P<plain>[^\s"“”]+))
    """,
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Asked:
    """One token: a word to be found (no ``key``), or a value asked of a filter."""

    value: str
    key: str = ""
    is_negative: bool = False


def parse(text: str) -> tuple[Asked, ...]:
    """The tokens in the order they were typed. Anything can be typed; nothing raises."""
    return tuple(
        Asked(value, found["key"] or "", found["minus"] is not None)
        for found in _TOKEN.finditer(text)
        if (value := (found["quoted"] or found["plain"] or "").strip())
    )


def written(asked: Asked) -> str:
    """The token as it would be typed."""
    value = f'"{asked.value}"' if re.search(r"[\s:：]", asked.value) else asked.value
    return f"{'-' if asked.is_negative else ''}{f'{asked.key}:' if asked.key else ''}{value}"
