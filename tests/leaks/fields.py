"""The personal fields of the house, read from its models, and what is planted in them.

A field is personal because it is encrypted; nobody keeps a list. Every value of every row of the
town is replaced by one that occurs nowhere else, so that a page that shows it names the row.
"""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from hashlib import sha256
from itertools import count

from django.apps import apps
from django.db import connection, models

from honours.privacy.fields import EncryptedBytesField, EncryptedTextField
from honours.privacy.models import Attachment
from honours.privacy.readings.identity_numbers import check_sign
from tests.leaks.lines import lines
from tests.postgres import ABORTING_TRIGGERS

COMMON = "金丝雀一二三"
"""What all canaries of free text begin with: one question to a search stands for all."""
PLAIN = re.compile(r"zqx[a-v0-9]{9}", re.IGNORECASE)
_NUMBER = re.compile(r"\d{17}[\dX]")
_TELEPHONE = re.compile(r"1\d{10}")
_MONTH = re.compile(r"\d{4}-\d{2}")
_SAYS_NOTHING = (None, "", "none")
_SUFFIX = re.compile(r"\.[a-z]{3,4}$")


@dataclass(frozen=True)
class PersonalField:
    model: type[models.Model]
    name: str

    @property
    def record(self) -> str:
        return self.model._meta.label_lower

    def __str__(self) -> str:
        return f"{self.record}.{self.name}"


def personal_fields() -> list[PersonalField]:
    return [
        PersonalField(model, field.name)
        for model in apps.get_models()
        for field in model._meta.local_fields
        if isinstance(field, EncryptedTextField | EncryptedBytesField)
    ]


@dataclass(frozen=True)
class Canary:
    """What stands in one field of one row: the whole value, and the parts nobody may see.

    Masks show the first six signs and the last four at most; the parts lie between.
    """

    field: PersonalField
    pk: object
    value: str | bytes
    parts: tuple[str, ...]

    @property
    def is_shaped(self) -> bool:
        """A number or a day, which does not begin like the others."""
        return isinstance(self.value, str) and COMMON not in self.value


class Aviary:
    """All canaries, and which of them sing in a text."""

    def __init__(self, canaries: list[Canary]) -> None:
        self.canaries = canaries

    def heard_in(self, text: str) -> set[Canary]:
        plain = {match.lower() for match in PLAIN.findall(text)}
        found = {self._plain[part] for part in plain if part in self._plain}
        return found | {canary for part, canary in self._shaped.items() if part in text}

    def first_of_each_field(self) -> list[Canary]:
        firsts = {canary.field: canary for canary in reversed(self.canaries)}
        return [one for one in firsts.values() if isinstance(one.value, str)]

    @cached_property
    def _plain(self) -> Mapping[str, Canary]:
        return self._parts(lambda part: PLAIN.fullmatch(part) is not None)

    @cached_property
    def _shaped(self) -> Mapping[str, Canary]:
        return self._parts(lambda part: PLAIN.fullmatch(part) is None)

    def _parts(self, wanted: Callable[[str], bool]) -> dict[str, Canary]:
        return {part: one for one in self.canaries for part in one.parts if wanted(part)}


def planted() -> Aviary:
    """A canary in every personal field of every row; fields left blank get one too."""
    numbers = count(1)
    _lift_guards({field.model._meta.db_table for field in personal_fields()})
    return Aviary(
        [canary for field in personal_fields() for canary in _planted_in(field, numbers)]
    )


def remove_all(unwanted: Iterable[type[models.Model]]) -> None:
    """Delete every row of these, past whatever the database holds against it."""
    tables = [model._meta.db_table for model in unwanted]
    _lift_guards(tables)
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f"DELETE FROM {table}")  # noqa: S608


def _lift_guards(tables: Iterable[str]) -> None:
    """Rows that are only ever added may be changed here: the transaction is rolled back."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")
            for table in tables:
                cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        else:
            cursor.execute(ABORTING_TRIGGERS)
            for name, _ in cursor.fetchall():
                cursor.execute(f'DROP TRIGGER "{name}"')


def _planted_in(field: PersonalField, numbers: Iterator[int]) -> Iterator[Canary]:
    rows = field.model._base_manager.order_by("pk").values_list("pk", field.name)
    for pk, held in list(rows):
        before = lines()["样例"].get(str(field), held) if held in _SAYS_NOTHING else held
        value, parts = shaped_like(before, f"{field}:{pk}", next(numbers))
        changed = {field.name: value}
        if field.model is Attachment and isinstance(value, bytes):
            changed |= {"digest": sha256(value).hexdigest(), "size": len(value)}
        field.model._base_manager.filter(pk=pk).update(**changed)
        yield Canary(field, pk, value, parts)


def shaped_like(
    before: str | bytes | None, name: str, number: int
) -> tuple[str | bytes, tuple[str, ...]]:
    """A value that the pages can read like the one before it: a day as a day, a file as a file."""
    part = _part(name)
    if isinstance(before, bytes):
        return _file_with(before, part), (part,)
    text = before or ""
    if shaped := _number_or_day(text, number):
        return shaped
    if text[:1] in ("{", "[") and (leaves := _leaves_replaced(text, part)):
        return leaves, (part,)
    suffix = _SUFFIX.search(text)
    return f"{COMMON}{part}四五六七" + (suffix[0] if suffix else ""), (part,)


def _file_with(before: bytes, part: str) -> bytes:
    """A canary behind the file; in JSON of our own making for each text that people read."""
    if before[:1] == b"{":
        kept = json.loads(before)
        return json.dumps(_replaced(kept, part, only_words=True), ensure_ascii=False).encode()
    return before + f"\n%{part}\n".encode()


def _number_or_day(before: str, number: int) -> tuple[str, tuple[str, ...]] | None:
    day = date(1931, 1, 1) + timedelta(days=number)
    if _NUMBER.fullmatch(before):
        first = f"511902{day:%Y%m%d}{number % 1000:03}"
        return first + check_sign(first), (first[6:16],)
    if _TELEPHONE.fullmatch(before):
        telephone = f"199{number:04}0917"
        return telephone, (telephone, telephone[:8], telephone[3:])
    if _MONTH.fullmatch(before):
        year, month = 1801 + number // 12, number % 12 + 1
        written = (f"{year}-{month:02}", f"{year}年{month}月", f"{year}.{month:02}")
        return written[0], written
    if _is_day(before):
        return day.isoformat(), (day.isoformat(), f"{day.year}年{day.month}月{day.day}日")
    return None


def _part(name: str) -> str:
    digest = int(sha256(name.encode()).hexdigest(), 16)
    return "zqx" + "".join(
        "0123456789abcdefghijklmnopqrstuv"[digest >> 5 * at & 31] for at in range(9)
    )


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _leaves_replaced(text: str, part: str) -> str:
    """JSON with a canary for each text in it; nothing where it is no JSON."""
    try:
        return json.dumps(_replaced(json.loads(text), part), ensure_ascii=False)
    except ValueError:
        return ""


def _replaced(value: object, part: str, *, only_words: bool = False) -> object:
    match value:
        case dict():
            return {
                key: _replaced(inner, part, only_words=only_words) for key, inner in value.items()
            }
        case list():
            return [_replaced(inner, part, only_words=only_words) for inner in value]
        case str() if not (only_words and value.isascii()):
            return f"{COMMON}{part}四五六七"
    return value
