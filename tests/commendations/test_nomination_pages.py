"""The pages of nominations: filled in, saved as one types, masked, listed, exported, printed."""

import csv
import io
import re
from html import unescape

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from honours.audit.queries import entries_about
from honours.commendations.models.nominations import Consent, Nomination, Person
from honours.commendations.operations.papers import add_paper
from honours.commendations.vocabulary import NominationState, PaperKind
from honours.jobs.models import Job
from honours.jobs.operations import do_job
from honours.privacy.models import Attachment
from tests.commendations import nominees
from tests.commendations.nominees import SEPTEMBER, filed, filed_collective, submitted
from tests.commendations.test_nomination_intake import filled
from tests.commendations.town import COUNTY_EDUCATION
from tests.privacy.conftest import picture


@pytest.fixture(autouse=True)
def september():
    with time_machine.travel(SEPTEMBER):
        yield


@pytest.fixture
def unit(here):
    return here[COUNTY_EDUCATION]


@pytest.fixture
def clerk(here, client):
    client.force_login(here.county_clerk)
    return client


def nominate_url(edition, unit, kind="person"):
    return reverse("commendations:nominate", args=[edition.pk, unit.pk, kind])


def page_url(nomination, name="nomination", *more):
    return reverse(f"commendations:{name}", args=[nomination.pk, *more])


def test_a_new_collective_is_filled_in_and_handed_on_in_one_post(clerk, edition, unit):
    url = nominate_url(edition, unit, "collective")
    assert clerk.get(url).status_code == 200
    answer = clerk.post(url, {**nominees.collective(), "deed": "submit"})
    assert answer.status_code == 302
    assert Nomination.objects.get().state == NominationState.SUBMITTED


def typed_with(photo: bytes, **given):
    """A person's whole form, to be handed on with this file as the photograph."""
    file = SimpleUploadedFile("照片.jpg", photo)
    return {**nominees.person(**given), "photo": file, "deed": "submit"}


def test_a_new_person_is_handed_on_in_one_post_with_the_photograph(clerk, edition, unit):
    url = nominate_url(edition, unit)
    assert 'enctype="multipart/form-data"' in clerk.get(url).content.decode()
    answer = clerk.post(url, typed_with(nominees.portrait()))
    assert answer.status_code == 302
    nomination, person = Nomination.objects.get(), Person.objects.get()
    assert nomination.state == NominationState.SUBMITTED
    assert person.photo.purpose == PaperKind.PHOTO
    told = entries_about(nomination.subject()).values_list("verb", flat=True)
    newest_first = ["hand_in", "submit", "add_paper", "begin"]
    assert [verb.rpartition(".")[2] for verb in told] == newest_first


def test_a_collective_has_no_photograph_even_where_a_file_is_sent(clerk, edition, unit):
    url = nominate_url(edition, unit, "collective")
    assert "multipart" not in clerk.get(url).content.decode()
    file = SimpleUploadedFile("照片.jpg", nominees.portrait())
    answer = clerk.post(url, {**nominees.collective(), "photo": file, "deed": "submit"})
    assert (answer.status_code, Attachment.objects.count()) == (302, 0)


def test_a_file_that_is_no_photograph_keeps_the_rest_and_is_told_in_its_place(
    clerk, edition, unit
):
    answer = clerk.post(nominate_url(edition, unit), typed_with(b"nothing to see", name="向明"))
    assert answer.status_code == 422
    assert 'id="id_photo_error"' in answer.content.decode()
    assert Nomination.objects.get().state == NominationState.DRAFT
    assert (Person.objects.get().name, Attachment.objects.count()) == ("向明", 0)


def test_another_photograph_sent_with_the_form_takes_the_place_of_the_first(
    clerk, here, edition, unit
):
    draft = filed(edition, unit, here.county_clerk).nomination
    first = Person.objects.get().photo_id
    sent = {"photo": SimpleUploadedFile("新.jpg", picture()), "version": 1, "deed": "save"}
    assert clerk.post(page_url(draft, "amend_nomination"), sent).status_code == 302
    assert [Person.objects.get().photo_id] == [one.pk for one in Attachment.objects.all()]
    assert Person.objects.get().photo_id != first


