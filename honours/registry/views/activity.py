"""The page of one activity: today or on a day, what is like it, and its proofs."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone

from honours.audit.models import Entry
from honours.audit.queries import exported, inclusion_proof, latest_checkpoint
from honours.audit.vocabulary import entry_words
from honours.directory.http import SignedInRequest, mandate_on
from honours.directory.permissions import Mandate
from honours.directory.vocabulary import Role
from honours.registry.lists import STANDING_TONES, as_of_asked
from honours.registry.models import Activity
from honours.registry.queries.activities import (
    booked_entries,
    next_time_said,
    regime_suggested,
    visible_activities,
)
from honours.registry.queries.lineage import ancestors_of, descendants_of
from honours.registry.queries.particulars import particulars_of
from honours.registry.queries.standings import particulars_on, standing_on
from honours.registry.queries.subjects import Lookalike, lookalikes
from honours.registry.views.facts import (
    edition_events,
    entry_table,
    fact_rows,
    move_events,
    regime_facts,
    revision_events,
    standing_events,
)
from honours.registry.vocabulary import Standing
from honours.ui.parts import Crumb, Item, Tab
from honours.workflow.queries import history_of, open_moves


def activity_seen_by(request: SignedInRequest, pk: int) -> Activity:
    """The activity, where the reader may see it; otherwise 404, as if it did not exist."""
    rows = visible_activities(mandate_on(request)).select_related("organization")
    return get_object_or_404(rows, pk=pk)


def crumbs_of(activity: Activity, here: str = "") -> list[Crumb]:
    crumbs = [
        Crumb("项目台账", reverse("registry:activities")),
        Crumb(activity.name, reverse("registry:activity", args=[activity.pk]) if here else ""),
    ]
    return [*crumbs, Crumb(here)] if here else crumbs


@login_required
def activity(request: SignedInRequest, pk: int) -> HttpResponse:
    """Everything the register holds on one activity. ``?as_of=`` shows it as of a day."""
    found = activity_seen_by(request, pk)
    today = timezone.localdate()
    day = as_of_asked(request.GET) or today
    standing, said = _as_of(found, day, today)
    finding = regime_suggested(found, day)
    context: dict[str, Any] = {
        "title": said["name"],
        "activity": found,
        "breadcrumbs": crumbs_of(found),
        "tabs": _tabs(found, "activity"),
        "as_of": day,
        "is_today": day == today,
        "standing": standing,
        "standing_tone": STANDING_TONES[standing],
        "deeds": _deeds(found, mandate_on(request)),
        "regime_facts": regime_facts(found, finding, day),
        "regime_finding": [finding] if finding else [],
        "facts": fact_rows(found, said),
        "notes": said["notes"],
        "next": next_time_said(said),
        "standing_events": standing_events(found.standing_changes.all()),
        "edition_events": edition_events(found.editions.all()),
        "revision_events": revision_events(found, found.revisions.all()),
        "ancestors": ancestors_of(found),
        "descendants": descendants_of(found),
        "merged": list(found.merged.order_by("number")),
        "history": move_events(history_of(found)),
        "entries": entry_table(found, booked_entries(found)),
    }
    return render(request, "registry/activity.html", context)


@login_required
def similar(request: SignedInRequest, pk: int) -> HttpResponse:
    """The activities within reach that are most like this one, with the reasons."""
    found = activity_seen_by(request, pk)
    alike = lookalikes(found, visible_activities(mandate_on(request)))
    context = {
        "title": f"与“{found.name}”相近的项目",
        "activity": found,
        "breadcrumbs": crumbs_of(found, "相似项目"),
        "tabs": _tabs(found, "similar"),
        "found": [_alike(each) for each in alike],
    }
    return render(request, "registry/similar.html", context)


@login_required
def proof(request: SignedInRequest, pk: int, entry: int) -> JsonResponse:
    """The proof that the latest signed checkpoint covers an entry about the activity."""
    found = activity_seen_by(request, pk)
    booked = get_object_or_404(Entry, pk=entry, subject=found.subject())
    shown = inclusion_proof(booked)
    head = latest_checkpoint()
    facts = tuple(getattr(booked, name) for name in Entry.SEALED)
    return JsonResponse(
        {
            "entry": entry_words(facts),
            "position": shown.first,
            "size": shown.size,
            "path": shown.path,
            "checkpoint": exported(head) if head else None,
        },
        json_dumps_params={"ensure_ascii": False, "indent": 2},
    )


def _as_of(found: Activity, day: date, today: date) -> tuple[Standing, Mapping[str, Any]]:
    """How it stood and what was said of it; 404 for a day before it was entered."""
    if day >= today:
        return Standing(found.state), particulars_of(found)
    standing, revision = standing_on(found, day), particulars_on(found, day)
    if standing is None or revision is None:
        raise Http404(f"{day}时台账中还没有这个项目。")
    return standing, revision.particulars


def _tabs(found: Activity, current: str) -> list[Tab]:
    pages = (("activity", "登记"), ("similar", "相似项目"))
    return [
        Tab(label, reverse(f"registry:{name}", args=[found.pk]), is_current=name == current)
        for name, label in pages
    ]


def _deeds(found: Activity, mandate: Mandate) -> list[Item]:
    """What this reader may do with it now."""
    if not mandate.may(Role.EXAMINER, found.organization):
        return []
    usual = (
        ("regime", "认定制度"),
        ("correct", "更正登记"),
        ("edition", "登记届次"),
        ("lineage", "登记沿革"),
    )
    deeds = [
        Item(label, url=reverse(f"registry:{name}", args=[found.pk])) for name, label in usual
    ]
    return deeds + [
        Item(move.label, url=reverse("registry:standing", args=[found.pk, move.verb]))
        for move in open_moves(found, mandate)
    ]


def _alike(each: Lookalike) -> dict[str, Any]:
    standing = Standing(each.activity.state)
    return {
        "activity": each.activity,
        "standing": standing,
        "tone": STANDING_TONES[standing],
        "relation": each.likeness.relation,
        "percent": round(each.likeness.score * 100),
        "reasons": each.likeness.reasons,
        "shared": "、".join(each.likeness.shared_words),
        "differing": "、".join(each.likeness.differing_words),
    }
