"""How a settled move is written down: state, passage and audit entry, never one alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Value
from django.utils import timezone

from honours.audit.operations import PlannedEntry
from honours.directory.models import Post, User
from honours.directory.permissions import Mandate
from honours.kernel.rules import Rules
from honours.kernel.terms import Term
from honours.workflow.minutes import ROWS_AT_ONCE, Minutes
from honours.workflow.models import Assignment, Deadline, Passage, Signature, Stateful
from honours.workflow.permissions import on_behalf_of, post_in_words


@dataclass(frozen=True, slots=True)
class Attempt:
    """Who wants to move, with which posts, why, under the rules of which day."""

    by: User
    mandate: Mandate
    reason: str = ""
    rules: Rules | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """One change of state, settled but not yet written."""

    matter: Stateful
    verb: str
    label: str
    target: Term
    post: Post | None = None
    remarks: tuple[str, ...] = ()
    reason: str = ""
    """Where it is not that of the whole attempt."""


def take(steps: Sequence[Step], attempt: Attempt) -> None:
    """Change the states and write down that they changed."""
    sources = [step.matter.state for step in steps]
    for target in {step.target for step in steps}:
        group = [step.matter for step in steps if step.target == target]
        for start in range(0, len(group), ROWS_AT_ONCE):
            keys = [matter.pk for matter in group[start : start + ROWS_AT_ONCE]]
            type(group[0])._base_manager.filter(pk__in=keys).update(state=target)
    subjects = [step.matter.subject() for step in steps]
    for start in range(0, len(subjects), ROWS_AT_ONCE):
        _leave(subjects[start : start + ROWS_AT_ONCE])
    for step in steps:
        step.matter.state = step.target
    write(steps, attempt, sources)


def _leave(subjects: Sequence[str]) -> None:
    """What belonged to the stay in the old state ends with it. Mostly one look finds nothing."""
    now = timezone.now()
    stays = [
        (rows.filter(subject__in=subjects, **{end: None}).order_by(), end)
        for rows, end in (
            (Assignment.objects.all(), "ended_at"),
            (Signature.objects.all(), "ended_at"),
            (Deadline.objects.all(), "met_at"),
        )
    ]
    first, *others = [
        rows.values_list(Value(place), flat=True) for place, (rows, _) in enumerate(stays)
    ]
    for place in first.union(*others):
        rows, end = stays[place]
        rows.update(**{end: now})


def take_held(step: Step, attempt: Attempt, minutes: Minutes) -> None:
    """Save the one matter as it stands, with its new state; the rest goes into the minutes."""
    matter, source = step.matter, step.matter.state
    matter.state = step.target
    matter.save()
    if not minutes.has_passed(matter):
        _leave([matter.subject()])
    put_down([step], attempt, [source], minutes)


def write(steps: Sequence[Step], attempt: Attempt, sources: Sequence[str]) -> None:
    """Passages and entries of settled steps, with two statements."""
    minutes = Minutes()
    put_down(steps, attempt, sources, minutes)
    minutes.write()


def put_down(
    steps: Sequence[Step], attempt: Attempt, sources: Sequence[str], minutes: Minutes
) -> None:
    """The same into minutes that are written later."""
    now = timezone.now()
    for step, source in zip(steps, sources, strict=True):
        minutes.passages.append(_passage(step, attempt, source, now))
        minutes.entries.append(_entry(step, attempt, source))


def _passage(step: Step, attempt: Attempt, source: str, at: datetime) -> Passage:
    by = attempt.by
    return Passage(
        subject=step.matter.subject(),
        verb=step.verb,
        label=step.label,
        source=source,
        target=step.target,
        actor=by.username,
        actor_name=by.name,
        on_behalf_of=on_behalf_of(step.post, by) if step.post else "",
        post=post_in_words(step.post, by) if step.post else "",
        reason=step.reason or attempt.reason,
        at=at,
    )


def _entry(step: Step, attempt: Attempt, source: str) -> PlannedEntry:
    """The audit entry: who moved what from where to where; the reason's words stay outside."""
    detail: dict[str, Any] = {"source": source, "target": step.target}
    if step.post:
        detail["role"] = step.post.role
        if holder := on_behalf_of(step.post, attempt.by):
            detail["on_behalf_of"] = holder
    if attempt.rules is not None:
        detail["rules_on"] = attempt.rules.on
        detail["rules_place"] = attempt.rules.place
    if step.remarks:
        detail["remarks"] = step.remarks
    return PlannedEntry(
        f"{step.matter.matter_kind()}.{step.verb}",
        step.matter.subject(),
        attempt.by.username,
        str(step.post.organization_id) if step.post else "",
        detail,
    )