def test_what_was_refused_is_kept_with_its_photograph_and_handed_on_without_sending_it_again(
    clerk, edition, unit
):
    url = nominate_url(edition, unit)
    assert clerk.post(url, typed_with(nominees.portrait(), service_years="")).status_code == 422
    draft = Nomination.objects.get()
    again = {"service_years": "20", "nomination": draft.pk, "version": 1, "deed": "submit"}
    assert clerk.post(url, again).status_code == 302
    assert Nomination.objects.get().state == NominationState.SUBMITTED


def test_a_person_is_handed_on_once_the_photograph_lies_with_the_draft(clerk, here, edition, unit):
    url = nominate_url(edition, unit)
    typed = {**nominees.person(), "deed": "submit"}
    refused = clerk.post(url, typed)
    draft = Nomination.objects.get()
    assert (refused.status_code, draft.state) == (422, NominationState.DRAFT)
    assert "请在“照片和材料”中上传二寸正面免冠彩色照片" in refused.content.decode()
    photo = SimpleUploadedFile("照片.jpg", nominees.portrait())
    clerk.post(page_url(draft, "add_papers"), {"kind": "photo", "file": photo})
    again = clerk.post(url, {**typed, "nomination": draft.pk, "version": 1})
    assert again.status_code == 302
    assert Nomination.objects.get().state == NominationState.SUBMITTED


def test_a_draft_handed_on_from_its_page_without_a_photograph_opens_its_form(
    clerk, here, edition, unit
):
    clerk.post(nominate_url(edition, unit), nominees.person())
    draft = Nomination.objects.get()
    refused = clerk.post(page_url(draft, "submit_nomination"))
    text = refused.content.decode()
    assert refused.status_code == 422
    assert f'action="{page_url(draft, "amend_nomination")}"' in text
    assert page_url(draft, "add_papers") in text
    assert "还没有上传本人照片" in text
    nominees.photographed(draft, here.county_clerk)
    assert clerk.post(page_url(draft, "submit_nomination")).status_code == 302
    again = clerk.post(page_url(draft, "submit_nomination"))
    assert "还没有上传本人照片" not in again.content.decode()


def test_what_stands_against_handing_on_is_told_at_its_place_and_the_draft_is_kept(
    clerk, here, edition, unit
):
    typed = {**nominees.person(service_years="好多年"), "deed": "submit", "account": "长" * 2001}
    answer = clerk.post(nominate_url(edition, unit), typed)
    text = answer.content.decode()
    assert answer.status_code == 422
    assert 'id="id_service_years_error"' in text
    assert 'id="id_account_error"' in text
    assert "好多年" in text
    draft = Nomination.objects.get()
    assert draft.state == NominationState.DRAFT
    nominees.photographed(draft, here.county_clerk)
    again = clerk.post(
        nominate_url(edition, unit),
        {**typed, "service_years": "20", "account": "短", "nomination": draft.pk, "version": 1},
    )
    assert again.status_code == 302
    assert Nomination.objects.count() == 1


def test_it_is_saved_as_one_types_and_the_page_learns_version_and_key(clerk, edition, unit):
    url = nominate_url(edition, unit)
    first = clerk.post(url, {"name": "向明"}, headers={"HX-Request": "true"})
    draft = Nomination.objects.get()
    assert f'value="{draft.pk}"' in first.content.decode()
    second = clerk.post(
        url,
        {"name": "向明", "post": "教师", "nomination": draft.pk, "version": 1},
        headers={"HX-Request": "true"},
    )
    assert second.status_code == 200
    assert re.search(r'name="version"\s+value="2"', second.content.decode())
    assert Person.objects.get().post == "教师"


def test_two_who_type_at_once_see_both_texts_and_may_prevail(clerk, here, edition, unit):
    draft = filed(edition, unit, here.county_clerk).nomination
    url = page_url(draft, "amend_nomination")
    clerk.post(url, {"post": "校长", "version": 1})
    refused = clerk.post(url, {"post": "主任", "version": 1})
    text = refused.content.decode()
    assert refused.status_code == 422
    assert "校长" in text
    assert "主任" in text
    assert re.search(r'name="version" value="2"', text)
    clerk.post(url, {"post": "主任", "version": 2})
    assert Person.objects.get().post == "主任"


