"""Rows of the room, by noun. Named here for Django, which looks for models in this place."""

from honours.notices.models.calendar import CalendarDay, CalendarYear
from honours.notices.models.notices import (
    Carrier,
    Notice,
    NoticeChange,
    NoticeEntry,
    NoticeWaiver,
)

__all__ = [
    "CalendarDay",
    "CalendarYear",
    "Carrier",
    "Notice",
    "NoticeChange",
    "NoticeEntry",
    "NoticeWaiver",
]
