"""The form of a nomination in a real browser: saved as one types, metered, accessible."""

import os
from pathlib import Path

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from playwright.sync_api import expect

from honours.commendations.models.nominations import Nomination, Person
from honours.commendations.vocabulary import NominationState
from tests.browser import OFFICE, PHONE, assert_accessible
from tests.commendations import nominees
from tests.commendations.nominees import SEPTEMBER, filed, submitted
from tests.commendations.town import COUNTY_EDUCATION, town

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SHOTS = os.environ.get("SHOTS", "")


@pytest.fixture
def here(transactional_db):
    return town()


@pytest.fixture
def signed_in(here, page, live_server):
    client = Client()
    client.force_login(here.county_clerk)
    cookie = client.cookies["sessionid"]
    page.context.add_cookies(
        [{"name": "sessionid", "value": cookie.value, "url": live_server.url}]
    )
    return page


def shot(page, name: str) -> None:
    if SHOTS:
        page.screenshot(path=Path(SHOTS) / f"{name}.png", full_page=True)


def test_a_nomination_is_saved_as_one_types_and_metered_as_officials_count(
    here, edition, signed_in, live_server
):
    unit = here[COUNTY_EDUCATION]
    path = reverse("commendations:nominate", args=[edition.pk, unit.pk, "person"])
    signed_in.goto(live_server.url + path)
    signed_in.get_by_label("姓名 ＊", exact=True).fill("向明月")
    signed_in.get_by_label("行政级别 ＊").select_option("乡科级正职")
    signed_in.get_by_label("主要事迹 ＊").fill("扎根 乡村\n三十年。")
    expect(signed_in.locator("#nomination-saved")).to_contain_text("已自动保存", timeout=10_000)
    signed_in.wait_for_timeout(4000)
    assert Nomination.objects.count() == 1
    person = Person.objects.get()
    assert (person.name, person.rank) == ("向明月", "section")
    meter = signed_in.locator("#id_account ~ .field-meter, .field-meter").first
    expect(meter).to_contain_text("8 / 2000")
    shot(signed_in, "form")


def test_a_fault_is_told_under_its_field_as_one_types_and_goes_once_it_is_put_right(
    here, edition, signed_in, live_server
):
    draft = filed(edition, here[COUNTY_EDUCATION], here.county_clerk).nomination
    path = reverse("commendations:amend_nomination", args=[draft.pk])
    signed_in.goto(live_server.url + path)
    born, fault = signed_in.locator("#id_born_on"), signed_in.locator("#id_born_on_error")
    born.fill("2010-02-30")
    born.blur()
    expect(fault).to_contain_text("不是日历上有的日期", timeout=10_000)
    expect(born).to_have_attribute("aria-invalid", "true")
    expect(born).to_have_attribute("aria-describedby", "id_born_on_error")
    signed_in.get_by_role("button", name="保存", exact=True).click()
    expect(fault).to_contain_text("不是日历上有的日期")
    expect(born).to_have_value("2010-02-30")
    shot(signed_in, "fault")
    born.fill("1970-05-12")
    born.blur()
    expect(fault).to_have_count(0, timeout=10_000)
    expect(born).to_have_attribute("aria-invalid", "false")


@pytest.mark.parametrize("size", [OFFICE, PHONE], ids=["office", "phone"])
def test_the_pages_are_accessible_at_every_width(here, edition, signed_in, live_server, size):
    unit = here[COUNTY_EDUCATION]
    story = nominees.account("向明月")
    draft = filed(edition, unit, here.county_clerk, rank="县长级", account=story).nomination
    handed_on = submitted(edition, unit, here.county_clerk, account=story)
    signed_in.set_viewport_size(size)
    for name, arguments in (
        ("nominations", []),
        ("nomination", [handed_on.pk]),
        ("amend_nomination", [draft.pk]),
        ("add_papers", [draft.pk]),
        ("nomination_intake", [edition.pk, unit.pk]),
        ("consent_text", [edition.pk]),
    ):
        address = reverse(f"commendations:{name}", args=arguments)
        signed_in.goto(live_server.url + address)
        shot(signed_in, f"{name}-{size['width']}")
        assert_accessible(signed_in)


def test_what_is_refused_for_want_of_a_photograph_leads_to_where_it_is_chosen_and_goes_on(
    here, edition, signed_in, live_server, tmp_path
):
    photo = tmp_path / "照片.jpg"
    photo.write_bytes(nominees.portrait())
    with time_machine.travel(SEPTEMBER):
        draft = nominees.filed_without_papers(
            edition, here[COUNTY_EDUCATION], here.county_clerk
        ).nomination
        signed_in.goto(
            live_server.url + reverse("commendations:amend_nomination", args=[draft.pk])
        )
        expect(signed_in.locator("#nomination-saved")).to_contain_text("还没有上传本人照片")
        shot(signed_in, "waiting")
        signed_in.get_by_role("button", name="保存并送单位审签").click()
        expect(signed_in.locator("#id_photo_error")).to_contain_text("二寸正面免冠彩色照片")
        told = signed_in.locator("#nomination-saved").get_by_role(
            "link", name="还没有上传本人照片"
        )
        expect(told).to_have_attribute("href", "#id_photo")
        shot(signed_in, "refused")
        assert_accessible(signed_in)
        signed_in.get_by_label("二寸免冠照片").set_input_files(photo)
        with signed_in.expect_response(lambda one: "hx-request" in one.request.headers) as saved:
            signed_in.locator("#id_post").fill("校长")
        assert "照片.jpg" not in (saved.value.request.post_data or "")
        signed_in.get_by_role("button", name="保存并送单位审签").click()
        expect(signed_in.locator("main")).to_contain_text("已送单位负责人审签")
    draft.refresh_from_db()
    assert draft.state == NominationState.SUBMITTED
