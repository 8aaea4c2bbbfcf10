"""Taking one honour back: by the unit's chain or directly, by whom, and what comes of it."""

from dataclasses import replace
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from honours.audit.queries import entries_about
from honours.commendations.models.decisions import Honour, Revocation
from honours.commendations.operations.afterwards import note_recovery, report_life_event
from honours.commendations.operations.revocations import (
    amend_revocation,
    approve_revocation,
    check_revocation,
    dismiss_revocation,
    draft_revocation,
    initiate_revocation,
    open_revocation_paper,
    report_revocation,
)
from honours.commendations.queries.cases import visible_revocations
from honours.commendations.vocabulary import (
    HonourState,
    LifeEventKind,
    RecoveredThing,
    RevocationGround,
    RevocationState,
)
from honours.directory.permissions import mandate_of
from honours.directory.vocabulary import Level, Role
from honours.kernel.verdicts import Refusal
from honours.privacy.queries import attachments_of
from honours.quotas.vocabulary.places import CandidateKind
from tests import factories
from tests.commendations.decided import (
    GROUND,
    PAPERS,
    REVOKED,
    REVOKED_BY,
    honours_of,
    issued,
    reported,
    revoked,
)
from tests.commendations.town import COUNTY_BUREAU, COUNTY_EDUCATION, EDUCATION, LEAD


def codes(refusal) -> list[str]:
    return [finding.code for finding in refusal.value.findings]


@pytest.fixture
def honour(here, edition) -> Honour:
    return honours_of(issued(here, edition, persons=1))[0]


def again(honour: Honour) -> Honour:
    return Honour.objects.select_related("organization", "nomination__organization").get(
        pk=honour.pk
    )


def moved(honour: Honour, here, *, conferred_by: str, unit: str, level: Level) -> Honour:
    """The same honour as if another body had conferred it on another unit's nominee."""
    honour.nomination.organization = here[unit]
    honour.nomination.save(update_fields=["organization"])
    Honour.objects.filter(pk=honour.pk).update(organization=here[conferred_by], level=level)
    return again(honour)


def county_case(here, honour: Honour) -> Revocation:
    """Reported by the county's unit and checked by the county's bureau."""
    case = draft_revocation(
        honour, GROUND, papers=PAPERS, reported_by=here[COUNTY_EDUCATION], by=here.county_clerk
    )
    report_revocation(case, by=here.county_head)
    return check_revocation(case, reason="属实。", by=here.county_examiner)


def county_principal(here):
    return factories.official(
        here.here, Role.PRINCIPAL_LEADER, COUNTY_BUREAU, jurisdiction="通江县"
    )


def test_the_unit_reports_the_bureau_checks_and_whoever_conferred_it_approves(
    here, honour
) -> None:
    case = revoked(here, honour)
    fallen = again(honour)
    assert (case.state, case.document, case.decided_on) == ("revoked", REVOKED_BY, REVOKED)
    assert (fallen.state, fallen.fell_on) == (HonourState.REVOKED, REVOKED)
    assert {one.thing for one in fallen.recoveries.all()} == {
        RecoveredThing.CERTIFICATE,
        RecoveredThing.MEDAL,
        RecoveredThing.PRIZE_MONEY,
        RecoveredThing.BENEFITS,
    }
    verbs = set(entries_about(case.subject()).values_list("verb", flat=True))
    assert "commendations.revocation.revoke" in verbs
    assert "commendations.honour.revoke" in set(
        entries_about(honour.subject()).values_list("verb", flat=True)
    )


def test_a_collective_hands_back_its_plaque(here, honour) -> None:
    Honour.objects.filter(pk=honour.pk).update(kind=CandidateKind.COLLECTIVE)
    revoked(here, again(honour))
    things = {one.thing for one in honour.recoveries.all()}
    assert RecoveredThing.PLAQUE in things
    assert RecoveredThing.MEDAL not in things


def test_whoever_conferred_it_may_take_it_up_directly(here, honour) -> None:
    case = draft_revocation(
        honour, GROUND, papers=PAPERS, reported_by=here[LEAD], by=here.examiner
    )
    case = initiate_revocation(case, reason="审计发现。", by=here.examiner)
    assert case.state == RevocationState.CHECKED
    done = approve_revocation(
        case, document=REVOKED_BY, reason="同意。", by=here.principal, on=REVOKED
    )
    assert done.state == RevocationState.REVOKED


def test_a_county_revokes_what_a_county_conferred(here, honour) -> None:
    own = moved(
        honour,
        here,
        conferred_by=COUNTY_BUREAU,
        unit=COUNTY_EDUCATION,
        level=Level.COUNTY,
    )
    case = county_case(here, own)
    approve_revocation(
        case, document="通府发〔2011〕3号", reason="同意。", by=county_principal(here), on=REVOKED
    )
    assert again(own).state == HonourState.REVOKED


