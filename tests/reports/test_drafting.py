"""Drafting and correcting: what may be written, by whom, and what a correction needs."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from honours.audit.models import Entry
from honours.kernel.verdicts import Refusal
from honours.reports.models import OwnWords, Report
from honours.reports.operations.drafting import (
    HeadDraft,
    allow_findings,
    confirm_words,
    draft_report,
    set_head,
    write_words,
)
from honours.reports.operations.restating import give_reasons, restate
from honours.reports.operations.signing import submit_report
from honours.reports.queries.papers import (
    changes_in,
    document_of,
    frozen_of,
    reasons_of,
    remarks_on,
    sheet_of,
)
from honours.reports.vocabulary import FigureKey, Part, ReportState, Rounding
from tests.reports.conftest import (
    CITY_COMMITTEE,
    CUT_OFF,
    NUMBER,
    SIGNED,
    call_another_unit,
    signed,
)

LATER = date(2010, 12, 1)


def codes(refusal) -> list[str]:
    return [finding.code for finding in refusal.value.findings]


def remarks_of(report: Report) -> set[str]:
    found = remarks_on(report, document_of(report, on=SIGNED), sheet_of(report))
    return {finding.code for finding in found}


def test_a_new_report_has_the_first_words_of_every_part_waiting_to_be_confirmed(office, report):
    assert report.state == ReportState.DRAFT
    assert report.title.startswith("巴中市人力资源和社会保障局关于")
    assert set(report.own_words.values_list("part", flat=True)) == set(Part)
    assert "words-unconfirmed" in remarks_of(report)

    confirm_words(report, by=office.examiner)

    assert "words-unconfirmed" not in remarks_of(report)


def test_only_the_lead_bureaus_examiner_drafts(office):
    with pytest.raises(PermissionDenied, match="审核"):
        draft_report(
            office.campaign, addressee=CITY_COMMITTEE, cut_off_on=CUT_OFF, by=office.cleanup.head
        )


def test_a_cut_off_day_before_the_campaign_is_refused(office, report):
    early = date(2009, 12, 31)
    with pytest.raises(Refusal) as refusal:
        draft_report(
            office.campaign, addressee=CITY_COMMITTEE, cut_off_on=early, by=office.examiner
        )
    assert codes(refusal) == ["cut-off-too-early"]

    with pytest.raises(Refusal):
        set_head(report, HeadDraft("题", "某", early), by=office.examiner)


def test_a_number_without_its_year_is_refused(office, report):
    with pytest.raises(Refusal) as refusal:
        set_head(
            report,
            HeadDraft(report.title, CITY_COMMITTEE, CUT_OFF, "巴人社发〔〕12号"),
            by=office.examiner,
        )

    assert codes(refusal) == ["document-number-year"]


def test_the_rounding_of_the_head_is_that_of_the_rates(office, report):
    head = HeadDraft(report.title, CITY_COMMITTEE, CUT_OFF, NUMBER, Rounding.TRUNCATED)

    report = set_head(report, head, by=office.examiner)

    assert sheet_of(report)[FigureKey.REDUCTION].rounding is Rounding.TRUNCATED


def test_own_words_with_slots_follow_the_figures(office, report):
    write_words(report, Part.AHEAD, "对{填报事项}逐项跟踪。合并{合并事项}。", by=office.examiner)

    document = document_of(report, on=SIGNED)

    last = "".join(run.text for run in document.body[-1].runs)
    assert last == "对4项逐项跟踪。"
    assert [run.figure for run in document.body[-1].runs if run.figure] == ["filed"]
    assert "sentence-left-out" in remarks_of(report)


def test_a_typed_figure_is_refused_and_nothing_is_kept(office, report):
    before = OwnWords.objects.get(report=report, part=Part.AHEAD).text

    with pytest.raises(Refusal) as refusal:
        write_words(report, Part.AHEAD, "减幅达到70%以上。", by=office.examiner)

    assert codes(refusal) == ["figure-typed"]
    assert OwnWords.objects.get(report=report, part=Part.AHEAD).text == before


def test_a_finding_on_the_wording_may_stand_for_a_written_reason(office, report):
    write_words(report, Part.AHEAD, "当否，请批示。", by=office.examiner)
    allow_findings(report, {"request-in-report": "市委要求一并请示。"}, by=office.examiner)

    report.refresh_from_db()
    submit_report(report, by=office.examiner)

    assert report.allowances == {"request-in-report": "市委要求一并请示。"}
    assert Entry.objects.get(verb="reports.report.allow").detail == {
        "codes": ["request-in-report"]
    }


def test_a_reason_is_taken_back_and_some_findings_no_reason_excuses(office, report):
    allow_findings(report, {"title-form": "惯例。"}, by=office.examiner)
    assert allow_findings(report, {"title-form": " "}, by=office.examiner).allowances == {}

    with pytest.raises(Refusal) as refusal:
        allow_findings(report, {"placeholder-left": "以后再填。"}, by=office.examiner)
    assert codes(refusal) == ["finding-stands"]


def test_a_change_after_signing_is_told_in_a_numbered_correction(office, sent):
    call_another_unit(office)

    first = restate(sent, cut_off_on=LATER, by=office.examiner)

    assert (first.restates, first.restatement) == (sent, 1)
    assert first.title.endswith("（第1号）的报告")
    assert [change.key for change in changes_in(first, sheet_of(first))] == [
        FigureKey.UNITS,
        FigureKey.UNITS_NEVER,
    ]
    with pytest.raises(Refusal) as refusal:
        submit_report(first, by=office.examiner)
    assert codes(refusal) == ["restatement-reason-missing"] * 2


def corrected(office, sent, number: str) -> Report:
    correction = restate(sent, cut_off_on=LATER, by=office.examiner)
    changed = changes_in(correction, sheet_of(correction))
    reasons = {change.key: "增列一个单位。" for change in changed}
    give_reasons(correction, reasons, by=office.examiner)
    head = HeadDraft(correction.title, CITY_COMMITTEE, LATER, number)
    return signed(office, set_head(correction, head, by=office.examiner), on=LATER)


def test_a_correction_prints_old_new_and_why_and_leaves_the_original_alone(office, sent):
    original = bytes(frozen_of(sent).content)
    call_another_unit(office)

    correction = corrected(office, sent, "巴人社发〔2010〕20号")

    table = document_of(correction, on=LATER).body[-1]
    assert table.rows[0] == ("应报单位", "3个单位", "4个单位", "增列一个单位。")
    assert bytes(frozen_of(sent).content) == original


def test_the_second_correction_starts_from_the_first(office, sent):
    call_another_unit(office)
    corrected(office, sent, "巴人社发〔2010〕20号")

    second = restate(sent, cut_off_on=LATER, by=office.examiner)

    assert second.restatement == 2
    assert changes_in(second, sheet_of(second)) == ()
    with pytest.raises(Refusal) as refusal:
        submit_report(second, by=office.examiner)
    assert codes(refusal) == ["nothing-restated"]


def test_what_is_not_signed_is_not_restated(office, report, sent):
    restate(sent, cut_off_on=LATER, by=office.examiner)

    with pytest.raises(Refusal) as refusal:
        restate(sent, cut_off_on=LATER, by=office.examiner)

    assert codes(refusal) == ["not-yet-sent"]
    with pytest.raises(PermissionDenied):
        restate(sent, cut_off_on=LATER, by=office.principal)


def test_a_reason_can_be_taken_back(office, sent):
    call_another_unit(office)
    correction = restate(sent, cut_off_on=LATER, by=office.examiner)

    give_reasons(correction, {FigureKey.UNITS: "增列。"}, by=office.examiner)
    assert reasons_of(correction) == {FigureKey.UNITS: "增列。"}
    give_reasons(correction, {FigureKey.UNITS: ""}, by=office.examiner)
    assert reasons_of(correction) == {}
