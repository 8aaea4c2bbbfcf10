"""The climb of one nomination, the province's answer, and who of those that passed is chosen."""

from collections import Counter

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render

from honours.commendations.forms.slates import AnswerForm, ChoiceForm
from honours.commendations.models.editions import Edition
from honours.commendations.models.nominations import Endorsement, Nomination
from honours.commendations.operations.choosing import choose as choose_candidates
from honours.commendations.operations.choosing import record_answer_from_above
from honours.commendations.queries.choosing import faults_in_choice
from honours.commendations.queries.decisions import result_standings
from honours.commendations.queries.holders import with_holders
from honours.commendations.views.editions import edition_crumbs, edition_seen_by
from honours.commendations.views.nominations import nomination_crumbs, nomination_seen_by
from honours.commendations.views.slate_facts import candidate_told, rule_rows, shown_name
from honours.commendations.vocabulary import NominationState, Round, Tier
from honours.directory.http import SignedInRequest, mandate_on, saved, status_of
from honours.directory.vocabulary import Role


@login_required
def climb(request: SignedInRequest, pk: int) -> HttpResponse:
    """Every level's opinion in its order; what a return made void is struck through."""
    found = nomination_seen_by(request, pk)
    may_answer = mandate_on(request).may(Role.EXAMINER, found.edition.organization)
    form = AnswerForm(request.POST or None)
    if request.method == "POST":
        done = saved(request, form, lambda: _answered(found, form, request))
        if done is not None:
            messages.success(request, "已登记省级意见。")
            return redirect("commendations:climb", found.pk)
    endorsements = found.endorsements.select_related("organization")
    context = {
        "title": f"逐级推荐意见：{found.number}",
        "nomination": found,
        "state": NominationState(found.state),
        "opinions": [
            (one, Tier(one.tier), Round(one.round)) for one in endorsements.order_by("pk")
        ],
        "form": form if may_answer else None,
        "breadcrumbs": nomination_crumbs(found, "逐级推荐意见"),
    }
    return render(request, "commendations/climb.html", context, status=status_of(form))


@login_required
def choose(request: SignedInRequest, pk: int) -> HttpResponse:
    """Tick who is to be commended; places and ratios are told with every tick."""
    edition = edition_seen_by(request, pk)
    mandate = mandate_on(request)
    if not mandate.may(Role.EXAMINER, edition.organization):
        raise PermissionDenied(f"“确定拟表彰对象”由“{edition.organization}”的审核人员办理。")
    waiting = _waiting(edition)
    labels = [
        (str(one.pk), f"{shown_name(one, mandate)}（{candidate_told(one)}）") for one in waiting
    ]
    sent = request.POST if request.method == "POST" else None
    form = ChoiceForm(sent, candidates=labels)
    ticked = set(request.POST.getlist("chosen"))
    chosen = [one for one in waiting if str(one.pk) in ticked]
    is_trial = request.POST.get("deed") not in ("choose", "confirm")
    if _is_to_confirm(request, edition, chosen, waiting):
        return _confirmed_first(request, edition, chosen, waiting)
    if not is_trial:
        done = saved(request, form, lambda: _chosen(edition, form, waiting, request))
        if done is not None:
            messages.success(request, f"已列为拟表彰{len(done)}个，其余为差额未选。")
            return redirect("commendations:edition", edition.pk)
    context = {
        "title": f"确定拟表彰对象：{edition.name}",
        "edition": edition,
        "form": form,
        "waiting": waiting,
        "chosen": len(chosen),
        "places": _places(edition, chosen),
        "rules": rule_rows(result_standings(edition, chosen)),
        "breadcrumbs": edition_crumbs(edition, "确定拟表彰对象"),
    }
    if request.headers.get("HX-Request"):
        return render(request, "commendations/_choice_panel.html", context)
    status = 200 if is_trial else status_of(form)
    return render(request, "commendations/choose.html", context, status=status)


def _is_to_confirm(
    request: SignedInRequest, edition: Edition, chosen: list[Nomination], waiting: list[Nomination]
) -> bool:
    """A lawful choice that passes somebody over is looked at once more before it is made."""
    return (
        request.POST.get("deed") == "choose"
        and 0 < len(chosen) < len(waiting)
        and not any(faults_in_choice(edition, chosen))
    )


def _confirmed_first(
    request: SignedInRequest, edition: Edition, chosen: list[Nomination], waiting: list[Nomination]
) -> HttpResponse:
    """Who will be passed over, by name; nothing is done before a second word."""
    mandate = mandate_on(request)
    context = {
        "title": f"核对未选对象：{edition.name}",
        "edition": edition,
        "chosen": chosen,
        "passed_over": [
            (one, shown_name(one, mandate), candidate_told(one))
            for one in waiting
            if one not in chosen
        ],
        "breadcrumbs": edition_crumbs(edition, "核对未选对象"),
    }
    return render(request, "commendations/choose_confirm.html", context)


def _answered(found: Nomination, form: AnswerForm, request: SignedInRequest) -> Endorsement:
    given = form.cleaned_data
    return record_answer_from_above(
        found,
        opinion=given["opinion"],
        document=given["document"],
        on=given["on"],
        by=request.user,
    )


def _waiting(edition: Edition) -> list[Nomination]:
    rows = edition.nominations.filter(state=NominationState.SECOND_REVIEWED)
    related = with_holders(rows).select_related("unit_organization", "edition__region")
    return list(related.order_by("title__order", "pk"))


def _chosen(
    edition: Edition, form: ChoiceForm, waiting: list[Nomination], request: SignedInRequest
) -> list[Nomination]:
    ticked = set(form.cleaned_data["chosen"])
    chosen = [one for one in waiting if str(one.pk) in ticked]
    return choose_candidates(edition, chosen, by=request.user)


def _places(edition: Edition, chosen: list[Nomination]) -> list[tuple[str, int, int, int]]:
    """Each title: places, chosen, how many too many."""
    taken = Counter(one.title_id for one in chosen)
    return [
        (title.name, title.places, taken[title.pk], max(0, taken[title.pk] - title.places))
        for title in edition.titles.all()
    ]
