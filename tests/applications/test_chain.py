"""The chain from the unit to the province, and who may make which step."""

import pytest
from django.core.exceptions import PermissionDenied

from honours.applications.operations import chain
from honours.applications.vocabulary import ApplicationState


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
