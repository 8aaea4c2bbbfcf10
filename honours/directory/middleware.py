"""What holds for every request of a signed-in user: his post, his idle time, his password."""

from collections.abc import Callable
from datetime import timedelta

from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from honours.directory.http import ACTING_POST, IDLE_SECONDS, SIGNED_IN
from honours.directory.models import User

LAST_SEEN = "last_seen"
STRICTEST_IDLE = 15 * 60
LONGEST_SESSION = timedelta(hours=8)
WRITE_EVERY = 60
"""Seconds between two writes of "last seen": the session need not be saved for each click."""
WORTH_KEEPING = 6
"""Characters: shorter entries are ticks, keys and numbers."""
_NEVER_SHOWN = ("csrfmiddlewaretoken", "next")


class KeepSession:
    """Ends idle sessions, brings the chosen post, and asks for a new password where one is due."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not isinstance(user := request.user, User):
            response = self.get_response(request)
            return _handed_back(request, response) if request.method == "POST" else response
        now = timezone.now().timestamp()
        if _is_over(request, now):
            logout(request)
            messages.warning(request, "长时间没有操作，已自动退出，请重新登录。")
            return _handed_back(request, _sent_to(request, reverse("directory:login")))
        if now - request.session.get(LAST_SEEN, 0) > WRITE_EVERY:
            request.session[LAST_SEEN] = now
        request.session.setdefault(SIGNED_IN, now)
        user.acting_post_id = request.session.get(ACTING_POST)
        if user.must_change_password and not _is_allowed_meanwhile(request):
            return _sent_to(request, reverse("directory:password"))
        response = self.get_response(request)
        response.headers.setdefault("Cache-Control", "private, no-store")
        return response


def _is_over(request: HttpRequest, now: float) -> bool:
    idle = request.session.get(IDLE_SECONDS, STRICTEST_IDLE)
    if now - request.session.get(LAST_SEEN, now) > idle + WRITE_EVERY:
        return True
    began = request.session.get(SIGNED_IN, now)
    return bool(now - began > LONGEST_SESSION.total_seconds())


def _is_allowed_meanwhile(request: HttpRequest) -> bool:
    allowed = (reverse("directory:password"), reverse("directory:logout"))
    return request.path in allowed


def _sent_to(request: HttpRequest, address: str) -> HttpResponse:
    """A redirect that htmx does not swap into the middle of a page."""
    if request.headers.get("HX-Request") == "true":
        return HttpResponse(status=204, headers={"HX-Redirect": address})
    return redirect(address)


def _handed_back(request: HttpRequest, to_sign_in: HttpResponse) -> HttpResponse:
    """Whoever is sent to sign in gets back what he had entered, since it was not taken."""
    if not _goes_to_sign_in(to_sign_in):
        return to_sign_in
    entered = [
        text
        for name, texts in request.POST.lists()
        if name not in _NEVER_SHOWN and "password" not in name
        for text in texts
        if len(text) >= WORTH_KEEPING
    ]
    if not entered:
        return to_sign_in
    if request.headers.get("HX-Request") == "true":
        return HttpResponse(status=401)
    page = {"entered": entered, "back": request.headers.get("Referer", reverse("workbench"))}
    response = render(request, "directory/signed_out.html", page, status=401)
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _goes_to_sign_in(response: HttpResponse) -> bool:
    address = response.headers.get("Location") or response.headers.get("HX-Redirect") or ""
    return bool(address) and address.startswith(reverse("directory:login"))
