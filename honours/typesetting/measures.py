"""The paper of GB/T 9704-2012, in twips (1/1440 inch; 56.693 to the millimetre).

The standard counts in 字 and 行: 28 of the one across, 22 of the other down a 版心 of
156 × 225 mm (5.2). Nothing here is a magic line spacing; it all follows from that division.
"""

import unicodedata

TWIPS_PER_MILLIMETRE = 1440 / 25.4

PAGE_WIDTH = 11906
PAGE_HEIGHT = 16838
TOP_MARGIN = 2098
LEFT_MARGIN = 1588
RIGHT_MARGIN = 1474
BOTTOM_MARGIN = 1984
AREA_WIDTH = PAGE_WIDTH - LEFT_MARGIN - RIGHT_MARGIN
AREA_HEIGHT = PAGE_HEIGHT - TOP_MARGIN - BOTTOM_MARGIN

CHARACTERS_IN_LINE = 28
LINES_ON_PAGE = 22

LINE_PITCH = 579
"""22 lines of 580 would be 638.0 pt in an area of 637.8 pt; 579 is the most that fits."""

CHARACTER_SPACE = -848
"""28 characters of 16 pt in 156 mm: 15.793 − 16 pt, in 4096ths of a point."""

FOOTER_DISTANCE = 1433
"""Puts the upper edge of the dashes of a 14 pt line 7 mm below the 版心 (7.5)."""

THICK_RULE = 8
THIN_RULE = 6
RED_RULE = 10
"""Widths of rules in eighths of a point: 0.35 mm, 0.25 mm (7.4.1) and 0.44 mm."""


def millimetres(length: float) -> int:
    return round(length * TWIPS_PER_MILLIMETRE)


def characters(count: float) -> int:
    """So many 字 of body text, side by side."""
    return round(count * AREA_WIDTH / CHARACTERS_IN_LINE)


def lines(count: float) -> int:
    """So many 行, one below the other."""
    return round(count * LINE_PITCH)


def width_of(text: str) -> float:
    """The width of a text in 字; letters and digits are half a 字 wide."""
    return sum(0.5 if unicodedata.east_asian_width(c) in {"Na", "H", "N"} else 1.0 for c in text)


def lines_taken(text: str, indent: float = 0.0) -> int:
    """How many lines a text fills, its first line indented by so many 字."""
    return max(1, -int(-(width_of(text) + indent) // CHARACTERS_IN_LINE))
