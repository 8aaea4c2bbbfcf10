"""Pages as a tired programmer might write them: each leaks in a way of its own."""

import csv
import logging

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import include, path
from django.utils.html import escape

from honours.config.urls import urlpatterns as real
from honours.privacy.http import sent
from honours.privacy.masks import masked_name
from honours.privacy.models import Attachment

SEARCH_BOX = '<input type="search" name="q" aria-label="检索">'


def page(text: str) -> HttpResponse:
    return HttpResponse(f"<!doctype html><html lang=zh><body>{text}</body></html>")


@login_required
def unscoped(request: HttpRequest) -> HttpResponse:
    """Everybody's files in one list, with a link to each and to the export."""
    names = "".join(
        f'<li><a href="/leaky/file/{one.pk}">{escape(one.file_name)}</a>'
        for one in Attachment.objects.all()
    )
    return page(f'{SEARCH_BOX}<a href="/leaky/export?export=csv">导出</a>{names}')


@login_required
def exported(request: HttpRequest) -> HttpResponse:
    """One column more than the list has."""
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    for one in Attachment.objects.all():
        csv.writer(response).writerow([one.pk, one.file_name])
    return response


@login_required
def searched(request: HttpRequest) -> HttpResponse:
    """Shows nothing but how many were found: enough to ask name by name."""
    asked = request.GET.get("q", "")
    found = [one for one in Attachment.objects.all() if asked and asked in one.file_name]
    return page(f"{SEARCH_BOX}找到{len(found)}个。")


@login_required
def counted(request: HttpRequest) -> HttpResponse:
    return page(f"全市共有{Attachment.objects.count()}个附件。")


@login_required
def opened(request: HttpRequest, pk: int) -> HttpResponse:
    """A file for whoever knows its number."""
    return sent(Attachment.objects.get(pk=pk))


def public(request: HttpRequest) -> HttpResponse:
    """A page before the door."""
    return page(Attachment.objects.latest("pk").file_name)


@login_required
def logged(request: HttpRequest) -> HttpResponse:
    for one in Attachment.objects.all():
        logging.getLogger("leaky").info("opened %s", one.file_name)
    return page("好。")


@login_required
def broken(request: HttpRequest) -> HttpResponse:
    """A fault that tells, in the log alone, what it stumbled over."""
    for one in Attachment.objects.all():
        raise LookupError(one.file_name)
    return page("好。")


@login_required
def masked(request: HttpRequest) -> HttpResponse:
    """As it should be."""
    return page("".join(masked_name(one.file_name) for one in Attachment.objects.all()))


leaky = [
    path("list", unscoped, name="list"),
    path("export", exported, name="export"),
    path("search", searched, name="search"),
    path("count", counted, name="count"),
    path("file/<int:pk>", opened, name="file"),
    path("public", public, name="public"),
    path("logged", logged, name="logged"),
    path("broken", broken, name="broken"),
    path("masked", masked, name="masked"),
]
urlpatterns = [*real, path("leaky/", include((leaky, "leaky")))]
