"""What stands against an entry is told at it: on opening a draft, on saving, and as one types."""

import re
from html import unescape

import pytest

from honours.commendations.models.nominations import Person
from tests.commendations.nominees import filed
from tests.commendations.test_nomination_pages import clerk, page_url, september, unit

__all__ = ("clerk", "september", "unit")


BAD = {
    "born_on": ("2010-02-30", "不是日历上有的日期"),
    "working_since": ("1990", "只写到年"),
    "deceased_on": ("2010年9月", "只写到月"),
    "held_on": ("上个月", "这不是日期"),
    "breached_on": ("从未听说", "这不是日期"),
    "service_years": ("99999", "最多填80"),
    "eligible": ("八十", "不是一个整数"),
    "gender": ("中", "没有“中”这一项"),
    "rank": ("县长级", "没有“县长级”这一项"),
    "is_leading": ("也许", "既不是“是”也不是“否”"),
    "ranks": ("县长", "第1行"),
    "past_honours": ("2008年13月 省政府 劳模 省级", "不是日历上有的日期"),
    "telephone": ("1" * 31, "最多30个字"),
    "identity_number": ("511921197005120001", "校验位不符"),
}
PERSONAL = ("born_on", "deceased_on", "breached_on", "identity_number", "telephone")


def told_at(page: str, code: str) -> str:
    """What stands at the entry."""
    found = re.search(rf'id="id_{code}_error">.*?<span>(.*?)</p>', page)
    return unescape(found[1]) if found else ""


@pytest.mark.parametrize("code", BAD)
def test_what_cannot_be_read_stays_and_is_told_at_its_entry_on_saving_and_while_typing(
    clerk, here, edition, unit, code
):
    typed, reason = BAD[code]
    draft = filed(edition, unit, here.county_clerk).nomination
    url = page_url(draft, "amend_nomination")
    sent = {code: typed, "version": 1}
    page = clerk.post(url, sent, follow=True).content.decode()
    assert "已保存。" in page
    assert reason in told_at(page, code)
    assert code == "identity_number" or unescape(page).count(typed) >= 1
    told = told_at(
        clerk.post(url, {**sent, "version": 2}, headers={"HX-Request": "true"}).content.decode(),
        code,
    )
    assert reason in told
    assert code not in PERSONAL or typed not in told


def test_what_was_told_while_typing_is_taken_away_once_it_is_put_right(clerk, here, edition, unit):
    draft = filed(edition, unit, here.county_clerk, service_years="多年").nomination
    url, typing = page_url(draft, "amend_nomination"), {"HX-Request": "true"}
    answer = clerk.post(url, {"service_years": "20", "version": 1}, headers=typing)
    empty = '<div id="id_service_years_faults" data-faults-of="id_service_years"'
    assert f'{empty} hx-swap-oob="innerHTML"></div>' in answer.content.decode()


def test_a_stored_number_outlives_a_refused_handing_on(clerk, here, edition, unit):
    draft = filed(edition, unit, here.county_clerk).nomination
    number = Person.objects.get().identity_number
    url = page_url(draft, "amend_nomination")
    masked = f"{number[:6]}{'*' * 10}{number[-2:]}"
    sent = {"identity_number": masked, "rank": "县长级", "version": 1, "deed": "submit"}
    refused = clerk.post(url, sent)
    assert refused.status_code == 422
    assert masked in refused.content.decode()


def test_a_fault_of_the_spouse_opens_the_entries_it_stands_among(clerk, here, edition, unit):
    draft = filed(edition, unit, here.county_clerk, spouse_born_on="1970-02-30").nomination
    page = clerk.get(page_url(draft, "amend_nomination")).content.decode()
    assert "<details open>" in page
    assert "“配偶出生年月”没有读懂" in page
