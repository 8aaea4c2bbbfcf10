"""A case is decided at the moment when its whole batch is taken back, on real commits."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections

from honours.commendations.models.decisions import Honour, Revocation
from honours.commendations.operations.revocations import approve_revocation, check_revocation
from honours.commendations.operations.withdrawals import (
    WithdrawalDraft,
    carry_out_withdrawal,
    draft_withdrawal,
    submit_withdrawal,
)
from honours.commendations.vocabulary import HonourState, RevocationState
from honours.kernel.verdicts import Refusal
from tests.commendations.decided import REVOKED, REVOKED_BY, honours_of, issued, reported
from tests.commendations.town import town

BATCH = WithdrawalDraft("该项目未列入目录，擅自开展。", "国评组发〔2012〕2号第三条")
ENDS = {
    RevocationState.REVOKED: HonourState.REVOKED,
    RevocationState.CLOSED: HonourState.FELL_WITH_BATCH,
}


@pytest.mark.parametrize("first", ["case", "batch"])
def test_a_case_and_its_batch_end_together_and_neither_waits_for_ever(on_postgres, first) -> None:
    here = town()
    decision = issued(here, here.opened(), persons=3)
    cases = [
        check_revocation(reported(here, one), reason="属实。", by=here.examiner)
        for one in honours_of(decision)
    ]
    matter = draft_withdrawal(decision, BATCH, by=here.examiner)
    submit_withdrawal(matter, by=here.examiner)

    def revoke(case):
        approve_revocation(
            case, document=REVOKED_BY, reason="同意。", by=here.principal, on=REVOKED
        )

    def take_back(_):
        carry_out_withdrawal(matter, document="撤销〔2011〕25号", by=here.principal, on=REVOKED)

    deeds = [(revoke, case) for case in cases]
    deeds.insert(0 if first == "batch" else len(deeds), (take_back, None))
    done = at_once(deeds)

    assert any(done)
    taken_back = done[0 if first == "batch" else -1]
    for case in Revocation.objects.all():
        honour = Honour.objects.get(pk=case.honour_id)
        if taken_back:
            assert honour.state == ENDS[RevocationState(case.state)]
        else:
            assert (case.state, honour.state) == ("revoked", HonourState.REVOKED)


def at_once(deeds):
    """Whether each was done; a refusal is an answer, anything else an error."""

    def attempt(deed):
        what, given = deed
        try:
            what(given)
        except Refusal:
            return False
        finally:
            connections.close_all()
        return True

    with ThreadPoolExecutor(len(deeds)) as pool:
        return list(pool.map(attempt, deeds))
