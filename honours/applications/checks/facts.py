"""What is known of an application when it is judged: gathered by queries, judged without them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from honours.applications.vocabulary import ApplicationKind


@dataclass(frozen=True, slots=True)
class NoticeFacts:
    """How the notice of the item stands. ``until`` is its last day; ``None``: none was posted."""

    until: date | None = None
    is_over: bool = False
    open_objections: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ApplicationFacts:
    """The application as typed, and what was looked up about it."""

    kind: ApplicationKind
    year: int
    on: date
    typed: Mapping[str, str] = field(default_factory=dict)
