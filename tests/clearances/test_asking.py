"""Putting objects to bodies: drawn up by the matrix of the day, asked again, chased, withdrawn."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from honours.audit.models import Entry
from honours.clearances.models import ClearanceRequest, MatrixRow
from honours.clearances.operations.asking import (
    ask_again,
    chase,
    send_requests,
    withdraw_request,
)
from honours.clearances.operations.importing import import_shipped
from honours.clearances.operations.matrix import (
    GroundDraft,
    add_disqualifier,
    add_row,
    end_disqualifier,
    end_row,
    name_bearer,
)
from honours.clearances.queries.matrix import asked_bodies
from honours.clearances.vocabulary import FormKind, ObjectKind
from honours.directory.vocabulary import Role
from honours.kernel.verdicts import Refusal
from tests import factories
from tests.clearances.answering import answered
from tests.clearances.conftest import CITY, EDUCATION, IDENTITY, LEAD, cadre, head

pytestmark = pytest.mark.django_db


def codes_of(refusal):
    return [finding.code for finding in refusal.value.findings]


@pytest.mark.parametrize(
    ("asked_on", "names"),
    [
        (date(2017, 5, 8), ["巴中市工商行政管理局", "巴中市国家税务局", "巴中市地方税务局"]),
        (date(2019, 5, 6), ["巴中市市场监督管理局", "巴中市税务局"]),
    ],
)
def test_bodies_are_asked_under_the_names_of_the_day(asking, asked_on, names):
    made = asking.ask(head(), asked_on=asked_on)

    assert [request.body_name for request in made] == names
    assert {request.form_kind for request in made} == {FormKind.ENTERPRISE_HEAD}
    assert all("巴评表〔2010〕1号第三条" in request.grounds for request in made)


def test_the_directory_names_the_bearer_where_it_knows_it(asking):
    bureau = asking.here["巴中市卫生局"]
    examiner = asking.examiner
    ground = GroundDraft("某文件", "一", CITY, date(2010, 1, 1))
    add_row(ObjectKind.FRONT_LINE, asking.body("health"), ground, is_required=True, by=examiner)

    name_bearer(asking.body("health"), CITY, bureau, by=examiner)

    [body] = asked_bodies([ObjectKind.FRONT_LINE], on=date(2019, 5, 6), place=CITY)
    assert body.name == "巴中市卫生局"


def test_the_identity_number_goes_only_to_bodies_that_look_people_up_by_it(asking):
    made = asking.ask(cadre(), head())

    told = {request.body.code: request.id_number for request in made}
    assert told["discipline_supervision"] == IDENTITY
    assert told["tax"] == ""


def test_nobody_is_asked_twice_while_the_answer_is_awaited_or_fresh(asking):
    first = asking.ask(head())

    with pytest.raises(Refusal) as refusal:
        asking.ask(head())

    assert codes_of(refusal) == ["nothing-to-ask"]
    answered(asking, first)
    with pytest.raises(Refusal):
        asking.ask(head(), asked_on=date(2019, 11, 6))
    later = asking.ask(head(), asked_on=date(2019, 11, 7))
    assert [request.replaces_id for request in later] == [request.pk for request in first]


def test_only_some_bodies_can_be_asked(asking):
    [request] = asking.ask(head(), only=frozenset({"national_tax"}))

    assert request.body.code == "tax"


def test_an_object_without_a_subject_is_asked_about_each_time(asking):
    loose = head().__class__("", "赵企", (ObjectKind.ENTERPRISE_HEAD,))

    assert len(asking.ask(loose)) == len(asking.ask(loose)) == 2


def test_a_due_day_before_the_asking_is_refused(asking):
    with pytest.raises(Refusal) as refusal:
        asking.ask(head(), due_on=date(2019, 5, 5))

    assert codes_of(refusal) == ["due-before-asked"]


def test_only_examiners_ask(asking):
    clerk = factories.official(asking.here, Role.FILER, LEAD)

    with pytest.raises(PermissionDenied):
        asking.__class__(asking.here, clerk, asking.leader).ask(head())

    assert not ClearanceRequest.objects.exists()


def test_a_question_is_chased_only_when_it_is_late(asking):
    [request] = asking.ask(head(), only=frozenset({"tax"}))
    send_requests([request], by=asking.examiner)

    with pytest.raises(Refusal) as refusal:
        chase(request, on=request.due_on, by=asking.examiner)

    assert codes_of(refusal) == ["not-overdue"]
    late = chase(request, on=date(2019, 5, 21), by=asking.examiner)
    assert late.state_label == "逾期"


def test_a_question_is_withdrawn_with_a_reason_and_may_be_asked_anew(asking):
    [request] = asking.ask(head(), only=frozenset({"tax"}))

    with pytest.raises(Refusal):
        withdraw_request(request, reason=" ", by=asking.examiner)

    assert withdraw_request(request, reason="单位撤下。", by=asking.examiner).state == "withdrawn"
    assert asking.ask(head(), only=frozenset({"tax"}))


def test_asking_again_goes_to_whoever_bears_the_duty_now(asking):
    old = asking.ask(head(), asked_on=date(2017, 5, 8), only=frozenset({"national_tax"}))
    answered(asking, old)

    new = ask_again(
        old[0], asked_on=date(2019, 5, 6), due_on=date(2019, 5, 20), by=asking.examiner
    )

    assert (new.body.code, new.body_name) == ("tax", "巴中市税务局")
    assert new.replaces_id == old[0].pk
    assert new.object_name == head().name
    assert new.state_label == "拟制"


def test_what_is_not_answered_or_is_asked_again_already_is_not_asked_again(asking):
    requests = asking.ask(head(), only=frozenset({"tax"}))
    days = {"asked_on": date(2019, 12, 1), "due_on": date(2019, 12, 10)}

    with pytest.raises(Refusal) as early:
        ask_again(requests[0], **days, by=asking.examiner)
    answered(asking, requests)
    ask_again(requests[0], **days, by=asking.examiner)
    with pytest.raises(Refusal) as twice:
        ask_again(requests[0], **days, by=asking.examiner)

    assert codes_of(early) == ["not-answered-yet"]
    assert codes_of(twice) == ["asked-again-already"]


def test_rows_are_added_for_the_own_place_alone(asking):
    county = factories.official(asking.here, Role.EXAMINER, "巴州区教育局", jurisdiction="巴州区")
    body = asking.body("audit_office")

    for place in ("", "51", "5101", CITY):
        with pytest.raises(PermissionDenied):
            add_row(ObjectKind.ENTERPRISE, body, ground(place), is_required=True, by=county)
    added = add_row(ObjectKind.ENTERPRISE, body, ground("511902"), is_required=True, by=county)

    assert added.added_by == county.username


def test_a_row_that_stands_is_not_added_again(asking):
    with pytest.raises(Refusal) as refusal:
        add_row(
            ObjectKind.PUBLIC_CADRE,
            asking.body("family_planning"),
            ground(CITY),
            is_required=True,
            by=asking.examiner,
        )

    assert codes_of(refusal) == ["row-stands-already"]


def test_a_row_is_ended_once_and_still_judges_earlier_days(asking):
    row = MatrixRow.objects.get(place=CITY, body__code="family_planning")
    with pytest.raises(Refusal) as early:
        end_row(row, last_day=date(2009, 12, 31), by=asking.examiner)

    end_row(row, last_day=date(2015, 12, 31), by=asking.examiner)

    with pytest.raises(Refusal) as again:
        end_row(row, last_day=date(2016, 12, 31), by=asking.examiner)
    assert codes_of(early) == ["ends-before-it-begins"]
    assert codes_of(again) == ["row-ended-already"]
    asked = [
        {body.code for body in asked_bodies([ObjectKind.PUBLIC_CADRE], on=day, place=CITY)}
        for day in (date(2015, 12, 31), date(2016, 1, 1))
    ]
    assert "health" in asked[0]
    assert "health" not in asked[1]


def test_the_database_refuses_to_edit_or_delete_rows(asking):
    row = MatrixRow.objects.get(place=CITY, body__code="family_planning")
    for attempt in (
        lambda: MatrixRow.objects.filter(pk=row.pk).update(is_required=False),
        lambda: MatrixRow.objects.filter(pk=row.pk).delete(),
        lambda: asking.body("tax").names.update(name="另一个局"),
    ):
        with pytest.raises(IntegrityError, match="只增不改"), transaction.atomic():
            attempt()


def test_a_bar_is_added_and_ended(asking):
    bar = add_disqualifier(
        "安全生产被一票否决", asking.body("work_safety"), ground(CITY), by=asking.examiner
    )

    assert end_disqualifier(bar, last_day=date(2020, 1, 1), by=asking.examiner).until


def test_importing_the_same_again_adds_nothing(asking):
    assert import_shipped(by="tests").is_empty


def test_the_book_tells_no_names_and_no_numbers(asking):
    asking.ask(cadre(), head())

    told = " ".join(str(entry.detail) for entry in Entry.objects.all())
    assert head().name not in told
    assert IDENTITY not in told
    assert EDUCATION not in told


def ground(place):
    return GroundDraft("某办法", "第一条", place, date(2012, 1, 1))
