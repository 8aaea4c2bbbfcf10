"""Versions of an application side by side."""

from dataclasses import dataclass

from honours.applications.models import ApplicationVersion
from honours.applications.vocabulary import ApplicationField


@dataclass(frozen=True, slots=True)
class Difference:
    """One field that two versions say differently."""

    field: ApplicationField
    before: str
    after: str


def compare(earlier: ApplicationVersion, later: ApplicationVersion) -> tuple[Difference, ...]:
    """Field by field in the order of the form, only where they differ. No queries."""
    return tuple(
        Difference(field, before, after)
        for field in ApplicationField
        if (before := earlier.content.get(field, "")) != (after := later.content.get(field, ""))
    )
