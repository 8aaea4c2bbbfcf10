"""The list of the register, as it is or as it was on a day, and what is due to be held."""

from django.contrib.auth.decorators import login_required
from django.http.response import HttpResponseBase
from django.utils import timezone

from honours.directory.exports import TakenList, recorded_writers
from honours.directory.http import SignedInRequest, mandate_on
from honours.directory.vocabulary import Role
from honours.registry.lists import SHOWN, activities_page, as_of_asked, due_page
from honours.registry.queries.activities import places_within_reach, visible_activities
from honours.registry.queries.standings import activities_as_of, may_be_held


@login_required
def activities(request: SignedInRequest) -> HttpResponseBase:
    """Every activity within reach. ``?as_of=2010-06-01`` shows the register of that day."""
    mandate = mandate_on(request)
    as_of = as_of_asked(request.GET)
    may_register = mandate.holds(Role.EXAMINER)
    page = activities_page(places_within_reach(mandate), as_of, may_register=may_register)
    rows = visible_activities(mandate).select_related("organization").only(*SHOWN)
    if as_of is not None:
        rows = activities_as_of(as_of, rows)
    return page.respond(
        request,
        rows,
        recorded_writers(request, TakenList("registry.activity.export", page.title)),
        context={"may_register": may_register, "as_of": as_of, "today": timezone.localdate()},
        template="registry/activities.html",
    )


@login_required
def due(request: SignedInRequest) -> HttpResponseBase:
    """Activities that may lawfully be held again by today."""
    mandate = mandate_on(request)
    page = due_page(places_within_reach(mandate))
    rows = may_be_held(visible_activities(mandate)).select_related("organization").only(*SHOWN)
    return page.respond(
        request,
        rows,
        recorded_writers(request, TakenList("registry.activity.export", page.title)),
        template="registry/due.html",
    )
