"""What is known of an application when it is judged: gathered by queries, judged without them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from honours.applications.vocabulary import ApplicationField, ApplicationKind
from honours.registry.checks.facts import ItemFacts


@dataclass(frozen=True, slots=True, kw_only=True)
class ApplicationFacts:
    """The application as typed, and what was looked up about it.

    The place, and the day whose rules count, are those of the ``Rules``.
    """

    kind: ApplicationKind
    year: int
    item: ItemFacts
    typed: Mapping[str, str] = field(default_factory=dict)
    """Each field as it was typed, by its code."""

    changed: frozenset[ApplicationField] = frozenset()
    """What is asked for otherwise than the register has it; of a new item, nothing."""
    has_basis_text: bool = False
    times_this_year: int = 1
    """How often its body asks for the same item in the year, this application included."""
    submitted_on: date | None = None
    """The day it was first submitted; ``None`` where it is still being written."""

    def said(self, which: ApplicationField) -> bool:
        return bool(self.typed.get(which, "").strip())
