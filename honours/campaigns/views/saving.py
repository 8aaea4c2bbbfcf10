"""The page of a form whose operation may be refused: what was typed stays."""

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from honours.directory.http import status_of


def page_of(
    request: HttpRequest, form: Form, template: str, context: dict[str, object]
) -> HttpResponse:
    """The page of a form: 422 where something stands against what was posted."""
    return render(request, template, {"form": form, **context}, status=status_of(form))
