"""What was typed and could not be read: kept as typed, under lock, until it is put right."""

import json
import re
from collections.abc import Iterator, Mapping

from honours.commendations.readings.entries import EntryField, fields_for
from honours.kernel.verdicts import Finding, Refusal
from honours.registry.readings.characters import canonical

_QUOTED = re.compile("“([^”]*)”")


def unread_texts(kept: str) -> dict[str, str]:
    """Code of the entry to what was typed."""
    return {str(code): str(text) for code, text in json.loads(kept).items()} if kept else {}


def kept_texts(texts: Mapping[str, str]) -> str:
    """As the column keeps it; empty where everything could be read."""
    return json.dumps(dict(texts), ensure_ascii=False) if texts else ""


def unread_findings(kind: str, kept: str) -> Iterator[Finding]:
    """Why each text that was kept could not be read, at its entry, and how to write it."""
    fields = fields_for(kind)
    for code, text in unread_texts(kept).items():
        if code in fields:
            yield from _findings(fields[code], text)


def _findings(one: EntryField, text: str) -> Iterator[Finding]:
    try:
        one.read(text)
    except Refusal as refusal:
        for finding in refusal.findings:
            reason = _unquoted(finding.message, text) if one.is_personal else finding.message
            told = f"“{one.label}”没有读懂：{reason}"
            yield Finding("entry-unreadable", told, remedy=finding.remedy, field=one.code)


def _unquoted(message: str, text: str) -> str:
    """The message without the words that it takes from a personal text."""
    known = (text, canonical(text))
    return _QUOTED.sub(
        lambda quoted: "" if any(quoted[1] in one for one in known) else quoted[0], message
    )
