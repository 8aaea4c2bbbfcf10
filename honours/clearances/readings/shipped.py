"""The bodies, rows and grounds that come with the system, read from its own files."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from honours.clearances.readings.bodies import BodyFacts, DatedName, Merger
from honours.clearances.vocabulary import Credibility, ObjectKind
from honours.kernel.rules import NATION
from honours.policies.readings.days import first_day, last_day

SHIPPED = Path(__file__).resolve().parents[1] / "rulebook"


@dataclass(frozen=True, slots=True)
class ShippedBody:
    """A body with its names, and whether it looks people up by their identity number."""

    facts: BodyFacts
    source: str
    asks_identity_number: bool


@dataclass(frozen=True, slots=True)
class Ground:
    """Where a shipped row stands, from when until when, and how far it can be relied on."""

    document: str
    clause: str
    place: str
    since: date | None
    until: date | None
    is_reference: bool
    source_row: str
    note: str
    credibility: Credibility


@dataclass(frozen=True, slots=True)
class ShippedRow:
    """One cell of the matrix."""

    kind: ObjectKind
    body: str
    is_required: bool
    ground: Ground


@dataclass(frozen=True, slots=True)
class ShippedDisqualifier:
    code: str
    label: str
    certifier: str
    ground: Ground


@cache
def shipped_bodies() -> tuple[ShippedBody, ...]:
    return tuple(_body(entry) for entry in _read("bodies"))


@cache
def shipped_rows() -> tuple[ShippedRow, ...]:
    return tuple(
        ShippedRow(
            ObjectKind.from_label(kind), body, entry.get("is_required", True), _ground(entry)
        )
        for entry in _read("matrix")
        for kind in entry["kinds"]
        for body in entry["bodies"]
    )


@cache
def shipped_disqualifiers() -> tuple[ShippedDisqualifier, ...]:
    return tuple(
        ShippedDisqualifier(entry["code"], entry["ground"], entry["certifier"], _ground(entry))
        for entry in _read("disqualifiers")
    )


@cache
def shipped_places() -> Mapping[str, str]:
    """What the places of shipped rows are called, for those outside the own directory."""
    read: dict[str, str] = yaml.safe_load((SHIPPED / "places.yaml").read_text(encoding="utf-8"))
    return read


def _read(name: str) -> list[dict[str, Any]]:
    read: list[dict[str, Any]] = yaml.safe_load(
        (SHIPPED / f"{name}.yaml").read_text(encoding="utf-8")
    )
    return read


def _body(entry: Mapping[str, Any]) -> ShippedBody:
    names = tuple(
        DatedName(each["name"], _first(each), _last(each), each.get("place", NATION))
        for each in entry.get("names", ())
    )
    mergers = tuple(
        Merger(each["into"], first_day(each["day"]).on, each.get("place", NATION))
        for each in entry.get("mergers", ())
    )
    facts = BodyFacts(entry["code"], entry["duty"], names, mergers)
    return ShippedBody(facts, entry["source"], entry.get("asks_identity_number", False))


def _ground(entry: Mapping[str, Any]) -> Ground:
    return Ground(
        document=entry["document"],
        clause=entry["clause"],
        place=entry.get("place", NATION),
        since=_first(entry),
        until=_last(entry),
        is_reference=entry.get("is_reference", False),
        source_row=entry["source_row"],
        note=entry.get("note", ""),
        credibility=Credibility.from_label(entry["credibility"]),
    )


def _first(entry: Mapping[str, Any]) -> date | None:
    return first_day(entry["since"]).on if "since" in entry else None


def _last(entry: Mapping[str, Any]) -> date | None:
    return last_day(entry["until"]).on if "until" in entry else None
