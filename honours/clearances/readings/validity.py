"""Until when an answer is valid."""

from calendar import monthrange
from datetime import date


def valid_until_after(answered_on: date, months: int) -> date:
    """The same day of the month, so many months later; the last one where there is no such day."""
    count = answered_on.month - 1 + months
    year, month = answered_on.year + count // 12, count % 12 + 1
    return date(year, month, min(answered_on.day, monthrange(year, month)[1]))
