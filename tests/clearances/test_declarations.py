"""Where the matrix is silent, a leader says that nobody has to be asked: in writing, undoably."""

from datetime import date
from pathlib import Path

import pytest
import yaml
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from honours.audit.queries import entries_about
from honours.clearances.checks.demands import clearances_are_complete
from honours.clearances.checks.facts import ObjectFacts
from honours.clearances.models import NothingToAsk
from honours.clearances.operations.declarations import (
    DeclarationDraft,
    Handled,
    cancel_declaration,
    declare_nothing_to_ask,
)
from honours.clearances.queries.requests import visible_declarations
from honours.clearances.queries.standing import clearance_standing
from honours.clearances.readings.matrix import is_spoken_of
from honours.clearances.vocabulary import DeclarationState, ObjectKind
from honours.directory.permissions import mandate_of
from honours.directory.vocabulary import Role
from honours.kernel.verdicts import Refusal, Verdict
from honours.workflow.queries import history_of
from tests import factories
from tests.clearances.conftest import CITY, COUNTY, EDUCATION, LEAD

CASES = yaml.safe_load((Path(__file__).parent / "cases/nothing_to_ask.yaml").read_text("utf-8"))
MATTER = "commendations.edition:3"
DAY = date(2019, 6, 1)
DRAFT = DeclarationDraft(
    (ObjectKind.FRONT_LINE,), "文件只要求征求干部和企业负责人的意见。", "巴评表〔2010〕1号第三条"
)


def handled(asking, matter=MATTER, organization=LEAD):
    return Handled(matter, asking.here[organization], CITY, DAY)


def passes(kind=ObjectKind.FRONT_LINE, matter=MATTER):
    facts = ObjectFacts(frozenset({kind}), matter)
    standing = clearance_standing("commendations.nomination:7", facts, on=DAY, place=CITY)
    return Verdict(tuple(clearances_are_complete(standing))).passed


def codes_of(refusal):
    return [finding.code for finding in refusal.value.findings]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["说明"])
def test_a_declaration_covers_an_object_only_as_far_as_it_was_said(case):
    kinds = [ObjectKind.from_label(label) for label in case["是"]]
    declared = frozenset(ObjectKind.from_label(label) for label in case["登记"])

    assert is_spoken_of(kinds, declared) == (case["放行"] == "是")


def test_a_leader_says_so_for_one_edition_and_one_kind_and_the_book_tells(asking):
    assert not passes()

    (made,) = declare_nothing_to_ask(handled(asking), DRAFT, by=asking.leader)

    assert passes()
    assert not passes(ObjectKind.AGENCY)
    assert not passes(matter="commendations.edition:4")
    assert not passes(ObjectKind.PUBLIC_CADRE)
    verbs = set(entries_about(made.subject()).values_list("verb", flat=True))
    assert "clearances.nothingtoask.declare" in verbs
    assert str(made) == "一线职工、农民无须征求意见"


def test_what_was_said_is_taken_back_with_a_reason_and_may_be_said_again(asking):
    (made,) = declare_nothing_to_ask(handled(asking), DRAFT, by=asking.leader)
    with pytest.raises(Refusal) as unreasoned:
        cancel_declaration(made, reason=" ", by=asking.leader)

    cancelled = cancel_declaration(made, reason="文件另有要求。", by=asking.leader)

    assert codes_of(unreasoned) == ["reason-needed"]
    assert cancelled.state == DeclarationState.CANCELLED
    assert history_of(made)[-1].reason == "文件另有要求。"
    assert not passes()
    with pytest.raises(Refusal):
        cancel_declaration(made, reason="再取消。", by=asking.leader)
    declare_nothing_to_ask(handled(asking), DRAFT, by=asking.leader)
    assert passes()


def test_only_a_leader_over_whoever_handles_it_says_so_or_takes_it_back(asking):
    county = factories.official(asking.here, Role.LEADER_IN_CHARGE, COUNTY, jurisdiction="巴州区")
    for somebody in (asking.examiner, county):
        with pytest.raises(PermissionDenied):
            declare_nothing_to_ask(handled(asking), DRAFT, by=somebody)
    (made,) = declare_nothing_to_ask(handled(asking), DRAFT, by=asking.leader)
    for somebody in (asking.examiner, county):
        with pytest.raises(PermissionDenied):
            cancel_declaration(made, reason="不当。", by=somebody)
    assert passes()


def test_kind_reason_and_document_are_all_demanded(asking):
    with pytest.raises(Refusal) as refusal:
        declare_nothing_to_ask(handled(asking), DeclarationDraft((), " ", ""), by=asking.leader)

    assert codes_of(refusal) == ["kinds-missing", "reason-needed", "document-missing"]


def test_nothing_is_said_twice_nor_against_the_matrix(asking):
    declare_nothing_to_ask(handled(asking), DRAFT, by=asking.leader)
    draft = DeclarationDraft(
        (ObjectKind.FRONT_LINE, ObjectKind.LEADING_CADRE), DRAFT.reason, DRAFT.document
    )

    with pytest.raises(Refusal) as refusal:
        declare_nothing_to_ask(handled(asking), draft, by=asking.leader)

    assert codes_of(refusal) == ["declared-already", "matrix-names-bodies"]
    assert "机关事业单位" not in refusal.value.findings[1].message
    assert str(refusal.value.findings[1].citation) == "巴评表〔2010〕1号第三条"
    assert NothingToAsk.objects.count() == 1


def test_the_database_keeps_one_declaration_of_a_kind_in_force(asking):
    (made,) = declare_nothing_to_ask(handled(asking), DRAFT, by=asking.leader)

    with pytest.raises(IntegrityError), transaction.atomic():
        NothingToAsk.objects.create(
            organization=made.organization, matter=made.matter, kind=made.kind, state=made.state
        )


def test_only_those_who_handle_clearances_read_it(asking):
    declare_nothing_to_ask(handled(asking), DRAFT, by=asking.leader)
    clerk = factories.official(asking.here, Role.FILER, EDUCATION)

    assert visible_declarations(mandate_of(asking.examiner)).count() == 1
    assert not visible_declarations(mandate_of(clerk)).exists()
