"""What is on screen, as a file. The writers come from the calling room: ui knows no format."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from django.http import HttpRequest, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone

from honours.kernel.verdicts import Finding, Refusal
from honours.ui.tables import Cell

Rows = Iterable[Sequence[Cell]]
Writer = Callable[[Sequence[str], Rows], Iterator[bytes]]
TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@dataclass(frozen=True, slots=True)
class Writers:
    """How to write a table, bytes as they are made.

    Both must neutralise cells that a spreadsheet would run as formulas.
    """

    csv: Writer | None = None
    xlsx: Writer | None = None

    def offered(self) -> list[tuple[str, str]]:
        """Pairs of the word in the address and the label of the link."""
        labels = {"xlsx": "导出 Excel", "csv": "导出 CSV"}
        return [(kind, label) for kind, label in labels.items() if getattr(self, kind)]


def wanted_export(request: HttpRequest) -> str:
    """``csv``, ``xlsx`` or nothing."""
    kind = request.GET.get("export", "")
    return kind if kind in ("csv", "xlsx") else ""


def exported(
    title: str, kind: str, headings: Sequence[str], rows: Rows, writers: Writers
) -> HttpResponseBase:
    """The answer that carries the file. Raises ``Refusal`` where the list has no such export."""
    write = {"csv": writers.csv, "xlsx": writers.xlsx}.get(kind)
    if write is None:
        raise Refusal(
            Finding(
                "no-such-export", "这个列表不能导出成这种文件。", remedy="请用页面上的导出链接。"
            )
        )
    response = StreamingHttpResponse(write(headings, rows), content_type=TYPES[kind])
    name = f"{title}-{timezone.localdate():%Y%m%d}.{kind}"
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    return response
