"""Versions of an application side by side, what was added and removed marked in words."""

import difflib
from collections.abc import Iterator
from dataclasses import dataclass

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render

from honours.applications.forms.versions import VersionsForm
from honours.applications.models import ApplicationVersion
from honours.applications.queries.comparing import Difference, compare
from honours.applications.views.frame import application_crumbs, application_seen_by, page_of
from honours.directory.http import SignedInRequest

LONGEST = 4_000_000
"""So many pairs of characters are compared in a fraction of a second."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of characters: in both versions, only in the earlier, or only in the later."""

    text: str
    is_removed: bool = False
    is_added: bool = False


@dataclass(frozen=True, slots=True)
class Shown:
    """One field that differs."""

    label: str
    before: str
    after: str
    pieces: tuple[Piece, ...]


@login_required
def versions(request: SignedInRequest, pk: int) -> HttpResponse:
    """The last two versions, or whichever two are asked for."""
    found = application_seen_by(request, pk)
    kept = list(found.versions.select_related("by"))
    context: dict[str, object] = {
        "title": f"各次版本：{found}",
        "versions": kept,
        "back": page_of(found),
        "breadcrumbs": application_crumbs(found, "各次版本"),
    }
    if len(kept) > 1:
        form = VersionsForm(request.GET or None, versions=kept)
        earlier, later = _chosen(form, kept)
        context |= {
            "form": form,
            "earlier": earlier,
            "later": later,
            "differences": [_shown(one) for one in compare(earlier, later)],
        }
    return render(request, "applications/versions.html", context)


def _chosen(
    form: forms.Form, kept: list[ApplicationVersion]
) -> tuple[ApplicationVersion, ApplicationVersion]:
    if not form.is_valid():
        return kept[-2], kept[-1]
    by_number = {str(version.number): version for version in kept}
    chosen = [by_number[form.cleaned_data[name]] for name in ("earlier", "later")]
    first, second = sorted(chosen, key=lambda version: version.number)
    return first, second


def _shown(one: Difference) -> Shown:
    pieces = tuple(_pieces(one.before, one.after))
    return Shown(one.field.label, one.before, one.after, pieces)


def _pieces(before: str, after: str) -> Iterator[Piece]:
    """Character by character; long texts, where that takes too long, as a whole."""
    if len(before) * len(after) > LONGEST:
        yield Piece(before, is_removed=True)
        yield Piece(after, is_added=True)
        return
    matcher = difflib.SequenceMatcher(None, before, after, autojunk=False)
    for tag, start, end, other_start, other_end in matcher.get_opcodes():
        if tag == "equal":
            yield Piece(before[start:end])
            continue
        if end > start:
            yield Piece(before[start:end], is_removed=True)
        if other_end > other_start:
            yield Piece(after[other_start:other_end], is_added=True)
