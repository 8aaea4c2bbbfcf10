"""What the system and the security administrator do: accounts here, posts there."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from honours.directory.forms import AccountForm, AppointmentForm, StandInForm
from honours.directory.http import SignedInRequest, mandate_on
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
    organizations_administered,
    posts_within_reach,
    stand_ins_of,
)
from honours.directory.vocabulary import Role

SHOWN = 500


@login_required
def accounts(request: SignedInRequest) -> HttpResponse:
    """Accounts, for the system administrator; nobody else sees the list."""
    _require(request, Role.SYSTEM_ADMINISTRATOR, "管理账号")
    form = AccountForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        opened = open_account(
            form.cleaned_data["username"], name=form.cleaned_data["name"], by=request.user
        )
        messages.success(request, f"已为{opened}开设账号“{opened.username}”，请发放初始密码。")
        return redirect("directory:accounts")
    rows = accounts_within_reach(mandate_on(request))[:SHOWN]
    context = {"title": "账号", "form": form, "accounts": rows}
    return render(request, "directory/accounts.html", context)


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
        request.POST or None,
        organizations=reach,
        initial={"since": timezone.localdate()},
    )
    if request.method == "POST" and form.is_valid():
        post = appoint(form.save(commit=False), by=request.user)
        messages.success(request, f"已任命{post.user}为“{post}”。")
        return redirect("directory:posts")
    rows = posts_within_reach(mandate_on(request)).order_by("organization__path", "pk")[:SHOWN]
    context = {"title": "任免", "form": form, "posts": rows, "today": timezone.localdate()}
    return render(request, "directory/posts.html", context)


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
    if request.method == "POST" and form.is_valid():
        stand_in = appoint_stand_in(form.save(commit=False), by=request.user)
        messages.success(request, f"已请{stand_in.substitute}代理“{stand_in.post}”。")
        return redirect("directory:stand_ins")
    rows = stand_ins_of(request.user)
    context = {"title": "代理", "form": form, "rows": rows, "today": timezone.localdate()}
    return render(request, "directory/stand_ins.html", context)


@login_required
@require_POST
def finish_stand_in(request: SignedInRequest, pk: int) -> HttpResponse:
    rows = StandIn.objects.select_related("post__organization", "substitute")
    end_stand_in(get_object_or_404(rows, pk=pk), on=timezone.localdate(), by=request.user)
    return redirect("directory:stand_ins")


def _require(request: SignedInRequest, role: Role, deed: str) -> None:
    if not mandate_on(request).holds(role):
        raise PermissionDenied(f"“{deed}”须由{role.label}办理。")
