"""The chain from the unit to the province, and who may make which step."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from honours.applications.operations import chain
from honours.applications.operations.beginning import Request, begin_application
from honours.applications.operations.drafts import save_draft
from honours.applications.queries.applications import open_returns, visible_applications
from honours.applications.queries.comparing import Difference, compare
from honours.applications.vocabulary import ApplicationField, ApplicationKind, ApplicationState
from honours.audit.models import Entry
from honours.directory.permissions import mandate_of
from honours.directory.vocabulary import Role
from honours.kernel.verdicts import Refusal
from honours.workflow.queries import open_moves
from honours.workflow.todos import todos_of
from tests.applications.conftest import FILLED, TODAY
from tests.factories import appointed
from tests.policies.samples import import_shipped

NAME, SCOPE = ApplicationField.NAME, ApplicationField.SCOPE


def test_a_countys_application_climbs_to_the_city_and_is_reported(reported):
    reported.refresh_from_db()

    assert reported.state == ApplicationState.REPORTED
    assert reported.outgoing_number == "巴评组〔2023〕4号"
    assert [version.number for version in reported.versions.all()] == [1]


def test_the_county_makes_no_move_of_the_city(at_city, people):
    with pytest.raises(PermissionDenied, match="市级"):
        chain.study_application(at_city, opinion="同意", by=people.county_examiner)


def test_the_city_makes_no_move_of_the_county(filled, people):
    chain.submit_application(filled, by=people.filer, on=filled.opened_on)
    chain.sign_application(filled, by=people.head)

    with pytest.raises(PermissionDenied, match="县级"):
        chain.examine_in_county(filled, by=people.examiner)


def codes(refusal):
    return [finding.code for finding in refusal.value.findings]


def test_a_citys_department_begins_at_the_city(here, people):
    request = Request(ApplicationKind.SET_UP, here["巴中市教育局"], 2023)
    application = begin_application(request, by=people.city_filer, on=TODAY)
    save_draft(application, FILLED, version=0, by=people.city_filer)
    chain.submit_application(application, by=people.city_filer, on=TODAY)

    chain.sign_application(application, by=people.city_head)

    assert application.state == ApplicationState.AT_CITY


def test_what_is_not_filled_in_is_not_submitted(draft, people):
    with pytest.raises(Refusal) as refusal:
        chain.submit_application(draft, by=people.filer, on=TODAY)

    assert set(codes(refusal)) == {"field-empty"}
    draft.refresh_from_db()
    assert draft.state == ApplicationState.DRAFT
    assert not draft.versions.exists()


def test_what_the_rules_of_the_place_forbid_is_not_submitted(filled, people):
    import_shipped()
    save_draft(filled, {ApplicationField.CHARGES_FEE: "是"}, version=1, by=people.filer)

    with pytest.raises(Refusal) as refusal:
        chain.submit_application(filled, by=people.filer, on=TODAY)

    assert codes(refusal) == ["charges-fee"]
    assert "巴清联办〔2010〕5号" in str(refusal.value.findings[0].citation)


def test_whoever_examined_for_the_county_does_not_propose_for_it(here, filled, people):
    chain.submit_application(filled, by=people.filer, on=TODAY)
    chain.sign_application(filled, by=people.head)
    chain.examine_in_county(filled, by=people.county_examiner)
    appointed(here, people.county_examiner, Role.LEADER_IN_CHARGE, "通江县", jurisdiction="通江县")

    with pytest.raises(Refusal) as refusal:
        chain.propose_for_county(filled, by=people.county_examiner)

    assert codes(refusal) == ["maker-is-checker"]


def test_the_city_studies_in_writing_and_may_decline_with_a_reason(at_city, people):
    with pytest.raises(Refusal) as refusal:
        chain.study_application(at_city, opinion=" ", by=people.examiner)
    assert codes(refusal) == ["reason-needed"]
    chain.study_application(at_city, opinion="与市级项目重复。", by=people.examiner)
    with pytest.raises(Refusal):
        chain.decline_application(at_city, reason="", by=people.leader)

    chain.decline_application(at_city, reason="与市级项目重复", by=people.leader)

    at_city.refresh_from_db()
    assert (at_city.state, at_city.study_opinion) == ("declined", "与市级项目重复。")


def test_a_report_to_the_province_has_its_number(at_city, people):
    chain.study_application(at_city, opinion="同意上报。", by=people.examiner)
    chain.agree_application(at_city, by=people.leader)

    with pytest.raises(Refusal) as refusal:
        chain.report_application(at_city, number=" ", on=TODAY, by=people.examiner)

    assert codes(refusal) == ["outgoing-number-missing"]


def returned(application, people, **fields):
    reasons = {ApplicationField[name]: why for name, why in fields.items()}
    return chain.return_application(
        application, reasons, reason="请修改后再报", by=people.examiner, on=TODAY
    )


def test_fields_that_were_returned_are_open_and_only_those(at_city, people):
    returned(at_city, people, SCOPE="范围过宽")

    with pytest.raises(Refusal) as refusal:
        save_draft(at_city, {NAME: "改名", SCOPE: "县属学校"}, version=1, by=people.filer)
    assert codes(refusal) == ["field-not-returned"]

    saved = save_draft(at_city, {SCOPE: "县属学校"}, version=1, by=people.filer)
    assert saved.scope == "县属学校"


def test_submitting_again_answers_what_was_returned(at_city, people):
    returned(at_city, people, SCOPE="范围过宽")
    save_draft(at_city, {SCOPE: "县属学校"}, version=1, by=people.filer)
    chain.submit_application(at_city, by=people.filer, on=date(2023, 3, 9))

    versions = list(at_city.versions.all())
    assert [v.occasion for v in versions] == ["submitted", "returned", "submitted"]
    assert not open_returns(at_city)
    assert at_city.field_returns.get().settled_in == versions[2]
    at_city.refresh_from_db()
    assert at_city.submitted_on == TODAY
    assert compare(versions[0], versions[2]) == (Difference(SCOPE, "全县教育系统", "县属学校"),)
    assert compare(versions[0], versions[1]) == ()


def test_what_the_submission_took_back_had_answered_is_open_again(at_city, people):
    returned(at_city, people, SCOPE="范围过宽")
    chain.submit_application(at_city, by=people.filer, on=TODAY)

    chain.withdraw_application(at_city, by=people.filer)

    assert set(open_returns(at_city)) == {SCOPE}


def test_after_the_first_submission_is_taken_back_everything_is_open(filled, people):
    chain.submit_application(filled, by=people.filer, on=TODAY)

    chain.withdraw_application(filled, by=people.filer)

    assert save_draft(filled, {NAME: "通江县优秀教师"}, version=1, by=people.filer).edit == 2


def test_one_takes_back_a_signature_without_opening_anything(filled, people):
    chain.submit_application(filled, by=people.filer, on=TODAY)
    chain.sign_application(filled, by=people.head)

    chain.withdraw_application(filled, by=people.head)

    assert filled.state == ApplicationState.SUBMITTED
    assert filled.submitted_on == TODAY or filled.versions.count() == 1


def test_a_return_names_fields_with_reasons_or_goes_to_an_office_without(at_city, people):
    with pytest.raises(Refusal) as refusal:
        returned(at_city, people)
    assert codes(refusal) == ["fields-missing"]
    with pytest.raises(Refusal) as refusal:
        returned(at_city, people, SCOPE=" ")
    assert codes(refusal) == ["field-reason-missing"]
    with pytest.raises(Refusal) as refusal:
        chain.return_application(
            at_city,
            {SCOPE: "太宽"},
            reason="请县里再核",
            by=people.examiner,
            on=TODAY,
            to=ApplicationState.AT_COUNTY,
        )
    assert codes(refusal) == ["fields-not-asked"]

    chain.return_application(
        at_city,
        {},
        reason="请县里再核",
        by=people.examiner,
        on=TODAY,
        to=ApplicationState.AT_COUNTY,
    )
    assert at_city.state == ApplicationState.AT_COUNTY


def test_the_book_tells_which_fields_were_returned_and_not_why(at_city, people):
    returned(at_city, people, SCOPE="范围过宽")

    entry = Entry.objects.get(verb="applications.application.return_fields")
    assert entry.detail["fields"] == ["scope"]
    assert "过宽" not in str(entry.detail)


def test_the_county_does_not_return_what_lies_before_the_city(at_city, people):
    with pytest.raises(PermissionDenied, match="市级"):
        chain.return_application(
            at_city, {SCOPE: "太宽"}, reason="请改", by=people.county_examiner, on=TODAY
        )


def test_it_waits_for_the_level_where_it_lies_and_for_nobody_else(at_city, people):
    def waiting(user):
        return [todo.matter.pk for todo in todos_of(user, kinds=["applications.application"])]

    assert waiting(people.examiner) == [at_city.pk]
    assert waiting(people.county_examiner) == []
    assert not open_moves(at_city, mandate_of(people.county_examiner))


def test_applications_are_seen_within_reach_alone(at_city, people):
    seen = {
        name: list(visible_applications(mandate_of(getattr(people, name))))
        for name in ("filer", "county_leader", "examiner", "city_filer")
    }

    assert seen == {
        "filer": [at_city],
        "county_leader": [at_city],
        "examiner": [at_city],
        "city_filer": [],
    }
