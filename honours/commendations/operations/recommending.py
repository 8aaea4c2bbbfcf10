"""The unit's head stands behind nominations (单位推荐): judged again, never for himself.

For whoever signs a unit's list: the facts of all its nominations are read at once.
"""

from collections.abc import Sequence
from datetime import date

from django.utils import timezone

from honours.commendations.checks.nominating import judge_handed_in
from honours.commendations.checks.nominations import signed_by_another
from honours.commendations.models.nominations import Nomination
from honours.commendations.queries.candidates import facts_of
from honours.commendations.queries.terms import rules_for
from honours.directory.models import User
from honours.directory.permissions import mandate_of
from honours.kernel.verdicts import Verdict


def verdicts_on_signing(
    nominations: Sequence[Nomination], *, by: User, on: date | None = None
) -> dict[int, Verdict]:
    """By key, what stands for or against each nomination when this person signs for it."""
    if not nominations:
        return {}
    rules = rules_for(nominations[0].edition)
    facts = facts_of(nominations, on=on or timezone.localdate(), mandate=mandate_of(by))
    return {
        key: Verdict(
            (
                *signed_by_another(one, by.name),
                *judge_handed_in(one, rules).findings,
            )
        )
        for key, one in facts.items()
    }
