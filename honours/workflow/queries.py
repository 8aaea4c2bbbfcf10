"""Reads of matters on their road: what is open, where they have been."""

from collections.abc import Iterable
from datetime import datetime
from functools import reduce
from operator import or_

from django.apps import apps
from django.db.models import Q
from django.utils import timezone

from honours.directory.permissions import Mandate
from honours.kernel.lifecycle import Move
from honours.kernel.terms import Term
from honours.ui.parts import Event, Tone
from honours.workflow.models import Passage, Reminder, Signature, Stateful
from honours.workflow.vocabulary import CommonVerb

SUBJECTS_AT_ONCE = 1000


def open_moves(matter: Stateful, mandate: Mandate) -> tuple[Move, ...]:
    """The buttons to show on this matter. Reads nothing; ``matter.organization`` is at hand."""
    return tuple(
        move
        for move in matter.lifecycle.moves_from(matter.state)
        if mandate.may(move.role, matter.organization, matter.lifecycle.desk_for(move))
    )


def may_send_back(matter: Stateful, mandate: Mandate) -> bool:
    """Whether the mandate is one of those who return matters from this state. Reads nothing."""
    desk = matter.lifecycle.desk_of(matter.state)
    return any(
        mandate.may(role, matter.organization, desk)
        for role in matter.lifecycle.returners_from(matter.state)
    )


def history_of(matter: Stateful) -> tuple[Passage, ...]:
    """Every passage of the matter, the oldest first."""
    return tuple(Passage.objects.filter(subject=matter.subject()).order_by("pk"))


def road(passages: Iterable[Passage]) -> tuple[Passage, ...]:
    """The passages that still count, the oldest first.

    What was taken back never happened; what was sent back has to be done again from there.
    """
    standing: list[Passage] = []
    for passage in passages:
        if passage.verb == CommonVerb.WITHDRAW:
            standing.pop()
        elif passage.verb == CommonVerb.SEND_BACK:
            while standing[-1].target != passage.target:
                standing.pop()
        else:
            standing.append(passage)
    return tuple(standing)


def road_of(matter: Stateful) -> tuple[Passage, ...]:
    return road(history_of(matter))


def roads_of(matters: Iterable[Stateful]) -> dict[str, tuple[Passage, ...]]:
    """The road of each of many matters, by subject, with few queries."""
    subjects = [matter.subject() for matter in matters]
    passages: dict[str, list[Passage]] = {subject: [] for subject in subjects}
    for start in range(0, len(subjects), SUBJECTS_AT_ONCE):
        some = subjects[start : start + SUBJECTS_AT_ONCE]
        for passage in Passage.objects.filter(subject__in=some).order_by("pk"):
            passages[passage.subject].append(passage)
    return {subject: road(passed) for subject, passed in passages.items()}


def open_signatures(matter: Stateful, verb: str) -> list[Signature]:
    """The places on a move that several sign, in order, signed or not."""
    places = Signature.objects.filter(subject=matter.subject(), verb=verb, ended_at=None)
    return list(places.select_related("signer").order_by("order", "pk"))


def stateful_models() -> dict[str, type[Stateful]]:
    """Every model with a lifecycle, by its kind (``room.model``)."""
    return {
        model.matter_kind(): model
        for model in sorted(apps.get_models(), key=lambda model: model._meta.label_lower)
        if issubclass(model, Stateful)
    }


def reminders_for(mandate: Mandate) -> list[Reminder]:
    """What stands on the workbench: reminders of open deadlines to the roles held, by due day."""
    mine = [
        Q(role=post.role, deadline__organization__path__startswith=post.jurisdiction.path)
        for post in mandate.posts
    ]
    if not mine:
        return []
    rows = Reminder.objects.filter(reduce(or_, mine), deadline__met_at=None)
    return list(rows.select_related("deadline__organization"))


def signatures_of(matter: Stateful) -> list[Signature]:
    """Every place that was ever listed on the matter, signed or not, in order."""
    places = Signature.objects.filter(subject=matter.subject())
    return list(places.select_related("signer").order_by("pk"))


def earlier_states(matter: Stateful) -> list[Term]:
    """Where the matter can be sent back: the states it has really passed, the latest first."""
    states = type(matter.lifecycle.initial)
    passed = [passage.target for passage in road_of(matter)]
    return [states(state) for state in dict.fromkeys(reversed(passed)) if state != matter.state]


def timeline_of(matter: Stateful) -> list[Event]:
    """The history of the matter for ``ui/_timeline.html``: moves, then whoever has signed."""
    moves = [
        (passage.at, _as_event(passage, _who(passage.actor_name or passage.actor, passage.post)))
        for passage in history_of(matter)
    ]
    signed = [
        (
            place.signed_at,
            Event(_moment(place.signed_at), "签署", str(place.signer), place.opinion),
        )
        for place in signatures_of(matter)
        if place.signed_at is not None
    ]
    return [event for _, event in sorted([*moves, *signed], key=lambda pair: pair[0])]


def _as_event(passage: Passage, who: str) -> Event:
    is_back = passage.verb in (CommonVerb.SEND_BACK, CommonVerb.WITHDRAW)
    tone = Tone.WARN if is_back else Tone.NEUTRAL
    return Event(_moment(passage.at), passage.label, who, passage.reason, tone)


def _who(person: str, post: str) -> str:
    return f"{person}（{post}）" if post else person


def _moment(at: datetime) -> str:
    return f"{timezone.localtime(at):%Y-%m-%d %H:%M}"


def _signed(place: Signature, at: datetime) -> Event:
    return Event(_moment(at), "签署", str(place.signer), place.opinion)
