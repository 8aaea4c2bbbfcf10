"""版头: everything above the red line, and the line itself (GB/T 9704-2012 7.2)."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from honours.typesetting.composition import Composition
from honours.typesetting.looks import (
    COPY_SERIAL,
    ISSUER_MARK,
    NUMBER,
    RED,
    RED_LINE,
    UPWARD_NUMBER,
    URGENCY,
)
from honours.typesetting.measures import (
    AREA_WIDTH,
    CHARACTERS_IN_LINE,
    RED_RULE,
    characters,
    lines,
    millimetres,
    width_of,
)
from honours.typesetting.vocabulary import Face
from honours.typesetting.wordprocessing import (
    Cell,
    Placement,
    Tab,
    margins,
    node,
    paragraph,
    row,
    run,
    tab,
    table,
)

SIGNER_LABEL = "签发人："

_LARGEST_MARK = 48
_SMALLEST_MARK = 26
_POINTS_ACROSS = AREA_WIDTH // 20
_JOINT_SUFFIX_SHARE = 0.24


def letterhead(page: Composition) -> Iterator[Element]:
    """The paragraphs of the 版头, from the 份号 to the red line."""
    above = 0
    for text, look in ((page.copy_serial, COPY_SERIAL), (page.urgency, URGENCY)):
        if text:
            above += 1
            yield paragraph(look, run(text, look))
    yield from _mark(page, above)
    yield from _number(page)
    rule = Placement(rule_colour=RED, rule_width=RED_RULE)
    yield paragraph(RED_LINE, at=rule)


def letterhead_height(page: Composition) -> int:
    """The height of the 版头 in twips, to know how much of the first page is left."""
    mark = _mark_line(page) * len(page.mark_lines)
    extra_signers = lines(max(0, len(_signer_rows(page)) - 1)) if page.signers else 0
    return millimetres(35) + mark + lines(3) + extra_signers + RED_LINE.line


def mark_points(page: Composition) -> int:
    """The size of the mark in points: as large as keeps it on one line, the suffix included."""
    longest = max(width_of(name) for name in page.mark_lines)
    if len(page.mark_lines) > 1:
        across = _POINTS_ACROSS * (1 - _JOINT_SUFFIX_SHARE if page.mark_suffix else 1)
    else:
        across, longest = _POINTS_ACROSS, longest + width_of(page.mark_suffix)
    return max(_SMALLEST_MARK, min(_LARGEST_MARK, int(across / (longest + 0.5))))


def _mark_line(page: Composition) -> int:
    """As tall as the characters, so that the top of the line is the top of the mark.

    Joint marks stand a quarter apart.
    """
    return mark_points(page) * (25 if len(page.mark_lines) > 1 else 20)


def _mark(page: Composition, lines_above: int) -> Iterator[Element]:
    size, before = mark_points(page) * 2, millimetres(35) - lines(lines_above)
    if len(page.mark_lines) > 1 and page.mark_suffix:
        # A table has no space before it; an empty line carries the distance.
        yield paragraph(RED_LINE, at=Placement(line=before))
        yield _joint_mark(page, size)
        return
    for position, name in enumerate(page.mark_lines):
        is_last = position == len(page.mark_lines) - 1
        text = name + (page.mark_suffix if is_last else "")
        space = before if position == 0 else 0
        place = Placement(before=space, line=_mark_line(page))
        yield paragraph(ISSUER_MARK, run(text, ISSUER_MARK, size=size), at=place)


def _joint_mark(page: Composition, size: int) -> Element:
    """Organs one below the other, “文件” to their right, centred between them."""
    right = round(AREA_WIDTH * _JOINT_SUFFIX_SHARE)
    left = AREA_WIDTH - right
    place = Placement(before=0, line=_mark_line(page))
    rows = []
    for position, name in enumerate(page.mark_lines):
        organ = paragraph(ISSUER_MARK, run(name, ISSUER_MARK, size=size), at=place)
        suffix = run(page.mark_suffix, ISSUER_MARK, size=size)
        beside = (suffix,) if position == 0 else ()
        cells = (
            Cell((organ,), left),
            Cell(
                (paragraph(ISSUER_MARK, *beside, at=place),),
                right,
                merges="restart" if position == 0 else "continue",
            ),
        )
        rows.append(row(cells))
    width = node("tblW", w=AREA_WIDTH, type="dxa")
    return table(rows, (left, right), width, node("tblLayout", type="fixed"), margins(0))


def _number(page: Composition) -> Iterator[Element]:
    """Two empty lines below the mark; upward, on the line of the last 签发人 (7.2.5)."""
    before = lines(3) - NUMBER.line
    if not page.is_upward:
        yield paragraph(NUMBER, run(page.number, NUMBER), at=Placement(before=before))
        return
    if not page.signers:
        place = Placement(before=before, left=characters(1))
        yield paragraph(UPWARD_NUMBER, run(page.number, UPWARD_NUMBER), at=place)
        return
    rows = _signer_rows(page)
    stops = _signer_stops(page)
    for position, names in enumerate(rows):
        is_last = position == len(rows) - 1
        content = [run(page.number, UPWARD_NUMBER)] if is_last else []
        content.append(tab())
        content.extend(_named(names, is_first=position == 0))
        space = before if position == 0 else lines(1) - UPWARD_NUMBER.line
        place = Placement(before=space, left=characters(1), tabs=stops)
        yield paragraph(UPWARD_NUMBER, *content, at=place)


def _named(names: tuple[str, ...], *, is_first: bool) -> Iterator[Element]:
    if is_first:
        yield run(SIGNER_LABEL, UPWARD_NUMBER)
    else:
        yield tab()
    for position, name in enumerate(names):
        if position:
            yield tab()
        yield run(name, UPWARD_NUMBER, face=Face.REGULAR_SCRIPT)


def _signer_rows(page: Composition) -> tuple[tuple[str, ...], ...]:
    """Names padded to one width, two to a line where they leave room for the number."""
    names = tuple(_padded(name, _name_width(page)) for name in page.signers)
    step = _names_in_row(page)
    return tuple(names[start : start + step] for start in range(0, len(names), step))


def _signer_stops(page: Composition) -> tuple[Tab, ...]:
    """One stop for the label, one for each column of names; the block ends one 字 short."""
    column = _name_width(page)
    count = _names_in_row(page)
    start = CHARACTERS_IN_LINE - 1 - _block_width(column, count)
    first_name = start + width_of(SIGNER_LABEL)
    starts = [start, *(first_name + position * (column + 1) for position in range(count))]
    return tuple(Tab(characters(place)) for place in starts)


def _names_in_row(page: Composition) -> int:
    if len(page.signers) == 1:
        return 1
    number_ends = 1 + width_of(page.number) + 1
    room = CHARACTERS_IN_LINE - 1 - number_ends
    return 2 if _block_width(_name_width(page), 2) <= room else 1


def _block_width(column: float, count: int) -> float:
    return width_of(SIGNER_LABEL) + column * count + (count - 1)


def _name_width(page: Composition) -> float:
    widest = max(width_of(name) for name in page.signers)
    return widest if len(page.signers) == 1 else max(3.0, widest)


def _padded(name: str, width: float) -> str:
    """A name of two characters is spread to the width of three, as usual in signatures."""
    return f"{name[0]}\u3000{name[1]}" if len(name) == 2 and width >= 3 else name
