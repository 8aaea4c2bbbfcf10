"""Taking a list out as a file is written into the audit book, for every room alike."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256

from honours.audit.operations import record
from honours.directory.http import SignedInRequest
from honours.kernel.digests import in_groups
from honours.spreadsheets.streaming import csv_lines, xlsx_pieces
from honours.ui.exports import Rows, Writers
from honours.ui.tables import Cell


@dataclass(frozen=True, slots=True)
class TakenList:
    """Which list is taken, as the book tells it.

    ``verb`` is ``room.model.export``; ``subject`` and ``organization`` are those of the record
    that the list belongs to, if it belongs to one. ``names_people``: a filter of the list may hold
    somebody's name, so the book does not keep the question.
    """

    verb: str
    title: str
    subject: str = ""
    organization: str = ""
    names_people: bool = False


def recorded_writers(request: SignedInRequest, taken: TakenList) -> Writers:
    """Writers that record who took what: the question asked, how many rows, their digest.

    The digest is the SHA-256 of the bytes that were sent, so that a file found later can be told.
    An answer that was broken off is recorded as well, with as much of it as was sent.
    """
    export = _Export(request, taken)
    return Writers(csv=export.csv, xlsx=export.xlsx)


class _Export:
    def __init__(self, request: SignedInRequest, taken: TakenList) -> None:
        self._request = request
        self._taken = taken
        self._rows = 0
        self._digest = sha256()

    def csv(self, headings: Sequence[str], rows: Rows) -> Iterator[bytes]:
        return self._told("csv", csv_lines(headings, self._counted(rows)))

    def xlsx(self, headings: Sequence[str], rows: Rows) -> Iterator[bytes]:
        pieces = xlsx_pieces(headings, self._counted(rows), title=self._taken.title)
        return self._told("xlsx", pieces)

    def _told(self, kind: str, pieces: Iterator[bytes]) -> Iterator[bytes]:
        is_whole = False
        try:
            for piece in pieces:
                self._digest.update(piece)
                yield piece
            is_whole = True
        finally:
            self._record(kind, is_whole=is_whole)

    def _counted(self, rows: Iterable[Sequence[Cell]]) -> Iterator[Sequence[Cell]]:
        for row in rows:
            self._rows += 1
            yield row

    def _record(self, kind: str, *, is_whole: bool) -> None:
        taken, asked = self._taken, self._request.GET.copy()
        asked.pop("export", None)
        record(
            taken.verb,
            subject=taken.subject or taken.verb.rpartition(".")[0],
            actor=self._request.user.username,
            organization=taken.organization,
            list=taken.title,
            asked="" if taken.names_people else asked.urlencode(),
            kind=kind,
            rows=self._rows,
            sha256=in_groups(self._digest.hexdigest()),
            is_whole=is_whole,
        )
