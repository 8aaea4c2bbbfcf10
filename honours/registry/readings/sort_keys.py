"""How Chinese names are put in order on Chinese lists: by their sound."""

from functools import lru_cache

from pypinyin import Style, lazy_pinyin

LONGEST = 120


@lru_cache(maxsize=8192)
def _sound(character: str) -> str:
    return str(lazy_pinyin(character, style=Style.TONE3, neutral_tone_with_five=True)[0])


def sort_key(name: str) -> str:
    """The sounds of the characters, each on its own, cut to what decides an order.

    >>> sort_key("巴中市")
    'ba1 zhong1 shi4'
    """
    return " ".join(map(_sound, name[:30]))[:LONGEST]
