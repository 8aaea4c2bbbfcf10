"""What the administrators do: accounts, posts, and looking at who appointed whom."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from honours.audit.models import Entry
from honours.directory.forms.people import AccountForm, AppointmentForm, StandInForm
from honours.directory.http import SignedInRequest, mandate_on, saved, status_of
from honours.directory.models import Post, StandIn, User
from honours.directory.operations.accounts import (
    close_account,
    issue_password,
    open_account,
    reopen_account,
    unlock_account,
)
from honours.directory.operations.posts import (
    appoint,
    appoint_stand_in,
    dismiss,
    end_stand_in,
)
from honours.directory.queries import (
    accounts_within_reach,
    appointments_recorded,
    organizations_administered,
    posts_within_reach,
    stand_ins_of,
)
from honours.directory.vocabulary import Role
from honours.ui.tables import Heading, Table

SHOWN = 500
RECORDED = 200
"""How many of the latest appointments the audit administrator looks over."""
HEADINGS = (
    "任命时间",
    "任命人",
    "人员",
    "单位",
    "职责",
    "管辖范围",
    "任职日期",
    "免职日期",
    "免职时间",
    "免职人",
)


@login_required
def accounts(request: SignedInRequest) -> HttpResponse:
    """Accounts, for the system administrator; nobody else sees the list."""
    _require(request, Role.SYSTEM_ADMINISTRATOR, "管理账号")
    form = AccountForm(request.POST or None)
    opened = saved(
        request,
        form,
        lambda: open_account(
            form.cleaned_data["username"], name=form.cleaned_data["name"], by=request.user
        ),
    )
    if opened is not None:
        messages.success(request, f"已为{opened}开设账号“{opened.username}”，请发放初始密码。")
        return redirect("directory:accounts")
    rows = accounts_within_reach(mandate_on(request))[:SHOWN]
    context = {"title": "账号", "form": form, "accounts": rows}
    return render(request, "directory/accounts.html", context, status=status_of(form))


@login_required
@require_POST
def change_account(request: SignedInRequest, pk: int, deed: str) -> HttpResponse:
    """Issue a password, close, reopen or unlock one account."""
    user = get_object_or_404(User, pk=pk)
    match deed:
        case "password":
            password = issue_password(user, by=request.user)
            context = {"title": "初始密码", "account": user, "password": password}
            return render(request, "directory/issued.html", context)
        case "close":
            close_account(user, by=request.user)
        case "reopen":
            reopen_account(user, by=request.user)
        case _:
            unlock_account(user, by=request.user)
            messages.success(request, f"已解除“{user}”的登录锁定。")
            return redirect("directory:posts")
    return redirect("directory:accounts")


@login_required
def posts(request: SignedInRequest) -> HttpResponse:
    """Posts, for the security administrator: appoint and dismiss."""
    _require(request, Role.SECURITY_ADMINISTRATOR, "任免职务")
    reach = organizations_administered(mandate_on(request), Role.SECURITY_ADMINISTRATOR)
    form = AppointmentForm(
        request.POST or None, rows=reach, initial={"since": timezone.localdate()}
    )
    post = saved(request, form, lambda: appoint(form.post(), by=request.user))
    if post is not None:
        messages.success(request, f"已任命{post.user}为“{post}”。")
        return redirect("directory:posts")
    rows = posts_within_reach(mandate_on(request)).order_by("organization__path", "pk")[:SHOWN]
    context = {"title": "任免", "form": form, "posts": rows, "today": timezone.localdate()}
    return render(request, "directory/posts.html", context, status=status_of(form))


@login_required
def appointments(request: SignedInRequest) -> HttpResponse:
    """Who was appointed lately, by whom and when, as the audit book has it."""
    _require(request, Role.AUDIT_ADMINISTRATOR, "核查任免")
    latest = list(posts_within_reach(mandate_on(request)).order_by("-pk")[:RECORDED])
    rows = [
        (
            *_deed(appointed),
            str(post.user),
            str(post.organization),
            Role(post.role).label,
            str(post.jurisdiction),
            post.since,
            post.until,
            *_deed(dismissed),
        )
        for post, appointed, dismissed in appointments_recorded(latest)
    ]
    table = Table("最近的任命", [Heading(label) for label in HEADINGS], rows)
    context = {"title": "任免记录", "table": table, "has_rows": bool(rows)}
    return render(request, "directory/appointments.html", context)


@login_required
@require_POST
def end_post(request: SignedInRequest, pk: int) -> HttpResponse:
    post = get_object_or_404(Post.objects.select_related("organization", "user"), pk=pk)
    dismiss(post, on=timezone.localdate(), by=request.user)
    messages.success(request, f"已免去{post.user}的“{post}”，自明日起生效。")
    return redirect("directory:posts")


@login_required
def stand_ins(request: SignedInRequest) -> HttpResponse:
    """Whom one lets act in one's own place, and for whom one stands in."""
    form = StandInForm(request.POST or None, user=request.user)
    stand_in = saved(request, form, lambda: appoint_stand_in(form.stand_in(), by=request.user))
    if stand_in is not None:
        messages.success(request, f"已请{stand_in.substitute}代理“{stand_in.post}”。")
        return redirect("directory:stand_ins")
    rows = stand_ins_of(request.user)
    context = {"title": "代理", "form": form, "rows": rows, "today": timezone.localdate()}
    return render(request, "directory/stand_ins.html", context, status=status_of(form))


@login_required
@require_POST
def finish_stand_in(request: SignedInRequest, pk: int) -> HttpResponse:
    rows = StandIn.objects.select_related("post__organization", "substitute")
    end_stand_in(get_object_or_404(rows, pk=pk), on=timezone.localdate(), by=request.user)
    return redirect("directory:stand_ins")


def _deed(entry: Entry | None) -> tuple[str, str]:
    """When it was done and by whose login name."""
    if entry is None:
        return "", ""
    return f"{timezone.localtime(entry.at):%Y-%m-%d %H:%M}", entry.actor


def _require(request: SignedInRequest, role: Role, deed: str) -> None:
    if not mandate_on(request).holds(role):
        raise PermissionDenied(f"“{deed}”须由{role.label}办理。")
