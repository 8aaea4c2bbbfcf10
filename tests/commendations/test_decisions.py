"""The decision as operations see it: drafted, amended, issued once, printed, packed."""

import io
import json
import zipfile
from dataclasses import replace
from hashlib import sha256

import pytest
from django.core.exceptions import PermissionDenied

from honours.audit.queries import entries_about
from honours.commendations.models.decisions import Decision, Honour
from honours.commendations.operations.archiving import (
    archive_edition,
    build_archive,
    open_archive,
)
from honours.commendations.operations.choosing import choose
from honours.commendations.operations.decisions import (
    DecisionDraft,
    amend_decision,
    draft_decision,
    issue_decision,
    return_decision,
    submit_decision,
)
from honours.commendations.operations.editions import review_edition
from honours.commendations.operations.printing_certificates import (
    PURPOSE,
    print_certificate,
    print_certificates,
)
from honours.commendations.readings.packages import package
from honours.commendations.vocabulary import DecisionState
from honours.kernel.digests import in_groups
from honours.kernel.verdicts import Refusal
from honours.privacy.queries import attachments_of
from tests.commendations.climbing import DECIDED, NUMBER, noticed, reviewed_twice, unit_slate
from tests.commendations.decided import honours_of, issued, revoked
from tests.commendations.nominees import submitted
from tests.commendations.town import EDUCATION

DRAFT = DecisionDraft("关于表彰的决定", ("巴中市人民政府", " "), "为表彰先进。")


def codes(refusal) -> list[str]:
    return [finding.code for finding in refusal.value.findings]


def page(key: str) -> str:
    return f"/commendations/public/certificates/{key}/"


def silent(done: int, total: int) -> None:
    del done, total


@pytest.fixture
def pair(here, edition):
    """Two teachers chosen, the edition under review."""
    agreed = {"consent_given_on": "2010-09-05"}
    nominations = [submitted(edition, here[EDUCATION], here.clerk, **agreed) for _ in range(2)]
    unit_slate(here, edition, nominations, unit=EDUCATION)
    reviewed_twice(here, edition, nominations)
    review_edition(edition, by=here.examiner)
    edition.refresh_from_db()
    choose(edition, nominations, by=here.examiner)
    return nominations


def test_a_draft_needs_its_words_and_an_edition_under_review(here, edition) -> None:
    with pytest.raises(Refusal) as refusal:
        draft_decision(edition, DRAFT, by=here.examiner)
    assert codes(refusal) == ["edition-not-under-review"]
    with pytest.raises(PermissionDenied):
        draft_decision(edition, DRAFT, by=here.clerk)


def test_words_that_are_missing_are_told_one_by_one(here, edition, pair) -> None:
    with pytest.raises(Refusal) as refusal:
        draft_decision(edition, DecisionDraft(" ", (" ",), ""), by=here.examiner)
    assert codes(refusal) == ["heading-missing", "issuers-missing", "preamble-missing"]


def test_a_draft_is_amended_until_it_was_submitted(here, edition, pair) -> None:
    drafted = draft_decision(edition, DRAFT, by=here.examiner)
    assert drafted.issuers == ["巴中市人民政府"]
    amended = amend_decision(drafted, replace(DRAFT, heading=" 新标题 "), by=here.examiner)
    assert amended.heading == "新标题"
    with pytest.raises(PermissionDenied):
        amend_decision(drafted, DRAFT, by=here.clerk)
    submit_decision(amended, by=here.examiner)
    with pytest.raises(Refusal) as refusal:
        amend_decision(amended, DRAFT, by=here.examiner)
    assert codes(refusal) == ["decision-has-left"]
    back = return_decision(amended, to=DecisionState.DRAFT, reason="标题有误。", by=here.principal)
    assert back.state == DecisionState.DRAFT
    assert entries_about(drafted.subject()).filter(verb="commendations.decision.amend").exists()


