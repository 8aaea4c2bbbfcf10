"""Deadlines remind and escalate. They never decide: no state changes because a day has passed."""

from collections.abc import Sequence
from datetime import date, timedelta

from django.db import transaction

from honours.audit.operations import PlannedEntry, record, record_many
from honours.directory.models import User
from honours.kernel.terms import Term
from honours.workflow.models import Deadline, Reminder, Stateful
from honours.workflow.queries import stateful_models
from honours.workflow.vocabulary import ReminderKind

REMIND_DAYS = 3
ROWS_AT_ONCE = 1000


@transaction.atomic
def set_deadline(
    matter: Stateful,
    due_on: date,
    *,
    by: User,
    remind_days: int = REMIND_DAYS,
    escalate_to: Term | None = None,
) -> Deadline:
    """By when the matter ought to leave its present state. Replaces an earlier day.

    Reminders begin ``remind_days`` calendar days before; once overdue, ``escalate_to`` hears of
    it too. The caller has settled that the user may set it.
    """
    fields = {
        "organization": matter.organization,
        "state": matter.state,
        "title": str(matter)[:200],
        "due_on": due_on,
        "remind_days": remind_days,
        "escalate_to": escalate_to or "",
    }
    deadline, is_new = Deadline.objects.select_for_update().update_or_create(
        subject=matter.subject(), met_at=None, defaults=fields
    )
    if not is_new:
        deadline.reminders.all().delete()
    record(
        f"{matter.matter_kind()}.set_deadline",
        subject=matter.subject(),
        actor=by.username,
        due_on=due_on,
        escalate_to=escalate_to or "",
    )
    return deadline


@transaction.atomic
def set_deadlines(
    days: Sequence[tuple[Stateful, date]],
    *,
    by: User,
    remind_days: int = REMIND_DAYS,
    escalate_to: Term | None = None,
) -> None:
    """The same for many matters, each with its day, with a number of statements that hardly grows.

    No deadline, no reminder of the matters remains from before.
    """
    for start in range(0, len(days), ROWS_AT_ONCE):
        part = days[start : start + ROWS_AT_ONCE]
        subjects = [matter.subject() for matter, _ in part]
        Deadline.objects.filter(subject__in=subjects, met_at=None).delete()
        Deadline.objects.bulk_create(
            Deadline(
                subject=matter.subject(),
                organization=matter.organization,
                state=matter.state,
                title=str(matter)[:200],
                due_on=due_on,
                remind_days=remind_days,
                escalate_to=escalate_to or "",
            )
            for matter, due_on in part
        )
    record_many(
        PlannedEntry(
            f"{matter.matter_kind()}.set_deadline",
            matter.subject(),
            by.username,
            detail={"due_on": due_on, "escalate_to": escalate_to or ""},
        )
        for matter, due_on in days
    )


@transaction.atomic
def remind(today: date) -> list[Reminder]:
    """Write down every reminder that is due and not yet written; those written now.

    May run any number of times a day.
    """
    due = [
        reminder
        for deadline in Deadline.objects.filter(met_at=None).prefetch_related("reminders")
        for reminder in _due_reminders(deadline, today)
    ]
    made = Reminder.objects.bulk_create(due, batch_size=1000, ignore_conflicts=True)
    record_many(
        PlannedEntry(
            "workflow.reminder.make",
            reminder.deadline.subject,
            "console",
            detail={
                "kind": reminder.kind,
                "role": reminder.role,
                "due_on": reminder.deadline.due_on,
            },
        )
        for reminder in made
    )
    return made


def _due_reminders(deadline: Deadline, today: date) -> list[Reminder]:
    written = {(reminder.kind, reminder.role) for reminder in deadline.reminders.all()}
    wanted = [(kind, role) for kind in _kinds(deadline, today) for role in _roles(kind, deadline)]
    return [
        Reminder(deadline=deadline, kind=kind, role=role, on=today)
        for kind, role in wanted
        if (kind, role) not in written
    ]


def _kinds(deadline: Deadline, today: date) -> list[ReminderKind]:
    if today > deadline.due_on:
        return [ReminderKind.OVERDUE, ReminderKind.ESCALATED]
    if today >= deadline.due_on - timedelta(days=deadline.remind_days):
        return [ReminderKind.SOON]
    return []


def _roles(kind: ReminderKind, deadline: Deadline) -> list[str]:
    """Who hears of it: those whose turn it is, or whoever it escalates to."""
    if kind is ReminderKind.ESCALATED:
        return [deadline.escalate_to] if deadline.escalate_to else []
    model = stateful_models()[deadline.subject.partition(":")[0]]
    moves = model.lifecycle.moves_from(deadline.state)
    return list(dict.fromkeys(str(move.role) for move in moves))
