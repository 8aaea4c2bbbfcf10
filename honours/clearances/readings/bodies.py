"""Bodies by duty, and what they were called on a day in a place.

A duty is lasting, its bearer is not: 工商行政管理 was borne by one bureau, then by another that
had swallowed three. Whoever is asked is asked under the name of the day, and only once.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from honours.kernel.rules import NATION


@dataclass(frozen=True, slots=True)
class DatedName:
    """What the bearer of a duty is called. ``since=None``: as far back as anybody knows."""

    name: str
    since: date | None = None
    until: date | None = None
    place: str = NATION

    def holds(self, day: date, place: str) -> bool:
        begun = self.since is None or self.since <= day
        ended = self.until is not None and day > self.until
        return begun and not ended and place.startswith(self.place)


@dataclass(frozen=True, slots=True)
class Merger:
    """From which day a body's duty is borne by another one."""

    into: str
    on: date
    place: str = NATION


@dataclass(frozen=True, slots=True)
class BodyFacts:
    """A duty that somebody bears, with its names and mergers."""

    code: str
    duty: str
    names: tuple[DatedName, ...] = ()
    mergers: tuple[Merger, ...] = ()


Bodies = Mapping[str, BodyFacts]


def name_on(body: BodyFacts, day: date, place: str) -> str:
    """The name of the day: the nearest place's, the latest; the duty where none is known."""
    known = [dated for dated in body.names if dated.holds(day, place)]
    if not known:
        return body.duty
    return max(known, key=lambda dated: (len(dated.place), dated.since or date.min)).name


def bearer_on(code: str, bodies: Bodies, day: date, place: str) -> str:
    """The body that bears the duty on the day, following every merger until then."""
    seen = {code}
    while True:
        merged = _merged_on(bodies[code].mergers, day, place)
        if merged is None or merged.into in seen:
            return code
        code = merged.into
        seen.add(code)


def _merged_on(mergers: Iterable[Merger], day: date, place: str) -> Merger | None:
    """The merger of the nearest place decides, even where it is still to come.

    Who merged later (or not yet) than the nation planned goes by the own day.
    """
    known = [merger for merger in mergers if place.startswith(merger.place)]
    if not known:
        return None
    nearest = max(len(merger.place) for merger in known)
    happened = [m for m in known if len(m.place) == nearest and m.on <= day]
    return max(happened, key=lambda merger: merger.on, default=None)


def printed_name(body: BodyFacts, day: date, place: str, place_name: str) -> str:
    """The name with its place before it, as forms and letters print it: 巴中市生态环境局."""
    name = name_on(body, day, place)
    if name == body.duty or name.startswith(place_name):
        return name
    if name.startswith("党委"):
        return f"中共{place_name}委{name.removeprefix('党委')}"
    return f"{place_name}{name}"
