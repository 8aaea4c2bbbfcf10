"""The front page, and signing in as one of the demo's people."""

from django.conf import settings
from django.contrib.auth import authenticate, login, logout
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from honours.audit.operations import record
from honours.config.commending import commending_waits
from honours.config.demo.files import accounts
from honours.config.demo.founding import PASSWORD
from honours.config.guide import (
    GuideStep,
    is_first_day,
    steps_of_commending,
    steps_of_the_chain,
)
from honours.config.workbench import (
    opening_words,
    overviews,
    owed_by,
    receipts_owed,
    waiting_list,
)
from honours.directory.http import (
    IDLE_SECONDS,
    SIGNED_IN,
    SignedInRequest,
    idle_limit,
    mandate_on,
)
from honours.directory.models import User
from honours.directory.queries import duties_of
from honours.jobs.queries import jobs_of
from honours.registry.queries.freezes import freezes_over_reach
from honours.workflow.queries import reminders_for

JOBS_SHOWN = 5


@login_required
def workbench(request: SignedInRequest) -> HttpResponse:
    today, mandate = timezone.localdate(), mandate_on(request)
    context = {
        "title": "工作台",
        "opening": opening_words(today, str(request.user)),
        "waiting": [
            *waiting_list(request.user, mandate, today=today),
            *commending_waits(mandate, today=today),
        ],
        "owed": owed_by(mandate, today=today),
        "receipts": receipts_owed(mandate),
        "overviews": overviews(mandate),
        "reminders": reminders_for(mandate)[:10],
        "duties": list(duties_of(request.user)[:10]),
        "jobs": list(jobs_of(request.user)[:JOBS_SHOWN]),
        "freezes": list(freezes_over_reach(mandate, today)[:3]),
        "today": today,
        "guides": _guides() if settings.DEMO else (),
        "is_first_day": is_first_day(),
    }
    return render(request, "config/workbench.html", context)


def _guides() -> list[tuple[str, list[GuideStep]]]:
    """Two walks through the demo, each under its heading."""
    walks = [
        ("清理规范：填报→签字→甄别→复核→审定→答复→报告", steps_of_the_chain()),
        ("评选表彰：推荐→编排→签批→县级→市级→公示→决定", steps_of_commending()),
    ]
    return [(heading, steps) for heading, steps in walks if steps]


@require_POST
def sign_in_as(request: HttpRequest) -> HttpResponse:
    """Sign in as somebody of the demo with one click. Nowhere but in the demo."""
    username = request.POST.get("username", "")
    if not settings.DEMO or username not in {account.username for account in accounts()}:
        raise Http404
    logout(request)
    user = authenticate(request, username=username, password=PASSWORD)
    if not isinstance(user, User):
        return redirect("directory:login")
    login(request, user)
    request.session[SIGNED_IN] = timezone.now().timestamp()
    request.session[IDLE_SECONDS] = idle_limit(user).total_seconds()
    record("directory.user.sign_in", subject=f"directory.user:{user.pk}", actor=user.username)
    wanted = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, request.is_secure())
    return redirect(wanted if is_ours else "workbench")
