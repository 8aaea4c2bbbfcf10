"""What the people of a commendation do at their browsers, from the form to the second review."""

import re

from django.urls import reverse
from playwright.sync_api import Locator, expect

from honours.commendations.models.editions import Edition
from honours.commendations.models.nominations import Nomination
from tests.commendations.nominees import person, portrait
from tests.commendations.town import COUNTY_EDUCATION, Town
from tests.journeys.people import Seat

SLATES = "commendations:slates"
SAVED = 10_000


def the_clerk_nominates(clerk: Seat, here: Town, edition: Edition, name: str) -> Nomination:
    """Fill in the whole form; it saves itself; hand it on, with a place of the unit held."""
    unit = here[COUNTY_EDUCATION]
    clerk.open(reverse("commendations:nominate", args=[edition.pk, unit.pk, "person"]))
    typed = person(name=name, consent_given_on="2010-09-05")
    for code, text in typed.items():
        _enter(clerk.page.locator(f'[name="{code}"]'), text)
    expect(clerk.page.locator("#nomination-saved")).to_contain_text("已自动保存", timeout=SAVED)
    clerk.page.wait_for_load_state("networkidle")
    clerk.press("保存并送单位审签")
    clerk.sees("还没有上传本人照片")
    _the_photograph_is_chosen(clerk)
    clerk.press("保存并送单位审签")
    clerk.sees("已送单位负责人审签，占用一个名额")
    number = re.search(r"nominations/(\d+)/", clerk.page.url)
    assert number is not None
    return Nomination.objects.get(pk=number[1])


def _the_photograph_is_chosen(clerk: Seat) -> None:
    """In the form itself, where the refusal leads."""
    photo = {"name": "照片.jpg", "mimeType": "image/jpeg", "buffer": portrait()}
    clerk.page.locator("#id_photo").set_input_files(photo)


def the_list_is_composed(seat: Seat, edition: Edition, unit: str) -> None:
    """Open the list on the edition's page, take everybody up, hand it to whoever signs."""
    _opens_list(seat, edition, unit)
    seat.sees("名单还是空的")
    for _ in range(2):
        with seat.page.expect_response("**/slates/*/"):
            seat.page.get_by_role("button", name=re.compile("^编入名单")).first.click()
    _is_handed_on(seat)


def the_list_is_gathered(seat: Seat, edition: Edition, unit: str) -> None:
    """The same, from the lists that came from below."""
    _opens_list(seat, edition, unit)
    seat.press("从下级名单汇总")
    seat.sees("已从下级名单汇总2个")
    _is_handed_on(seat)


def the_list_is_signed(seat: Seat, opinion: str, *, told: str) -> None:
    """What waits for the leader stands above the lists; ``told``: what the page answers."""
    seat.open(reverse(SLATES))
    seat.page.locator("main .plain-list").get_by_role("link").first.click()
    seat.follow("签批报送")
    seat.field("推荐意见").fill(opinion)
    seat.press("签批报送")
    seat.sees(told)


def the_list_is_taken_over(seat: Seat) -> None:
    seat.open(reverse(SLATES))
    seat.page.locator("main .plain-list").get_by_role("link").first.click()
    seat.press("审核接收，看下一份")
    seat.sees("已审核接收")


def _opens_list(seat: Seat, edition: Edition, unit: str) -> None:
    seat.open(reverse("commendations:edition", args=[edition.pk]))
    seat.page.get_by_role("button", name=re.compile(rf"个人名单\s*（{unit}")).first.click()


def _is_handed_on(seat: Seat) -> None:
    seat.press("编排完毕，送签批")
    seat.sees("已送出")


def _enter(entry: Locator, text: str) -> None:
    if entry.evaluate("one => one.tagName") == "SELECT":
        entry.select_option(text)
    else:
        entry.fill(text)
