"""What several pages of the room share: the notice asked for, the way to it, its forms."""

from django.db.models import QuerySet
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from honours.directory.http import SignedInRequest, mandate_on, status_of
from honours.directory.models import Organization
from honours.directory.permissions import Mandate
from honours.notices.models.notices import Notice
from honours.notices.operations.handling import DRAFTING_ROLES
from honours.notices.queries.notices import visible_notices
from honours.ui.parts import Crumb


def notice_seen_by(request: SignedInRequest, pk: int) -> Notice:
    """The notice, or 404 for whoever has no post that reaches its unit."""
    return get_object_or_404(visible_notices(mandate_on(request)), pk=pk)


def notice_crumbs(notice: Notice, *further: str) -> list[Crumb]:
    """The way from the list to the notice, and on to a page of it."""
    way = [Crumb("公示", reverse("notices:notices"))]
    if not further:
        return [*way, Crumb(notice.title)]
    return [*way, Crumb(notice.title, page_of(notice)), *(Crumb(one) for one in further)]


def page_of(notice: Notice) -> str:
    return reverse("notices:notice", args=[notice.pk])


def may_handle(notice: Notice, mandate: Mandate) -> bool:
    """Whether some post of the user may write and hang notices of that unit."""
    return any(mandate.may(role, notice.organization) for role in DRAFTING_ROLES)


def drafting_units(mandate: Mandate) -> QuerySet[Organization]:
    """The units for which the user may write a notice: his own, and those they stand under."""
    own = [post.organization for post in mandate.posts if post.role in DRAFTING_ROLES]
    step = Organization.steplen
    paths = {one.path for one in own} | {
        one.path[:-step]
        for one in own
        for post in mandate.posts
        if len(one.path) > step and one.path[:-step].startswith(post.jurisdiction.path)
    }
    units: QuerySet[Organization] = Organization.objects.filter(path__in=paths)
    return units.order_by("path")


def form_page(
    request: HttpRequest,
    form: Form,
    context: dict[str, object],
    template: str = "notices/form.html",
) -> HttpResponse:
    """The page of a form: 422 where something stands against what was posted."""
    return render(request, template, {"form": form, **context}, status=status_of(form))