def test_numbers_are_masked_until_asked_for_and_the_asking_is_written_down(
    clerk, here, edition, unit
):
    nomination = submitted(edition, unit, here.county_clerk)
    number = Person.objects.get().identity_number
    shown = clerk.get(page_url(nomination)).content.decode()
    assert number not in shown
    assert number[:6] in shown
    asked = clerk.post(page_url(nomination, "nomination_numbers")).content.decode()
    assert number in asked
    told = [entry for entry in entries_about(nomination.subject()) if "show_numbers" in entry.verb]
    assert len(told) == 1
    assert number not in str(told[0].detail)


def test_a_masked_number_sent_back_changes_nothing_and_a_new_one_does(clerk, here, edition, unit):
    draft = filed(edition, unit, here.county_clerk).nomination
    number, new = Person.objects.get().identity_number, nominees.identity_number(serial=888)
    url = page_url(draft, "amend_nomination")
    shown = clerk.get(url).content.decode()
    assert number not in shown
    masked = re.search(r'name="identity_number" [^>]*value="([^"]+)"', shown)[1]
    clerk.post(url, {"identity_number": masked, "post": "校长", "version": 1})
    assert Person.objects.get().identity_number == number
    clerk.post(url, {"identity_number": new, "version": 2})
    assert Person.objects.get().identity_number == new


def test_a_stranger_finds_no_such_nomination(client, here, edition, unit):
    nomination = submitted(edition, unit, here.county_clerk)
    client.force_login(here.clerk)
    assert client.get(page_url(nomination)).status_code == 404
    assert client.post(page_url(nomination, "nomination_numbers")).status_code == 404


def save_unit(nomination, name):
    nomination.unit = name
    nomination.save()


def test_the_list_finds_by_exact_name_number_unit_and_rank(client, here, edition, unit):
    one = submitted(edition, unit, here.county_clerk, name="向明月", rank="乡科级正职")
    other = submitted(edition, unit, here.county_clerk, name="何清")
    save_unit(other, "诺江镇中学")
    for each in (one, other):
        Nomination.objects.filter(pk=each.pk).update(state=NominationState.RECOMMENDED)
    client.force_login(here.county_examiner)
    url = reverse("commendations:nominations")
    for asked, found in (
        ({"named": "向明月"}, one),
        ({"named": "向明"}, None),
        ({"q": "诺江镇中学"}, other),
        ({"q": one.number}, one),
        ({"rank": "section"}, one),
    ):
        text = client.get(url, asked).content.decode()
        assert (one.number in text) == (found == one), asked
        assert (other.number in text) == (found == other), asked


def test_a_file_says_of_each_row_what_the_page_says(client, here, edition, unit):
    made = [
        submitted(edition, unit, here.county_clerk, name="向明月", rank="乡科级正职"),
        filed(edition, unit, here.county_clerk, name="").nomination,
        filed_collective(edition, unit, here.county_clerk).nomination,
    ]
    client.force_login(here.county_clerk)
    url = reverse("commendations:nominations")
    page = client.get(url).content.decode()
    sheet = b"".join(client.get(url, {"export": "csv"}).streaming_content).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(sheet, newline="")))
    assert [row[0] for row in rows[1:]] == [one.number for one in made]
    for row in rows[1:]:
        (drawn,) = [line for line in page.split("<tr") if row[0] in line]
        texts = [unescape(re.sub("<[^>]*>", "", cell)) for cell in re.split("</t[hd]>", drawn)]
        assert [text.rpartition(">")[2] for text in texts[: len(row)]] == row


def test_who_may_not_read_names_sees_them_masked_in_list_and_export(client, here, edition, unit):
    nomination = submitted(edition, unit, here.county_clerk, name="向明月")
    Nomination.objects.filter(pk=nomination.pk).update(state=NominationState.RECOMMENDED)
    member = nominees.member_over(here)
    client.force_login(member)
    url = reverse("commendations:nominations")
    page = client.get(url).content.decode()
    sheet = b"".join(client.get(url, {"export": "csv"}).streaming_content).decode()
    for text in (page, sheet):
        assert nomination.number in text
        assert "向明月" not in text
        assert "向*月" in text
    whole = client.get(page_url(nomination)).content.decode()
    assert "向明月" not in whole