def test_a_city_may_directly_revoke_what_its_county_conferred(here, honour) -> None:
    own = moved(
        honour,
        here,
        conferred_by=COUNTY_BUREAU,
        unit=COUNTY_EDUCATION,
        level=Level.COUNTY,
    )
    case = county_case(here, own)
    approve_revocation(
        case, document=REVOKED_BY, reason="直接撤销。", by=here.principal, on=REVOKED
    )
    assert again(own).state == HonourState.REVOKED


def test_a_county_neither_revokes_nor_clears_nor_takes_up_what_the_city_conferred(
    here, honour
) -> None:
    own = moved(honour, here, conferred_by=LEAD, unit=COUNTY_EDUCATION, level=Level.CITY)
    principal = county_principal(here)
    case = county_case(here, own)
    with pytest.raises(Refusal) as refusal:
        approve_revocation(case, document=REVOKED_BY, reason="同意。", by=principal, on=REVOKED)
    assert codes(refusal) == ["not-the-conferring-authority"]
    assert "第二条" in str(refusal.value.findings[0].citation)
    with pytest.raises(Refusal) as refusal:
        dismiss_revocation(case, reason="不撤。", by=principal)
    assert codes(refusal) == ["not-the-conferring-authority"]
    assert again(own).state == HonourState.IN_FORCE
    dismiss_revocation(case, reason="情节轻微。", by=here.principal)
    other = draft_revocation(
        own,
        GROUND,
        papers=PAPERS,
        reported_by=here[COUNTY_EDUCATION],
        by=here.county_examiner,
    )
    with pytest.raises(Refusal) as refusal:
        initiate_revocation(other, reason="直接办。", by=here.county_examiner)
    assert codes(refusal) == ["not-the-conferring-authority"]


def test_a_city_does_not_revoke_what_the_province_conferred(here, honour) -> None:
    own = moved(honour, here, conferred_by=LEAD, unit=EDUCATION, level=Level.PROVINCE)
    case = check_revocation(reported(here, own), reason="属实。", by=here.examiner)
    with pytest.raises(Refusal) as refusal:
        approve_revocation(
            case, document=REVOKED_BY, reason="同意。", by=here.principal, on=REVOKED
        )
    assert codes(refusal) == ["not-the-conferring-authority"]


def test_whoever_checked_does_not_approve_and_a_filer_approves_nothing(here, honour) -> None:
    case = check_revocation(reported(here, honour), reason="属实。", by=here.examiner)
    factories.appointed(
        here.here, here.examiner, Role.PRINCIPAL_LEADER, LEAD, jurisdiction="巴中市"
    )
    with pytest.raises(Refusal):
        approve_revocation(
            case, document=REVOKED_BY, reason="同意。", by=here.examiner, on=REVOKED
        )
    with pytest.raises(PermissionDenied):
        approve_revocation(case, document=REVOKED_BY, reason="同意。", by=here.clerk, on=REVOKED)


def test_a_case_needs_its_ground_its_report_and_its_papers(here, honour) -> None:
    draft = replace(GROUND, ground=RevocationGround.CRIME, report=" ")
    case = draft_revocation(honour, draft, reported_by=here[EDUCATION], by=here.clerk)
    with pytest.raises(Refusal) as refusal:
        report_revocation(case, by=here.head)
    assert codes(refusal) == ["report-missing", "papers-missing"]
    amend_revocation(
        case, replace(GROUND, ground=RevocationGround.CRIME), papers=PAPERS, by=here.clerk
    )
    case = report_revocation(Revocation.objects.get(pk=case.pk), by=here.head)
    with pytest.raises(Refusal) as refusal:
        amend_revocation(case, GROUND, by=here.clerk)
    assert codes(refusal) == ["revocation-has-left"]
    case = check_revocation(case, reason="属实。", by=here.examiner)
    with pytest.raises(Refusal) as refusal:
        approve_revocation(case, document=" ", reason="同意。", by=here.principal, on=REVOKED)
    assert codes(refusal) == ["document-missing"]
    with pytest.raises(Refusal) as refusal:
        approve_revocation(
            case, document="同意撤销", reason="同意。", by=here.principal, on=REVOKED
        )
    assert codes(refusal) == ["document-number-year"]
    assert refusal.value.findings[0].field == "document"


@pytest.mark.parametrize(
    ("kind", "ground"),
    [
        (CandidateKind.PERSON, RevocationGround.COLLECTIVE_OFFENCE),
        (CandidateKind.COLLECTIVE, RevocationGround.DISMISSAL),
    ],
)
def test_a_ground_fits_whoever_holds_the_honour(here, honour, kind, ground) -> None:
    Honour.objects.filter(pk=honour.pk).update(kind=kind)
    with pytest.raises(Refusal) as refusal:
        reported(here, again(honour), replace(GROUND, ground=ground))
    assert codes(refusal) == ["ground-does-not-fit"]


