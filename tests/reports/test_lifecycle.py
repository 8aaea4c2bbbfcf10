"""The road of a report: every pair of state and verb is either in the table or refused."""

import pytest

from honours.directory.vocabulary import Role
from honours.kernel.verdicts import Refusal
from honours.reports.lifecycle import REPORT
from honours.reports.vocabulary import ReportState

ROAD = {
    (ReportState.DRAFT, "submit"): (ReportState.REVIEW, Role.EXAMINER),
    (ReportState.REVIEW, "approve"): (ReportState.SIGNING, Role.LEADER_IN_CHARGE),
    (ReportState.SIGNING, "sign"): (ReportState.SENT, Role.PRINCIPAL_LEADER),
}


@pytest.mark.parametrize("state", ReportState)
@pytest.mark.parametrize("verb", ["submit", "approve", "sign"])
def test_the_table_has_one_road_and_refuses_the_rest(state, verb):
    if (state, verb) in ROAD:
        move = REPORT.find(verb, state)
        assert (move.target, move.role) == ROAD[state, verb]
    else:
        with pytest.raises(Refusal):
            REPORT.find(verb, state)


def test_whoever_handed_in_or_approved_does_not_sign():
    assert REPORT.find("sign", ReportState.SIGNING).apart_from == ("submit", "approve")
    assert REPORT.find("approve", ReportState.REVIEW).apart_from == ("submit",)


def test_nothing_comes_back_from_sent():
    assert REPORT.returners_from(ReportState.SENT) == ()
    assert REPORT.returners_from(ReportState.SIGNING) == (Role.PRINCIPAL_LEADER,)
