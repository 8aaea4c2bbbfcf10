"""Rows of the room, by noun. Named here for Django, which looks for models in this place."""

from honours.notices.models.calendar import CalendarDay, CalendarYear
from honours.notices.models.notices import (
    Carrier,
    Notice,
    NoticeChange,
    NoticeEntry,
    NoticeWaiver,
)
from honours.notices.models.objections import (
    IdentityOpening,
    Inquiry,
    Objection,
    ObjectionFinding,
    ObjectionMessage,
    ObjectorIdentity,
    PublicAttempt,
)

__all__ = [
    "CalendarDay",
    "CalendarYear",
    "Carrier",
    "IdentityOpening",
    "Inquiry",
    "Notice",
    "NoticeChange",
    "NoticeEntry",
    "NoticeWaiver",
    "Objection",
    "ObjectionFinding",
    "ObjectionMessage",
    "ObjectorIdentity",
    "PublicAttempt",
]
