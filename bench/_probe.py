"""The bare probe: what anybody writes with Django alone, with one chained audit row per write.

One table for an application, one for its book; a form of the same entries; no roles, no quotas
but a count, no workflow, nothing encrypted.
"""

import json
from hashlib import sha256

from django import forms
from django.contrib.auth.decorators import login_required
from django.db import connection, models, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template import engines
from django.urls import path
from django.utils import timezone

from honours.commendations.readings.entries import fields_for
from honours.directory.models import Organization
from honours.quotas.vocabulary.places import CandidateKind

PLACES = 100_000
PAGE = """<!doctype html><html lang="zh"><title>probe</title><body>
<form method="post" enctype="multipart/form-data">
{% csrf_token %}{{ form.as_div }}<button>ok</button></form></body></html>"""
ENTRIES = fields_for(CandidateKind.PERSON)


class Application(models.Model):
    unit = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    identity_number = models.CharField(max_length=30, db_index=True)
    state = models.CharField(max_length=30, default="submitted")
    account = models.TextField()
    entries = models.JSONField()
    photograph = models.BinaryField()

    class Meta:
        app_label = "bench"


class Line(models.Model):
    subject = models.CharField(max_length=60, db_index=True)
    actor = models.CharField(max_length=60)
    verb = models.CharField(max_length=60)
    at = models.DateTimeField()
    digest = models.CharField(max_length=64)

    class Meta:
        app_label = "bench"


class ProbeForm(forms.Form):
    def __init__(self, *given: object) -> None:
        super().__init__(*given)
        for code, one in ENTRIES.items():
            widget = forms.Textarea if one.is_long else forms.TextInput
            self.fields[code] = forms.CharField(label=one.label, required=False, widget=widget)
        self.fields["photo"] = forms.FileField(label="照片")


class StrikeForm(forms.Form):
    reason = forms.CharField(label="理由", widget=forms.Textarea)


def make_tables() -> None:
    with connection.schema_editor() as editor:
        editor.create_model(Application)
        editor.create_model(Line)


@login_required
def submit(request: HttpRequest, unit_pk: int) -> HttpResponse:
    form = ProbeForm(request.POST or None, request.FILES or None)
    if request.method != "POST" or not form.is_valid():
        return _page(request, form)
    given = form.cleaned_data
    photograph = given.pop("photo").read()
    with transaction.atomic():
        unit = Organization.objects.select_for_update().get(pk=unit_pk)
        known = Application.objects.filter(identity_number=given["identity_number"]).exists()
        if known or Application.objects.filter(unit=unit).count() >= PLACES:
            return _page(request, form)
        made = Application.objects.create(
            unit=unit,
            identity_number=given["identity_number"],
            account=given["account"],
            entries=given,
            photograph=photograph,
        )
        _chained(request, "submit", made)
    return redirect("/done/")


@login_required
def strike(request: HttpRequest, pk: int) -> HttpResponse:
    form = StrikeForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return _page(request, form)
    with transaction.atomic():
        found = Application.objects.select_for_update().get(pk=pk)
        found.state = "struck"
        found.save(update_fields=["state"])
        _chained(request, "strike", found)
    return redirect("/done/")


def _chained(request: HttpRequest, verb: str, about: Application) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(7)")
    last = Line.objects.order_by("-pk").values_list("digest", flat=True).first() or ""
    told = json.dumps([last, verb, about.pk, request.user.pk])
    Line.objects.create(
        subject=f"application:{about.pk}",
        actor=str(request.user.pk),
        verb=verb,
        at=timezone.now(),
        digest=sha256(told.encode()).hexdigest(),
    )


def _page(request: HttpRequest, form: forms.Form) -> HttpResponse:
    page = engines["django"].from_string(PAGE)
    return HttpResponse(page.render({"form": form}, request))


urlpatterns = [
    path("submit/<int:unit_pk>/", submit),
    path("strike/<int:pk>/", strike),
]
