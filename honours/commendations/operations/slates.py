"""Lists: opened, composed, handed to whoever signs."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Any

from django.db import transaction
from django.utils import timezone

from honours.commendations.models.editions import Edition
from honours.commendations.models.nominations import Nomination
from honours.commendations.models.slates import Slate, SlateLine
from honours.commendations.operations.flags import raise_flags
from honours.commendations.permissions import posts_at, require_at
from honours.commendations.queries.slate_board import COMPOSERS, RUNNING
from honours.commendations.queries.slates import (
    roster_of,
    slate_facts,
    waiting_for,
)
from honours.commendations.vocabulary import Round, SlateState, Tier
from honours.directory.models import Organization, User
from honours.directory.permissions import mandate_of
from honours.kernel.verdicts import Finding, Refusal
from honours.policies.queries import rules_in_force
from honours.quotas.vocabulary.places import CandidateKind
from honours.workflow.notes import note
from honours.workflow.operations import advance, begin

SUBMITTING = {Tier.UNIT: "submit", Tier.COUNTY: "collect", Tier.CITY: "collect"}


@dataclass(frozen=True, slots=True)
class SlateKey:
    """Which list: whose, of what kind, at which tier and round. ``region``: whom it gathers."""

    edition: Edition
    organization: Organization
    kind: CandidateKind
    tier: Tier
    region: Organization
    round: Round = Round.FIRST


@transaction.atomic
def open_slate(key: SlateKey, *, by: User) -> Slate:
    """The list, made where it is not there yet."""
    require_at(by, COMPOSERS[key.tier], key.tier, "编排名单", within=key.organization)
    found = Slate.objects.filter(
        edition=key.edition,
        organization=key.organization,
        kind=key.kind,
        tier=key.tier,
        round=key.round,
    ).first()
    if found is not None:
        return found
    return begin(
        Slate(
            edition=key.edition,
            organization=key.organization,
            kind=key.kind,
            tier=key.tier,
            round=key.round,
            region=key.region,
        ),
        by=by,
    )


@transaction.atomic
def compose_slate(
    slate: Slate,
    nominations: Sequence[Nomination],
    *,
    reserves: Sequence[Nomination] = (),
    by: User,
) -> Slate:
    """Replace the list by these, in this order.

    Raises ``Refusal`` once it was submitted, or for one that the list may not take up.
    """
    slate = locked_slate(slate)
    require_at(
        by, COMPOSERS[Tier(slate.tier)], Tier(slate.tier), "编排名单", within=slate.organization
    )
    _refuse_unless_composing(slate)
    wanted = [*nominations, *reserves]
    _refuse_strangers(slate, wanted)
    _remember(slate, by)
    slate.lines.all().delete()
    SlateLine.objects.bulk_create(
        SlateLine(slate=slate, nomination=one, order=place, is_reserve=place > len(nominations))
        for place, one in enumerate(wanted, start=1)
    )
    note(slate, "compose", by=by, order=[one.pk for one in wanted], listed=len(nominations))
    return slate


@transaction.atomic
def submit_slate(slate: Slate, *, by: User, on: date | None = None) -> Slate:
    """Hand the list to whoever signs. What a person has to look at is flagged now."""
    slate, day = locked_slate(slate), on or timezone.localdate()
    roster = roster_of(slate)
    facts = slate_facts(roster, on=day)
    submitted = advance(
        slate, SUBMITTING[Tier(slate.tier)], by=by, facts=facts, rules=rules_for_slate(slate, day)
    )
    _remember(submitted, by)
    raise_flags(roster, on=day)
    return submitted


def rules_for_slate(slate: Slate, day: date) -> Any:
    return rules_in_force(day, slate.edition.region.division)


def locked_slate(slate: Slate) -> Slate:
    """Held to be written. Raises ``Refusal`` once its edition is over."""
    rows = Slate.objects.select_for_update(of=("self",)).select_related(
        "organization", "region", "edition__region", "edition__organization"
    )
    found = rows.get(pk=slate.pk)
    if found.edition.state not in RUNNING:
        raise Refusal(
            Finding(
                "edition-is-over",
                f"“{found.edition}”现为“{found.edition.state_label}”，名单不再办理。",
                remedy="不必办理；需要查阅的，请打开名单查看。",
            )
        )
    return found


def _remember(slate: Slate, by: User) -> None:
    """Whoever put the list in order, or handed it on, does not judge what is flagged on it."""
    tier = Tier(slate.tier)
    posts = posts_at(mandate_of(by), COMPOSERS[tier], tier, slate.organization)
    answering = {by.username, *(post.user.username for post in islice(posts, 1))}
    if not answering <= set(slate.composers):
        slate.composers = sorted({*slate.composers, *answering})
        slate.save(update_fields=["composers"])


def _refuse_unless_composing(slate: Slate) -> None:
    if slate.state != SlateState.COMPOSING:
        raise Refusal(
            Finding(
                "slate-has-left",
                f"名单已是“{slate.state_label}”，不能再编排。",
                remedy="确需修改的，请签批人或者上级退回。",
            )
        )


def _refuse_strangers(slate: Slate, wanted: Sequence[Nomination]) -> None:
    known = set(waiting_for(slate).values_list("pk", flat=True))
    strangers = [one for one in wanted if one.pk not in known]
    if strangers:
        raise Refusal(
            *(
                Finding(
                    "not-for-this-slate",
                    f"{one.number}现为“{one.state_label}”，不能编入本名单。",
                    remedy="请核对；下级尚未报送的，请催报。",
                )
                for one in strangers
            )
        )
