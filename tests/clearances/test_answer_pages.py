"""The pages of a link: no account, one answer, no trace of the address anywhere."""

import io
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from honours.audit.models import Entry
from honours.audit.queries import entries_about
from honours.clearances.models import ClearanceAnswer, ClearanceLink
from honours.clearances.operations.links import MISSES_ALLOWED, revoke_link
from honours.privacy.fields import blind_index
from honours.spreadsheets.reading import open_workbook
from honours.spreadsheets.streaming import write_table
from tests.clearances.conftest import IDENTITY, LEAD, cadre, head, in_days

pytestmark = pytest.mark.django_db

SIGNED = {
    "official_name": "李某某",
    "official_post": "科长",
    "answered_on": "2019-05-10",
    "document_number": "",
    "valid_until": "",
}
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


def page_of(issued):
    return reverse("clearances:answer", args=[issued.token])


@pytest.fixture
def tax(asking):
    """The link of the tax bureau, with two objects."""
    [issued] = asking.issue(asking.ask(head(1), head(2), only=frozenset({"tax"})))
    return issued


def filled(*rows):
    into = io.BytesIO()
    write_table(("序号", "对象", "单位", "意见", "说明"), rows, into)
    return SimpleUploadedFile("答复.xlsx", into.getvalue())


def test_the_page_shows_what_is_asked_and_nothing_of_the_house(client, tax):
    response = client.get(page_of(tax))
    text = response.content.decode()

    assert response.status_code == 200
    for word in ("赵企1", "赵企2", "巴中市甲厂", "巴中市税务局", "巴评表〔2010〕1号"):
        assert word in text
    assert "项目台账" not in text
    assert response["Referrer-Policy"] == "same-origin"
    assert response["Cache-Control"] == "no-store"
    assert ClearanceLink.objects.get().opened_at is not None


def test_a_link_that_lists_nothing_says_so_plainly(client, asking):
    link = ClearanceLink.objects.create(
        organization=asking.here[LEAD],
        body_name="巴中市税务局",
        token_digest=blind_index("空单"),
        issued_by=asking.examiner.username,
        expires_at=in_days(7),
    )

    for name in ("answer", "answer_list"):
        response = client.get(reverse(f"clearances:{name}", args=["空单"]))
        assert response.status_code == 422
        assert "没有列出征求意见的对象" in response.content.decode()
    assert entries_about(link.subject()).latest("pk").detail["codes"] == ["link-empty"]


def test_an_identity_number_is_masked_where_it_is_shown(client, asking):
    [issued] = asking.issue(asking.ask(cadre(), only=frozenset({"discipline_supervision"})))

    text = client.get(page_of(issued)).content.decode()

    assert IDENTITY not in text
    assert "511902**********38" in text


def test_a_body_answers_once_and_then_only_reads(client, tax):
    given = {"opinion_1": "no_objection", "opinion_2": "unfit", "statement_2": "欠税未缴。"}

    first = client.post(page_of(tax), SIGNED | given | {"scan": SimpleUploadedFile("a.pdf", PDF)})
    again = client.get(page_of(tax))
    second = client.post(page_of(tax), SIGNED | given | {"opinion_2": "no_objection"})

    assert first.status_code == again.status_code == 200
    assert "欠税未缴。" in again.content.decode()
    assert "提交答复" not in again.content.decode()
    assert second.status_code == 200
    assert sorted(ClearanceAnswer.objects.values_list("opinion", flat=True)) == [
        "no_objection",
        "unfit",
    ]


def test_what_is_missing_is_said_beside_its_field_and_what_was_typed_stays(client, tax):
    given = {"opinion_1": "unfit", "opinion_2": ""}

    response = client.post(page_of(tax), SIGNED | given)
    text = response.content.decode()

    assert response.status_code == 422
    assert "须写明具体情况" in text
    assert "第2号对象没有填写意见" in text
    assert "李某某" in text
    assert not ClearanceAnswer.objects.exists()