def test_nobody_opens_a_second_case_nor_one_for_another_unit_nor_for_what_fell(
    here, honour
) -> None:
    with pytest.raises(Refusal) as refusal:
        draft_revocation(honour, GROUND, reported_by=here[COUNTY_EDUCATION], by=here.county_clerk)
    assert codes(refusal) == ["not-the-holders-unit"]
    with pytest.raises(PermissionDenied):
        draft_revocation(honour, GROUND, reported_by=here[EDUCATION], by=here.county_clerk)
    case = reported(here, honour)
    with pytest.raises(Refusal) as refusal:
        reported(here, honour)
    assert codes(refusal) == ["revocation-under-way"]
    case = check_revocation(case, reason="属实。", by=here.examiner)
    for day, code in ((date(2010, 1, 1), "date-too-early"), (date(2999, 1, 1), "date-to-come")):
        with pytest.raises(Refusal) as refusal:
            approve_revocation(
                case, document=REVOKED_BY, reason="同意。", by=here.principal, on=day
            )
        assert codes(refusal) == [code]
    approve_revocation(case, document=REVOKED_BY, reason="同意。", by=here.principal, on=REVOKED)
    with pytest.raises(Refusal) as refusal:
        reported(here, honour)
    assert codes(refusal) == ["honour-fell-already"]


def test_a_case_that_is_dismissed_leaves_the_honour_standing(here, honour) -> None:
    case = dismiss_revocation(reported(here, honour), reason="查无实据。", by=here.examiner)
    assert case.state == RevocationState.DISMISSED
    assert again(honour).state == HonourState.IN_FORCE


def test_the_papers_are_opened_by_the_chain_alone_and_the_book_says_by_whom(here, honour) -> None:
    case = reported(here, honour)
    key = attachments_of(case.subject()).get().pk
    assert open_revocation_paper(case, key, by=here.examiner).pk == key
    assert entries_about(case.subject()).filter(verb="commendations.revocation.open_paper")
    with pytest.raises(PermissionDenied):
        open_revocation_paper(case, key, by=here.county_clerk)


def test_cases_are_followed_by_those_they_concern_and_by_nobody_else(here, honour) -> None:
    case = reported(here, honour)
    member = factories.official(here.here, Role.CONFERENCE_MEMBER, LEAD, jurisdiction="巴中市")
    seen = {
        user.username: visible_revocations(mandate_of(user)).filter(pk=case.pk).exists()
        for user in (here.clerk, here.examiner, here.county_clerk, member)
    }
    assert list(seen.values()) == [True, True, False, False]
    assert not visible_revocations(mandate_of(here.here.system_administrator)).exists()


def test_what_comes_back_is_written_down_once_it_came(here, honour) -> None:
    revoked(here, honour)
    recovery = honour.recoveries.get(thing=RecoveredThing.CERTIFICATE)
    with pytest.raises(Refusal) as refusal:
        note_recovery(recovery, on=date(2011, 1, 1), by=here.examiner)
    assert codes(refusal) == ["date-too-early"]
    note_recovery(recovery, on=date(2011, 6, 1), by=here.examiner)
    assert again(honour).certificate.returned_on == date(2011, 6, 1)
    money = honour.recoveries.get(thing=RecoveredThing.PRIZE_MONEY)
    note_recovery(money, on=date(2011, 6, 1), remarks="未发放奖金。", by=here.examiner)
    assert money.remarks == "未发放奖金。"
    with pytest.raises(PermissionDenied):
        note_recovery(money, on=date(2011, 6, 1), by=here.clerk)
    assert entries_about(honour.subject()).filter(verb="commendations.honour.recover").exists()


def test_units_report_what_became_of_holders(here, honour) -> None:
    event = report_life_event(
        honour,
        LifeEventKind.RETIRED,
        on=date(2012, 3, 1),
        remarks=" 到龄退休 ",
        by=here.clerk,
    )
    assert event.remarks == "到龄退休"
    report_life_event(honour, LifeEventKind.ABROAD, on=date(2013, 3, 1), by=here.examiner)
    for day, code in ((date(2999, 1, 1), "date-to-come"), (date(2009, 1, 1), "date-too-early")):
        with pytest.raises(Refusal) as refusal:
            report_life_event(honour, LifeEventKind.DECEASED, on=day, by=here.clerk)
        assert codes(refusal) == [code]
    with pytest.raises(PermissionDenied):
        report_life_event(
            honour, LifeEventKind.DECEASED, on=date(2012, 1, 1), by=here.county_clerk
        )
