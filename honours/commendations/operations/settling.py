"""The end of an edition for those who did not get there: told why, their places free again."""

from collections.abc import Sequence

from django.db import transaction

from honours.commendations.models.editions import Edition
from honours.commendations.models.nominations import Nomination
from honours.commendations.queries.unsettled import STILL_OPEN, on_the_way
from honours.commendations.vocabulary import EditionState, NominationState
from honours.directory.models import User
from honours.directory.permissions import require
from honours.directory.vocabulary import Role
from honours.kernel.verdicts import Finding, Refusal
from honours.quotas.operations.holding import release_places
from honours.workflow.notes import note
from honours.workflow.operations import advance_many

DEED = "了结途中的推荐"
LAPSED = "本届表彰决定已经签发，没有送出的拟稿随之结束。"


@transaction.atomic
def pass_over_those_on_the_way(edition: Edition, *, reason: str, by: User) -> list[Nomination]:
    """Whoever has not come through the second review is out, for one reason given to all.

    Their places are free again. Raises ``Refusal`` before the review, or where nobody is left.
    """
    require(by, Role.EXAMINER, DEED, within=edition.organization)
    edition = Edition.objects.select_for_update(of=("self",)).get(pk=edition.pk)
    if edition.state != EditionState.REVIEWING:
        raise Refusal(
            Finding(
                "edition-not-under-review",
                f"“{edition.name}”现在是“{edition.state_label}”，不能一并了结推荐。",
                remedy="推荐期间请逐件退回；转入评审以后再了结。",
            )
        )
    left = list(on_the_way(edition))
    if not left:
        raise Refusal(
            Finding("nobody-on-the-way", "没有还在途中的推荐。", remedy="不必办理，可以签发决定。")
        )
    advance_many(left, "pass_over", by=by, reason=reason).all_done()
    give_places_back(left, reason=reason, by=by)
    note(edition, "pass_over", by=by, nominations=len(left))
    return left


def lapse_drafts(edition: Edition, *, by: User) -> None:
    """Drafts hold no place and were never handed on: they end with the edition."""
    drafts = list(edition.nominations.filter(state=NominationState.DRAFT))
    if drafts:
        advance_many(drafts, "lapse", by=by, reason=LAPSED).all_done()


def call_off(edition: Edition, *, reason: str, by: User) -> None:
    """Nothing is left of a cancelled edition: whoever is on any road of it ends, places free.

    What had not left its unit ends there, unseen by the levels above.
    """
    left = list(
        edition.nominations.filter(state__in=STILL_OPEN).select_related("organization", "edition")
    )
    holding = [one for one in left if one.state != NominationState.DRAFT]
    if left:
        told = f"本届已取消：{reason.strip()}"
        advance_many(left, "call_off", by=by, reason=told).all_done()
        give_places_back(holding, reason=told, by=by)
    note(edition, "call_off", by=by, nominations=len(left))


def give_places_back(nominations: Sequence[Nomination], *, reason: str, by: User) -> None:
    """Places of one edition; nothing where nobody holds one."""
    if nominations:
        edition = nominations[0].edition.subject()
        release_places(edition, [one.subject() for one in nominations], by=by, reason=reason[:300])
