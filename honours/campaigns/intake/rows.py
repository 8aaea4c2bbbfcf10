"""Reading filings out of a workbook, row by row, with every row accounted for."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from honours.campaigns.columns.fields import PERSONAL, FilingField
from honours.campaigns.columns.guessing import (
    ColumnGuess,
    Mapped,
    apply_mapping,
    guess_columns,
    header_signature,
    recognise,
)
from honours.campaigns.intake.entries import EntryForm, ReadRow
from honours.campaigns.intake.values import read_undertaking
from honours.kernel.verdicts import Finding, Refusal
from honours.spreadsheets.marking import without_list
from honours.spreadsheets.reading import Workbook
from honours.spreadsheets.tables import Line, RowKind, Table, open_table


@dataclass(frozen=True, slots=True)
class SetAside:
    """A row that is no filing, and what it is instead."""

    sheet: str
    row_number: int
    kind: RowKind
    text: str


@dataclass(frozen=True, slots=True)
class SheetSurvey:
    """What a sheet looks like before it is read, for the page that confirms its columns.

    ``signature`` is what a confirmed mapping is remembered under; samples leave personal columns
    blank.
    """

    sheet: str
    labels: tuple[str, ...]
    guesses: tuple[ColumnGuess, ...]
    signature: str
    samples: tuple[tuple[str, ...], ...]
    notes: tuple[str, ...]

    @property
    def unsure(self) -> tuple[ColumnGuess, ...]:
        return tuple(guess for guess in self.guesses if guess.label and not guess.is_sure)

    @property
    def is_readable(self) -> bool:
        """Whether a column is known to hold the names; without it nothing can be filed."""
        return any(guess.field is FilingField.NAME for guess in self.guesses)


def survey(workbook: Workbook, mapping: Mapped | None = None) -> tuple[SheetSurvey, ...]:
    """The heading of each sheet with a guess for every column. Empty sheets are left out."""
    tables = [open_table(sheet, recognise) for sheet in without_list(workbook).sheets]
    return tuple(
        _surveyed(table, mapping) for table in tables if any(any(r.cells) for r in table.head)
    )


def read_filings(workbook: Workbook, mapping: Mapped | None = None) -> Iterator[ReadRow]:
    """The filings of a workbook, streaming, the faulty ones with all they have.

    ``mapping``: column label to field code, as confirmed before. Raises ``Refusal`` where no
    sheet has a heading with a column of names.
    """
    for row in read_rows(workbook, mapping):
        if isinstance(row, ReadRow):
            yield row


def read_rows(workbook: Workbook, mapping: Mapped | None = None) -> Iterator[ReadRow | SetAside]:
    """Every row of every visible sheet, once: as a filing, or set aside with what it is."""
    keys: set[str] = set()
    is_readable = False
    for sheet in without_list(workbook).sheets:
        table = open_table(sheet, recognise)
        form = _form_of(table, mapping)
        is_readable = is_readable or form is not None
        for line in _lines(table, form):
            if form is not None and line.kind is RowKind.ENTRY:
                yield form.read(line, keys)
            else:
                yield _aside(sheet.name, line)
    if not is_readable:
        raise Refusal(
            Finding(
                "heading-not-found",
                "未找到含有“项目名称”一栏的表头。",
                remedy="请下载空白登记表填写，或在表格中补上一行表头后重新上传。",
                field="file",
            )
        )


_SAMPLES = 30


def _surveyed(table: Table, mapping: Mapped | None) -> SheetSurvey:
    guesses = tuple(_guesses(table, mapping))
    labels = table.heading.labels if table.heading else ()
    notes = [
        f"“{guess.label}”一栏涉及个人信息，本系统不保存，可以不填。"
        for guess in guesses
        if guess.field in PERSONAL
    ]
    if table.heading is None:
        notes.append(f"工作表“{table.sheet.name}”未找到表头，未读取。")
    personal = {guess.column for guess in guesses if guess.field in PERSONAL}
    samples = tuple(
        tuple("" if column in personal else cell for column, cell in enumerate(cells))
        for cells in islice(_sample_cells(table), 5)
    )
    signature = header_signature(labels)
    return SheetSurvey(table.sheet.name, labels, guesses, signature, samples, tuple(notes))


def _sample_cells(table: Table) -> Iterator[tuple[str, ...]]:
    end = table.heading.last_row if table.heading else 0
    below = (row.cells for row in table.head if row.number > end and any(row.cells))
    return islice(below, _SAMPLES)


def _guesses(table: Table, mapping: Mapped | None) -> list[ColumnGuess]:
    if table.heading is None:
        return []
    guesses = guess_columns(table.heading.labels, tuple(_sample_cells(table)))
    return apply_mapping(guesses, mapping)


def _form_of(table: Table, mapping: Mapped | None) -> EntryForm | None:
    guesses = _guesses(table, mapping)
    has_names = any(guess.field is FilingField.NAME for guess in guesses)
    return EntryForm(table.sheet, guesses) if has_names else None


def _lines(table: Table, form: EntryForm | None) -> Iterator[Line]:
    if form is None:
        return table.lines(frozenset())
    return table.lines(form.names, form.filled, _is_section)


def _is_section(text: str) -> bool:
    """Whether a lone text parts own items from undertaken ones."""
    return 2 <= len(text) <= 20 and read_undertaking(text) is not None


def _aside(sheet: str, line: Line) -> SetAside:
    kind = RowKind.UNREAD if line.kind is RowKind.ENTRY else line.kind
    return SetAside(sheet, line.row.number, kind, " ".join(filter(None, line.row.cells)))
