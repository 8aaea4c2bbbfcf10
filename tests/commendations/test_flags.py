"""What on a list a person has to look at: raised on submission, judged by another's eyes."""

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from honours.audit.queries import entries_about
from honours.commendations.models.filings import FiledRank
from honours.commendations.models.slates import Slate, SlateFlag
from honours.commendations.operations.flags import raise_flags
from honours.commendations.operations.judging import judge_flag
from honours.commendations.operations.nominations import (
    return_nomination,
    save_nomination,
    submit_nomination,
)
from honours.commendations.operations.signing import accept_slate, return_slate, sign_slate
from honours.commendations.operations.slates import (
    SlateKey,
    compose_slate,
    locked_slate,
    open_slate,
    submit_slate,
)
from honours.commendations.queries.slates import roster_of
from honours.commendations.vocabulary import NominationState, Round, Tier
from honours.directory.vocabulary import Role
from honours.kernel.verdicts import Refusal
from honours.quotas.vocabulary.people import Rank
from honours.quotas.vocabulary.places import CandidateKind
from tests import factories
from tests.commendations.climbing import REVIEWED, submitted_slate, unit_slate
from tests.commendations.nominees import SEPTEMBER, identity_number, person, submitted
from tests.commendations.town import COUNTY_BUREAU, COUNTY_EDUCATION, EDUCATION, LEAD

CHANGED = {"rank": "乡科级正职", "ranks": "2006年1月 县处级副职\n2010年8月 乡科级正职"}
RANK, TWO = "rank-changed-before-filing", "person-under-two-units"
FOUND = "已调阅任免文件，属正常改任。"


def codes(refusal) -> list[str]:
    return [finding.code for finding in refusal.value.findings]


def flags_of(slate) -> list[SlateFlag]:
    return list(slate.flags.order_by("pk"))


@pytest.fixture
def unit(here):
    return here[COUNTY_EDUCATION]


@pytest.fixture
def second_examiner(here):
    return factories.official(here.here, Role.EXAMINER, LEAD, jurisdiction="巴中市")


def submitted_by(here, key, nominations, *, by) -> Slate:
    with time_machine.travel(SEPTEMBER, tick=False):
        slate = open_slate(key, by=by)
        compose_slate(slate, nominations, by=by)
        return submit_slate(slate, by=by)


@pytest.fixture
def county_list(here, edition, unit):
    """A change of rank, judged by the county on the unit's list, flagged again on its own."""
    one = submitted(edition, unit, here.county_clerk, **CHANGED)
    slate = unit_slate(here, edition, [one])
    (flag,) = flags_of(slate)
    judge_flag(flag, FOUND, by=here.county_examiner)
    key = SlateKey(edition, here[COUNTY_BUREAU], CandidateKind.PERSON, Tier.COUNTY, here["通江县"])
    with time_machine.travel(SEPTEMBER, tick=False):
        accept_slate(slate, by=here.county_examiner)
        return submitted_by(here, key, [one], by=here.county_examiner)


@pytest.fixture
def city_list(here, edition, county_list):
    """The city's own list on the desk of its leader, with the change of rank on it."""
    with time_machine.travel(SEPTEMBER, tick=False):
        signed = sign_slate(county_list, opinion="同意上报。", by=here.county_leader)
    (flag,) = flags_of(signed)
    judge_flag(flag, FOUND, by=here.examiner)
    key = SlateKey(edition, here[LEAD], CandidateKind.PERSON, Tier.CITY, here["巴中市"])
    slate = open_slate(key, by=here.examiner)
    compose_slate(slate, [flag.nomination], by=here.examiner)
    return submit_slate(slate, by=here.examiner, on=SEPTEMBER.date())


def test_a_countys_flags_wait_for_the_city_and_do_not_hold_its_leader_up(
    here, county_list
) -> None:
    (flag,) = flags_of(county_list)
    with pytest.raises(Refusal) as early:
        judge_flag(flag, FOUND, by=here.examiner)
    assert codes(early) == ["not-judged-now"]
    with time_machine.travel(SEPTEMBER, tick=False):
        signed = sign_slate(county_list, opinion="同意上报。", by=here.county_leader)
    for nobody in (here.county_examiner, here.county_leader, here.leader):
        with pytest.raises(PermissionDenied):
            judge_flag(flag, FOUND, by=nobody)
    with pytest.raises(Refusal) as unjudged:
        accept_slate(signed, by=here.examiner)
    assert codes(unjudged) == ["flags-unjudged"]
    judge_flag(flag, FOUND, by=here.examiner)
    assert accept_slate(signed, by=here.examiner).state == "accepted"


