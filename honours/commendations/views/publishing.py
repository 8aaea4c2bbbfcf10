"""Putting candidates to the public: what they will read, and then the draft of the notice."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from honours.commendations.forms.publishing import PublicationForm
from honours.commendations.models.editions import Edition
from honours.commendations.models.slates import Slate
from honours.commendations.operations.publishing import draft_candidate_notice, entries_for
from honours.commendations.queries.publishing import (
    candidates_of,
    faults_in_publishing,
    last_notice_by,
    notices_about,
    publisher_of,
)
from honours.commendations.views.editions import edition_crumbs, edition_seen_by
from honours.commendations.views.slate_facts import slate_crumbs, slate_seen_by
from honours.directory.http import SignedInRequest, saved, status_of
from honours.kernel.calendar import DayUnit
from honours.notices.checks.periods import demanded_periods
from honours.notices.operations.handling import require_drafter
from honours.notices.vocabulary import NoticeKind
from honours.policies.queries import rules_in_force
from honours.ui.parts import Crumb, Fact

HERE = "公示"


@login_required
def publish_slate(request: SignedInRequest, pk: int) -> HttpResponse:
    """A unit's or county's list before it is signed."""
    slate = slate_seen_by(request, pk)
    back = reverse("commendations:slate", args=[slate.pk])
    return _publish(request, slate, slate_crumbs(slate, HERE), back)


@login_required
def publish_edition(request: SignedInRequest, pk: int) -> HttpResponse:
    """Whom the edition proposes to commend."""
    edition = edition_seen_by(request, pk)
    back = reverse("commendations:edition", args=[edition.pk])
    return _publish(request, edition, edition_crumbs(edition, HERE), back)


def _publish(
    request: SignedInRequest, matter: Slate | Edition, crumbs: list[Crumb], back: str
) -> HttpResponse:
    publisher = publisher_of(matter)
    require_drafter(request.user, "拟写公示", within=publisher.organization)
    rules = rules_in_force(timezone.localdate(), publisher.organization.division)
    demands = demanded_periods(NoticeKind.CANDIDATE, rules)
    form = PublicationForm(request.POST or None, initial=_initial(matter), is_ruled=bool(demands))
    notice = saved(
        request,
        form,
        lambda: draft_candidate_notice(matter, form.publication(), by=request.user),
    )
    if notice is not None:
        messages.success(request, "已拟稿。请核对预览，然后由另一位有权的人发布。")
        return redirect("notices:notice", notice.pk)
    nominations = candidates_of(matter)
    context = {
        "title": f"{publisher.level.label}：{publisher.edition}",
        "breadcrumbs": crumbs,
        "form": form,
        "back": back,
        "publisher": publisher,
        "judged": faults_in_publishing(matter, nominations, on=timezone.localdate()),
        "entries": entries_for(nominations),
        "demands": [
            Fact("规定的公示期", f"不少于{one.unit.counted(one.length)}", note=str(one.citation))
            for one in demands
        ],
        "notices": notices_about(matter),
    }
    return render(request, "commendations/publishing.html", context, status=status_of(form))


def _initial(matter: Slate | Edition) -> dict[str, Any]:
    """The office as it stood in the body's last notice; the edition's own paper as the basis."""
    publisher = publisher_of(matter)
    last, edition = last_notice_by(publisher.organization), publisher.edition
    office = {
        "receiving_office": last.receiving_office if last else str(publisher.organization),
        "office_telephone": last.office_telephone if last else "",
        "office_address": last.office_address if last else "",
        "office_email": last.office_email if last else "",
    }
    basis = edition.basis.number if edition.basis else edition.basis_text
    return office | {
        "scope": str(publisher.region),
        "unit": DayUnit.WORKING_DAYS.value,
        "length_basis": basis[:300],
    }
