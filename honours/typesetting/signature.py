"""发文机关署名, 成文日期 and 附注 (GB/T 9704-2012 7.3.5, 7.3.6)."""

from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from honours.typesetting.composition import Composition
from honours.typesetting.looks import DATED, NOTE, SIGNATURE
from honours.typesetting.measures import (
    AREA_WIDTH,
    CHARACTERS_IN_LINE,
    characters,
    lines,
    width_of,
)
from honours.typesetting.wordprocessing import (
    Cell,
    Placement,
    margins,
    node,
    paragraph,
    row,
    run,
    table,
)

_ORGANS_IN_ROW = 3
_LINES_FOR_SEAL = 2
"""A seal of 42 mm centred over name and date then begins within one line of the text (7.3.5.1)."""


@dataclass(frozen=True, slots=True)
class RightIndents:
    """How far name and date stand from the right edge, in 字."""

    name: float
    date: float


def sealed_indents(name: str, dated: str) -> RightIndents:
    """The date four characters from the edge, the name centred over it.

    A name too long for that ends at the edge and the date is centred under it.
    """
    date_middle = 4 + width_of(dated) / 2
    name_right = date_middle - width_of(name) / 2
    if name_right >= 0:
        return RightIndents(name_right, 4)
    return RightIndents(0, width_of(name) / 2 - width_of(dated) / 2)


def unsealed_indents(name: str, dated: str) -> RightIndents:
    """The name two characters from the edge, the date beginning two right of its start."""
    surplus = width_of(name) - width_of(dated)
    if surplus >= 0:
        return RightIndents(2, surplus)
    return RightIndents(4 - surplus, 2)


def signature(page: Composition) -> Iterator[Element]:
    """Name, date and note, kept together; the text before is kept with them by ``BodySetter``."""
    if page.is_sealed and len(page.signatories) > 1:
        yield from _joint_seals(page)
    elif page.is_sealed:
        indents = sealed_indents(page.signatories[0], page.dated)
        yield _name(page.signatories[0], indents.name, lines(_LINES_FOR_SEAL))
        yield _date(page, indents.date)
    else:
        longest = max(page.signatories, key=width_of)
        indents = unsealed_indents(longest, page.dated)
        for position, name in enumerate(page.signatories):
            right = indents.name + width_of(longest) - width_of(name)
            yield _name(name, right, lines(1) if position == 0 else 0)
        yield _date(page, indents.date)
    if page.note:
        yield paragraph(NOTE, run(page.note, NOTE))


def _joint_seals(page: Composition) -> Iterator[Element]:
    """Up to three organs in a row, each with room for its own seal."""
    across = min(_ORGANS_IN_ROW, len(page.signatories))
    width = AREA_WIDTH // across
    rows = []
    for start in range(0, len(page.signatories), across):
        names = page.signatories[start : start + across]
        padded = (*names, *[""] * (across - len(names)))
        place = Placement(before=lines(_LINES_FOR_SEAL), align="center")
        cells = (
            Cell((paragraph(SIGNATURE, run(name, SIGNATURE), at=place),), width) for name in padded
        )
        rows.append(row(cells))
    size = node("tblW", w=AREA_WIDTH, type="dxa")
    yield table(rows, (width,) * across, size, node("tblLayout", type="fixed"), margins(0))
    yield _date(page, 4)


def _name(name: str, right: float, before: int) -> Element:
    place = Placement(before=before, right=_edge(right))
    return paragraph(SIGNATURE, run(name, SIGNATURE), at=place)


def _date(page: Composition, right: float) -> Element:
    place = Placement(right=_edge(right), keeps_next=True if page.note else None)
    return paragraph(DATED, run(page.dated, DATED), at=place)


def _edge(right: float) -> int:
    return characters(min(max(right, 0), CHARACTERS_IN_LINE - 1))