def test_the_citys_own_list_is_not_signed_before_its_flags_are_judged(
    here, city_list, second_examiner
) -> None:
    (flag,) = flags_of(city_list)
    assert flag.code == RANK
    with pytest.raises(Refusal) as refusal:
        sign_slate(city_list, opinion="同意。", by=here.leader, on=REVIEWED)
    assert codes(refusal) == ["flags-unjudged"]
    judged = judge_flag(flag, FOUND, by=second_examiner)
    assert judged.judged_by == second_examiner.username
    assert entries_about(city_list.subject()).latest("pk").detail["flag"] == flag.pk
    assert sign_slate(city_list, opinion="同意。", by=here.leader, on=REVIEWED).state == "signed"


def test_who_composed_the_citys_list_does_not_judge_it_and_its_leader_may(here, city_list) -> None:
    (flag,) = flags_of(city_list)
    with pytest.raises(Refusal) as own:
        judge_flag(flag, FOUND, by=here.examiner)
    assert codes(own) == ["maker-is-checker"]
    for nobody in (here.county_examiner, here.county_leader, here.clerk, here.principal):
        with pytest.raises(PermissionDenied):
            judge_flag(flag, FOUND, by=nobody)
    with pytest.raises(Refusal) as wordless:
        judge_flag(flag, " ", by=here.leader)
    assert codes(wordless) == ["judgement-missing"]
    judge_flag(flag, FOUND, by=here.leader)
    with pytest.raises(Refusal) as twice:
        judge_flag(flag, FOUND, by=here.leader)
    assert codes(twice) == ["judged-already"]
    assert flags_of(city_list)[0].judgement == FOUND


def test_whoever_touched_the_list_once_does_not_judge_it(here, city_list, second_examiner) -> None:
    one = city_list.lines.get().nomination
    back = return_slate(city_list, reason="核对次序。", by=here.leader)
    compose_slate(back, [one], by=second_examiner)
    again = submit_slate(back, by=here.examiner, on=SEPTEMBER.date())
    (flag,) = flags_of(again)
    for maker in (here.examiner, second_examiner):
        with pytest.raises(Refusal) as own:
            judge_flag(flag, FOUND, by=maker)
        assert codes(own) == ["maker-is-checker"]


def test_the_page_of_the_citys_list_offers_the_judgement_to_others_than_its_composer(
    here, city_list, client
) -> None:
    page = reverse("commendations:slate", args=[city_list.pk])
    address = reverse("commendations:judge_flag", args=[city_list.pk, flags_of(city_list)[0].pk])
    client.force_login(here.examiner)
    seen = client.get(page).content.decode()
    assert address not in seen
    assert "签批前由编排人以外的人员核查" in seen
    assert client.post(address, {"judgement": FOUND}).status_code == 422
    client.force_login(here.leader)
    assert address in client.get(page).content.decode()
    sign = reverse("commendations:sign_slate", args=[city_list.pk])
    refused = client.post(sign, {"opinion": "同意。"})
    assert refused.status_code == 422
    assert "还有1条提示没有核查结论" in refused.content.decode()
    assert client.post(address, {"judgement": FOUND}).status_code == 302
    assert FOUND in client.get(page).content.decode()


def refiled(here, nomination, **texts):
    """Back to the unit's clerk, changed, and on the head's desk again."""
    with time_machine.travel(SEPTEMBER, tick=False):
        draft = return_nomination(
            nomination, to=NominationState.DRAFT, reason="请核对级别。", by=here.county_head
        )
        draft.refresh_from_db()
        save_nomination(draft, texts, version=draft.version, by=here.county_clerk)
        return submit_nomination(draft, by=here.county_clerk)


def test_a_nomination_refiled_with_another_rank_is_flagged_though_the_form_tells_nothing(
    here, edition, unit
) -> None:
    one = submitted(edition, unit, here.county_clerk, rank="县处级副职")
    slate = submitted_slate(here, edition, [one])
    assert flags_of(slate) == []
    back = return_slate(slate, reason="县处级干部偏多。", by=here.county_head)
    one = refiled(here, one, rank="乡科级正职")
    with time_machine.travel(SEPTEMBER, tick=False):
        compose_slate(back, [one], by=here.county_clerk)
        submit_slate(back, by=here.county_clerk)
    (flag,) = flags_of(slate)
    assert (flag.code, flag.nomination) == (RANK, one)
    assert "“县处级副职”" in flag.message
    assert "“乡科级正职”" in flag.message
    assert [Rank(row.rank) for row in FiledRank.objects.all()] == [
        Rank.DEPUTY_DIVISION,
        Rank.SECTION,
    ]


def test_what_was_judged_is_not_asked_again_and_what_is_new_is(here, edition, unit) -> None:
    one = submitted(edition, unit, here.county_clerk, **CHANGED)
    slate = unit_slate(here, edition, [one])
    judge_flag(flags_of(slate)[0], FOUND, by=here.county_examiner)
    with time_machine.travel(SEPTEMBER, tick=False):
        back = return_slate(slate, reason="核对次序。", by=here.county_examiner)
        submit_slate(back, by=here.county_clerk)
    assert [flag.judgement for flag in flags_of(slate)] == [FOUND]
    back = return_slate(back, reason="核对级别。", by=here.county_head)
    one = refiled(here, one, rank="乡科级副职", ranks="")
    with time_machine.travel(SEPTEMBER, tick=False):
        compose_slate(back, [one], by=here.county_clerk)
        submit_slate(back, by=here.county_clerk)
    assert [bool(flag.judged_on) for flag in flags_of(slate)] == [True, False]


