"""Pages on which people watch their own long work."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from honours.directory.http import SignedInRequest
from honours.jobs.models import Job
from honours.jobs.queries import jobs_of
from honours.jobs.vocabulary import JobState
from honours.ui.parts import Progress

SHOWN = 50


@login_required
def jobs(request: SignedInRequest) -> HttpResponse:
    return render(
        request, "jobs/jobs.html", {"title": "后台任务", "jobs": jobs_of(request.user)[:SHOWN]}
    )


@login_required
def progress(request: SignedInRequest, pk: int) -> HttpResponse:
    """The page of one job; to htmx only the part that changes."""
    job = get_object_or_404(jobs_of(request.user), pk=pk)
    is_fragment = request.headers.get("HX-Request") == "true"
    template = "ui/_progress.html" if is_fragment else "ui/progress.html"
    response = render(request, template, {"title": job.label, "progress": _shown(job)})
    response["Cache-Control"] = "no-store"
    return response


def _shown(job: Job) -> Progress:
    state = JobState(job.state)
    return Progress(
        label=job.label,
        state=state.label,
        done=job.done,
        total=job.total,
        url=reverse("jobs:progress", args=[job.pk]),
        is_finished=job.is_finished,
        note=job.message,
        next_url=str(job.result.get("next_url", "")),
    )
