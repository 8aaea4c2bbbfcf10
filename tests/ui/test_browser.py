import pytest
from playwright.sync_api import expect

from tests.browser import NARROW, OFFICE, PHONE, assert_accessible

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("sample_site")]


@pytest.mark.parametrize("size", [OFFICE, PHONE, NARROW], ids=["office", "phone", "narrow"])
def test_every_sample_page_is_accessible(live_server, page, samples, size):
    samples(25)
    page.set_viewport_size(size)
    for address in (
        "/",
        "/list/?bulk",
        "/list/?q=颜色:红",
        "/list/?q=不存在",
        "/confirm/",
        "/progress/",
        "/refusal/",
        "/error/?code=404",
    ):
        page.goto(live_server.url + address)
        assert_accessible(page)


def test_a_list_is_walked_searched_and_filtered_from_the_keyboard(live_server, page, samples):
    samples(25)
    page.goto(f"{live_server.url}/list/")
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("k")
    assert page.locator("tr.is-here th").inner_text() == "第000届劳动模范评选"
    page.keyboard.press("n")
    page.wait_for_url("**after=**")
    page.keyboard.press("/")
    page.keyboard.type("003")
    page.keyboard.press("Enter")
    page.wait_for_url("**q=003")
    expect(page.locator("tbody tr")).to_have_count(1)
    page.select_option("#filter-standing", "revoked")
    page.wait_for_url("**standing=revoked")
    expect(page.locator("#list")).to_contain_text("没有符合条件的记录")
    page.go_back()
    expect(page.locator("tbody tr")).to_have_count(1)


def test_help_opens_and_closes_with_keys(live_server, page, samples):
    page.goto(f"{live_server.url}/list/")
    page.keyboard.press("?")
    assert page.locator("#keyboard-help").is_visible()
    page.keyboard.press("Escape")
    assert not page.locator("#keyboard-help").is_visible()


def test_all_of_it_works_without_script(live_server, browser, samples):
    samples(25)
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{live_server.url}/list/")
    page.fill("#list-search", "状态:保留")
    page.click("text=查询")
    expect(page.locator("tbody tr")).to_have_count(9)
    page.goto(f"{live_server.url}/list/")
    page.click("text=下一页")
    expect(page.locator("tbody tr")).to_have_count(5)
    context.close()


def test_leaving_an_unsaved_form_is_asked_about(live_server, page):
    page.goto(live_server.url)
    page.fill("#id_reason", "写了一半")
    assert "4 / 200" in page.content()
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.goto(f"{live_server.url}/refusal/")
    assert asked == ["beforeunload"]
