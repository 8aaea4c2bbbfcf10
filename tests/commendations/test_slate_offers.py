"""What the pages of a list tell and offer: nothing that is refused, everything that is needed."""

import pytest
import time_machine
from django.urls import reverse

from honours.commendations.models.editions import Edition
from honours.commendations.models.nominations import Person
from honours.commendations.models.slates import Slate
from honours.commendations.operations.choosing import ExcessMeasure, record_excess
from honours.commendations.operations.judging import judge_flag
from honours.commendations.operations.signing import accept_slate, return_slate, sign_slate
from honours.commendations.operations.slates import (
    SlateKey,
    compose_slate,
    open_slate,
    submit_slate,
)
from honours.commendations.queries.slate_board import deeds_open_on, lists_to_judge
from honours.commendations.vocabulary import EditionState, Tier
from honours.config.commending import commending_waits
from honours.directory.permissions import mandate_of
from honours.directory.vocabulary import Role
from honours.kernel.verdicts import Refusal
from honours.quotas.vocabulary.places import CandidateKind
from tests import factories
from tests.commendations.climbing import (
    REVIEWED,
    city_slate,
    county_slate,
    submitted_slate,
    unit_slate,
)
from tests.commendations.nominees import SEPTEMBER, member_over, submitted
from tests.commendations.town import COUNTY_EDUCATION, EDUCATION, LEAD

CHANGED = {"rank": "乡科级正职", "ranks": "2006年1月 县处级副职\n2010年8月 乡科级正职"}
WHY = "请补一名一线人选。"
FOUND = "已调阅任免文件，属正常改任。"


def codes(refusal) -> list[str]:
    return [finding.code for finding in refusal.value.findings]


def url(name, *args) -> str:
    return reverse(f"commendations:{name}", args=args)


def page(client, user, address) -> str:
    client.force_login(user)
    with time_machine.travel(SEPTEMBER):
        return client.get(address).content.decode()


@pytest.fixture
def waiting(here, edition) -> Slate:
    one = submitted(edition, here[COUNTY_EDUCATION], here.county_clerk)
    return submitted_slate(here, edition, [one])


@pytest.fixture
def flagged(here, edition) -> Slate:
    """A list of the city on its leader's desk; the same was judged on the unit's list before."""
    one = submitted(edition, here[EDUCATION], here.clerk, name="向明月", **CHANGED)
    slate = unit_slate(here, edition, [one], unit=EDUCATION)
    judge_flag(slate.flags.get(), FOUND, by=here.examiner)
    key = SlateKey(edition, here[LEAD], CandidateKind.PERSON, Tier.CITY, here["巴中市"])
    with time_machine.travel(SEPTEMBER, tick=False):
        accept_slate(slate, by=here.examiner)
        city = open_slate(key, by=here.examiner)
        compose_slate(city, [one], by=here.examiner)
        return submit_slate(city, by=here.examiner)


def test_whoever_composes_reads_who_returned_the_list_when_and_why(here, waiting, client) -> None:
    address = url("slate", waiting.pk)
    assert "退回：" not in page(client, here.county_clerk, address)
    with time_machine.travel(SEPTEMBER, tick=False):
        return_slate(waiting, reason=WHY, by=here.county_head)
    told = page(client, here.county_clerk, address)
    assert f"退回：{WHY}" in told
    assert here.county_head.name in told
    assert "办理经过" in told
    with time_machine.travel(SEPTEMBER, tick=False):
        submit_slate(Slate.objects.get(pk=waiting.pk), by=here.county_clerk)
    assert f"退回：{WHY}" not in page(client, here.county_head, address)


def test_lists_of_an_edition_that_is_over_are_read_and_nothing_else(
    here, edition, waiting, client
) -> None:
    signed = sign_slate(waiting, opinion="同意推荐。", by=here.county_head, on=REVIEWED)
    assert deeds_open_on(signed, mandate_of(here.county_examiner)).send_back
    for state in (EditionState.DECIDED, EditionState.ARCHIVED, EditionState.CANCELLED):
        Edition.objects.filter(pk=edition.pk).update(state=state)
        shown = page(client, here.county_examiner, url("slate", signed.pk))
        for name in ("return_slate", "accept_slate"):
            assert url(name, signed.pk) not in shown
        with pytest.raises(Refusal) as refusal:
            return_slate(signed, reason=WHY, by=here.county_examiner)
        assert codes(refusal) == ["edition-is-over"]


def test_a_list_that_the_county_has_reported_is_not_offered_for_return(
    here, edition, waiting, client
) -> None:
    address = url("return_slate", waiting.pk)
    one = waiting.lines.get().nomination
    signed = sign_slate(waiting, opinion="同意推荐。", by=here.county_head, on=REVIEWED)
    assert address in page(client, here.county_examiner, url("slate", signed.pk))
    county_slate(here, edition, [one])
    assert address not in page(client, here.county_examiner, url("slate", signed.pk))


