"""Documents are sent to addressees, who sign for them once."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from honours.audit.models import Entry
from honours.directory.permissions import mandate_of
from honours.kernel.verdicts import Refusal
from honours.policies.operations.documents import issue_document, register_document
from honours.policies.operations.receipts import receive_document, send_document
from honours.policies.queries import receipts_due
from tests.policies.conftest import LEAD
from tests.policies.samples import draft


def test_addressees_sign_for_what_they_were_sent(here, issued, examiner, clerk):
    due_on = timezone.localdate() + timedelta(days=7)
    to = [here["巴中市教育局"], here["巴中市卫生局"]]
    first, second = send_document(issued, to=to, due_on=due_on, by=examiner)
    assert [due.organization.name for due in receipts_due(mandate_of(clerk))] == ["巴中市教育局"]
    signed = receive_document(first, by=clerk)
    assert (signed.by, signed.received_at is not None) == (clerk, True)
    assert not receipts_due(mandate_of(clerk)).exists()
    with pytest.raises(PermissionDenied, match="须由“巴中市卫生局”的填报人或负责人办理"):
        receive_document(second, by=clerk)
    with pytest.raises(Refusal, match="本单位已于"):
        receive_document(first, by=clerk)
    verbs = ["policies.document.send", "policies.receipt.sign"]
    assert Entry.objects.filter(verb__in=verbs, subject=issued.subject()).count() == 2


def test_nobody_is_sent_the_same_document_twice(here, issued, examiner):
    due_on = timezone.localdate()
    send_document(issued, to=[here["巴中市教育局"]], due_on=due_on, by=examiner)
    both = [here["巴中市教育局"], here["巴中市卫生局"]]
    (sent,) = send_document(issued, to=both, due_on=due_on, by=examiner)
    assert sent.organization == here["巴中市卫生局"]
    with pytest.raises(Refusal, match="没有新的收文单位"):
        send_document(issued, to=both, due_on=due_on, by=examiner)


def test_only_what_is_issued_is_sent_and_only_by_an_examiner_in_reach(
    here, registered, issued_later, examiner, clerk
):
    today = timezone.localdate()
    with pytest.raises(Refusal, match="文件没有印发"):
        send_document(registered, to=[here["巴中市教育局"]], due_on=today, by=examiner)
    with pytest.raises(PermissionDenied, match="须由管辖“巴中市教育局”的审核岗位办理"):
        send_document(issued_later, to=[here["巴中市教育局"]], due_on=today, by=clerk)
    with pytest.raises(Refusal, match="已经过去"):
        send_document(
            issued_later,
            to=[here["巴中市教育局"]],
            due_on=today - timedelta(days=1),
            by=examiner,
        )


@pytest.fixture
def issued_later(here, examiner, leader):
    made = register_document(
        draft(number="巴人公〔2010〕11号"), organization=here[LEAD], by=examiner
    )
    return issue_document(made, by=leader)
