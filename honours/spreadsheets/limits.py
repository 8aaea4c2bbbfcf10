"""How large a spreadsheet may be. Everything above is refused before it is parsed."""

from dataclasses import dataclass

MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """Ceilings for one file. ``columns`` counts up to 702 (ZZ); ``cells`` bounds rows × columns.

    The reader holds a sheet as a full rectangle, so one value in the last corner of an
    otherwise empty sheet costs as much memory as a full one: ``cells`` is what stops that.
    """

    file_bytes: int = 40 * MEGABYTE
    entries: int = 2_000
    unpacked_bytes: int = 200 * MEGABYTE
    ratio: int = 100
    sheets: int = 60
    rows: int = 200_000
    columns: int = 200
    cells: int = 6_000_000


DEFAULT = Limits()