def test_a_number_is_given_once_and_only_a_leader_gives_it(here, edition, pair) -> None:
    noticed(here, edition)
    drafted = draft_decision(edition, DRAFT, by=here.examiner)
    submit_decision(drafted, by=here.examiner)
    Decision.objects.create(
        organization=edition.organization, edition=edition, number=NUMBER, heading="另一份"
    )
    with pytest.raises(Refusal) as refusal:
        issue_decision(drafted, number=f" {NUMBER} ", by=here.principal, on=DECIDED)
    assert "number-taken" in codes(refusal)
    with pytest.raises(Refusal) as refusal:
        issue_decision(drafted, number=" ", by=here.principal, on=DECIDED)
    assert "number-missing" in codes(refusal)
    with pytest.raises(PermissionDenied):
        issue_decision(drafted, number="巴府发〔2010〕9号", by=here.examiner, on=DECIDED)
    assert not Honour.objects.exists()


def test_the_book_holds_the_digest_of_the_paper_and_of_each_certificate(here, edition) -> None:
    decision = issued(here, edition)
    entry = entries_about(decision.subject()).get(verb="commendations.decision.confer")
    assert entry.detail["paper"] == in_groups(decision.docx_digest)
    for honour in honours_of(decision):
        booked = entries_about(honour.subject()).get(verb="commendations.certificate.issue")
        assert booked.detail["digest"] == in_groups(honour.certificate.digest)
        assert booked.actor == str(decision.organization)


def test_certificates_are_printed_again_over_the_earlier_ones_and_without_the_fallen(
    here, edition
) -> None:
    decision = issued(here, edition)
    told: list[tuple[int, int]] = []
    for _ in range(2):
        print_certificates(
            decision,
            pages=page,
            by=here.examiner,
            report=lambda done, total: told.append((done, total)),
        )
    assert told[-1] == (2, 2)
    assert attachments_of(decision.subject()).filter(purpose=PURPOSE).count() == 1
    first, second = honours_of(decision)
    revoked(here, first)
    kept = print_certificates(decision, pages=page, by=here.examiner, report=silent)
    assert kept.file_name == "荣誉证书（1份）.pdf"
    with pytest.raises(Refusal) as refusal:
        print_certificate(honours_of(decision)[0], pages=page, by=here.examiner)
    assert codes(refusal) == ["honour-does-not-stand"]
    revoked(here, second)
    with pytest.raises(Refusal) as refusal:
        print_certificates(decision, pages=page, by=here.examiner, report=silent)
    assert codes(refusal) == ["nothing-to-print"]
    with pytest.raises(PermissionDenied):
        print_certificates(decision, pages=page, by=here.clerk, report=silent)
    with pytest.raises(PermissionDenied):
        print_certificate(second, pages=page, by=here.county_clerk)


def test_nothing_is_packed_before_the_decision_nor_closed_before_the_package(
    here, edition, pair
) -> None:
    with pytest.raises(Refusal) as refusal:
        build_archive(edition, by=here.examiner, report=silent)
    assert codes(refusal) == ["decision-not-issued"]
    for deed in (archive_edition, open_archive):
        with pytest.raises(Refusal) as refusal:
            deed(edition, by=here.examiner)
        assert codes(refusal) == ["archive-missing"]


def test_a_package_built_again_takes_the_place_of_the_earlier_one(here, edition) -> None:
    issued(here, edition)
    first = build_archive(edition, by=here.examiner, report=silent)
    second = build_archive(edition, by=here.examiner, report=silent)
    assert first.digest == second.digest
    assert open_archive(edition, by=here.examiner).pk == second.pk
    with pytest.raises(PermissionDenied):
        build_archive(edition, by=here.clerk, report=silent)


def test_a_package_is_the_same_whatever_the_order_of_its_files() -> None:
    files = {"甲.txt": b"1", "乙.txt": b"2"}
    packed = package(files, {"edition": "届次"})
    assert packed == package(dict(reversed(files.items())), {"edition": "届次"})
    with zipfile.ZipFile(io.BytesIO(packed)) as opened:
        manifest = json.loads(opened.read("manifest.json"))
    assert manifest["files"]["甲.txt"] == {"sha256": sha256(b"1").hexdigest(), "bytes": 1}
    assert manifest["edition"] == "届次"
