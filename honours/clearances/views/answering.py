"""The page that a body opens by its link, without an account.

The address holds the token, so nothing here may write the address down: refusals are recorded by
the link's key, and the page neither refers to others nor stays in any cache.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec
from urllib.parse import quote

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from honours.audit.operations import record
from honours.clearances.checks.answers import AnswerGiven
from honours.clearances.forms.answers import ListAnswerForm
from honours.clearances.intake.answers import Listed, blank_list, marked_list, read_answers
from honours.clearances.models import ClearanceLink, LinkItem
from honours.clearances.operations.answers import OPEN_TO_ANSWER, answer_by_link
from honours.clearances.operations.links import find_link, note_opened, refuse_unless_open
from honours.clearances.queries.requests import items_of, link_state
from honours.clearances.views.frame import XLSX
from honours.clearances.vocabulary import LinkState, Opinion
from honours.kernel.verdicts import Finding, Refusal
from honours.privacy.masks import masked_identity_number
from honours.spreadsheets.reading import open_workbook

Given = ParamSpec("Given")
Page = Callable[Concatenate[HttpRequest, ClearanceLink, Given], HttpResponse]


def by_link(page: Page[[]]) -> Callable[[HttpRequest, str], HttpResponse]:
    """The view of a token: finds the link, and tells plainly where there is none."""

    @wraps(page)
    def view(request: HttpRequest, token: str) -> HttpResponse:
        try:
            link = find_link(token, address=request.META.get("REMOTE_ADDR", ""))
        except Refusal as refusal:
            return _closed(request, refusal, 429)
        if link is None:
            return _private(render(request, "clearances/no_link.html", status=404))
        try:
            return _private(page(request, link))
        except Refusal as refusal:
            _note_refusal(link, refusal)
            return _closed(request, refusal, 422)

    return view


@by_link
def answer(request: HttpRequest, link: ClearanceLink) -> HttpResponse:
    """What is asked; the form while the link is open, what was answered once it is."""
    now = timezone.now()
    items = _items_on(link)
    if link_state(link, now) is LinkState.ANSWERED:
        return render(request, "clearances/answered.html", _shown(link, items))
    refuse_unless_open(link, now)
    note_opened(link)
    waiting = [item for item in items if item.request.state in OPEN_TO_ANSWER]
    form = ListAnswerForm(
        request.POST or None,
        request.FILES or None,
        numbers=[item.number for item in waiting],
        initial={"answered_on": timezone.localdate()},
    )
    if request.method == "POST" and "marked" in request.POST:
        return _checked(form, items)
    if request.method == "POST" and form.is_valid() and _took(link, form, items):
        return render(request, "clearances/answered.html", _shown(link, items_of(link)))
    context = _shown(link, items) | {"form": form, "waiting": _rows(waiting, form)}
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "clearances/answer.html", context, status=status)


@by_link
def answer_list(request: HttpRequest, link: ClearanceLink) -> HttpResponse:
    """The list as a spreadsheet to fill in."""
    refuse_unless_open(link, timezone.now())
    items = _items_on(link)
    record("clearances.clearancelink.take_list", subject=link.subject(), actor="")
    return _file(blank_list(_listed(items)), f"征求意见答复表（{link.body_name}）.xlsx")


def _items_on(link: ClearanceLink) -> list[LinkItem]:
    """What the link asks. Raises ``Refusal`` where its list is empty."""
    items = items_of(link)
    if not items:
        raise Refusal(
            Finding(
                "link-empty",
                "本链接没有列出征求意见的对象。",
                remedy=f"请与{link.organization}联系，由其另行发送。",
            )
        )
    return items


def _took(link: ClearanceLink, form: ListAnswerForm, items: list[LinkItem]) -> bool:
    """Whether the answer was taken; where it was not, the form tells why."""
    try:
        answers = _answers(form, items)
        answer_by_link(link, answers, form.signing(), scan=form.sent_scan())
    except Refusal as refusal:
        _note_refusal(link, refusal)
        for finding in refusal.findings:
            field = finding.field if finding.field in form.fields else None
            form.add_error(field, f"{finding.message}{finding.remedy}")
        return False
    return True


def _answers(form: ListAnswerForm, items: list[LinkItem]) -> dict[int, AnswerGiven]:
    """What the spreadsheet says, where one was sent; otherwise what was filled in here."""
    sent = form.cleaned_data["file"]
    if not sent:
        return form.typed()
    read = read_answers(open_workbook(sent.read(), sent.name), _listed(items))
    if faults := read.findings():
        raise Refusal(*faults)
    return dict(read.answers)


def _checked(form: ListAnswerForm, items: list[LinkItem]) -> HttpResponse:
    """The spreadsheet back with its faults marked; nothing is taken by this."""
    sent = form.files.get("file")
    workbook = open_workbook(sent.read(), sent.name or "") if sent else open_workbook(b"")
    content = marked_list(workbook, read_answers(workbook, _listed(items)))
    return _file(content, "征求意见答复表（已标注）.xlsx")


def _listed(items: list[LinkItem]) -> list[Listed]:
    return [
        Listed(item.number, item.request.object_name, item.request.object_unit)
        for item in items
        if item.request.state in OPEN_TO_ANSWER
    ]


def _rows(waiting: list[LinkItem], form: ListAnswerForm) -> list[dict[str, Any]]:
    by_number = {item.number: item.request for item in waiting}
    return [
        {
            "number": number,
            "request": by_number[number],
            "identity": masked_identity_number(by_number[number].id_number),
            "opinion": opinion,
            "statement": statement,
        }
        for number, opinion, statement in form.pairs()
    ]


def _shown(link: ClearanceLink, items: list[LinkItem]) -> dict[str, Any]:
    """What both pages tell. A body sees its own answers, never those of another."""
    first = items[0].request
    own = [item for item in items if _is_own(link, item)]
    return {
        "title": f"征求意见：{link.body_name}",
        "link": link,
        "asker": link.organization,
        "first": first,
        "items": items,
        "answered": [
            {
                "number": item.number,
                "request": item.request,
                "opinion": Opinion(item.request.answer.opinion),
                "statement": item.request.answer.statement,
            }
            for item in own
        ],
        "list_url": "list.xlsx",
        "home": reverse("workbench"),
    }


def _is_own(link: ClearanceLink, item: LinkItem) -> bool:
    return hasattr(item.request, "answer") and item.request.answer.link_id == link.pk


def _closed(request: HttpRequest, refusal: Refusal, status: int) -> HttpResponse:
    context = {"title": "链接不能使用", "findings": refusal.findings}
    return _private(render(request, "clearances/closed.html", context, status=status))


def _note_refusal(link: ClearanceLink, refusal: Refusal) -> None:
    record(
        "clearances.clearancelink.refuse",
        subject=link.subject(),
        actor="",
        codes=[finding.code for finding in refusal.findings],
    )


def _private(response: HttpResponse) -> HttpResponse:
    # The address is the secret: no other site is told it. With "no-referrer" browsers would send
    # the answer itself with an origin of "null", and it would be refused as forged.
    response["Referrer-Policy"] = "same-origin"
    response["Cache-Control"] = "no-store"
    response["X-Robots-Tag"] = "noindex"
    return response


def _file(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=XLSX)
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    return response
