"""What the reusable parts of a page are made of. Pure values; templates draw them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from honours.kernel.terms import Term


class Tone(Term):
    """What a badge says beside its words."""

    NEUTRAL = "neutral", "一般"
    GOOD = "good", "良好"
    WARN = "warn", "注意"
    BAD = "bad", "不良"
    INFO = "info", "说明"


class Signal(Term):
    """A light. The label is read out; the icon differs in shape, not in colour alone."""

    GREEN = "green", "正常"
    YELLOW = "yellow", "临近期限"
    RED = "red", "逾期"
    NONE = "none", "未开始"


class StepState(Term):
    """Where a step of a process stands."""

    DONE = "done", "已完成"
    CURRENT = "current", "进行中"
    LATE = "late", "已逾期"
    WAITING = "waiting", "未开始"


@dataclass(frozen=True, slots=True)
class Crumb:
    """One place on the way from the front page. The last one has no address."""

    label: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Tab:
    label: str
    url: str
    is_current: bool = False
    count: int | None = None


@dataclass(frozen=True, slots=True)
class StripStep:
    """One step of a process strip."""

    label: str
    state: StepState
    note: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Event:
    """One entry of a timeline. ``at`` is printed as given: a date or a moment in words."""

    at: str
    title: str
    who: str = ""
    text: str = ""
    tone: Tone = Tone.NEUTRAL
    url: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """One pair of a description list."""

    label: str
    value: object
    url: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """A number people look for first, with the page that lists what was counted."""

    label: str
    value: object
    unit: str = ""
    url: str = ""
    note: str = ""
    icon: str = ""


@dataclass(frozen=True, slots=True)
class Light:
    """A signal in a cell of a matrix, or alone. ``note`` says why."""

    signal: Signal
    note: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class MatrixRow:
    label: str
    lights: Sequence[Light]
    url: str = ""


@dataclass(frozen=True, slots=True)
class Matrix:
    """Units down, steps across. ``corner`` names the first column, ``caption`` the whole."""

    caption: str
    corner: str
    headings: Sequence[str]
    rows: Sequence[MatrixRow]


@dataclass(frozen=True, slots=True)
class Gauge:
    """A rate with everything it was computed from. Nobody types a rate.

    ``target`` is a share (``Decimal("0.7")`` for 70%). The rate is printed in percent, rounded
    half up to one decimal. ``is_ceiling``: the rate must stay at or below the target.
    """

    label: str
    numerator: Decimal | int
    denominator: Decimal | int
    numerator_label: str
    denominator_label: str
    target: Decimal | None = None
    is_ceiling: bool = False
    url: str = ""

    @property
    def share(self) -> Decimal | None:
        """The unrounded rate, or ``None`` where there is nothing to divide by."""
        if not self.denominator:
            return None
        return Decimal(self.numerator) / Decimal(self.denominator)

    @property
    def is_met(self) -> bool | None:
        """Whether the target is met: judged before rounding. ``None``: cannot be said."""
        share = self.share
        if share is None or self.target is None:
            return None
        return share <= self.target if self.is_ceiling else share >= self.target

    @property
    def percent(self) -> Decimal | None:
        share = self.share
        return None if share is None else in_percent(share)

    @property
    def target_percent(self) -> Decimal | None:
        return None if self.target is None else in_percent(self.target)


@dataclass(frozen=True, slots=True)
class Point:
    """One bar, or one point of a trend."""

    label: str
    value: Decimal | int
    url: str = ""


@dataclass(frozen=True, slots=True)
class Chart:
    """Numbers to draw; ``description`` says in a sentence what they show."""

    title: str
    description: str
    points: Sequence[Point]
    unit: str = ""
    label_heading: str = "类别"


@dataclass(frozen=True, slots=True)
class Progress:
    """Long work under way. ``url`` answers with the same part again; ``next_url`` when done.

    ``state`` stands in the part alone, which is exchanged; a heading would keep the first one.
    """

    label: str
    done: int
    total: int
    url: str
    is_finished: bool = False
    note: str = ""
    next_url: str = ""
    state: str = ""

    @property
    def percent(self) -> int:
        return min(100, self.done * 100 // self.total) if self.total else 0


@dataclass(frozen=True, slots=True)
class Item:
    """One record on a page that asks for confirmation."""

    label: str
    note: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Confirmation:
    """What is about to happen, to what. ``hidden``: values carried along, name and value."""

    title: str
    question: str
    items: Sequence[Item]
    verb: str
    cancel_url: str
    action: str = ""
    is_grave: bool = False
    asks_reason: bool = False
    hidden: Sequence[tuple[str, str]] = field(default_factory=tuple)


def in_percent(share: Decimal) -> Decimal:
    """A share in percent with one decimal, rounded half up."""
    return (share * 100).quantize(Decimal("0.1"), ROUND_HALF_UP)


def day_in_words(day: date) -> str:
    """``2010年6月1日``, as official documents print it."""
    return f"{day.year}年{day.month}月{day.day}日"
