"""Taking rows out of the register is itself written into the audit book."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence

from honours.audit.operations import record
from honours.directory.http import SignedInRequest
from honours.spreadsheets.streaming import csv_lines, xlsx_pieces
from honours.ui.exports import Rows, Writers
from honours.ui.tables import Cell


def recorded_writers(request: SignedInRequest, list_name: str) -> Writers:
    """Writers that record who took what: the question asked, how many rows, their digest.

    The digest is the SHA-256 of the bytes that were sent, so that a file found later can be told.
    An answer that was broken off is recorded as well, with as much of it as was sent.
    """
    export = _Export(request, list_name)
    return Writers(csv=export.csv, xlsx=export.xlsx)


class _Export:
    def __init__(self, request: SignedInRequest, list_name: str) -> None:
        self._request = request
        self._list_name = list_name
        self._rows = 0
        self._digest = hashlib.sha256()

    def csv(self, headings: Sequence[str], rows: Rows) -> Iterator[bytes]:
        return self._told("csv", csv_lines(headings, self._counted(rows)))

    def xlsx(self, headings: Sequence[str], rows: Rows) -> Iterator[bytes]:
        pieces = xlsx_pieces(headings, self._counted(rows), title=self._list_name)
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
        asked = self._request.GET.copy()
        asked.pop("export", None)
        record(
            "registry.activity.export",
            subject=f"registry.list:{self._list_name}"[:100],
            actor=self._request.user.username,
            asked=asked.urlencode(),
            kind=kind,
            rows=self._rows,
            sha256=self._digest.hexdigest(),
            is_whole=is_whole,
        )
