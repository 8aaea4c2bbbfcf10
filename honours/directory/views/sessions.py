"""Signing in and out, one's own password, the post one acts with."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.decorators import login_required
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.password_validation import password_validators_help_texts
from django.contrib.auth.views import LoginView, LogoutView
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from honours.audit.operations import digest, record
from honours.directory.forms.people import OwnPasswordForm, SignInForm
from honours.directory.http import (
    IDLE_SECONDS,
    SIGNED_IN,
    SignedInRequest,
    attempted_username,
    choose_post,
    idle_limit,
)
from honours.directory.models import User
from honours.directory.operations.accounts import change_password
from honours.directory.permissions import posts_open_to


class SignIn(LoginView):
    """Django's own view; each attempt goes into the audit book, by digest where it failed."""

    template_name = "directory/sign_in.html"
    authentication_form = SignInForm
    redirect_authenticated_user = True
    extra_context = {"title": "登录"}

    def form_valid(self, form: AuthenticationForm) -> HttpResponse:
        response = super().form_valid(form)
        user = form.get_user()
        if isinstance(user, User):
            self.request.session[SIGNED_IN] = timezone.now().timestamp()
            self.request.session[IDLE_SECONDS] = idle_limit(user).total_seconds()
            _record("sign_in", f"directory.user:{user.pk}", user.username)
        return response

    def form_invalid(self, form: AuthenticationForm) -> HttpResponse:
        name = digest(attempted_username(self.request))
        record("directory.user.fail_sign_in", subject="directory.session", actor="", username=name)
        return super().form_invalid(form)


class SignOut(LogoutView):
    """Ends the session; the browser forgets the pages it kept."""

    def post(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if isinstance(request.user, User):
            user = request.user
            _record("sign_out", f"directory.user:{user.pk}", user.username)
        response = super().post(request, *args, **kwargs)
        response["Clear-Site-Data"] = '"cache"'
        return response


@login_required
def password(request: SignedInRequest) -> HttpResponse:
    form = OwnPasswordForm(request.user, request.POST or None)
    if request.method == "POST" and form.is_valid():
        user = change_password(request.user, form.cleaned_data["new_password1"])
        update_session_auth_hash(request, user)
        messages.success(request, "密码已修改。")
        return redirect(settings.LOGIN_REDIRECT_URL)
    context = {"title": "修改密码", "form": form, "rules": password_validators_help_texts()}
    return render(request, "directory/password.html", context)


@login_required
@require_POST
def switch_post(request: SignedInRequest) -> HttpResponse:
    """Act with the chosen post from now on; ``post=0`` means with all of them again."""
    chosen = {str(post.pk): post for post in posts_open_to(request.user)}
    wanted = request.POST.get("post", "")
    if wanted in chosen:
        choose_post(request, chosen[wanted])
        messages.success(request, f"现在以“{chosen[wanted]}”办理。")
    elif wanted == "0":
        choose_post(request, None)
        messages.success(request, "现在以全部职务办理。")
    else:
        messages.error(request, "您不担任所选职务，请重新选择。")
    back = request.headers.get("Referer", "")
    is_ours = url_has_allowed_host_and_scheme(back, {request.get_host()}, request.is_secure())
    return redirect(back if is_ours else settings.LOGIN_REDIRECT_URL)


def _record(verb: str, subject: str, actor: str) -> None:
    record(f"directory.user.{verb}", subject=subject, actor=actor)
