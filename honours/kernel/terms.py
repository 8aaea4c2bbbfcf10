"""Closed vocabularies: a code that programs store, a wording that people read."""

from enum import StrEnum
from typing import Self


class Term(StrEnum):
    """A word of the trade, written ``RETAINED = "retained", "保留"``.

    The code is what the database keeps and never changes; the label is what pages print.
    """

    label: str

    def __new__(cls, code: str, label: str = "") -> Self:
        member = str.__new__(cls, code)
        member._value_ = code
        member.label = label
        return member

    @classmethod
    def choices(cls) -> list[tuple[str, str]]:
        return [(member.value, member.label) for member in cls]

    @classmethod
    def from_label(cls, label: str) -> Self:
        """The member with this printed wording.

        Raises ``ValueError`` where no member is called so.
        """
        for member in cls:
            if member.label == label:
                return member
        raise ValueError(f"{cls.__name__}中没有“{label}”")
