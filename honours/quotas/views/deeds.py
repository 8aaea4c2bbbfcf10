"""Moving places by hand: each deed a form, one operation, back to the ledger."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from honours.directory.http import SignedInRequest, mandate_on, saved, status_of
from honours.directory.models import Organization, User
from honours.directory.permissions import Mandate
from honours.quotas.forms import AuthoriseForm, DeedForm
from honours.quotas.models import Ledger, Movement
from honours.quotas.operations.issuing import (
    issue_places,
    reallocate_places,
    recall_places,
    return_places,
    sanction_places,
)
from honours.quotas.operations.ledgers import authorise_places
from honours.quotas.permissions import may_issue
from honours.quotas.queries.ledgers import (
    givers_within,
    lines_known,
    organizations_to_return,
    receivers_below,
)
from honours.quotas.views.frame import ledger_crumbs, ledger_seen_by
from honours.quotas.vocabulary.places import MovementVerb
from honours.ui.parts import Item


@dataclass(frozen=True, slots=True)
class DeedPage:
    """The page of one deed: its words, the fields it asks for, and what it does."""

    verb: MovementVerb
    lead: str
    asked: tuple[str, ...]
    act: Callable[[Ledger, DeedForm, User], Movement]

    @property
    def title(self) -> str:
        return f"{self.verb.label}名额"


def _issue(ledger: Ledger, form: DeedForm, by: User) -> Movement:
    document = form.cleaned_data["document"]
    return issue_places(ledger, [form.order()], by=by, document=document)[0]


def _recall(ledger: Ledger, form: DeedForm, by: User) -> Movement:
    said = form.cleaned_data
    return recall_places(
        ledger, form.order(), by=by, reason=said["reason"], document=said["document"]
    )


def _return(ledger: Ledger, form: DeedForm, by: User) -> Movement:
    return return_places(ledger, form.order(), by=by, reason=form.cleaned_data["reason"])


def _reallocate(ledger: Ledger, form: DeedForm, by: User) -> Movement:
    said = form.cleaned_data
    return reallocate_places(
        ledger,
        form.order(),
        said["to"],
        by=by,
        reason=said["reason"],
        document=said["document"],
    )


def _sanction(ledger: Ledger, form: DeedForm, by: User) -> Movement:
    said = form.cleaned_data
    return sanction_places(
        ledger, form.order(), by=by, reason=said["reason"], document=said["document"]
    )


_USUAL = ("organization", "line", "places", "reason", "document")
DEEDS = {
    page.verb.value: page
    for page in (
        DeedPage(
            MovementVerb.ISSUE,
            "发给下一级单位；再下一级由其自行分配。名额不够的，整笔不予办理。",
            ("organization", "line", "places", "document"),
            _issue,
        ),
        DeedPage(MovementVerb.RECALL, "收回还没有占用的名额，由本级另行安排。", _USUAL, _recall),
        DeedPage(
            MovementVerb.REALLOCATE,
            "在本级发放的两个单位之间调剂还没有占用的名额。",
            ("organization", "to", "line", "places", "reason", "document"),
            _reallocate,
        ),
        DeedPage(
            MovementVerb.SANCTION,
            "核减的名额不再使用，也不转给其他单位。要转给其他单位的，请办理收回。",
            _USUAL,
            _sanction,
        ),
        DeedPage(
            MovementVerb.RETURN,
            "把还没有占用的名额退给上一级单位。",
            ("organization", "line", "places", "reason"),
            _return,
        ),
    )
}
_FOR_ISSUERS = (
    MovementVerb.ISSUE,
    MovementVerb.RECALL,
    MovementVerb.REALLOCATE,
    MovementVerb.SANCTION,
)


def deeds_open_to(ledger: Ledger, mandate: Mandate) -> list[Item]:
    """Links to what this reader may do with the ledger."""
    verbs: list[str] = []
    links = []
    if givers_within(ledger, mandate):
        verbs += _FOR_ISSUERS
        links.append(Item("拟订分配方案", url=reverse("quotas:allocate", args=[ledger.subject])))
    if organizations_to_return(ledger, mandate).exists():
        verbs.append(MovementVerb.RETURN)
    links += [
        Item(DEEDS[verb].title, url=reverse("quotas:deed", args=[ledger.subject, verb]))
        for verb in verbs
    ]
    if may_issue(mandate, ledger.organization):
        links.append(Item("追加名额", url=reverse("quotas:authorise", args=[ledger.subject])))
    return links


@login_required
def deed(request: SignedInRequest, subject: str, verb: str) -> HttpResponse:
    """Do one thing with places of the ledger."""
    found = ledger_seen_by(request, subject)
    if verb not in DEEDS:
        raise Http404
    page = DEEDS[verb]
    form = DeedForm(
        request.POST or None,
        asked=page.asked,
        organizations=_organizations(found, page.verb, mandate_on(request)),
        lines=lines_known(found),
    )
    if saved(request, form, lambda: page.act(found, form, request.user)) is not None:
        messages.success(request, f"“{page.title}”已办理。")
        return redirect("quotas:ledger", found.subject)
    context = {
        "title": page.title,
        "lead": page.lead,
        "form": form,
        "submit": page.verb.label,
        "cancel_url": reverse("quotas:ledger", args=[found.subject]),
        "breadcrumbs": ledger_crumbs(found, page.title),
    }
    return render(request, "quotas/form.html", context, status=status_of(form))


@login_required
def authorise(request: SignedInRequest, subject: str) -> HttpResponse:
    """Add places that a later document grants."""
    found = ledger_seen_by(request, subject)
    if not may_issue(mandate_on(request), found.organization):
        raise PermissionDenied(f"“追加名额”由“{found.organization}”办理。")
    form = AuthoriseForm(request.POST or None)

    def act() -> Ledger:
        return authorise_places(
            found, form.authorised(), document=form.cleaned_data["document"], by=request.user
        )

    if saved(request, form, act) is not None:
        messages.success(request, "名额已追加。")
        return redirect("quotas:ledger", found.subject)
    context = {
        "title": "追加名额",
        "lead": "计划批准以后又有文件增加名额的，在这里登记。",
        "form": form,
        "submit": "追加",
        "cancel_url": reverse("quotas:ledger", args=[found.subject]),
        "breadcrumbs": ledger_crumbs(found, "追加名额"),
    }
    return render(request, "quotas/form.html", context, status=status_of(form))


def _organizations(ledger: Ledger, verb: MovementVerb, mandate: Mandate) -> QuerySet[Organization]:
    """Whom the deed may concern. Raises ``PermissionDenied`` where nobody is within reach."""
    if verb == MovementVerb.RETURN:
        own = organizations_to_return(ledger, mandate)
        if not own.exists():
            raise PermissionDenied("您所在的单位在这一届没有可以退回的名额。")
        return own
    givers = givers_within(ledger, mandate)
    if not givers:
        raise PermissionDenied(f"“{verb.label}名额”由发放名额的单位办理。")
    chosen = Q()
    for giver in givers:
        chosen |= Q(pk__in=receivers_below(ledger, giver).values("pk"))
    rows: QuerySet[Organization] = Organization.objects.filter(chosen)
    return rows.order_by("path")
