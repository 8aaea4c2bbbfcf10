"""What is done to a nomination beside its form: papers, consent, taken back, struck, returned."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from honours.commendations.forms.nominations import (
    ConsentWithdrawalForm,
    PaperForm,
    ReasonForm,
    ReturnForm,
)
from honours.commendations.models.nominations import Nomination
from honours.commendations.operations.nominations import (
    return_nomination,
    strike_nomination,
    withdraw_nomination,
)
from honours.commendations.operations.papers import (
    add_paper,
    open_paper,
    remove_paper,
    withdraw_consent,
)
from honours.commendations.views.nominations import nomination_crumbs, nomination_seen_by
from honours.commendations.vocabulary import NominationState, PaperKind
from honours.directory.http import SignedInRequest, saved, status_of
from honours.privacy.http import sent
from honours.privacy.models import Attachment
from honours.privacy.queries import attachments_of
from honours.workflow.queries import earlier_states

_DEEDS = {"withdraw_nomination": withdraw_nomination, "strike": strike_nomination}


@login_required
def move_nomination(request: SignedInRequest, pk: int, verb: str) -> HttpResponse:
    """Take it back, or strike it off, with the reason."""
    deed = _DEEDS.get(verb)
    if deed is None:
        raise Http404
    found = nomination_seen_by(request, pk)
    move = found.lifecycle.find(verb, found.state)
    form = ReasonForm(request.POST or None)
    done = saved(
        request,
        form,
        lambda: deed(found, reason=form.cleaned_data["reason"], by=request.user),
    )
    if done is not None:
        messages.success(request, f"已办理“{move.label}”。")
        return redirect("commendations:nomination", found.pk)
    return _form_page(request, form, found, move.label)


@login_required
def return_to(request: SignedInRequest, pk: int) -> HttpResponse:
    """Send it back to a step it has passed."""
    found = nomination_seen_by(request, pk)
    states = [NominationState(state) for state in earlier_states(found)]
    if not states:
        raise PermissionDenied(f"“{found.state_label}”状态下没有可以退回的步骤。")
    form = ReturnForm(request.POST or None, states=states)
    done = saved(
        request,
        form,
        lambda: return_nomination(
            found,
            to=NominationState(form.cleaned_data["to"]),
            reason=form.cleaned_data["reason"],
            by=request.user,
        ),
    )
    if done is not None:
        messages.success(request, f"已退回，现为“{done.state_label}”。")
        return redirect("commendations:nominations")
    return _form_page(request, form, found, "退回")


@login_required
def add_papers(request: SignedInRequest, pk: int) -> HttpResponse:
    """Upload a photograph or another paper."""
    found = nomination_seen_by(request, pk)
    asked = {"kind": request.GET.get("kind", PaperKind.PHOTO)}
    form = PaperForm(request.POST or None, request.FILES or None, initial=asked)

    def keep() -> Attachment:
        file = form.cleaned_data["file"]
        kind = PaperKind(form.cleaned_data["kind"])
        return add_paper(found, kind, file_name=file.name, content=file.read(), by=request.user)

    if saved(request, form, keep) is not None:
        messages.success(request, "已上传。")
        return redirect("commendations:nomination", found.pk)
    return _form_page(request, form, found, "上传材料")


@login_required
def paper(request: SignedInRequest, pk: int, paper_pk: int) -> HttpResponse:
    """Open a paper; the book says who did."""
    found = nomination_seen_by(request, pk)
    kept = get_object_or_404(attachments_of(found.subject()), pk=paper_pk)
    opened, _ = open_paper(found, kept.pk, by=request.user)
    return sent(opened, inline=opened.purpose == PaperKind.PHOTO)


@login_required
@require_POST
def drop_paper(request: SignedInRequest, pk: int, paper_pk: int) -> HttpResponse:
    """Throw away a paper that was added by mistake."""
    found = nomination_seen_by(request, pk)
    kept = get_object_or_404(attachments_of(found.subject()), pk=paper_pk)
    remove_paper(found, kept, by=request.user)
    messages.success(request, "已删除。")
    return redirect("commendations:nomination", found.pk)


@login_required
def end_consent(request: SignedInRequest, pk: int) -> HttpResponse:
    """The nominee no longer agrees to be published."""
    found = nomination_seen_by(request, pk)
    form = ConsentWithdrawalForm(request.POST or None)
    done = saved(
        request,
        form,
        lambda: withdraw_consent(found, on=form.cleaned_data["on"], by=request.user),
    )
    if done is not None:
        messages.success(request, "已登记撤回同意，此后不得公示。")
        return redirect("commendations:nomination", found.pk)
    return _form_page(request, form, found, "登记撤回同意")


def _form_page(
    request: SignedInRequest,
    form: ReasonForm | PaperForm | ConsentWithdrawalForm,
    found: Nomination,
    deed: str,
) -> HttpResponse:
    context = {
        "title": f"{deed}：{found.number}",
        "form": form,
        "submit": deed,
        "nomination": found,
        "breadcrumbs": nomination_crumbs(found, deed),
    }
    status = status_of(form)
    return render(request, "commendations/nomination_deed.html", context, status=status)
