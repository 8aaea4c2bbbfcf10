"""Refusals and denials are recorded by code alone, after the attempt is undone, then shown."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse

from honours.audit.models import Entry
from honours.directory.vocabulary import Role
from honours.kernel.verdicts import Citation, Finding, Refusal
from honours.workflow.middleware import ShowRefusals
from tests.factories import official

FINDING = Finding(
    "quota-exceeded",
    "超出名额1个。",
    Citation("中办发〔2018〕69号", "第八条"),
    remedy="请先撤回其他人选。",
)
HTMX = {"HTTP_HX_REQUEST": "true"}


@pytest.fixture
def attempt(rf, clerk):
    def attempt(error, user=clerk, **headers):
        request = rf.post("/somewhere/7/", **headers)
        request.user = user
        return ShowRefusals(lambda asked: HttpResponse()).process_exception(request, error)

    return attempt


def test_a_refusal_is_a_page_with_what_why_and_what_next(attempt):
    answer = attempt(Refusal(FINDING))
    page = answer.content.decode()
    assert answer.status_code == 422
    for words in ("超出名额1个", "第八条", "请先撤回其他人选"):
        assert words in page
    assert "<html" in page


def test_to_htmx_a_refusal_is_a_fragment_for_the_refusals_place(attempt):
    answer = attempt(Refusal(FINDING), **HTMX)
    assert (answer.status_code, answer["HX-Retarget"]) == (422, "#refusals")
    assert "<html" not in answer.content.decode()


def test_a_denial_names_the_role_on_a_page_and_in_a_fragment(attempt):
    denial = PermissionDenied("“报送”须由单位负责人办理。")
    assert attempt(denial).status_code == 403
    assert "单位负责人" in attempt(denial).content.decode()
    assert "单位负责人" in attempt(denial, **HTMX).content.decode()
    assert "职务" in attempt(PermissionDenied(), **HTMX).content.decode()


def test_attempts_are_in_the_book_by_their_codes(attempt, clerk):
    attempt(Refusal(FINDING))
    attempt(PermissionDenied("…"))
    refused, forbidden = Entry.objects.filter(verb__startswith="workflow.attempt.")
    assert (refused.verb, refused.actor, refused.subject) == (
        "workflow.attempt.refuse",
        "clerk",
        "/somewhere/7/",
    )
    assert refused.detail["codes"] == ["quota-exceeded"]
    assert "超出" not in str(refused.detail)
    assert forbidden.detail["codes"] == ["not-your-post"]


def test_strangers_attempts_are_recorded_without_a_name(attempt):
    attempt(Refusal(FINDING), user=AnonymousUser())
    assert Entry.objects.get(verb="workflow.attempt.refuse").actor == ""


def test_any_other_error_is_a_bug_and_left_to_be_one(attempt):
    assert attempt(ValueError("bug")) is None


def test_what_a_refused_request_had_written_is_undone_but_the_attempt_is_kept(client, here):
    clerk = official(here, Role.FILER, "巴中市卫生局")
    client.force_login(clerk)
    answer = client.get("/organizations/accounts/")
    assert answer.status_code == 403
    assert Entry.objects.get(verb="workflow.attempt.forbid").actor == clerk.username


def test_the_address_of_a_button_opened_by_itself_says_what_to_do(client, here):
    client.force_login(official(here, Role.FILER, "巴中市卫生局"))
    answer = client.get("/organizations/switch-post/")
    assert (answer.status_code, answer["Allow"]) == (405, "POST")
    assert "再点一次按钮" in answer.content.decode()