def test_a_filled_spreadsheet_answers_for_the_whole_list(client, tax):
    file = filled(
        (1, "赵企1", "巴中市甲厂", "无不同意见", ""),
        (2, "赵企2", "巴中市甲厂", "有不同意见", "正在稽查。"),
    )

    response = client.post(page_of(tax), SIGNED | {"file": file})

    assert response.status_code == 200
    assert ClearanceAnswer.objects.count() == 2


def test_a_faulty_spreadsheet_is_told_row_by_row_and_given_back_marked(client, tax):
    rows = ((1, "赵企1", "巴中市甲厂", "同意", ""),)

    refused = client.post(page_of(tax), SIGNED | {"file": filled(*rows)})
    marked = client.post(page_of(tax), SIGNED | {"file": filled(*rows), "marked": "yes"})

    assert refused.status_code == 422
    assert "不在可选之列" in refused.content.decode()
    assert "没有第2号" in refused.content.decode()
    sheets = [sheet.name for sheet in open_workbook(marked.content, "x.xlsx").sheets]
    assert "问题清单" in sheets
    assert not ClearanceAnswer.objects.exists()


def test_to_have_no_spreadsheet_checked_is_refused_with_words(client, tax):
    response = client.post(page_of(tax), SIGNED | {"marked": "yes"})

    assert response.status_code == 422
    assert "文件是空的" in response.content.decode()


def test_the_list_is_taken_as_a_spreadsheet(client, tax):
    response = client.get(reverse("clearances:answer_list", args=[tax.token]))

    [sheet, _] = open_workbook(response.content, "x.xlsx").sheets
    assert ("1", "赵企1", "巴中市甲厂") in [row.cells[:3] for row in sheet.rows()]


def test_an_expired_and_a_revoked_link_say_so(client, asking, tax):
    ClearanceLink.objects.update(expires_at=timezone.now() - timedelta(minutes=1))
    expired = client.get(page_of(tax))
    revoke_link(tax.link, by=asking.examiner)
    revoked = client.post(page_of(tax), SIGNED)
    listed = client.get(reverse("clearances:answer_list", args=[tax.token]))

    assert [one.status_code for one in (expired, revoked, listed)] == [422, 422, 422]
    assert "已过期" in expired.content.decode()
    assert "停用" in revoked.content.decode()
    assert "赵企" not in expired.content.decode() + revoked.content.decode()


def test_guesses_are_told_nothing_and_then_shut_out(client, tax):
    guess = reverse("clearances:answer", args=["guess"])
    codes = [client.get(guess).status_code for _ in range(MISSES_ALLOWED + 1)]

    assert codes == [404] * MISSES_ALLOWED + [429]
    assert client.get(page_of(tax)).status_code == 429
    assert client.get(page_of(tax), REMOTE_ADDR="10.1.1.1").status_code == 200


def test_the_address_of_a_link_never_enters_the_book(client, tax):
    client.get(page_of(tax))
    client.post(page_of(tax), SIGNED | {"opinion_1": "unfit"})
    client.post(page_of(tax), SIGNED | {"opinion_1": "no_objection", "opinion_2": "no_objection"})

    entries = list(Entry.objects.all())
    told = " ".join(f"{one.verb}{one.subject}{one.actor}{one.detail}" for one in entries)
    assert tax.token not in told
    assert "clearances.clearancelink.refuse" in told
    assert "李某某" not in told


def test_what_else_became_of_an_object_is_not_told_to_the_body(client, asking, tax):
    other = asking.issue(asking.ask(head(1), only=frozenset({"industry_commerce"})))[0]
    client.post(
        page_of(other), SIGNED | {"opinion_1": "unfit", "statement_1": "列入经营异常名录。"}
    )

    assert "经营异常" not in client.get(page_of(tax)).content.decode()


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_a_body_answers_from_a_browser(live_server, page, tax):
    page.goto(f"{live_server.url}{page_of(tax)}")
    for opinion in page.locator("select").all():
        opinion.select_option("no_objection")
    page.get_by_label("答复人姓名").fill("李某某")
    page.get_by_label("答复人职务").fill("科长")
    page.get_by_role("button", name="提交答复").click()
    page.wait_for_load_state()
    assert ClearanceAnswer.objects.count() == 2
