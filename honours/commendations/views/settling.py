"""What is still on its way when a decision is due: told by unit, and settled for one reason."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from honours.commendations.forms.nominations import ReasonForm
from honours.commendations.operations.settling import DEED, pass_over_those_on_the_way
from honours.commendations.queries.unsettled import unsettled_by_unit
from honours.commendations.views.after_frame import Sheet, form_page
from honours.commendations.views.edition_facts import numbers_in_words
from honours.commendations.views.editions import edition_crumbs, edition_seen_by
from honours.directory.http import SignedInRequest, mandate_on, saved
from honours.directory.vocabulary import Role
from honours.ui.tables import Heading, Table


@login_required
def pass_over(request: SignedInRequest, pk: int) -> HttpResponse:
    """Everybody who is still on the way ends here, with the reason that each unit reads."""
    edition = edition_seen_by(request, pk)
    if not mandate_on(request).may(Role.EXAMINER, edition.organization):
        raise PermissionDenied(f"“{DEED}”由“{edition.organization}”的审核人员办理。")
    form = ReasonForm(request.POST or None)
    decision = edition.decisions.last()
    back = (
        reverse("commendations:decision", args=[decision.pk])
        if decision
        else reverse("commendations:edition", args=[edition.pk])
    )
    done = saved(
        request,
        form,
        lambda: pass_over_those_on_the_way(
            edition, reason=form.cleaned_data["reason"], by=request.user
        ),
    )
    if done is not None:
        messages.success(request, f"已了结{len(done)}件推荐，名额已经释放。")
        return redirect(back)
    rows = [[one.unit, numbers_in_words(one)] for one in unsettled_by_unit(edition)]
    table = Table("还在途中的推荐", [Heading("推荐单位"), Heading("现在何处")], rows)
    note = "了结以后不能恢复：已报出的记为“未入选”，没有报出的记为“逾期未报”，各单位都看得到理由。"
    more = {"table": table, "table_title": "还在途中的推荐"} if rows else {}
    crumbs = edition_crumbs(edition, DEED)
    return form_page(request, form, Sheet(DEED, DEED, back, crumbs, edition.name, note, more))
