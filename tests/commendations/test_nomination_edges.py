"""Nominations at their edges: rows that come and go, strangers, files, bars, earlier honours."""

from datetime import date

import pytest
import time_machine
from django.core.exceptions import PermissionDenied

from honours.commendations.models.editions import ConsentText
from honours.commendations.models.nominations import (
    Collective,
    Consent,
    Nomination,
    PastHonour,
    RankChange,
    StaffVote,
)
from honours.commendations.operations.editions import RulePlan, open_edition, set_rules
from honours.commendations.operations.nominations import (
    begin_nomination,
    return_nomination,
    save_nomination,
    submit_nomination,
    withdraw_nomination,
)
from honours.commendations.operations.papers import (
    add_paper,
    open_paper,
    remove_paper,
    show_numbers,
    withdraw_consent,
)
from honours.commendations.operations.printing import print_nomination, round_of
from honours.commendations.operations.recommending import verdicts_on_signing
from honours.commendations.queries.candidates import nomination_facts
from honours.commendations.queries.nominations import may_know, may_name, visible_nominations
from honours.commendations.queries.terms import rules_for, terms_of
from honours.commendations.vocabulary import NominationState, PaperKind, Round, RuleKind
from honours.directory.permissions import Mandate, mandate_of
from honours.kernel.verdicts import Refusal
from honours.privacy.models import Attachment
from honours.quotas.ratios.bars import Bar
from honours.quotas.ratios.conditions import Aspect, Between
from honours.quotas.ratios.storing import bar_to_json
from honours.quotas.vocabulary.people import Rank
from honours.quotas.vocabulary.places import CandidateKind
from tests.commendations.nominees import SEPTEMBER, account, filed, filed_collective, submitted
from tests.commendations.town import COUNTY_EDUCATION, OPENED
from tests.privacy.conftest import picture

BAR = Bar("bureau-heads", "厅局级不参评", Between(Aspect.RANK, lowest=Rank.DEPUTY_BUREAU))
VOTE = {
    "vote_kind": "职工代表大会",
    "held_on": "2010-09-01",
    "eligible": "80",
    "present": "76",
    "in_favour": "70",
}


@pytest.fixture(autouse=True)
def september():
    with time_machine.travel(SEPTEMBER):
        yield


@pytest.fixture
def unit(here):
    return here[COUNTY_EDUCATION]


@pytest.fixture
def draft(here, edition, unit):
    return filed(edition, unit, here.county_clerk, **VOTE).nomination


def save(here, nomination, **texts):
    version = Nomination.objects.get(pk=nomination.pk).version
    return save_nomination(nomination, texts, version=version, by=here.county_clerk)


def codes(refusal) -> list[str]:
    return [finding.code for finding in refusal.value.findings]


def test_the_vote_is_kept_and_corrected(here, draft):
    save(here, draft, in_favour="71", leadership_met_on="2010-09-02")
    vote = StaffVote.objects.get()
    assert (vote.in_favour, vote.leadership_met_on) == (71, date(2010, 9, 2))


def test_past_honours_and_ranks_are_replaced_as_a_whole(here, draft):
    save(
        here,
        draft,
        past_honours="2005年5月 通江县人民政府 优秀教师 县级；2008年5月 巴中市教育局 标兵 市级",
        ranks="2003-01 乡科级副职\n2008-02 乡科级正职",
    )
    save(here, draft, past_honours="2008年5月 巴中市教育局 标兵 市级", ranks="")
    assert [one.title for one in PastHonour.objects.all()] == ["标兵"]
    assert not RankChange.objects.exists()


def test_ranks_alone_make_a_person_to_hold_them(here, edition, unit):
    empty = begin_nomination(edition, unit, CandidateKind.PERSON, by=here.county_clerk)
    save(here, empty, ranks="2003-01 乡科级副职")
    assert RankChange.objects.get().person.nomination == empty


def test_a_collective_that_stands_in_the_tree_is_known_as_that_body(here, edition, unit):
    made = filed_collective(edition, unit, here.county_clerk, collective_name=str(unit))
    assert made.nomination.unit_organization == unit
    save(here, made.nomination, collective_name="高一教研组", nature="机关")
    made.nomination.refresh_from_db()
    assert made.nomination.unit_organization is None
    assert Collective.objects.get().nature == "organ"


def test_consent_is_given_to_the_newest_text_and_may_be_cleared_while_it_stands(here, draft):
    save(here, draft, consent_given_on="2010-09-05")
    assert Consent.objects.get().text.version == 1
    save(here, draft, consent_given_on="")
    assert not Consent.objects.exists()


def test_a_consent_that_was_taken_back_stays_on_record(here, draft):
    save(here, draft, consent_given_on="2010-09-05")
    withdraw_consent(draft, on=date(2010, 9, 6), by=here.county_clerk)
    save(here, draft, consent_given_on="")
    assert Consent.objects.get().withdrawn_on == date(2010, 9, 6)
    with pytest.raises(Refusal) as refusal:
        withdraw_consent(draft, on=date(2010, 9, 7), by=here.county_clerk)
    assert codes(refusal) == ["no-consent-to-withdraw"]


def test_no_consent_without_a_text_to_agree_to(here, draft):
    save(here, draft, consent_given_on="")
    ConsentText.objects.all().delete()
    with pytest.raises(Refusal) as refusal:
        save(here, draft, consent_given_on="2010-09-05")
    assert codes(refusal) == ["consent-text-missing"]


