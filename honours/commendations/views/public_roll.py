"""What anybody may see, without an account: the honours roll, and whether a certificate is true.

Nothing here looks at who asks, so that every answer may be kept by whoever carries it.
"""

import re
from collections.abc import Sequence
from typing import TypeVar
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.views.decorators.http import require_safe

from honours.commendations.lists.roll import TONES
from honours.commendations.models.decisions import Honour
from honours.commendations.queries.roll import (
    CertificateCheck,
    certificate_proof,
    checked_certificate,
    roll,
)
from honours.commendations.views.roll import FELL_WITH_BATCH
from honours.commendations.vocabulary import HonourState
from honours.ui.keyset import page
from honours.ui.parts import Fact
from honours.ui.search import matching
from honours.ui.tables import Cell, Heading, Table

Answer = TypeVar("Answer", bound=HttpResponse)

KEPT_SECONDS = 300
ON_A_PAGE = 50
LONGEST_QUESTION = 60
WORDS_ASKED = 5
_NOT_IN_KEYS = re.compile("[^0-9A-Za-z]")


@require_safe
def public_roll(request: HttpRequest) -> HttpResponse:
    """The roll, the newest first, by name, unit and title."""
    asked = request.GET.get("q", "").strip()[:LONGEST_QUESTION]
    found = matching(roll(), "search_text", asked.split()[:WORDS_ASKED])
    rows = page(found, "-id", request.GET, ON_A_PAGE)
    context = {
        "title": "荣誉名册",
        "asked": asked,
        "table": _table(rows.rows) if rows.rows else None,
        "before": urlencode({"q": asked, "before": rows.before}) if rows.before else "",
        "after": urlencode({"q": asked, "after": rows.after}) if rows.after else "",
    }
    return _kept(HttpResponse(render_to_string("commendations/public_roll.html", context)))


@require_safe
def find_certificate(request: HttpRequest) -> HttpResponse:
    """Where the key printed on a certificate is entered."""
    key = _NOT_IN_KEYS.sub("", request.GET.get("key", ""))
    if key:
        return redirect("commendations:public_certificate", key.upper()[:LONGEST_QUESTION])
    context = {"title": "证书查验", "is_empty": "key" in request.GET}
    return _kept(
        HttpResponse(
            render_to_string("commendations/find_certificate.html", context),
            status=422 if context["is_empty"] else 200,
        )
    )


@require_safe
def certificate(request: HttpRequest, key: str) -> HttpResponse:
    """What the certificate says and whether it stands; for any other key the same answer."""
    del request
    check = checked_certificate(key)
    if check is None:
        return _unknown()
    context = {
        "title": "证书查验结果",
        "key": key,
        "check": check,
        "state": check.state,
        "tone": TONES[check.state],
        "stands": check.state is HonourState.IN_FORCE,
        "is_batch": check.state is HonourState.FELL_WITH_BATCH,
        "facts": _facts(check),
    }
    return _kept(HttpResponse(render_to_string("commendations/public_certificate.html", context)))


@require_safe
def certificate_proof_file(request: HttpRequest, key: str) -> HttpResponse:
    """The entry of the audit book on the issue, with its inclusion proof."""
    del request
    check = checked_certificate(key)
    proof = certificate_proof(check) if check else None
    if proof is None:
        return _unknown()
    return _kept(JsonResponse(proof, json_dumps_params={"ensure_ascii": False, "indent": 2}))


def _unknown() -> HttpResponse:
    shown = render_to_string(
        "commendations/find_certificate.html", {"title": "证书查验", "is_unknown": True}
    )
    return _kept(HttpResponse(shown, status=404))


def _table(honours: list[Honour]) -> Table:
    headings = [
        Heading("获得者"),
        Heading("称号"),
        Heading("单位"),
        Heading("地区"),
        Heading("授予日期"),
        Heading("状态"),
    ]
    rows: list[Sequence[Cell]] = [
        [one.holder, one.title, one.unit, str(one.region), one.conferred_on, _state(one)]
        for one in honours
    ]
    return Table("荣誉名册", headings, rows)


def _state(one: Honour) -> str:
    state = HonourState(one.state)
    if state is HonourState.IN_FORCE or one.fell_on is None:
        return state.label
    word = FELL_WITH_BATCH if state is HonourState.FELL_WITH_BATCH else state.label
    return f"{word}，{one.fell_on:%Y年%-m月%-d日}"


def _facts(check: CertificateCheck) -> list[Fact]:
    return [
        Fact("证书编号", check.number),
        Fact("获得者", check.holder),
        Fact("单位", check.unit),
        Fact("称号", check.title),
        Fact("表彰", check.edition),
        Fact("授予机关", "、".join(check.issuers)),
        Fact("表彰决定", check.document),
        Fact("颁发日期", f"{check.issued_on:%Y年%-m月%-d日}"),
    ]


def _kept(response: Answer) -> Answer:
    """Anybody may keep the answer for some minutes, and no searcher may list the names."""
    response["Cache-Control"] = f"public, max-age={KEPT_SECONDS}"
    response["X-Robots-Tag"] = "noindex, noarchive"
    return response
