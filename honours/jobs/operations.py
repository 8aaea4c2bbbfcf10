"""Start long work, do it, say how far it is.

A room names its kinds of work in its ``vocabulary.py`` and does them in its ``tasks.py``, which
only a worker imports, so that a web process does not carry what it never does itself::

    class Work(Term):
        SCREEN = "campaigns.screen", "甄别审核"

    @job(Work.SCREEN)
    def screen(job: Job, campaign_id: int) -> dict[str, Any]:
        for done, filing in enumerate(filings, start=1):
            ...
            report_progress(job, done, len(filings))
        return {"next_url": "/campaigns/1/"}

    start_job(Work.SCREEN, by=user, organization=lead, arguments={"campaign_id": 1})
"""

import time
from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.module_loading import autodiscover_modules
from django_tasks import task

from honours.audit.operations import record
from honours.directory.models import Organization, User
from honours.directory.permissions import mandate_of
from honours.jobs.models import Job
from honours.jobs.vocabulary import JobState
from honours.kernel.terms import Term
from honours.kernel.verdicts import Refusal

Work = Callable[..., Mapping[str, Any] | None]

REPORT_EVERY = 0.5
"""Seconds between two writes of progress: pages ask once a second."""
SILENCE = timedelta(minutes=10)
"""A job that has said nothing for so long has lost its worker."""

_known: dict[str, Work] = {}
_reported: dict[int, float] = {}


def job(kind: Term) -> Callable[[Work], Work]:
    """Register the function as the work of that kind. Its code is ``room.deed``."""

    def register(work: Work) -> Work:
        if _known.get(kind, work).__qualname__ != work.__qualname__:
            raise ValueError(f"后台任务“{kind}”重复登记。")
        _known[kind] = work
        return work

    return register


@transaction.atomic
def start_job(
    kind: Term,
    *,
    by: User,
    organization: Organization,
    arguments: Mapping[str, Any] | None = None,
    label: str = "",
) -> Job:
    """Put long work in the queue; it begins after this transaction commits.

    ``arguments`` are plain JSON values, handed to the registered function by name; ``label``
    names this one piece where the kind's own label says too little. Raises ``PermissionDenied``
    where no post of the user reaches the organization.
    """
    if not any(organization.is_within(post.jurisdiction) for post in mandate_of(by).posts):
        raise PermissionDenied(f"您的职务不涉及“{organization}”，不能为其发起后台任务。")
    started = Job.objects.create(
        kind=kind,
        label=label or kind.label,
        arguments=dict(arguments or {}),
        by=by,
        acting_post=by.acting_post_id,
        organization=organization,
    )
    record(
        "jobs.job.start",
        subject=f"jobs.job:{started.pk}",
        actor=by.username,
        organization=str(organization.pk),
        kind=kind,
    )
    # The queue stands in the same database: job and place in the queue are kept together.
    run_job.enqueue(started.pk)
    started.refresh_from_db()
    return started


def report_progress(job: Job, done: int, total: int, message: str = "") -> None:
    """Say how far the work is. Cheap to call for each row: most calls write nothing.

    Call it between transactions: what is written inside one is seen when it commits.
    """
    now = time.monotonic()
    if done < total and now - _reported.get(job.pk, 0) < REPORT_EVERY:
        return
    _reported[job.pk] = now
    job.done, job.total, job.message = done, total, message or job.message
    job.seen_at = timezone.now()
    job.save(update_fields=["done", "total", "message", "seen_at"])


def do_job(job_id: int) -> None:
    """Do the work of a waiting job, once. A refusal ends it with its reasons."""
    waiting = Job.objects.filter(pk=job_id, state=JobState.WAITING)
    now = timezone.now()
    if not waiting.update(state=JobState.RUNNING, started_at=now, seen_at=now):
        return
    running = Job.objects.select_related("by", "organization").get(pk=job_id)
    running.by.acting_post_id = running.acting_post
    try:
        result = work_of(running.kind)(running, **running.arguments)
        _finish(running, JobState.DONE, result=result or {})
    except Refusal as refusal:
        _finish(running, JobState.FAILED, message=_in_words(refusal))
    finally:
        _reported.pop(job_id, None)
        if running.state == JobState.RUNNING:
            _finish(
                running,
                JobState.FAILED,
                message="程序出错，未能完成。请稍后重试或联系系统管理员。",
            )


def work_of(kind: str) -> Work:
    """What does work of that kind; the first question reads every room's ``tasks.py``.

    Raises ``LookupError`` for a kind that no room does.
    """
    if kind not in _known:
        autodiscover_modules("tasks")
    if kind not in _known:
        raise LookupError(f"没有登记名为“{kind}”的后台任务。")
    return _known[kind]


@task()
def run_job(job_id: int) -> None:
    """What stands in the queue: found there by its name, so it may not be renamed lightly."""
    do_job(job_id)


@transaction.atomic
def reap_jobs() -> int:
    """Give up jobs whose worker was killed, so that nobody waits for them; how many."""
    silent = Job.objects.select_for_update().filter(
        state=JobState.RUNNING, seen_at__lt=timezone.now() - SILENCE
    )
    lost = list(silent)
    for one in lost:
        _finish(one, JobState.FAILED, message="后台程序中断，未能完成。请重新发起。")
    return len(lost)


def _finish(
    job: Job, state: JobState, *, message: str = "", result: Mapping[str, Any] | None = None
) -> None:
    job.state = state
    job.message = message[:500] or job.message
    job.result = dict(result or {})
    job.finished_at = timezone.now()
    job.save(update_fields=["state", "message", "result", "finished_at"])


def _in_words(refusal: Refusal) -> str:
    return "".join(f"{finding.message}{finding.remedy}" for finding in refusal.findings)