def test_the_rank_of_a_former_edition_is_remembered_by_the_identity_number(here, unit) -> None:
    number = identity_number()
    former = here.opened()
    told = {"identity_number": number, "name": "向明月"}
    before = submitted(former, unit, here.county_clerk, rank="县处级副职", **told)
    submitted_slate(here, former, [before])
    edition = here.opened()
    one = submitted(edition, unit, here.county_clerk, rank="乡科级正职", **told)
    other = submitted(edition, unit, here.county_clerk, rank="乡科级正职")
    slate = submitted_slate(here, edition, [one, other])
    assert [(flag.code, flag.nomination) for flag in flags_of(slate)] == [(RANK, one)]
    assert number not in flags_of(slate)[0].message


def test_both_persons_of_a_couple_are_looked_at(here, unit) -> None:
    spouse = {f"spouse_{code}": text for code, text in person(gender="男").items()}
    spouse["spouse_identity_number"] = identity_number(serial=311)
    former, edition = here.opened(), here.opened()
    for one in (former, edition):
        rank = "县处级副职" if one == former else "无级别"
        couple = submitted(
            one,
            unit,
            here.county_clerk,
            identity_number=identity_number(serial=412),
            composition="夫妻（家庭）",
            **spouse | {"spouse_rank": rank},
        )
        slate = submitted_slate(here, one, [couple])
    (flag,) = flags_of(slate)
    assert flag.message.startswith("第1位（配偶）在")


def test_an_edition_that_watches_no_ranks_asks_nothing(here, unit) -> None:
    edition = here.opened(rank_watch_days=0)
    one = submitted(edition, unit, here.county_clerk, **CHANGED)
    assert flags_of(unit_slate(here, edition, [one])) == []


def test_namesakes_of_one_month_under_two_units_are_shown_to_whoever_reads_either_list(
    here, edition, unit
) -> None:
    same = {"name": "向明月", "born_on": "1970-05"}
    ours = submitted(edition, unit, here.county_clerk, **same)
    theirs = submitted(
        edition, here[EDUCATION], here.clerk, identity_number=identity_number(), **same
    )
    younger = submitted(
        edition,
        unit,
        here.county_clerk,
        name="向明月",
        born_on="1971-05",
        identity_number=identity_number("19710512"),
    )
    first = submitted_slate(here, edition, [younger, ours])
    second = unit_slate(here, edition, [theirs], unit=EDUCATION)
    for slate, one in ((first, ours), (second, theirs)):
        assert [(flag.code, flag.nomination) for flag in flags_of(slate)] == [(TWO, one)]
        assert "向明月" not in flags_of(slate)[0].message


def test_namesakes_within_one_unit_are_nothing_to_see(here, edition, unit) -> None:
    same = {"name": "向明月", "born_on": "1970-05"}
    pair = [
        submitted(edition, unit, here.county_clerk, identity_number=identity_number(), **same)
        for _ in range(2)
    ]
    assert flags_of(submitted_slate(here, edition, pair)) == []


def test_raising_flags_costs_as_many_queries_for_three_as_for_one(here, edition, unit) -> None:
    three = [submitted(edition, unit, here.county_clerk, **CHANGED) for _ in range(3)]
    counts = []
    for listed in (three[:1], three):
        with time_machine.travel(SEPTEMBER, tick=False):
            key = SlateKey(edition, unit, CandidateKind.PERSON, Tier.UNIT, unit)
            slate = open_slate(key, by=here.county_clerk)
            compose_slate(slate, listed, by=here.county_clerk)
            SlateFlag.objects.all().delete()
            FiledRank.objects.all().delete()
            roster = roster_of(locked_slate(slate))
            with CaptureQueriesContext(connection) as asked:
                raise_flags(roster, on=SEPTEMBER.date())
        assert len(flags_of(slate)) == len(listed)
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_the_second_round_of_the_city_is_judged_by_itself(here, edition, city_list) -> None:
    one = city_list.lines.get().nomination
    judge_flag(flags_of(city_list)[0], FOUND, by=here.leader)
    sign_slate(city_list, opinion="同意。", by=here.leader, on=REVIEWED)
    key = SlateKey(
        edition, here[LEAD], CandidateKind.PERSON, Tier.CITY, here["巴中市"], Round.SECOND
    )
    slate = open_slate(key, by=here.examiner)
    compose_slate(slate, [one], by=here.examiner)
    submit_slate(slate, by=here.examiner, on=REVIEWED)
    with pytest.raises(Refusal) as refusal:
        sign_slate(slate, opinion="同意。", by=here.leader, on=REVIEWED)
    assert codes(refusal) == ["flags-unjudged"]