def test_what_has_left_the_filer_is_not_written_on_and_takes_no_papers(here, edition, unit):
    handed_on = submitted(edition, unit, here.county_clerk)
    with pytest.raises(Refusal) as refusal:
        save(here, handed_on, post="校长")
    assert codes(refusal) == ["nomination-has-left"]
    Nomination.objects.filter(pk=handed_on.pk).update(state=NominationState.RECOMMENDED)
    with pytest.raises(Refusal) as refusal:
        paper(here, handed_on)
    assert codes(refusal) == ["nomination-has-left"]


def paper(here, nomination, kind=PaperKind.PHOTO):
    return add_paper(
        nomination, kind, file_name="照片.jpg", content=picture(), by=here.county_clerk
    )


def test_a_new_photograph_takes_the_place_of_the_old_one(here, edition, unit):
    empty = begin_nomination(edition, unit, CandidateKind.PERSON, by=here.county_clerk)
    first, second = paper(here, empty), paper(here, empty)
    assert list(Attachment.objects.all()) == [second] != [first]
    remove_paper(empty, second, by=here.county_clerk)
    assert not Attachment.objects.exists()


def test_other_papers_lie_side_by_side(here, draft):
    paper(here, draft, PaperKind.MINUTES)
    paper(here, draft, PaperKind.HOUSEHOLD)
    facts = nomination_facts(draft)
    assert facts.papers == {PaperKind.PHOTO, PaperKind.MINUTES, PaperKind.HOUSEHOLD}


@pytest.mark.parametrize("deed", [show_numbers, print_nomination])
def test_strangers_see_and_print_nothing(here, draft, deed):
    with pytest.raises(PermissionDenied):
        deed(draft, by=here.clerk)


def test_strangers_open_no_paper(here, draft):
    kept = paper(here, draft)
    with pytest.raises(PermissionDenied):
        open_paper(draft, kept.pk, by=here.clerk)


def test_a_withdrawn_draft_held_no_place(here, draft):
    withdraw_nomination(draft, reason="填重了。", by=here.county_head)
    assert draft.state == NominationState.WITHDRAWN


def test_only_the_returner_sends_back(here, edition, unit):
    nomination = submitted(edition, unit, here.county_clerk)
    with pytest.raises(PermissionDenied):
        return_nomination(
            nomination, to=NominationState.DRAFT, reason="再写。", by=here.county_clerk
        )


def test_the_head_does_not_sign_for_himself(here, edition, unit):
    head = here.county_head.name
    nomination = submitted(edition, unit, here.county_clerk, name=head, account=account("何清"))
    (verdict,) = verdicts_on_signing([nomination], by=here.county_head).values()
    assert [one.code for one in verdict.findings if one.is_blocking] == ["nominates-oneself"]
    (other,) = verdicts_on_signing([nomination], by=here.county_leader).values()
    assert other.passed
    assert verdicts_on_signing([], by=here.county_head) == {}


def test_a_bar_of_the_edition_is_judged_with_the_clause_it_rests_on(here, unit):
    planned = here.planned()
    rule = RulePlan(RuleKind.BAR, BAR.name, bar_to_json(BAR), "川评组办〔2010〕8号", "二")
    set_rules(planned, [rule], by=here.examiner)
    before = terms_of(planned)
    edition = open_edition(planned, by=here.leader, on=OPENED)
    after = terms_of(edition)
    assert before.bars == after.bars
    assert str(after.bars[0].citation) == "川评组办〔2010〕8号二"
    assert before.titles == after.titles
    assert rules_for(edition).on == OPENED
    barred = filed(edition, unit, here.county_clerk, rank="厅局级副职", is_leading="是").nomination
    with pytest.raises(Refusal) as refusal:
        submit_nomination(barred, by=here.county_clerk)
    assert "barred-bureau-heads" in codes(refusal)


def test_the_second_round_is_printed_with_places_for_seals(here, edition, draft):
    assert round_of(draft) is Round.FIRST
    draft.state = NominationState.FIRST_REVIEWED
    assert round_of(draft) is Round.SECOND
    edition.has_second_round = False
    draft.edition, draft.state = edition, NominationState.DRAFT
    assert round_of(draft) is Round.SECOND


def test_without_a_post_nothing_is_seen_or_known(draft):
    nobody = Mandate(())
    assert not visible_nominations(nobody).exists()
    assert not may_know(nobody, draft.organization)
    assert not may_name(nobody, draft.organization)


def test_a_city_unit_sees_the_region_it_lies_in(here, edition, unit):
    begun = begin_nomination(edition, unit, CandidateKind.PERSON, by=here.county_clerk)
    assert begun.region == here["通江县"]
    assert mandate_of(here.county_clerk).reaches(begun.organization)


def test_a_unit_outside_the_region_puts_nobody_forward(here, unit):
    planned = here.planned()
    planned.region = here["巴州区"]
    planned.save()
    edition = open_edition(planned, by=here.leader, on=OPENED)
    with pytest.raises(Refusal) as refusal:
        begin_nomination(edition, unit, CandidateKind.PERSON, by=here.county_clerk)
    assert codes(refusal) == ["unit-outside-the-region"]
