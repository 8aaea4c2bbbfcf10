import re
from pathlib import Path

import pytest
from django.template.loader import render_to_string

import honours.ui

TEMPLATES = sorted((Path(honours.ui.__file__).parent / "templates").rglob("*.html"))
PAGES = ["/", "/list/", "/confirm/", "/progress/", "/refusal/", "/error/?code=500"]

pytestmark = pytest.mark.usefixtures("sample_site")


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_templates_hold_no_inline_script_or_style(path):
    source = path.read_text()
    assert not re.search(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son[a-z]+=|javascript:", source)
    assert not re.search(r"https?://(?!www\.w3\.org)", source)


@pytest.mark.parametrize("address", PAGES)
def test_every_page_has_language_title_landmarks_and_a_way_past_the_menu(client, samples, address):
    html = client.get(address).content.decode()
    assert '<html lang="zh-CN">' in html
    assert re.search(r"<title>\s*\S[^<]*· 评比达标表彰管理系统", html)
    assert html.count("<main") == html.count("<h1") == html.count("<footer") == 1
    assert 'href="#content"' in html


@pytest.mark.parametrize("code", ["403", "403_csrf", "404", "429", "500"])
def test_an_error_says_what_happened_and_what_to_do_next(code):
    html = render_to_string(f"{code}.html", {"cooloff_minutes": 30})
    assert "怎么办" in html


def test_a_denial_is_shown_in_its_own_words():
    assert "只有督查人员" in render_to_string("403.html", {"exception": "只有督查人员可以办理。"})


def test_a_refusal_shows_reason_clause_remedy_and_the_values_compared(client):
    response = client.get("/refusal/")
    html = response.content.decode()
    assert response.status_code == 422
    for words in (
        "缺少有效的批准文件。",
        "第十二条",
        "补交省级以上批准文件",
        "部门通知",
        "缺数据",
    ):
        assert words in html
    assert html.count('role="alert"') == 1


def test_an_error_stands_beside_its_field_and_is_tied_to_it(client):
    html = client.get("/").content.decode()
    assert 'aria-describedby="id_name_helptext"' in html
    assert 'id="id_reason_error"' in html
    assert re.search(r'<textarea[^>]*aria-describedby="id_reason_error"', html)
    assert re.search(r'<fieldset[^>]*aria-describedby="id_hosting_error"', html)
    assert re.search(r'<textarea[^>]*rows="4"', html)
    assert "同名项目已经登记" in html


def test_a_confirmation_lists_every_item_and_carries_the_choice(client):
    html = client.get("/confirm/").content.decode()
    assert [f"项目{number}" in html for number in range(1, 6)] == [True] * 5
    assert html.count('name="ids"') == 2
    assert 'name="confirmed"' in html
    assert 'name="reason"' in html


def test_what_people_typed_is_never_markup(client):
    assert "<b>不可执行</b>" not in client.get("/").content.decode()
