"""Nominations by spreadsheet: the blank form, rows kept as drafts, faults marked, sent again."""

import csv
import io

import pytest
import time_machine

from honours.commendations.intake.nominations import KEY_HEADING, blank_form, read_nominations
from honours.commendations.models.editions import ConsentText
from honours.commendations.models.nominations import Nomination, Person
from honours.commendations.operations import intake
from honours.commendations.operations.intake import receive_file, take_in_file
from honours.commendations.queries.intake import marked_file, received_file, taken_file
from honours.commendations.readings.entries import fields_for
from honours.commendations.vocabulary import NominationState
from honours.kernel.verdicts import Refusal
from honours.quotas.vocabulary.places import CandidateKind
from honours.spreadsheets.marking import LIST_NAME
from honours.spreadsheets.reading import open_workbook
from tests.commendations import nominees
from tests.commendations.nominees import SEPTEMBER
from tests.commendations.town import COUNTY_EDUCATION


def lines(*rows: list[str]) -> bytes:
    into = io.StringIO()
    csv.writer(into).writerows(rows)
    return into.getvalue().encode("utf-8-sig")


def filled(*people: dict[str, str], kind=CandidateKind.PERSON) -> bytes:
    """A table headed as the blank form is."""
    heading = [str(cell) for _, cells in blank_rows(kind) for cell in cells if cell]
    codes = {one.label: code for code, one in fields_for(kind).items()}
    return lines(
        heading, *([texts.get(codes[label], "") for label in heading] for texts in people)
    )


def blank_rows(kind):
    workbook = open_workbook(blank_form(kind), "空白表.xlsx")
    return [row for row in workbook.sheets[0].values() if row[0] == 2]


def sent(edition, unit, by, content, name="推荐表.csv", report=lambda done, total: None):
    """Received and read, as a worker would."""
    received = receive_file(edition, unit, file_name=name, content=content, by=by)
    return take_in_file(edition, unit, received.pk, by=by, report=report)


def taken(here, edition, content, name="推荐表.csv", **more):
    with time_machine.travel(SEPTEMBER, tick=False):
        return sent(edition, here[COUNTY_EDUCATION], here.county_clerk, content, name, **more)


def marked(here, edition) -> bytes:
    place = (edition, here[COUNTY_EDUCATION])
    return marked_file(received_file(*place), taken_file(*place))


def refused(here, edition, content, name="推荐表.csv") -> list[str]:
    with pytest.raises(Refusal) as refusal:
        taken(here, edition, content, name)
    return [finding.code for finding in refusal.value.findings]


def rows_of(content: bytes) -> list[list[str]]:
    workbook = open_workbook(content, "标注.xlsx")
    return [[str(cell) for cell in cells] for _, cells in workbook.sheets[0].values()]


def test_each_row_becomes_a_draft_and_faults_come_back_at_their_cells(here, edition):
    wrong = nominees.person(service_years="好多年", identity_number="511921197005120001")
    got = taken(here, edition, filled(nominees.person(), wrong))
    assert Nomination.objects.count() == 2
    (faulty,) = got.faulty
    fields = {finding.field for finding in faulty.findings if finding.is_blocking}
    assert fields == {"service_years", "identity_number"}
    copy = open_workbook(marked(here, edition), "标注.xlsx")
    assert LIST_NAME in [sheet.name for sheet in copy.sheets]


def test_the_marked_file_corrected_and_sent_again_corrects_the_same_drafts(here, edition):
    taken(here, edition, filled(nominees.person(service_years="好多年")))
    heading, row = rows_of(marked(here, edition))[:2]
    assert heading[-1] == KEY_HEADING
    row[heading.index("本单位工作年限")] = "18"
    again = taken(here, edition, lines(heading, row))
    assert Nomination.objects.count() == 1
    assert Person.objects.get().service_years == 18
    assert not again.faulty


def test_a_number_of_somebody_else_is_refused_and_nothing_is_changed(here, edition):
    taken(here, edition, filled(nominees.person()))
    heading, row = rows_of(marked(here, edition))[:2]
    row[-1] = "2010-99-00099"
    again = taken(here, edition, lines(heading, row))
    assert [finding.code for finding in again.rows[0].findings] == ["number-unknown"]
    assert Nomination.objects.count() == 1


