"""Where bars and points stand in a chart: numbers in, places in the drawing out."""

from dataclasses import dataclass
from decimal import Decimal

from honours.ui.parts import Chart, Gauge, Point

WIDTH = 640
BAR_LEFT = 150
BAR_ROOM = 400
BAR_PITCH = 34
TREND_LEFT = 56
TREND_TOP = 28
TREND_HEIGHT = 180
TREND_ROOM = WIDTH - TREND_LEFT - 28


@dataclass(frozen=True, slots=True)
class Bar:
    point: Point
    top: int
    text_top: int
    width: str
    value_left: str


@dataclass(frozen=True, slots=True)
class Mark:
    point: Point
    left: str
    top: str
    text_top: str


def bars(chart: Chart) -> list[Bar]:
    """Lying bars, one below the other, on a common zero."""
    largest = max((point.value for point in chart.points), default=0) or 1
    return [_bar(point, index, largest) for index, point in enumerate(chart.points)]


def bars_height(chart: Chart) -> int:
    return len(chart.points) * BAR_PITCH + 12


def marks(chart: Chart) -> list[Mark]:
    """Points of a trend from left to right, on a scale that starts at zero."""
    largest = Decimal(max((point.value for point in chart.points), default=0) or 1)
    pitch = Decimal(TREND_ROOM) / max(1, len(chart.points) - 1)
    places = enumerate(chart.points)
    return [_mark(point, TREND_LEFT + index * pitch, largest) for index, point in places]


def line(chart: Chart) -> str:
    """The points of the trend for a ``polyline``."""
    return " ".join(f"{mark.left},{mark.top}" for mark in marks(chart))


def gauge_widths(gauge: Gauge, width: int) -> tuple[str, str]:
    """How far the filled part reaches and where the target stands, in units of the drawing."""
    share = gauge.share or Decimal(0)
    target = gauge.target or Decimal(0)
    return _place(min(share, Decimal(1)) * width), _place(min(target, Decimal(1)) * width)


def _bar(point: Point, index: int, largest: Decimal | int) -> Bar:
    width = Decimal(point.value) / Decimal(largest) * BAR_ROOM
    top = index * BAR_PITCH + 8
    return Bar(point, top, top + 15, _place(width), _place(BAR_LEFT + width + 8))


def _mark(point: Point, left: Decimal, largest: Decimal) -> Mark:
    top = TREND_TOP + TREND_HEIGHT * (1 - Decimal(point.value) / largest)
    return Mark(point, _place(left), _place(top), _place(top - 10))


def _place(number: Decimal | int) -> str:
    return str(Decimal(number).quantize(Decimal("0.1")))
