"""Breaking the seal: a page that shows who objects once, to one person, and keeps nothing."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from honours.directory.http import SignedInRequest, saved, status_of
from honours.notices.forms.objections import ReasonForm
from honours.notices.operations.objections_identity import open_identity
from honours.notices.views.objections import objection_seen_by
from honours.ui.parts import Crumb, Fact


@login_required
def objection_identity(request: SignedInRequest, pk: int) -> HttpResponse:
    """Ask for the reason; answer with the identity itself, on this page alone."""
    case = objection_seen_by(request, pk)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    opened = saved(
        request,
        form,
        lambda: open_identity(case, reason=form.cleaned_data["reason"], by=request.user),
    )
    page = reverse("notices:objection", args=[case.pk])
    facts = opened and [
        Fact("姓名（单位名称）", opened.name),
        Fact("身份证号码", opened.identity_number),
        Fact("联系电话", opened.telephone),
        Fact("所在单位", opened.unit),
        Fact("公章情况", opened.seal_note),
    ]
    context = {
        "title": f"启封身份：{case}",
        "breadcrumbs": [
            Crumb("异议办理", reverse("notices:objections")),
            Crumb(str(case), page),
            Crumb("启封身份"),
        ],
        "form": form,
        "facts": facts,
        "cancel_url": page,
    }
    response = render(request, "notices/objection_identity.html", context, status=status_of(form))
    response["Cache-Control"] = "no-store"
    return response
