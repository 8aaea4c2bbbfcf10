"""To-dos are derived from states, roles and reach. They are never stored, so never stale."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import or_

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from honours.directory.models import Organization, Post, User
from honours.directory.permissions import Mandate, mandate_of
from honours.kernel.lifecycle import Lifecycle, Move, Signing
from honours.kernel.terms import Term
from honours.ui.parts import Signal
from honours.workflow.models import Assignment, Deadline, Passage, Signature, Stateful
from honours.workflow.permissions import makers_of
from honours.workflow.queries import open_moves, road, stateful_models

SHOWN = 100
SOON_DAYS = 3


@dataclass(frozen=True, slots=True)
class Todo:
    """One matter that waits for this user, what he can do with it, and by when."""

    matter: Stateful
    moves: tuple[Move, ...]
    deadline: Deadline | None
    is_handed_over: bool
    today: date

    @property
    def kind_label(self) -> str:
        return self.matter.lifecycle.label

    @property
    def title(self) -> str:
        return str(self.matter)

    @property
    def organization(self) -> Organization:
        return self.matter.organization

    @property
    def due_on(self) -> date | None:
        return self.deadline.due_on if self.deadline else None

    @property
    def signal(self) -> Signal:
        """Red once overdue, yellow from the first reminder on, green before, none without."""
        if self.deadline is None:
            return Signal.NONE
        days = (self.deadline.due_on - self.today).days
        if days < 0:
            return Signal.RED
        return Signal.YELLOW if days <= self.deadline.remind_days else Signal.GREEN


def todos_of(
    user: User,
    *,
    today: date | None = None,
    limit: int = SHOWN,
    kinds: Collection[str] | None = None,
) -> list[Todo]:
    """What waits for the user, the most urgent first; at most ``limit`` matters of each kind.

    ``kinds`` (``room.model``) leaves the others out; without it every lifecycle is asked.
    The number of queries depends on the number of lifecycles alone: one for each, and four for
    what belongs to matters of any kind.
    """
    mandate, day = mandate_of(user), today or timezone.localdate()
    elsewhere = _elsewhere(user)
    matters = [
        matter
        for kind, model in stateful_models().items()
        if kinds is None or kind in kinds
        for matter in waiting_for(model, mandate, elsewhere)[:limit]
    ]
    deadlines = _by_subject(Deadline.objects.filter(met_at=None), matters)
    mine = set(
        Assignment.objects.filter(user=user, ended_at=None).values_list("subject", flat=True)
    )
    forbidden = _own_work(matters, mandate, user)
    todos = []
    for matter in matters:
        subject = matter.subject()
        moves = tuple(
            move for move in open_moves(matter, mandate) if (subject, move.verb) not in forbidden
        )
        if moves:
            todos.append(Todo(matter, moves, deadlines.get(subject), subject in mine, day))
    return sorted(todos, key=lambda todo: (todo.due_on or date.max, todo.title))


def counts_of(user: User) -> list[tuple[type[Stateful], str, int]]:
    """How many matters wait for the user: model, state, number; all of them, however many."""
    mandate, elsewhere = mandate_of(user), _elsewhere(user)
    return [
        (model, state, number)
        for model in stateful_models().values()
        for state, number in waiting_for(model, mandate, elsewhere)
        .order_by("state")
        .values_list("state")
        .annotate(number=Count("pk"))
    ]


def waiting_for(
    model: type[Stateful], mandate: Mandate, elsewhere: Iterable[str] = ()
) -> QuerySet[Stateful]:
    """The matters of one model in whose state some post of the mandate has a move to make."""
    wanted = [
        Q(state__in=states, organization__path__startswith=post.jurisdiction.path)
        for post in mandate.posts
        if (states := _states_for(post, model.lifecycle))
    ]
    if not wanted:
        return model._base_manager.none()
    prefix = f"{model.matter_kind()}:"
    away = [subject.removeprefix(prefix) for subject in elsewhere if subject.startswith(prefix)]
    rows = model._base_manager.filter(reduce(or_, wanted)).exclude(pk__in=away)
    return rows.select_related("organization").order_by("pk")


def _states_for(post: Post, lifecycle: Lifecycle) -> list[Term]:
    """Where the post has a move to make: its role's, at its own level's desks."""
    return [
        move.source
        for move in lifecycle.moves
        if move.role == post.role and lifecycle.desk_for(move) in (None, post.organization.level)
    ]


def _elsewhere(user: User) -> list[str]:
    """Subjects that were handed over to somebody else."""
    others = Assignment.objects.filter(ended_at=None).exclude(user=user)
    return list(others.values_list("subject", flat=True))


def _by_subject(rows: QuerySet[Deadline], matters: Iterable[Stateful]) -> dict[str, Deadline]:
    subjects = [matter.subject() for matter in matters]
    return {row.subject: row for row in rows.filter(subject__in=subjects)}


def _own_work(matters: list[Stateful], mandate: Mandate, user: User) -> set[tuple[str, str]]:
    """Moves, by subject and verb, that check the user's own work or that he need not sign now."""
    subjects = [matter.subject() for matter in matters]
    people = {user.username}
    roads: dict[str, list[Passage]] = defaultdict(list)
    for passage in Passage.objects.filter(subject__in=subjects).order_by("pk"):
        roads[passage.subject].append(passage)
    places: dict[tuple[str, str], list[Signature]] = defaultdict(list)
    for place in Signature.objects.filter(subject__in=subjects, ended_at=None):
        places[place.subject, place.verb].append(place)
    forbidden = set()
    for matter in matters:
        subject = matter.subject()
        for move in matter.lifecycle.moves_from(matter.state):
            checks_himself = bool(makers_of(move, road(roads[subject])) & people)
            listed = places.get((subject, move.verb), [])
            if checks_himself or (listed and not _is_his_turn(move, listed, mandate)):
                forbidden.add((subject, move.verb))
    return forbidden


def _is_his_turn(move: Move, listed: list[Signature], mandate: Mandate) -> bool:
    open_places = [place for place in listed if place.signed_at is None]
    if move.signing is Signing.IN_TURN:
        open_places = open_places[:1]
    holders = {post.user_id for post in mandate.posts if post.role == move.role}
    return any(place.signer_id in holders for place in open_places)