def test_the_list_costs_no_more_queries_with_more_rows(client, here, edition, unit):
    client.force_login(here.county_clerk)
    url = reverse("commendations:nominations")
    client.get(url)
    counts = []
    for _ in range(2):
        filed(edition, unit, here.county_clerk)
        with CaptureQueriesContext(connection) as queries:
            client.get(url)
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_papers_are_added_opened_and_thrown_away(clerk, here, edition, unit):
    nomination = filed(edition, unit, here.county_clerk).nomination
    photo = add_paper(
        nomination, PaperKind.PHOTO, file_name="照片.jpg", content=picture(), by=here.county_clerk
    )
    assert Person.objects.get().photo == photo
    opened = clerk.get(page_url(nomination, "paper", photo.pk))
    assert opened["Content-Type"] == "image/jpeg"
    assert clerk.post(page_url(nomination, "drop_paper", photo.pk)).status_code == 302
    assert Person.objects.get().photo is None


def test_consent_is_taken_back_and_stays_on_record(clerk, here, edition, unit):
    nomination = filed(edition, unit, here.county_clerk, consent_given_on="2010-09-05").nomination
    answer = clerk.post(page_url(nomination, "end_consent"), {"on": "2010-09-08"})
    assert answer.status_code == 302
    consent = Consent.objects.get()
    assert (str(consent.given_on), str(consent.withdrawn_on)) == ("2010-09-05", "2010-09-08")


def test_the_head_takes_it_back_with_a_reason(client, here, edition, unit):
    nomination = submitted(edition, unit, here.county_clerk)
    client.force_login(here.county_head)
    url = page_url(nomination, "move_nomination", "withdraw_nomination")
    assert client.post(url, {"reason": ""}).status_code == 422
    assert client.post(url, {"reason": "本人不愿参评。"}).status_code == 302
    nomination.refresh_from_db()
    assert nomination.state == NominationState.WITHDRAWN


def test_the_head_sends_it_back_to_be_written_again(client, here, edition, unit):
    nomination = submitted(edition, unit, here.county_clerk)
    client.force_login(here.county_head)
    url = page_url(nomination, "return_nomination")
    assert client.post(url, {"to": "draft", "reason": "事迹太空。"}).status_code == 302
    nomination.refresh_from_db()
    assert nomination.state == NominationState.DRAFT


def test_the_official_form_prints_as_many_copies_as_the_edition_asks(clerk, here, edition, unit):
    nomination = filed(edition, unit, here.county_clerk).nomination
    printed = clerk.get(page_url(nomination, "nomination_print"))
    assert printed.content.startswith(b"%PDF")


def test_a_spreadsheet_is_taken_in_and_its_marked_copy_given_back(clerk, here, edition, unit):
    url = reverse("commendations:nomination_intake", args=[edition.pk, unit.pk])
    wrong = nominees.person(service_years="好多年", education="", post="")
    file = SimpleUploadedFile("推荐表.csv", filled(wrong))
    answer = clerk.post(url, {"file": file})
    running = Job.objects.get()
    assert answer["Location"] == reverse("jobs:progress", args=[running.pk])
    do_job(running.pk)
    told = clerk.get(Job.objects.get().result["next_url"]).content.decode()
    assert "“本单位工作年限”没有读懂" in told
    assert "没有填写“学历学位”“职务”，请补填。" in told
    draft = Nomination.objects.get()
    assert page_url(draft, "amend_nomination") in told
    marked = clerk.get(reverse("commendations:nomination_marked", args=[edition.pk, unit.pk]))
    assert marked.status_code == 200


def test_filing_through_the_form_costs_few_statements(clerk, edition, unit):
    url = nominate_url(edition, unit)
    clerk.post(url, typed_with(nominees.portrait()))  # reads the rules, once for every process
    sent = typed_with(nominees.portrait())
    with CaptureQueriesContext(connection) as queries:
        clerk.get(url)
        clerk.post(url, sent)
    assert Nomination.objects.filter(state=NominationState.SUBMITTED).count() == 2
    told = [one["sql"] for one in queries if "SAVEPOINT" not in one["sql"]]
    assert len(told) <= 25, "\n".join(sql[:100] for sql in told)
