"""The official form of asking, for paper: unsealed in the first round, sealed in the second."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from honours.clearances.models import ClearanceRequest
from honours.clearances.queries.requests import visible_requests
from honours.clearances.views.frame import room_crumbs
from honours.clearances.vocabulary import COLLECTIVES, FormKind, Opinion
from honours.directory.http import SignedInRequest, mandate_on
from honours.workflow.notes import note


@login_required
def printed_form(request: SignedInRequest, pk: int) -> HttpResponse:
    """The paper carries the whole identity number where the body looks people up by it.

    Who printed it stands in the book.
    """
    found = get_object_or_404(visible_requests(mandate_on(request)), pk=pk)
    note(found, "print", by=request.user, has_identity_number=bool(found.id_number))
    context = {
        "title": FormKind(found.form_kind).label,
        "clearance": found,
        "is_collective": found.kind in COLLECTIVES,
        "opinions": [opinion.label for opinion in Opinion],
        "chosen": _chosen(found),
        "breadcrumbs": room_crumbs(str(found), "征求意见表"),
    }
    response = render(request, "clearances/printed_form.html", context)
    response["Cache-Control"] = "no-store"
    return response


def _chosen(found: ClearanceRequest) -> str:
    return Opinion(found.answer.opinion).label if hasattr(found, "answer") else ""
