"""The fields of one mapping in a rulebook file, each asked for by name; faults are kept."""

from collections.abc import Callable
from typing import Any, Self, TypeVar

from honours.kernel.terms import Term
from honours.kernel.verdicts import Finding
from honours.policies.readings.days import Day
from honours.policies.readings.marked_yaml import MarkedMapping
from honours.policies.readings.shapes import Spot

Word = TypeVar("Word", bound=Term)
Read = TypeVar("Read")


class Unreadable(Exception):
    """A part that cannot be read further. Its fault has been noted already."""


class Notes:
    """The faults found so far, so that all of them are shown at once."""

    def __init__(self) -> None:
        self.faults: list[Finding] = []

    def fault(self, code: str, spot: Spot, message: str, remedy: str = "") -> None:
        self.faults.append(Finding(code, f"{spot}：{message}", remedy=remedy))

    def unreadable(self, code: str, spot: Spot, message: str, remedy: str = "") -> Unreadable:
        self.fault(code, spot, message, remedy)
        return Unreadable(message)


class Fields:
    """A mapping whose fields are read with their faults noted at the mapping's line."""

    def __init__(self, content: MarkedMapping, spot: Spot, notes: Notes) -> None:
        self.spot = spot
        self._content = content
        self._notes = notes

    @classmethod
    def of(cls, written: Any, around: Spot, known: str, notes: Notes) -> Self:
        """The mapping written there. A field it should not have is a fault: it may be misspelt."""
        if not isinstance(written, MarkedMapping):
            raise notes.unreadable(
                "rulebook-bad-form", around, f"这里应为若干“字段：内容”，现为“{written}”。"
            )
        spot = Spot(around.file, written.line, around.path)
        for name in written:
            if name not in known.split():
                notes.fault(
                    "rulebook-unknown-field",
                    spot,
                    f"不认识的字段“{name}”。",
                    f"这里可写：{'、'.join(known.split())}。",
                )
        return cls(written, spot, notes)

    def within(self, written: Any, known: str) -> "Fields":
        return Fields.of(written, self.spot, known, self._notes)

    def named(self, path: str) -> "Fields":
        """The same fields, with the faults from here on noted under a name."""
        spot = Spot(self.spot.file, self.spot.line, path)
        return Fields(self._content, spot, self._notes)

    def __contains__(self, name: str) -> bool:
        return name in self._content

    def raw(self, name: str) -> Any:
        return self._content.get(name)

    def fault(self, code: str, message: str, remedy: str = "") -> None:
        self._notes.fault(code, self.spot, message, remedy)

    def unreadable(self, code: str, message: str, remedy: str = "") -> Unreadable:
        return self._notes.unreadable(code, self.spot, message, remedy)

    def text(self, name: str, *, required: bool = True) -> str:
        written = self._content.get(name)
        if written is None or written == "":
            if required:
                raise self.unreadable("rulebook-missing-field", f"没有写“{name}”。")
            return ""
        if not isinstance(written, str):
            raise self.unreadable(
                "rulebook-bad-form", f"“{name}”应为文字，现为“{written}”。", "数字要加引号。"
            )
        return written.strip()

    def word(self, name: str, words: type[Word]) -> Word:
        """One of the closed words, written as officials write it."""
        written = self.text(name)
        try:
            return words.from_label(written)
        except ValueError:
            labels = "、".join(word.label for word in words)
            raise self.unreadable(
                "rulebook-unknown-word", f"“{name}”不能写“{written}”。", f"可写：{labels}。"
            ) from None

    def day(self, name: str, reading: Callable[[str], Day]) -> Day | None:
        written = self._content.get(name)
        if written is None:
            return None
        try:
            return reading(str(written))
        except ValueError as error:
            self.fault("rulebook-bad-day", f"“{name}”：{error}")
            return None

    def each(self, name: str, read: Callable[[Any], Read]) -> tuple[Read, ...]:
        """Every member of a list that can be read; the faults of the others are noted."""
        written = self._content.get(name) or []
        if not isinstance(written, list):
            raise self.unreadable("rulebook-bad-form", f"“{name}”应为列表，每项以“- ”开头。")
        found = []
        for member in written:
            try:
                found.append(read(member))
            except Unreadable:
                continue
        return tuple(found)
