"""People watch their own jobs and nobody else's."""

import pytest

from honours.directory.vocabulary import Role
from honours.jobs.models import Job
from honours.jobs.vocabulary import JobState
from tests.factories import city, official

pytestmark = pytest.mark.django_db


@pytest.fixture
def here():
    return city()


@pytest.fixture
def clerk(here):
    return official(here, Role.FILER, "巴中市教育局")


@pytest.fixture
def running(here, clerk):
    return Job.objects.create(
        kind="tests.count",
        label="数数",
        state=JobState.RUNNING,
        done=1,
        total=4,
        by=clerk,
        organization=here["巴中市教育局"],
    )


def test_the_owner_sees_how_far_it_is(client, clerk, running):
    client.force_login(clerk)
    page = client.get(f"/jobs/{running.pk}/").content.decode()
    assert "25%" in page
    assert "数数（进行中）" in page
    assert "数数" in client.get("/jobs/").content.decode()


def test_the_fragment_asks_again_until_the_job_is_finished(client, clerk, running):
    client.force_login(clerk)
    address = f"/jobs/{running.pk}/"
    part = client.get(address, headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in part
    assert f'hx-get="{address}"' in part
    Job.objects.update(state=JobState.DONE, result={"next_url": "/reports/"})
    part = client.get(address, headers={"HX-Request": "true"}).content.decode()
    assert "hx-get" not in part
    assert "/reports/" in part


def test_a_job_too_short_to_count_is_not_said_to_be_getting_ready(client, clerk, running):
    client.force_login(clerk)
    Job.objects.update(state=JobState.DONE, done=0, total=0)
    page = client.get(f"/jobs/{running.pk}/").content.decode()
    assert "正在准备" not in page
    assert "<progress" not in page


def test_nobody_sees_anothers_job(client, here, running):
    client.force_login(official(here, Role.HEAD, "巴中市教育局"))
    assert client.get(f"/jobs/{running.pk}/").status_code == 404
    assert "没有后台任务" in client.get("/jobs/").content.decode()


def test_without_signing_in_there_is_nothing(client, running):
    assert client.get(f"/jobs/{running.pk}/").status_code == 302


def test_the_heading_does_not_keep_the_state_of_the_beginning(client, clerk, running):
    client.force_login(clerk)
    page = client.get(f"/jobs/{running.pk}/").content.decode()
    heading = page.split("<h1", 1)[1].split("</h1>", 1)[0]
    assert "数数" in heading
    assert "进行中" not in heading
    assert "进行中" in page.split('id="progress"', 1)[1]


def test_what_may_be_left_alone_is_told_only_while_it_runs(client, clerk, running):
    client.force_login(clerk)
    address = f"/jobs/{running.pk}/"
    assert "可以离开本页" in client.get(address, headers={"HX-Request": "true"}).content.decode()
    Job.objects.update(state=JobState.DONE)
    assert "可以离开本页" not in client.get(address).content.decode()
