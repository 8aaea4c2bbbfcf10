"""Breaking a title into lines that keep words whole and form a 梯形 or 菱形 (7.3.1)."""

from collections.abc import Iterable, Iterator
from itertools import combinations, pairwise

from honours.typesetting.measures import width_of

CHARACTERS_IN_TITLE_LINE = 20
"""Characters of 22 pt across the 版心."""

_NEVER_FIRST = frozenset("，、。；：？！》”’）〕的了和与及")
_NEVER_LAST = frozenset("《“‘（〔")
_MOST_LINES = 5


def title_lines(title: str, unbreakable: Iterable[str] = ()) -> tuple[str, ...]:
    """The lines of a title. Breaks set by the author are kept as they are."""
    if "\n" in title:
        return tuple(part.strip() for part in title.split("\n") if part.strip())
    if width_of(title) <= CHARACTERS_IN_TITLE_LINE:
        return (title,)
    places = tuple(_places(title, tuple(unbreakable)))
    fewest = int(-(-width_of(title) // CHARACTERS_IN_TITLE_LINE))
    for count in range(fewest, _MOST_LINES + 1):
        found = _best(title, places, count)
        if found:
            return found
    return _chopped(title)


def has_good_shape(breaking: tuple[str, ...]) -> bool:
    """Whether the lines grow, shrink, or swell in the middle; equal lengths are no shape."""
    widths = [width_of(line) for line in breaking]
    if len(widths) == 1:
        return True
    peak = widths.index(max(widths))
    rises = all(a < b for a, b in pairwise(widths[: peak + 1]))
    falls = all(a > b for a, b in pairwise(widths[peak:]))
    return rises and falls


def _places(title: str, unbreakable: tuple[str, ...]) -> Iterator[int]:
    inside = {
        start + offset
        for word in unbreakable
        for start in _starts(title, word)
        for offset in range(1, len(word))
    }
    for place in range(2, len(title) - 1):
        torn = title[place] in _NEVER_FIRST or title[place - 1] in _NEVER_LAST
        narrow = not (_is_wide(title[place - 1]) or _is_wide(title[place]))
        if place not in inside and not torn and not narrow:
            yield place


def _is_wide(character: str) -> bool:
    return width_of(character) > 0.5


def _starts(title: str, word: str) -> Iterator[int]:
    start = title.find(word) if word else -1
    while start >= 0:
        yield start
        start = title.find(word, start + 1)


def _best(title: str, places: tuple[int, ...], count: int) -> tuple[str, ...]:
    """The least costly breaking into so many lines, or an empty tuple where none fits."""
    choices = (
        _split(title, breaks) for breaks in combinations(_likely(title, places, count), count - 1)
    )
    fitting = [lines for lines in choices if max(map(width_of, lines)) <= CHARACTERS_IN_TITLE_LINE]
    return min(fitting, key=_cost, default=())


def _likely(title: str, places: tuple[int, ...], count: int) -> tuple[int, ...]:
    """For many lines only the natural places are tried, so that long titles stay quick."""
    if count <= 3:
        return places
    natural = tuple(place for place in places if _strain(title[:place], title[place:]) == 0)
    return natural if len(natural) >= count - 1 else places


def _split(title: str, breaks: tuple[int, ...]) -> tuple[str, ...]:
    edges = (0, *breaks, len(title))
    return tuple(title[a:b] for a, b in pairwise(edges))


def _cost(lines: tuple[str, ...]) -> float:
    strain = sum(_strain(a, b) for a, b in pairwise(lines))
    widths = [width_of(line) for line in lines]
    shape = 0 if has_good_shape(lines) else 4
    return strain * 3 + shape + (max(widths) - min(widths)) / 4


def _strain(before: str, after: str) -> int:
    """0 where a phrase ends by itself, 1 where a word may have been cut."""
    ends = before.endswith(("关于", "、", "，", "》", "”", "的", "和", "等"))
    begins = after.startswith(("关于", "《", "“", "情况", "工作", "有关"))
    return 0 if ends or begins else 1


def _chopped(title: str) -> tuple[str, ...]:
    size = CHARACTERS_IN_TITLE_LINE
    return tuple(title[start : start + size] for start in range(0, len(title), size))
