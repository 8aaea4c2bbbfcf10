"""What views receive behind ``login_required``, and what every page shows of the user."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any, TypeVar

from django.conf import settings
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from honours.audit.operations import record
from honours.directory.models import Post, User
from honours.directory.permissions import KNOWN_POSTS, Mandate, mandate_of, posts_open_to
from honours.directory.readings import normal_username
from honours.directory.vocabulary import ADMINISTRATORS, Role
from honours.kernel.verdicts import Finding, Refusal

Saved = TypeVar("Saved")

REFUSED = "workflow.attempt.refuse"
"""The audit verb of every refused attempt, wherever it is shown."""
ACTING_POST = "acting_post"
"""Where the session keeps the chosen post."""
SIGNED_IN = "signed_in"
"""Where the session keeps when it began."""
IDLE_SECONDS = "idle_seconds"
"""Where the session keeps how long it may lie idle."""


class SignedInRequest(HttpRequest):
    """A request whose user has signed in. For type checkers."""

    user: User
    _mandate: Mandate


def mandate_on(request: SignedInRequest) -> Mandate:
    """The mandate of the signed-in user, read once for each request.

    Narrowed to the post chosen for the session; empty where that post has ended.
    """
    if not hasattr(request, "_mandate"):
        known = (timezone.localdate(), posts_open_to(request.user))
        vars(request.user)[KNOWN_POSTS] = known
        request._mandate = mandate_of(request.user)
    return request._mandate


def choose_post(request: SignedInRequest, post: Post | None) -> None:
    """From now on the user acts with this post alone; with all of his posts for ``None``."""
    request.session[ACTING_POST] = post.pk if post else None
    request.user.acting_post_id = post.pk if post else None
    vars(request).pop("_mandate", None)
    vars(request.user).pop(KNOWN_POSTS, None)


def acting(request: HttpRequest) -> dict[str, Any]:
    """Context processor: who is signed in, and for which organization he acts now."""
    user = getattr(request, "user", None)
    if not isinstance(user, User):
        return {}
    posts = posts_open_to(user)
    chosen = tuple(post for post in posts if post.pk == user.acting_post_id)
    others = tuple(post for post in posts if post not in chosen)
    named = chosen or (() if user.acting_post_id else posts[:1])
    return {
        "acting": {
            "person": str(user),
            "organization": str(named[0].organization) if named else "未选职务",
            "post": _title(named[0], user) if named else "请重新选择",
            "others": [
                {"pk": post.pk, "label": f"{post.organization} · {_title(post, user)}"}
                for post in (others if chosen else posts if len(posts) > 1 else ())
            ],
            "switch_url": reverse("directory:switch_post"),
            "logout_url": reverse("directory:logout"),
            "password_url": reverse("directory:password"),
        }
    }


def saved(request: SignedInRequest, form: BaseForm, save: Callable[[], Saved]) -> Saved | None:
    """What the operation returns for a valid form that was posted; otherwise ``None``.

    A refusal goes into the book as every other; its reasons stand beside the fields they are
    about, and what was typed stays.
    """
    if request.method != "POST" or not form.is_valid():
        return None
    try:
        return save()
    except Refusal as refusal:
        record_refusal(request, refusal)
        for finding in refusal.findings:
            form.add_error(finding.field if finding.field in form.fields else None, _said(finding))
        return None


def record_refusal(request: HttpRequest, refusal: Refusal) -> None:
    """Write a refused attempt into the book, wherever its reasons are shown.

    Call it after the attempt has been undone.
    """
    record_attempt(request, REFUSED, [finding.code for finding in refusal.findings])


def record_attempt(request: HttpRequest, verb: str, codes: list[str]) -> None:
    """Who tried what and was turned away, by codes only."""
    user = getattr(request, "user", None)
    record(
        verb,
        subject=request.path[:100],
        actor=user.get_username() if user is not None else "",
        codes=codes,
        method=request.method,
    )


def status_of(form: BaseForm) -> int:
    """422 for a page that shows what stands against the posted form."""
    return 422 if form.is_bound and form.errors else 200


def idle_limit(user: User) -> timedelta:
    """How long a session may lie idle (GB/T 22239 8.1.4.1 b): administrators half as long."""
    minutes = 15 if mandate_of(user).holds(*ADMINISTRATORS) else 30
    return timedelta(minutes=minutes)


def attempted_username(
    request: HttpRequest | None, credentials: Mapping[str, Any] | None = None
) -> str:
    """For the lock-out: one account, whatever the spelling, so that no spelling escapes it."""
    given = (credentials or {}).get("username") or (
        request.POST.get("username", "") if request is not None else ""
    )
    return normal_username(str(given))


def locked_out(
    request: HttpRequest, response: HttpResponse | None = None, credentials: Any = None
) -> HttpResponse:
    """The page for an account that failed sign-ins have locked."""
    minutes = int(settings.AXES_COOLOFF_TIME.total_seconds() // 60)
    return render(request, "429.html", {"cooloff_minutes": minutes}, status=429)


def _said(finding: Finding) -> str:
    ground = f"（依据：{finding.citation}）" if finding.citation else ""
    return f"{finding.message}{ground}{finding.remedy}"


def _title(post: Post, user: User) -> str:
    title = post.title or Role(post.role).label
    return title if post.user_id == user.pk else f"{title}（代{post.user}）"