def test_collectives_have_a_form_of_their_own(here, edition):
    content = filled(nominees.collective(), kind=CandidateKind.COLLECTIVE)
    got = taken(here, edition, content)
    nomination = Nomination.objects.get(pk=got.rows[0].nomination)
    assert nomination.collective.name.endswith("教研组")


def test_the_blank_form_is_a_table_that_the_reader_knows(here, edition):
    with pytest.raises(Refusal) as refusal:
        read_nominations(open_workbook(blank_form(CandidateKind.PERSON), "空白表.xlsx"))
    assert refusal.value.findings[0].code == "no-nominations-found"


def test_a_file_without_the_form_is_refused(here, edition):
    assert refused(here, edition, "序号,内容\n1,别的\n".encode()) == ["no-nominations-found"]


def test_a_file_that_is_no_spreadsheet_is_refused_and_nothing_is_kept(here, edition):
    assert refused(here, edition, b"%PDF-1.7\n1 0 obj", "推荐表.xlsx")
    assert refused(here, edition, blank_form(CandidateKind.PERSON)[:900], "推荐表.xlsx")
    assert received_file(edition, here[COUNTY_EDUCATION]) is None


def test_a_table_in_the_signs_of_older_programs_is_read(here, edition):
    taken(
        here, edition, filled(nominees.person(name="向雪")).decode("utf-8-sig").encode("gb18030")
    )
    assert Person.objects.get().name == "向雪"


def test_a_day_that_does_not_exist_is_told_at_its_cell(here, edition):
    got = taken(here, edition, filled(nominees.person(working_since="2010-02-30")))
    (finding,) = (one for one in got.faulty[0].findings if one.is_blocking)
    assert finding.field == "working_since"
    assert "不是日历上有的日期" in finding.message


def test_a_row_that_says_little_is_a_draft_that_lacks_the_rest(here, edition):
    got = taken(here, edition, filled({"name": "何清"}))
    assert Person.objects.get().name == "何清"
    assert "entry-missing" in [finding.code for finding in got.faulty[0].findings]


def test_the_same_file_is_not_taken_twice_while_its_drafts_stand(here, edition):
    content = filled(nominees.person())
    taken(here, edition, content)
    assert refused(here, edition, content) == ["file-taken-already"]
    Nomination.objects.update(state=NominationState.WITHDRAWN)
    taken(here, edition, content)
    assert Nomination.objects.count() == 2


def test_a_run_that_was_cut_short_goes_on_where_it_stopped(here, edition, monkeypatch):
    monkeypatch.setattr(intake, "ROWS_AT_ONCE", 1)
    content = filled(nominees.person(), nominees.person())

    def killed(done, total):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        taken(here, edition, content, report=killed)
    assert not taken_file(edition, here[COUNTY_EDUCATION]).is_finished
    heard = []
    got = taken(here, edition, content, report=lambda *told: heard.append(told))
    assert heard == [(2, 2)]
    assert got.is_finished
    assert Nomination.objects.count() == 2


def test_what_is_wrong_with_one_row_keeps_no_other_out(here, edition):
    ConsentText.objects.all().delete()
    signed, plain = (nominees.person(consent_given_on=day) for day in ("2010-09-05", ""))
    got = taken(here, edition, filled(signed, plain))
    assert [row.nomination is None for row in got.rows] == [True, False]
    assert [one.code for one in got.rows[0].findings] == ["consent-text-missing"]


def test_a_file_that_another_has_replaced_is_not_read(here, edition):
    unit, by = here[COUNTY_EDUCATION], here.county_clerk
    first = receive_file(
        edition, unit, file_name="一.csv", content=filled(nominees.person()), by=by
    )
    taken(here, edition, filled(nominees.person()))
    with pytest.raises(Refusal) as refusal:
        take_in_file(edition, unit, first.pk, by=by, report=print)
    assert refusal.value.findings[0].code == "file-replaced"
