"""Which title a nominee may bear: it follows the status (R283)."""

from collections.abc import Sequence
from typing import Protocol, TypeVar

from honours.kernel.verdicts import Finding, Refusal


class Bearable(Protocol):
    """A title with the unit natures whose people bear it; none given: everybody."""

    statuses: list[str]


Borne = TypeVar("Borne", bound=Bearable)


def title_for(titles: Sequence[Borne], nature: str) -> Borne:
    """The title of that status; the first of all where the status is not known, or fits none.

    A title that names the status goes before one for everybody. Raises ``Refusal`` where the
    edition has no title of the kind.
    """
    if not titles:
        raise Refusal(
            Finding(
                "no-title-of-the-kind",
                "本届没有设这一类称号。",
                remedy="请改选推荐对象的类别，或者联系主办单位。",
                field="kind",
            )
        )
    named = (title for title in titles if nature and nature in title.statuses)
    open_to_all = (title for title in titles if not title.statuses)
    return next(named, None) or next(open_to_all, None) or titles[0]