def test_nobody_takes_over_the_citys_signed_list(here, edition, client) -> None:
    one = submitted(edition, here[EDUCATION], here.clerk)
    unit_slate(here, edition, [one], unit=EDUCATION)
    signed = city_slate(here, edition, [one], "first")
    shown = page(client, here.examiner, url("slate", signed.pk))
    assert url("accept_slate", signed.pk) not in shown
    assert url("return_slate", signed.pk) in shown
    with pytest.raises(Refusal) as refusal:
        accept_slate(signed, by=here.examiner)
    assert codes(refusal) == ["nobody-above-the-city"]


def test_flags_of_the_city_wait_on_the_desk_of_another_examiner(here, flagged, client) -> None:
    second = factories.official(here.here, Role.EXAMINER, LEAD, jurisdiction="巴中市")
    assert lists_to_judge(mandate_of(second)) == [flagged]
    for nobody in (here.examiner, here.leader, here.county_examiner, here.clerk):
        assert lists_to_judge(mandate_of(nobody)) == []
    waits = commending_waits(mandate_of(second), today=SEPTEMBER.date())
    assert [one.what_next for one in waits if one.url == url("slate", flagged.pk)] == [
        "核查名单上的提示"
    ]
    assert "有提示待核查" in page(client, second, url("slates"))
    assert "待上级核查" not in page(client, here.examiner, url("slate", flagged.pk))
    judge_flag(flagged.flags.get(), FOUND, by=second)
    assert lists_to_judge(mandate_of(second)) == []


def test_the_page_of_a_flag_names_whom_it_is_about_and_what_was_found_before(
    here, flagged, client
) -> None:
    address = url("judge_flag", flagged.pk, flagged.flags.get().pk)
    shown = page(client, here.leader, address)
    assert "向明月" in shown
    assert FOUND in shown
    assert "向明月" not in page(client, member_over(here), address)


def test_who_signs_without_a_notice_is_told_that_it_is_too_late_afterwards(
    here, edition, waiting, client
) -> None:
    Edition.objects.filter(pk=edition.pk).update(procedure="单位公示五个工作日后报送。")
    shown = page(client, here.county_head, url("sign_slate", waiting.pk))
    assert "还没有单位公示" in shown
    assert "签批以后不能补办" in shown
    assert "单位公示五个工作日后报送。" in shown
    assert "最小调整方案" not in shown
    client.force_login(here.county_head)
    with time_machine.travel(SEPTEMBER):
        done = client.post(url("sign_slate", waiting.pk), {"opinion": "同意推荐。"})
    assert done.status_code == 302


def test_a_broken_ratio_leads_from_signing_to_the_smallest_change(here, edition, client) -> None:
    one = submitted(edition, here[COUNTY_EDUCATION], here.county_clerk, rank="县处级副职")
    slate = submitted_slate(here, edition, [one])
    shown = page(client, here.county_head, url("sign_slate", slate.pk))
    assert url("slate_proposal", slate.pk) in shown
    with pytest.raises(Refusal) as refusal:
        accept_slate(slate, by=here.county_examiner)
    assert (
        refusal.value.findings[0].remedy
        == "现在可以办理：签批报送（单位负责人）、签批报送（分管领导）。"
    )


def test_a_list_within_ratio_is_not_dealt_with_as_one_over_it(here, waiting, client) -> None:
    signed = sign_slate(waiting, opinion="同意推荐。", by=here.county_head, on=REVIEWED)
    address = url("slate_excess", signed.pk)
    assert address not in page(client, here.county_examiner, url("slate", signed.pk))
    client.force_login(here.county_examiner)
    refused = client.get(address)
    assert refused.status_code == 422
    assert "没有超出名额" in refused.content.decode()
    with pytest.raises(Refusal) as refusal:
        record_excess(signed, ExcessMeasure((), "批评。"), by=here.county_examiner)
    assert codes(refusal) == ["slate-within-ratio"]


def test_no_list_passes_while_a_ratio_cannot_be_judged(here, waiting) -> None:
    number = waiting.lines.get().nomination.number
    signed_by = {"opinion": "同意推荐。", "by": here.county_head, "on": REVIEWED}
    Person.objects.update(rank="")
    for insistence in ("", "事迹突出。"):
        with pytest.raises(Refusal) as refusal:
            sign_slate(waiting, insistence=insistence, **signed_by)
        (found,) = (one for one in refusal.value.findings if one.code == "ratio-missing")
        assert found.remedy == f"请退回，由推荐单位补填：{number}的行政级别。"
