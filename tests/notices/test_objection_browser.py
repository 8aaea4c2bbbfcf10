"""Objections in Chromium: on a phone without account, at a desk, before axe, without script."""

import pytest
from django.conf import settings
from django.urls import reverse

from honours.notices.models.objections import Objection
from honours.notices.operations.objections_handling import answer_objection
from honours.notices.operations.objections_identity import open_identity
from honours.notices.operations.objections_messages import write_message
from tests import factories
from tests.browser import NARROW, OFFICE, PHONE, assert_accessible
from tests.notices.objection_desk import CONTENT, NAME, desk_in

pytestmark = pytest.mark.browser
WHILE_A_PERSON_WRITES = 3500
"""Milliseconds: whoever is quicker is taken for a machine."""


@pytest.fixture
def desk(transactional_db):
    return desk_in(factories.city())


def test_a_phone_without_account_objects_and_follows_to_the_answer(live_server, page, desk):
    page.set_viewport_size(PHONE)
    page.goto(live_server.url + reverse("notices:object", args=[desk.notice.public_key]))
    assert_accessible(page)
    assert not page.get_by_label("此栏请留空").is_visible() or _is_off_screen(page)
    page.get_by_label("反映类别").select_option("事迹不实")
    page.get_by_label("反映内容").fill(CONTENT)
    page.get_by_label("姓名（单位名称）").fill(NAME)
    page.wait_for_timeout(WHILE_A_PERSON_WRITES)
    page.get_by_role("button", name="提交异议").click()
    code = page.locator(".claim-code").inner_text()
    assert_accessible(page)

    case = Objection.objects.get()
    desk.found(case)
    write_message(case, "请说明是哪一年。", by=desk.inspector)
    answer_objection(case, "经查属实。", by=desk.inspector)
    page.get_by_role("link", name="/notices/public/objections/").click()
    page.get_by_label("查询码").fill(code)
    page.get_by_role("button", name="查询").click()
    page.get_by_text("经查属实。").wait_for()
    assert NAME not in page.content()
    assert_accessible(page)
    page.set_viewport_size(NARROW)
    assert_accessible(page)
    page.get_by_label("申请复核的理由").fill("处理过轻。")
    page.get_by_role("button", name="申请复核").click()
    page.get_by_text("复核申请已提交").wait_for()


def test_it_works_without_script(live_server, browser, desk):
    context = browser.new_context(viewport=PHONE, locale="zh-CN", java_script_enabled=False)
    page = context.new_page()
    page.goto(live_server.url + reverse("notices:object", args=[desk.notice.public_key]))
    page.get_by_label("匿名").check()
    page.get_by_label("反映类别").select_option("事迹不实")
    page.get_by_label("反映内容").fill(CONTENT)
    page.wait_for_timeout(WHILE_A_PERSON_WRITES)
    page.get_by_role("button", name="提交异议").click()
    assert page.locator(".claim-code").inner_text()
    context.close()


@pytest.mark.parametrize("size", [OFFICE, PHONE], ids=["office", "phone"])
def test_pages_of_the_desk_are_for_everybody(live_server, page, client, desk, size):
    case = desk.inquired(desk.filed().objection)
    write_message(case, "请补充。", by=desk.inspector)
    open_identity(case, reason="核对年份", by=desk.inspector)
    page.set_viewport_size(size)
    client.force_login(desk.inspector)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies(
        [{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}]
    )
    for name, args in (
        ("objections", []),
        ("objection", [case.pk]),
        ("objection_identity", [case.pk]),
        ("objection_deed", [case.pk, "propose"]),
        ("enter_objection", [desk.notice.pk]),
    ):
        page.goto(live_server.url + reverse(f"notices:{name}", args=args))
        assert_accessible(page)


def _is_off_screen(page) -> bool:
    box = page.get_by_label("此栏请留空").bounding_box()
    return box is None or box["x"] < 0
