"""Whether nominations still say what they said when they were handed in."""

import json
from collections.abc import Mapping
from dataclasses import astuple, is_dataclass
from typing import Any

from honours.audit.models import Entry
from honours.audit.operations import digest
from honours.commendations.queries.entries import value_in
from honours.commendations.queries.nominations import Parts
from honours.commendations.readings.entries import Part, fields_for
from honours.commendations.vocabulary import NominationState
from honours.kernel.digests import in_groups

HANDED_IN = "hand_in"
"""The verb of the entry that holds the digest, taken whenever a unit hands a nomination in."""


def content_digest(parts: Parts) -> str:
    """The keyed digest, in groups, of every entry that holds something, and of the title.

    Consent stays outside: the nominee may take it back at any time.
    """
    nomination = parts.nomination
    values = {
        code: value
        for code, one in fields_for(nomination.kind).items()
        if one.part is not Part.CONSENT
        and (value := value_in(parts, one)) not in (None, "", [], ())
    }
    words = {"title": nomination.title_id, "unread": nomination.raw, "entries": values}
    return in_groups(digest(json.dumps(words, sort_keys=True, default=_plain)))


def altered(parts: Mapping[int, Parts]) -> set[int]:
    """Keys of nominations whose entries are not those that the book knows. One query.

    Nobody may change them once the unit has handed them in, so whatever differs was changed
    past the system: a value overwritten, or exchanged with that of another row. A draft is
    nobody's business yet.
    """
    out = {
        one.nomination.subject(): key
        for key, one in parts.items()
        if one.nomination.state != NominationState.DRAFT
    }
    return {
        out[subject]
        for subject, booked in _booked(list(out)).items()
        if booked != content_digest(parts[out[subject]])
    }


def _booked(subjects: list[str]) -> dict[str, str]:
    """The digest taken last, by subject."""
    if not subjects:
        return {}
    verb = f"commendations.nomination.{HANDED_IN}"
    entries = Entry.objects.filter(subject__in=subjects, verb=verb).order_by("pk")
    return {entry.subject: entry.detail["content"] for entry in entries}


def _plain(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        return astuple(value)
    return str(value)
