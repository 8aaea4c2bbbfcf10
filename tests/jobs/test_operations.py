"""Long work: put in the queue, done once, told of, given up when its worker is killed."""

import subprocess
import sys
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from django.utils.module_loading import autodiscover_modules
from django_tasks_db.models import DBTaskResult

from honours.audit.models import Entry
from honours.campaigns import vocabulary as campaigns
from honours.directory.vocabulary import Role
from honours.jobs import operations
from honours.jobs.models import Job
from honours.jobs.operations import do_job, job, reap_jobs, report_progress, start_job
from honours.jobs.vocabulary import JobState
from honours.kernel.terms import Term
from honours.kernel.verdicts import Finding, Refusal
from tests.factories import appointed, city, official
from tests.postgres import ROOT

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
    autodiscover_modules("tasks")
    monkeypatch.setattr(operations, "_known", dict(operations._known))


class Work(Term):
    COUNT = "tests.count", "数数"
    REFUSE = "tests.refuse", "拒绝"
    FAIL = "tests.fail", "出错"
    LOOK = "tests.look", "看"
    NOTHING = "tests.nothing", "没人会做"


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
    job(Work.COUNT)(count_up)
    job(Work.REFUSE)(refuse)
    job(Work.FAIL)(fail)

    def start(kind, by=clerk, organization="巴中市教育局", **arguments):
        return start_job(kind, by=by, organization=here[organization], arguments=arguments)

    return start


def test_a_job_waits_in_the_queue_and_is_in_the_book(start, clerk):
    waiting = start(Work.COUNT, upto=3)
    assert (waiting.state, waiting.label) == (JobState.WAITING, "数数")
    assert DBTaskResult.objects.count() == 1
    assert Entry.objects.get(verb="jobs.job.start").actor == clerk.username


def test_a_worker_does_it_and_keeps_the_result(start, work_once):
    waiting = start(Work.COUNT, upto=3)
    work_once()
    done = Job.objects.get(pk=waiting.pk)
    assert (done.state, done.done, done.total, done.message) == (JobState.DONE, 3, 3, "第3行")
    assert done.result["rows"] == 3
    assert done.started_at <= done.finished_at


def test_in_tests_a_job_may_be_done_at_once(start, at_once):
    assert start(Work.COUNT, upto=3).state == JobState.DONE


def test_a_refusal_ends_a_job_with_its_reasons(start, at_once):
    refused = start(Work.REFUSE)
    assert refused.state == JobState.FAILED
    assert refused.message == "文件是空的。请核对后重新上传。"


def test_a_bug_ends_a_job_without_its_inner_words(start):
    waiting = start(Work.FAIL)
    with pytest.raises(ZeroDivisionError):
        do_job(waiting.pk)
    waiting.refresh_from_db()
    assert waiting.state == JobState.FAILED
    assert "Zero" not in waiting.message


def test_a_job_is_done_once_however_often_it_is_called(start):
    waiting = start(Work.COUNT, upto=2)
    do_job(waiting.pk)
    Job.objects.update(message="已看过")
    do_job(waiting.pk)
    assert Job.objects.get().message == "已看过"


def test_a_job_acts_with_the_post_that_was_chosen_when_it_began(start, here, clerk):
    head = appointed(here, clerk, Role.HEAD, "巴中市教育局")
    clerk.acting_post_id = head.pk
    seen = []
    job(Work.LOOK)(lambda running: seen.append(running.by.acting_post_id))
    do_job(start(Work.LOOK).pk)
    assert seen == [head.pk]


def test_nobody_starts_work_for_an_organization_out_of_reach(start):
    with pytest.raises(PermissionDenied, match="巴中市卫生局"):
        start(Work.COUNT, organization="巴中市卫生局", upto=1)
    assert not Job.objects.exists()


def test_a_kind_that_no_room_does_is_a_bug_that_ends_the_job(start):
    waiting = start(Work.NOTHING)
    with pytest.raises(LookupError, match=r"tests\.nothing"):
        do_job(waiting.pk)
    waiting.refresh_from_db()
    assert waiting.state == JobState.FAILED


def test_every_kind_that_a_room_names_is_done_by_its_tasks():
    named = list(campaigns.Work)
    assert named
    assert all(callable(operations.work_of(kind)) for kind in named)


def test_a_web_process_carries_no_work_it_never_does():
    carried = (
        "import sys\n"
        "from honours.config.wsgi import application\n"
        "from django.urls import get_resolver\n"
        "assert get_resolver().url_patterns\n"
        "heavy = {'honours.campaigns.tasks', 'scipy', 'numpy', 'pypinyin.phrases_dict'}\n"
        "print(heavy & set(sys.modules))"
    )
    finished = subprocess.run(  # noqa: S603 - our own interpreter and our own words
        [sys.executable, "-c", carried], capture_output=True, text=True, check=True, cwd=ROOT
    )
    assert finished.stdout == "set()\n"


def test_one_kind_is_one_work(known):
    job(Work.COUNT)(count_up)
    job(Work.COUNT)(count_up)
    with pytest.raises(ValueError, match=r"tests\.count"):
        job(Work.COUNT)(refuse)


def test_progress_for_each_row_writes_only_now_and_then(start, django_assert_max_num_queries):
    waiting = start(Work.COUNT, upto=1)
    with django_assert_max_num_queries(5):
        for done in range(1, 10_001):
            report_progress(waiting, done, 10_000)
    waiting.refresh_from_db()
    assert waiting.done == 10_000


def test_a_job_whose_worker_was_killed_is_given_up_and_a_busy_one_is_not(start):
    lost, busy = start(Work.COUNT, upto=1), start(Work.COUNT, upto=1)
    now = timezone.now()
    Job.objects.update(state=JobState.RUNNING, seen_at=now)
    Job.objects.filter(pk=lost.pk).update(seen_at=now - timedelta(minutes=11))
    assert reap_jobs() == 1
    lost.refresh_from_db()
    busy.refresh_from_db()
    assert (lost.state, busy.state) == (JobState.FAILED, JobState.RUNNING)
    assert "重新发起" in lost.message
