"""Which column of a filed spreadsheet holds what, in whatever words the heading uses.

A guess below ``SURE`` is shown to a person, who corrects it once; the correction is remembered for
the issuer under the ``header_signature``.
"""

import hashlib
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from honours.campaigns.columns.fields import PERSONAL, SPREADABLE, FilingField
from honours.campaigns.columns.headings import EXACT, INSIDE
from honours.registry.readings.amounts import read_money
from honours.registry.readings.characters import canonical
from honours.registry.readings.dates import read_day
from honours.registry.readings.documents import read_basis
from honours.registry.readings.periods import read_period
from honours.registry.vocabulary import PeriodKind

SURE = 0.8

Mapped = Mapping[str, str]
"""Column label to field code, as corrected and remembered; an empty code: do not read it."""


@dataclass(frozen=True, slots=True)
class ColumnGuess:
    """What a column seems to hold. ``field=None``: nothing that a filing asks for."""

    column: int
    label: str
    field: FilingField | None
    confidence: float
    why: str

    @property
    def is_sure(self) -> bool:
        return self.confidence >= SURE


def guess_columns(
    labels: Sequence[str], samples: Sequence[Sequence[str]] = ()
) -> list[ColumnGuess]:
    """A guess for every column. ``samples``: some entries, to judge what the heading leaves open.

    A field that several columns claim goes to the surest; sequence, quota, funding and basis may
    be spread over several columns and keep all of them.
    """
    guesses = [
        _guess(column, label, [row[column] for row in samples if column < len(row)])
        for column, label in enumerate(labels)
    ]
    return [_unrivalled(guess, guesses) for guess in guesses]


def recognise(label: str) -> float:
    """How surely a text is the heading of a filing's column."""
    return _by_words(label)[1]


def header_signature(labels: Sequence[str]) -> str:
    """The same for headings that differ only in blanks, width of signs and outer brackets, and
    for the file that came back from us with the keys of its rows."""
    printed = [canonical(label) for label in labels]
    kept = [text for text in printed if EXACT.get(text) is not FilingField.ROW_KEY]
    joined = "\x1f".join(kept).rstrip("\x1f")
    return hashlib.sha256(joined.encode()).hexdigest()[:32]


def apply_mapping(guesses: Sequence[ColumnGuess], mapping: Mapped | None) -> list[ColumnGuess]:
    """The guesses, corrected by what a person has said of each label."""
    if not mapping:
        return list(guesses)
    corrected: list[ColumnGuess] = []
    for guess in guesses:
        code = mapping.get(guess.label, mapping.get(str(guess.column)))
        if code is None:
            corrected.append(guess)
            continue
        field = FilingField(code) if code else None
        corrected.append(ColumnGuess(guess.column, guess.label, field, 1.0, "按已确认的对应关系"))
    return corrected


_LONGEST_LABEL = 30
_UNITS = re.compile(r"[(（](?:元|万元|个|人|名|盖章|必填|选填|年|户|家)[)）]|[*＊:：]")


@lru_cache(maxsize=4096)
def _by_words(label: str) -> tuple[FilingField | None, float, str]:
    printed = canonical(label).split("#")[0]
    plain = _UNITS.sub("", printed)
    if not plain or len(plain) > _LONGEST_LABEL:
        return None, 0.0, ""
    for text in (printed, plain):
        if text in EXACT:
            return EXACT[text], 1.0, f"栏目名为“{label}”"
    for pattern, field, confidence in INSIDE:
        if match := pattern.search(plain):
            length_doubt = 0.0 if len(plain) <= 14 else 0.15
            return field, confidence - length_doubt, f"栏目名含“{match[0]}”"
    return None, 0.0, ""


def _guess(column: int, label: str, samples: Sequence[str]) -> ColumnGuess:
    field, confidence, why = _by_words(label)
    filled = [text[:200] for text in samples if text]
    if field is not None and confidence >= SURE:
        return ColumnGuess(column, label, field, confidence, why)
    seen, share = _by_samples(filled)
    if seen is None:
        return ColumnGuess(column, label, field, confidence, why or "栏目名未见过，内容也看不出")
    if seen is field:
        return ColumnGuess(column, label, field, min(0.95, confidence + 0.25), f"{why}，内容相符")
    if field is None or share * 0.7 > confidence:
        return ColumnGuess(column, label, seen, share * 0.7, f"按内容推测为“{seen.label}”")
    return ColumnGuess(column, label, field, confidence, why)


_PHONE = re.compile(r"1\d{10}|0\d{2,3}-?\d{7,8}")
_NUMBER = re.compile(r"\d{1,5}|[一二三四五六七八九十]+(?:\([一二三四五六七八九十]+\))?")
_BODY = re.compile(r".{2,20}(?:局|厅|委|办|部|会|府|院|联|公室)")
_HONOUR = re.compile(r".{4,}(?:先进|优秀|奖|模范|标兵|表彰|评选|评比|创建|达标).{0,20}")
_LOOKS: tuple[tuple[FilingField, Callable[[str], bool]], ...] = (
    (FilingField.TELEPHONE, lambda text: bool(_PHONE.fullmatch(text))),
    (FilingField.SEQUENCE, lambda text: bool(_NUMBER.fullmatch(text))),
    (FilingField.PERIOD, lambda t: len(t) < 16 and read_period(t).kind is not PeriodKind.UNKNOWN),
    (FilingField.BASIS, lambda text: bool(read_basis(text).numbers or read_basis(text).titles)),
    (FilingField.LAST_HELD_ON, lambda text: read_day(text).value is not None),
    (FilingField.FUNDING, lambda text: "元" in text and read_money(text).yuan is not None),
    (FilingField.HOSTS, lambda text: bool(_BODY.fullmatch(text))),
    (FilingField.NAME, lambda text: bool(_HONOUR.fullmatch(text))),
)


def _by_samples(samples: Sequence[str]) -> tuple[FilingField | None, float]:
    """The field most samples look like, and what share of them does."""
    best: tuple[FilingField | None, float] = (None, 0.0)
    for field, looks in _LOOKS:
        share = sum(1 for text in samples if looks(text)) / len(samples) if samples else 0.0
        if share > max(best[1], 0.6):
            best = (field, share)
    return best


def _unrivalled(guess: ColumnGuess, guesses: Sequence[ColumnGuess]) -> ColumnGuess:
    """The guess, unless another column is surer of the same field."""
    if guess.field is None or guess.field in SPREADABLE | PERSONAL:
        return guess
    rivals = [other for other in guesses if other.field is guess.field]
    surest = max(rivals, key=lambda other: (other.confidence, -other.column))
    if surest is guess:
        return guess
    why = f"“{surest.label}”更像“{guess.field.label}”"
    return ColumnGuess(guess.column, guess.label, None, 0.3, why)
