"""Long work: put in the queue, done once, told of, given up when its worker is killed."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from honours.audit.models import Entry
from honours.directory.vocabulary import Role
from honours.jobs import operations
from honours.jobs.models import Job
from honours.jobs.operations import do_job, job, reap_jobs, report_progress, start_job
from honours.jobs.vocabulary import JobState
from honours.kernel.verdicts import Finding, Refusal
from tests.factories import appointed, city, official

pytestmark = pytest.mark.django_db


@pytest.fixture
def here():
    return city()


@pytest.fixture
def clerk(here):
    return official(here, Role.FILER, "巴中市教育局")


@pytest.fixture
def at_once(settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}


@pytest.fixture
def known(monkeypatch):
    """Kinds registered in a test are forgotten after it."""
    monkeypatch.setattr(operations, "_known", {})


def count_up(running, upto):
    for done in range(1, upto + 1):
        report_progress(running, done, upto, f"第{done}行")
    return {"next_url": "/somewhere/", "rows": upto}


def refuse(running):
    raise Refusal(Finding("empty", "文件是空的。", remedy="请核对后重新上传。"))


def fail(running):
    raise ZeroDivisionError


@pytest.fixture
def start(here, clerk, known):
    job("tests.count", label="数数")(count_up)
    job("tests.refuse", label="拒绝")(refuse)
    job("tests.fail", label="出错")(fail)

    def start(kind, by=clerk, organization="巴中市教育局", **arguments):
        return start_job(kind, by=by, organization=here[organization], arguments=arguments)

    return start


def test_a_job_waits_in_the_queue_and_is_in_the_book(start, clerk):
    waiting = start("tests.count", upto=3)
    assert (waiting.state, waiting.label) == (JobState.WAITING, "数数")
    assert DBTaskResult.objects.count() == 1
    assert Entry.objects.get(verb="jobs.job.start").actor == clerk.username


def test_a_worker_does_it_and_keeps_the_result(start, work_once):
    waiting = start("tests.count", upto=3)
    work_once()
    done = Job.objects.get(pk=waiting.pk)
    assert (done.state, done.done, done.total, done.message) == (JobState.DONE, 3, 3, "第3行")
    assert done.result["rows"] == 3
    assert done.started_at <= done.finished_at


def test_in_tests_a_job_may_be_done_at_once(start, at_once):
    assert start("tests.count", upto=3).state == JobState.DONE


def test_a_refusal_ends_a_job_with_its_reasons(start, at_once):
    refused = start("tests.refuse")
    assert refused.state == JobState.FAILED
    assert refused.message == "文件是空的。请核对后重新上传。"


def test_a_bug_ends_a_job_without_its_inner_words(start):
    waiting = start("tests.fail")
    with pytest.raises(ZeroDivisionError):
        do_job(waiting.pk)
    waiting.refresh_from_db()
    assert waiting.state == JobState.FAILED
    assert "Zero" not in waiting.message


def test_a_job_is_done_once_however_often_it_is_called(start):
    waiting = start("tests.count", upto=2)
    do_job(waiting.pk)
    Job.objects.update(message="已看过")
    do_job(waiting.pk)
    assert Job.objects.get().message == "已看过"


def test_a_job_acts_with_the_post_that_was_chosen_when_it_began(start, here, clerk):
    head = appointed(here, clerk, Role.HEAD, "巴中市教育局")
    clerk.acting_post_id = head.pk
    seen = []
    job("tests.look", label="看")(lambda running: seen.append(running.by.acting_post_id))
    do_job(start("tests.look").pk)
    assert seen == [head.pk]


def test_nobody_starts_work_for_an_organization_out_of_reach(start):
    with pytest.raises(PermissionDenied, match="巴中市卫生局"):
        start("tests.count", organization="巴中市卫生局", upto=1)
    assert not Job.objects.exists()


def test_an_unknown_kind_is_a_bug_that_is_told_at_once(start):
    with pytest.raises(LookupError, match=r"tests\.nothing"):
        start("tests.nothing")


def test_one_kind_is_one_work(known):
    job("tests.count", label="数数")(count_up)
    job("tests.count", label="数数")(count_up)
    with pytest.raises(ValueError, match=r"tests\.count"):
        job("tests.count", label="别的")(refuse)


def test_progress_for_each_row_writes_only_now_and_then(start, django_assert_max_num_queries):
    waiting = start("tests.count", upto=1)
    with django_assert_max_num_queries(5):
        for done in range(1, 10_001):
            report_progress(waiting, done, 10_000)
    waiting.refresh_from_db()
    assert waiting.done == 10_000


def test_a_job_whose_worker_was_killed_is_given_up_and_a_busy_one_is_not(start):
    lost, busy = start("tests.count", upto=1), start("tests.count", upto=1)
    now = timezone.now()
    Job.objects.update(state=JobState.RUNNING, seen_at=now)
    Job.objects.filter(pk=lost.pk).update(seen_at=now - timedelta(minutes=11))
    assert reap_jobs() == 1
    lost.refresh_from_db()
    busy.refresh_from_db()
    assert (lost.state, busy.state) == (JobState.FAILED, JobState.RUNNING)
    assert "重新发起" in lost.message
