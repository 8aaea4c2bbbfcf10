"""Which database: PostgreSQL where an address is given, else SQLite beside the data."""

from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

EMBEDDED = {
    "ENGINE": "django.db.backends.sqlite3",
    "CONN_MAX_AGE": None,
    "OPTIONS": {
        # Readers that turn into writers would otherwise fail at once under load.
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": (
            "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;PRAGMA foreign_keys=ON;"
            # Pages are read from the system's own cache, which all processes share.
            "PRAGMA mmap_size=268435456;"
        ),
    },
}


def database_from(address: str | None, home: Path) -> dict[str, Any]:
    """Django's settings for ``address`` (``postgresql://user:password@host:port/name``).

    A socket folder is given as ``?host=/path``. Raises ``ValueError`` for any other scheme.
    """
    if not address:
        return {**EMBEDDED, "NAME": home / "honours.sqlite3"}
    parts = urlsplit(address)
    if parts.scheme not in ("postgres", "postgresql"):
        raise ValueError(f"HONOURS_DATABASE_URL应以postgresql://开头，现为{parts.scheme}://。")
    options = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", parts.hostname or ""),
        "PORT": options.pop("port", parts.port or ""),
        "CONN_MAX_AGE": 600,
        "OPTIONS": options,
    }
