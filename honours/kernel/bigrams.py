"""Chinese text cut into overlapping pairs of characters, so that any word can be found.

Word lists miss what they do not know and trigrams miss words of two characters; pairs find all.
The last character of a run stands alone as well, so that each character begins some token and a
question of one character is a question for a beginning.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

_RUN = re.compile(
    r"(?P<han>[㐀-䶿一-鿿豈-﫿〇\U00020000-\U0003ffff]+)|(?P<word>[^\W_㐀-䶿一-鿿豈-﫿〇\U00020000-\U0003ffff]+)"
)
_BETWEEN_HAN = re.compile(
    r"(?<=[㐀-䶿一-鿿豈-﫿〇\U00020000-\U0003ffff])[\W_]+(?=[㐀-䶿一-鿿豈-﫿〇\U00020000-\U0003ffff])"
)


@dataclass(frozen=True, slots=True)
class Phrase:
    """Tokens that must stand one after another. ``is_open``: the last is only a beginning."""

    tokens: tuple[str, ...]
    is_open: bool


def normalised(text: str) -> str:
    """One way of writing: full-width and half-width, upper and lower case fall together."""
    return unicodedata.normalize("NFKC", text).casefold()


def indexed(*texts: str) -> str:
    """The tokens of these texts, separated by spaces, as the search column keeps them.

    >>> indexed("表彰会2010年")
    '表彰 彰会 会 2010 年'
    """
    return " ".join(token for text in texts for token in _tokens(text))


def phrase(words: str) -> Phrase | None:
    """What to look for where someone typed ``words``; ``None`` where nothing readable is left."""
    tokens = tuple(_tokens(words))
    if not tokens:
        return None
    if len(tokens) > 1 and tokens[-2].endswith(tokens[-1]) and _is_han(tokens[-1]):
        # A run of two or more characters: its last pair says all that the lone end would.
        return Phrase(tokens[:-1], is_open=False)
    return Phrase(tokens, is_open=True)


def _tokens(text: str) -> Iterator[str]:
    for run in _RUN.finditer(_BETWEEN_HAN.sub("", normalised(text))):
        if run.lastgroup == "word":
            yield run.group()
        else:
            yield from _pairs(run.group())


def _pairs(run: str) -> Iterator[str]:
    for first, second in pairwise(run):
        yield first + second
    yield run[-1]


def _is_han(token: str) -> bool:
    return _RUN.fullmatch(token) is not None and not token.isascii()
