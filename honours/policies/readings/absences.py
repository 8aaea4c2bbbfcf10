"""What was looked for and not found: said plainly, never filled in."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from honours.policies.readings.marked_yaml import load

SHIPPED = Path(__file__).resolve().parents[1] / "rulebook"
NOT_FOUND = SHIPPED / "not_found.yaml"


@dataclass(frozen=True, slots=True)
class Absence:
    """One rule that nobody found a value for; ``words`` tell where the sentence belongs."""

    subject: str
    sentence: str
    words: tuple[str, ...]


@cache
def absences() -> tuple[Absence, ...]:
    return tuple(
        Absence(each["subject"], each["sentence"], tuple(each["words"]))
        for each in load(NOT_FOUND.read_text(encoding="utf-8"))
    )


def absences_about(text: str) -> tuple[Absence, ...]:
    """Those whose words occur in the text: the name of a rule, or of a document."""
    return tuple(each for each in absences() if any(word in text for word in each.words))


def shipped_files() -> tuple[Path, ...]:
    """The rulebook files that come with the system, the nation's first."""
    files = (path for path in SHIPPED.glob("*.yaml") if path != NOT_FOUND)
    return tuple(sorted(files, key=lambda path: (path.stem != "national", path.stem)))
