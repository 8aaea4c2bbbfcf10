"""Taking the list of notices out is written into the audit book."""

from collections.abc import Iterable, Iterator, Sequence

from honours.audit.operations import record
from honours.directory.http import SignedInRequest
from honours.spreadsheets.streaming import csv_lines, xlsx_pieces
from honours.ui.exports import Rows, Writers
from honours.ui.tables import Cell


def recorded_writers(request: SignedInRequest, list_name: str) -> Writers:
    """Writers that record who took which list, by which question, and how many rows of it."""
    export = _Export(request, list_name)
    return Writers(csv=export.csv, xlsx=export.xlsx)


class _Export:
    def __init__(self, request: SignedInRequest, list_name: str) -> None:
        self._request = request
        self._list_name = list_name
        self._rows = 0

    def csv(self, headings: Sequence[str], rows: Rows) -> Iterator[bytes]:
        return self._told("csv", csv_lines(headings, self._counted(rows)))

    def xlsx(self, headings: Sequence[str], rows: Rows) -> Iterator[bytes]:
        pieces = xlsx_pieces(headings, self._counted(rows), title=self._list_name)
        return self._told("xlsx", pieces)

    def _told(self, kind: str, pieces: Iterator[bytes]) -> Iterator[bytes]:
        try:
            yield from pieces
        finally:
            self._record(kind)

    def _counted(self, rows: Iterable[Sequence[Cell]]) -> Iterator[Sequence[Cell]]:
        for row in rows:
            self._rows += 1
            yield row

    def _record(self, kind: str) -> None:
        asked = self._request.GET.copy()
        asked.pop("export", None)
        record(
            "notices.notice.export",
            subject=f"notices.list:{self._list_name}"[:100],
            actor=self._request.user.username,
            asked=asked.urlencode(),
            kind=kind,
            rows=self._rows,
        )
