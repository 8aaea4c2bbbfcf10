"""Text made fit for paper: nothing that XML forbids, nothing that reorders what is read."""

import re
from datetime import date

_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]"
)
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
_BREAKS = re.compile("[\t\n\u2028\u2029]+")


def clean(text: str) -> str:
    """The text on one line, without control characters and direction overrides.

    A lone surrogate becomes U+FFFD, so that the loss can be seen. Characters are not normalised:
    that would change the compatibility ideographs some names are written with.
    """
    visible = _LONE_SURROGATE.sub("\ufffd", _FORBIDDEN.sub("", text.replace("\r\n", "\n")))
    return _BREAKS.sub(" ", visible)


def written_date(day: date) -> str:
    """GB/T 9704-2012 7.3.5.4: Arabic digits, four-digit year, no zero padding."""
    return f"{day.year}年{day.month}月{day.day}日"
