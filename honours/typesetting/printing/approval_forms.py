"""Official forms with boxed cells, such as a 推荐审批表: many copies in one PDF."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime, time, timedelta, timezone
from pathlib import Path

import pylopdf_fonts_zh_cn
import typst

_TEMPLATE = Path(__file__).with_name("approval_forms.typ")
_BEIJING = timezone(timedelta(hours=8))
_FONTS = [Path(pylopdf_fonts_zh_cn.__file__).parent]


@dataclass(frozen=True, slots=True)
class FormCell:
    """One entry: its label and what stands beside it. ``is_wide``: over the whole line."""

    label: str
    text: str
    is_wide: bool = False


@dataclass(frozen=True, slots=True)
class OpinionBox:
    """One level's opinion. ``seal``: what is printed where the seal goes; empty for no seal."""

    label: str
    text: str
    signed: str
    day: str
    seal: str


@dataclass(frozen=True, slots=True)
class ApprovalForm:
    """One form. ``photo`` is a JPEG, or empty where the form has none or it is still missing."""

    heading: str
    lead: tuple[str, ...]
    cells: tuple[FormCell, ...]
    stories: tuple[FormCell, ...]
    opinions: tuple[OpinionBox, ...]
    notes: tuple[str, ...]
    has_photo: bool = False
    photo: bytes = b""


def approval_forms(forms: Sequence[ApprovalForm], *, copies: int, dated: date) -> bytes:
    """A PDF with every form so many times over, each copy numbered; same words, same bytes."""
    sheets = [asdict(form) | {"photo": list(form.photo)} for form in forms]
    given = json.dumps({"sheets": sheets, "copies": copies}, ensure_ascii=False)
    return typst.compile(
        _TEMPLATE,
        format="pdf",
        font_paths=_FONTS,
        ignore_system_fonts=True,
        sys_inputs={"words": given},
        timestamp=datetime.combine(dated, time(), _BEIJING),
    )
