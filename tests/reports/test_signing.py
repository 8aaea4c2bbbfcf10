"""Signing freezes figures, records, words and file; nothing changes them afterwards."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, transaction

from honours.audit.models import Entry, Leaf
from honours.audit.queries import first_broken_entry
from honours.kernel.digests import in_groups
from honours.kernel.verdicts import Refusal
from honours.reports.figures import FigureSheet
from honours.reports.models import FrozenReport
from honours.reports.operations.drafting import write_words
from honours.reports.operations.signing import (
    approve_report,
    return_report,
    sign_report,
    submit_report,
)
from honours.reports.queries.papers import digest_of, document_of, sheet_of
from honours.reports.vocabulary import FigureKey, Part, ReportState
from honours.typesetting.layout import check_layout
from honours.typesetting.render import render
from tests.reports.conftest import (
    CUT_OFF,
    NUMBER,
    SIGNED,
    call_another_unit,
    drafted,
    signed,
)


def codes(refusal) -> list[str]:
    return [finding.code for finding in refusal.value.findings]


def test_what_is_signed_is_frozen_with_its_digests(sent):
    frozen = FrozenReport.objects.get(report=sent)

    assert sent.state == ReportState.SENT
    assert frozen.content_digest == digest_of(bytes(frozen.content))
    assert FigureSheet.from_json(frozen.figures).digest == frozen.figures_digest
    assert (frozen.signed_on, frozen.signer) == (SIGNED, "巴中市人力资源和社会保障局主要领导")


def test_the_frozen_file_keeps_the_official_layout_and_prints_its_checkpoint(sent):
    frozen = FrozenReport.objects.get(report=sent)
    document = document_of(sent, on=CUT_OFF)

    assert check_layout(bytes(frozen.content)) == []
    assert render(document) == bytes(frozen.content)
    proof = "".join(run.text for block in document.attachments[0].blocks for run in block.runs)
    assert frozen.figures_digest in proof
    assert frozen.checkpoint_root in proof


def test_the_book_holds_both_digests_and_the_printed_checkpoint_covers_the_figures(sent):
    frozen = FrozenReport.objects.get(report=sent)
    figures = Entry.objects.get(verb="reports.report.freeze_figures")
    file = Entry.objects.get(verb="reports.report.freeze")

    assert figures.detail["figures"] == in_groups(frozen.figures_digest)
    assert file.detail["content"] == in_groups(frozen.content_digest)
    assert Leaf.objects.get(entry_id=figures.pk).position < frozen.checkpoint_size
    assert Leaf.objects.filter(entry_id=file.pk).exists(), "the file's own entry is sealed too"
    assert first_broken_entry() is None


def test_later_records_change_no_figure_of_a_signed_report(office, sent):
    before = sheet_of(sent)

    call_another_unit(office)

    assert sheet_of(sent) == before
    assert before[FigureKey.UNITS].value == 3
    assert sheet_of(drafted(office, ""))[FigureKey.UNITS].value == 4


def test_a_frozen_figure_still_knows_its_records(office, sent):
    revoked = sheet_of(sent)[FigureKey.REVOKED]

    assert revoked.records.keys == (office.filings[2].pk, office.filings[3].pk)
    assert len(revoked.records.digest) == 64


@pytest.mark.parametrize("deed", ["update", "delete", "replace"])
def test_the_database_itself_refuses_to_touch_what_is_frozen(sent, deed):
    frozen = FrozenReport.objects.get(report=sent)
    deeds = {
        "update": lambda: FrozenReport.objects.filter(pk=sent.pk).update(signer="别人"),
        "delete": frozen.delete,
        "replace": lambda: FrozenReport.objects.bulk_create([frozen]),
    }

    with pytest.raises(DatabaseError), transaction.atomic():
        deeds[deed]()

    assert FrozenReport.objects.get(report=sent).signer != "别人"


@pytest.mark.parametrize(
    "deed",
    [
        "UPDATE reports_frozenreport SET signer = ''",
        "DELETE FROM reports_frozenreport",
        "TRUNCATE reports_frozenreport",
    ],
)
def test_postgresql_refuses_as_well(on_postgres, deed):
    with (
        pytest.raises(DatabaseError, match="报告签发后不再改动"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(deed)


def test_a_signed_report_takes_no_more_words_and_no_other_head(office, sent):
    with pytest.raises(Refusal) as refusal:
        write_words(sent, Part.AHEAD, "今后再议。", by=office.examiner)
    assert codes(refusal) == ["report-frozen"]

    with pytest.raises(Refusal):
        submit_report(sent, by=office.examiner)


def test_without_a_number_nothing_is_signed_or_frozen(office):
    report = drafted(office, number="")
    submit_report(report, by=office.examiner)
    approve_report(report, by=office.leader)

    with pytest.raises(Refusal) as refusal:
        sign_report(report, by=office.principal, on=SIGNED)

    assert codes(refusal) == ["number-missing"]
    report.refresh_from_db()
    assert report.state == ReportState.SIGNING
    assert not FrozenReport.objects.exists()


def test_only_the_principal_leader_signs(office, report):
    submit_report(report, by=office.examiner)
    approve_report(report, by=office.leader)

    with pytest.raises(PermissionDenied, match="主要领导"):
        sign_report(report, by=office.leader, on=SIGNED)


def test_only_the_examiner_hands_in_and_only_the_leader_in_charge_approves(office, report):
    with pytest.raises(PermissionDenied, match="审核"):
        submit_report(report, by=office.principal)
    submit_report(report, by=office.examiner)
    with pytest.raises(PermissionDenied, match="分管领导"):
        approve_report(report, by=office.examiner)


def test_a_report_goes_back_with_a_reason_and_is_written_in_again(office, report):
    submit_report(report, by=office.examiner)
    with pytest.raises(Refusal) as refusal:
        write_words(report, Part.AHEAD, "今后再议。", by=office.examiner)
    assert codes(refusal) == ["report-handed-in"]

    returned = return_report(report, to=ReportState.DRAFT, reason="请核实引言。", by=office.leader)

    write_words(returned, Part.AHEAD, "今后继续努力。", by=office.examiner)
    assert signed(office, returned).state == ReportState.SENT


def test_a_request_in_a_report_keeps_it_from_being_handed_in(office, report):
    write_words(report, Part.AHEAD, "妥否，请批示。", by=office.examiner)

    with pytest.raises(Refusal) as refusal:
        submit_report(report, by=office.examiner)

    assert codes(refusal) == ["request-in-report"]


def test_one_number_belongs_to_one_report(office, sent):
    with pytest.raises(Refusal) as refusal:
        drafted(office, NUMBER)

    assert codes(refusal) == ["number-taken"]
