"""The working-day calendar: a year to look at, and a year to register."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from honours.directory.http import SignedInRequest, mandate_on, saved
from honours.directory.vocabulary import Role
from honours.notices.forms.calendar import CalendarForm
from honours.notices.models.calendar import CalendarYear
from honours.notices.operations.calendar import register_calendar
from honours.notices.queries.calendar import latest_calendars
from honours.notices.queries.years import year_shown
from honours.notices.views.frame import form_page
from honours.ui.parts import Crumb

FIRST_YEAR, LAST_YEAR = 1990, 2100


@login_required
def calendar(request: SignedInRequest) -> HttpResponse:
    """A year with its holidays and make-up days. ``?year=2024``; this year where none is asked."""
    today = timezone.localdate()
    asked = request.GET.get("year", "")
    year = int(asked) if asked.isascii() and asked.isdigit() and len(asked) == 4 else today.year
    year = min(max(year, FIRST_YEAR), LAST_YEAR)
    context = {
        "title": f"{year}年工作日历",
        "year": year,
        "shown": year_shown(year, today),
        "known": latest_calendars(),
        "publications": CalendarYear.objects.filter(year=year),
        "breadcrumbs": [Crumb("公示", reverse("notices:notices")), Crumb("工作日历")],
        "may_register": mandate_on(request).holds(Role.EXAMINER),
    }
    return render(request, "notices/calendar.html", context)


@login_required
def register(request: SignedInRequest) -> HttpResponse:
    """Copy the State Council's notice of a year. ``?year=`` fills in the year."""
    if not mandate_on(request).holds(Role.EXAMINER):
        raise PermissionDenied(f"登记工作日历须具有“{Role.EXAMINER.label}”职责。")
    today = timezone.localdate()
    form = CalendarForm(
        request.POST or None, initial={"year": request.GET.get("year") or today.year + 1}
    )
    kept = saved(
        request,
        form,
        lambda: register_calendar(
            form.facts(),
            published_on=form.cleaned_data["published_on"],
            on=today,
            by=request.user,
        ),
    )
    if kept is not None:
        messages.success(request, f"已登记{kept.year}年工作日历。公示中的期限如受影响，已经顺延。")
        return redirect(f"{reverse('notices:calendar')}?year={kept.year}")
    context: dict[str, object] = {
        "title": "登记工作日历",
        "lead_line": "照国务院办公厅的通知填写。登记后不能修改；同一年再登记的，以后登记的为准。",
        "breadcrumbs": [
            Crumb("公示", reverse("notices:notices")),
            Crumb("工作日历", reverse("notices:calendar")),
            Crumb("登记"),
        ],
        "cancel_url": reverse("notices:calendar"),
        "submit": "登记",
    }
    return form_page(request, form, context)
