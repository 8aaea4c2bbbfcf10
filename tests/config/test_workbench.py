"""The front page shows what waits for whom, within reach, at the same cost for one and many."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from honours.campaigns.operations.campaigns import enlist_units, plan_campaign
from honours.campaigns.operations.declarations import submit_declaration
from honours.campaigns.operations.filings import file_activity
from honours.config.workbench import address_of, owed_by, waiting_list
from honours.directory.permissions import mandate_of
from honours.directory.vocabulary import Role
from tests import factories
from tests.campaigns.conftest import COUNTY, EDUCATION, HEALTH, basis, cleanup, here, plan_of
from tests.campaigns.test_chain import item
from tests.notices.town import notices_in

__all__ = ["basis", "cleanup", "here"]


def shown(client, user):
    client.force_login(user)
    return client.get("/")


def test_nobody_sees_it_without_signing_in(client, db):
    answer = client.get("/")

    assert answer.status_code == 302
    assert "sign-in" in answer.url


def test_a_clean_installation_says_what_to_do_first(client, here):
    page = shown(client, here.system_administrator)

    assert "系统刚装好" in page.content.decode()


def test_a_clerk_sees_what_the_own_unit_owes_and_no_other_unit(client, cleanup):
    page = shown(client, cleanup.clerk)

    assert [one.unit for one in page.context["owed"]] == [EDUCATION]
    assert page.context["owed"][0].steps[0].label == "调查摸底"
    assert page.context["overviews"] == []
    words = page.content.decode()
    assert HEALTH not in words
    assert COUNTY not in words


def test_steps_show_by_when_and_how_late(cleanup):
    early = owed_by(mandate_of(cleanup.clerk), today=date(2010, 3, 2))[0].steps
    near = owed_by(mandate_of(cleanup.clerk), today=date(2010, 3, 28))[0].steps
    late = owed_by(mandate_of(cleanup.clerk), today=date(2010, 4, 3))[0].steps

    assert [str(steps[0].state) for steps in (early, near, late)] == ["waiting", "current", "late"]
    assert late[0].note == "逾期3天"


def test_what_is_handed_on_waits_for_the_next_person(client, cleanup):
    declaration = cleanup.declaration_of(EDUCATION)
    file_activity(declaration, item("巴中市优秀教师"), by=cleanup.clerk)
    assert _waiting(client, cleanup.head) == []

    submit_declaration(declaration, by=cleanup.clerk)

    (one,) = _waiting(client, cleanup.head)
    assert one.what_next == "签字报送"
    assert one.url == address_of(declaration)
    assert _waiting(client, cleanup.clerk) == []


def test_the_lead_bureau_sees_the_figures_with_their_formula(client, cleanup):
    page = shown(client, cleanup.leader)

    (overview,) = page.context["overviews"]
    assert overview.title == cleanup.campaign.title
    assert [figure.value for figure in overview.figures][:2] == ["0/3", 0]
    assert page.context["owed"] == []


def test_an_administrator_sees_no_business_of_units(client, cleanup):
    page = shown(client, cleanup.here.security_administrator)

    assert page.context["waiting"] == page.context["owed"] == page.context["overviews"] == []


@pytest.mark.parametrize("person", ["clerk", "examiner", "leader"])
def test_more_units_and_campaigns_cost_no_more_queries_each(
    client, cleanup, person, django_assert_max_num_queries
):
    user = getattr(cleanup, person)
    shown(client, user)
    with CaptureQueriesContext(connection) as before:
        shown(client, user)

    for name in ("通江县教育局", "诺江镇"):
        enlist_units(cleanup.campaign, [cleanup.here[name]], by=cleanup.examiner)
        factories.official(cleanup.here, Role.FILER, name)

    with django_assert_max_num_queries(len(before)):
        shown(client, user)


def test_a_campaign_still_in_preparation_owes_nothing(client, cleanup, basis):
    plan = plan_of(cleanup.here, basis)
    second = plan_campaign(plan, by=cleanup.examiner)
    enlist_units(second, [cleanup.here[EDUCATION]], by=cleanup.examiner)

    page = shown(client, cleanup.clerk)

    assert len(page.context["owed"]) == 1


def test_the_foot_of_every_page_names_whose_system_it_is(client, cleanup, settings):
    settings.UNIT, settings.CONTACT = "巴中市人力资源和社会保障局", "0827-0000000"

    page = shown(client, cleanup.clerk).content.decode()

    assert "联系方式：0827-0000000" in page


def _waiting(client, user):
    return shown(client, user).context["waiting"]


def test_a_notice_waits_for_nobody_until_its_last_day_has_passed(here):
    clerk = factories.official(here, Role.FILER, EDUCATION)
    head = factories.official(here, Role.HEAD, EDUCATION)
    notice = notices_in(here[EDUCATION], clerk, head).notice

    def told(day):
        return [one.url for one in waiting_list(head, mandate_of(head), today=day)]

    assert address_of(notice) not in told(notice.ends_on)
    assert address_of(notice) in told(notice.ends_on + timedelta(days=1))
