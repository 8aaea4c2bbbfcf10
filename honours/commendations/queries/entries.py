"""What the entries of a nomination hold: as values, and as the form shows them again."""

from typing import Any

from honours.commendations.models.nominations import Person
from honours.commendations.queries.nominations import Parts
from honours.commendations.readings.entries import EntryField, Part, as_written, fields_for
from honours.commendations.readings.lines import (
    HonourLine,
    RankLine,
    written_honour,
    written_rank,
)
from honours.commendations.readings.unread import unread_texts
from honours.directory.vocabulary import Level
from honours.quotas.vocabulary.people import Rank


def value_in(parts: Parts, one: EntryField) -> Any:
    """The value that the entry holds now; ``None`` where its row is not there."""
    match one.part:
        case Part.HONOURS:
            return tuple(
                HonourLine(
                    each.granted_on,
                    each.granted_by,
                    each.title,
                    Level(each.level),
                    each.has_new_merit,
                )
                for each in parts.honours
            )
        case Part.RANKS:
            return tuple(RankLine(each.since, Rank(each.rank)) for each in parts.ranks)
        case Part.CONSENT:
            return parts.consent.given_on if parts.consent else None
    row = row_of(parts, one.part)
    return None if row is None else getattr(row, one.column)


def row_of(parts: Parts, part: Part) -> Any:
    """The row that entries of that part stand in, if it is there."""
    match part:
        case Part.PERSON | Part.SECOND:
            order = 1 if part is Part.PERSON else 2
            return next((person for person in parts.persons if person.order == order), None)
        case Part.COLLECTIVE:
            return parts.collective
        case Part.VOTE:
            return parts.vote
    return parts.nomination


def texts_in(parts: Parts) -> dict[str, str]:
    """Every entry as it would be typed: what was never read, as it was typed."""
    unread = unread_texts(parts.nomination.raw)
    return {
        code: unread.get(code) or _text(parts, one)
        for code, one in fields_for(parts.nomination.kind).items()
    }


def first_person(parts: Parts) -> Person | None:
    return next((person for person in parts.persons if person.order == 1), None)


def _text(parts: Parts, one: EntryField) -> str:
    value = value_in(parts, one)
    match one.part:
        case Part.HONOURS:
            return "\n".join(written_honour(line) for line in value)
        case Part.RANKS:
            return "\n".join(written_rank(line) for line in value)
    return as_written(one, value)
