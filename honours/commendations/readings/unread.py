"""What was typed and could not be read: kept as typed, under lock, until it is put right."""

import json
from collections.abc import Mapping


def unread_texts(kept: str) -> dict[str, str]:
    """Code of the entry to what was typed."""
    return {str(code): str(text) for code, text in json.loads(kept).items()} if kept else {}


def unread_entries(kept: str) -> tuple[str, ...]:
    return tuple(unread_texts(kept))


def kept_texts(texts: Mapping[str, str]) -> str:
    """As the column keeps it; empty where everything could be read."""
    return json.dumps(dict(texts), ensure_ascii=False) if texts else ""
