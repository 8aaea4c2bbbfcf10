"""Nominations by spreadsheet: the blank form, rows kept as drafts, faults marked, sent again."""

import csv
import io

import pytest
import time_machine

from honours.commendations.intake.nominations import KEY_HEADING, blank_form, read_nominations
from honours.commendations.models.nominations import Nomination, Person
from honours.commendations.operations.intake import take_in_file
from honours.commendations.readings.entries import fields_for
from honours.kernel.verdicts import Refusal
from honours.privacy.operations import read_file
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


def taken(here, edition, content, name="推荐表.csv"):
    with time_machine.travel(SEPTEMBER, tick=False):
        return take_in_file(
            edition,
            here[COUNTY_EDUCATION],
            file_name=name,
            content=content,
            by=here.county_clerk,
        )


def rows_of(content: bytes) -> list[list[str]]:
    workbook = open_workbook(content, "标注.xlsx")
    return [[str(cell) for cell in cells] for _, cells in workbook.sheets[0].values()]


def test_each_row_becomes_a_draft_and_faults_come_back_at_their_cells(here, edition):
    wrong = nominees.person(service_years="好多年", identity_number="511921197005120001")
    got = taken(here, edition, filled(nominees.person(), wrong))
    assert Nomination.objects.count() == 2
    assert got.faulty == 1
    fields = {finding.field for finding in got.rows[1].findings if finding.is_blocking}
    assert fields == {"service_years", "identity_number"}
    marked = open_workbook(read_file(got.marked), "标注.xlsx")
    assert LIST_NAME in [sheet.name for sheet in marked.sheets]


def test_the_marked_file_corrected_and_sent_again_corrects_the_same_drafts(here, edition):
    got = taken(here, edition, filled(nominees.person(service_years="好多年")))
    heading, row = rows_of(read_file(got.marked))[:2]
    assert heading[-1] == KEY_HEADING
    row[heading.index("本单位工作年限")] = "18"
    again = taken(here, edition, lines(heading, row))
    assert Nomination.objects.count() == 1
    assert Person.objects.get().service_years == 18
    assert again.faulty == 0


def test_a_number_of_somebody_else_is_refused_and_nothing_is_changed(here, edition):
    got = taken(here, edition, filled(nominees.person()))
    heading, row = rows_of(read_file(got.marked))[:2]
    row[-1] = "2010-99-00099"
    again = taken(here, edition, lines(heading, row))
    assert [finding.code for finding in again.rows[0].findings] == ["number-unknown"]
    assert Nomination.objects.count() == 1


def test_collectives_have_a_form_of_their_own(here, edition):
    content = filled(nominees.collective(), kind=CandidateKind.COLLECTIVE)
    got = taken(here, edition, content)
    assert got.rows[0].nomination.collective.name.endswith("教研组")


def test_the_blank_form_is_a_table_that_the_reader_knows(here, edition):
    with pytest.raises(Refusal) as refusal:
        read_nominations(open_workbook(blank_form(CandidateKind.PERSON), "空白表.xlsx"))
    assert refusal.value.findings[0].code == "no-nominations-found"


def test_a_file_without_the_form_is_refused(here, edition):
    with pytest.raises(Refusal) as refusal:
        taken(here, edition, "序号,内容\n1,别的\n".encode())
    assert refusal.value.findings[0].code == "no-nominations-found"
