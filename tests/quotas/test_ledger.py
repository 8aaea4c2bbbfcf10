"""What people do with places: each deed done, refused, forbidden, and told to the book."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext

from honours.audit.models import Entry
from honours.directory.vocabulary import Role
from honours.kernel.verdicts import Refusal
from honours.quotas.models import Account, Claim, Movement
from honours.quotas.operations.holding import (
    Wanted,
    free_places,
    hold_place,
    hold_places,
    release_places,
    use_places,
)
from honours.quotas.operations.issuing import (
    issue_places,
    reallocate_places,
    recall_places,
    return_places,
    sanction_places,
)
from honours.quotas.operations.ledgers import (
    Authorised,
    NewLedger,
    authorise_places,
    open_ledger,
)
from honours.quotas.queries.ledgers import ledger_of
from honours.quotas.queries.standings import claims_of, holders_with, quota_standings
from honours.quotas.vocabulary.places import ClaimStage, MovementVerb, Purpose
from tests import factories
from tests.quotas.town import (
    CITY,
    COLLECTIVE,
    COUNTY,
    COUNTY_EDUCATION,
    EDITION,
    EDUCATION,
    EITHER,
    HEALTH,
    LEAD,
    OTHER_COUNTY,
    PERSON,
    nomination,
    places,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def year():
    return places()


def codes(refusal):
    return [finding.code for finding in refusal.value.findings]


def hold(year, number, organization=COUNTY, kind=PERSON, *, title="", by=None):
    return hold_place(
        EDITION, nomination(number), year[organization], kind, by=by or year.clerk, title=title
    )


def test_a_new_ledger_holds_what_the_plan_gives_and_no_more(year):
    standing = year.standing(LEAD)
    assert (standing.issued, standing.available) == (76, 76)
    assert year.standing(LEAD, COLLECTIVE).available == 21
    source = Account.objects.get(purpose=Purpose.SOURCE, kind=PERSON)
    assert (source.balance, source.authorised) == (-76, 76)
    entry = Entry.objects.get(verb="quotas.ledger.open")
    assert entry.detail == {"edition": EDITION}
    assert Entry.objects.filter(verb="quotas.movement.authorise").count() == 2


def test_an_edition_has_one_ledger(year):
    new = NewLedger(EDITION, "又一个", year[LEAD], year[CITY], "文件")
    with pytest.raises(Refusal) as refusal:
        open_ledger(new, [Authorised(PERSON, 1)], by=year.examiner)
    assert codes(refusal) == ["ledger-open"]


def test_a_ledger_rests_on_a_document_and_has_places(year):
    new = NewLedger("commendations.edition:4", "无文件", year[LEAD], year[CITY], " ")
    with pytest.raises(Refusal) as refusal:
        open_ledger(new, [Authorised(PERSON, 0)], by=year.examiner)
    assert codes(refusal) == ["no-places-named", "document-needed"]


def test_only_those_who_answer_for_the_issuer_open_a_ledger(year):
    new = NewLedger("commendations.edition:4", "越权", year[LEAD], year[CITY], "文件")
    with pytest.raises(PermissionDenied, match="审核"):
        open_ledger(new, [Authorised(PERSON, 1)], by=year.county_examiner)


def test_a_later_document_adds_places(year):
    authorise_places(year.ledger, [Authorised(PERSON, 4)], document="补发", by=year.examiner)
    assert year.standing(LEAD).available == 80
    with pytest.raises(Refusal) as refusal:
        authorise_places(year.ledger, [Authorised(PERSON, 4)], document="", by=year.examiner)
    assert codes(refusal) == ["document-needed"]


def test_places_go_down_one_level_at_a_time(year):
    year.issue(巴州区=5, 巴中市教育局=3)
    issue_places(year.ledger, [year.order(COUNTY_EDUCATION, 2)], by=year.county_examiner)
    above, county, below = (year.standing(name) for name in (LEAD, COUNTY, COUNTY_EDUCATION))
    assert (above.available, above.below) == (68, 8)
    assert (county.issued, county.available, county.below) == (5, 3, 2)
    assert (below.issued, below.available) == (2, 2)


def test_a_county_hands_out_no_more_than_it_got_and_learns_where_its_places_lie(year):
    year.issue(巴州区=2)
    hold(year, 1)
    with pytest.raises(Refusal) as refusal:
        issue_places(year.ledger, [year.order(COUNTY_EDUCATION, 2)], by=year.county_examiner)
    [finding] = refusal.value.findings
    assert finding.code == "not-enough-places"
    assert "只有1个，不能发放2个" in finding.message
    assert "占用1个" in finding.remedy
    assert year.standing(COUNTY_EDUCATION).issued == 0


def test_what_the_giver_lacks_may_lie_unused_below(year):
    year.issue(巴州区=70)
    with pytest.raises(Refusal) as refusal:
        year.issue(通江县=10)
    assert "巴州区70个，可以先收回" in refusal.value.findings[0].remedy


def test_an_allocation_goes_out_whole_or_not_at_all(year):
    orders = [year.order(COUNTY, 40), year.order(OTHER_COUNTY, 40)]
    with pytest.raises(Refusal) as refusal:
        issue_places(year.ledger, orders, by=year.examiner)
    assert codes(refusal) == ["not-enough-places"]
    assert year.standing(COUNTY).issued == 0


def test_nobody_stands_twice_in_one_allocation(year):
    with pytest.raises(Refusal) as refusal:
        issue_places(year.ledger, [year.order(COUNTY, 1), year.order(COUNTY, 2)], by=year.examiner)
    assert codes(refusal) == ["named-twice"]


@pytest.mark.parametrize("name", ["四川省", CITY, LEAD])
def test_places_stay_within_the_region(year, name):
    with pytest.raises(Refusal) as refusal:
        issue_places(year.ledger, [year.order(name, 1)], by=year.examiner)
    assert codes(refusal) == ["outside-the-region"]


def test_a_county_may_not_hand_out_for_the_city(year):
    with pytest.raises(PermissionDenied, match=LEAD):
        issue_places(year.ledger, [year.order(OTHER_COUNTY, 1)], by=year.county_examiner)


def test_the_issuer_takes_back_what_lies_unused(year):
    year.issue(巴州区=5)
    hold(year, 1)
    recall_places(year.ledger, year.order(COUNTY, 4), by=year.examiner, reason="逾期未报")
    county = year.standing(COUNTY)
    assert (county.recalled, county.available, county.held, county.received) == (4, 0, 1, 1)
    assert (year.standing(LEAD).available, year.standing(LEAD).below) == (75, 1)
    with pytest.raises(Refusal) as refusal:
        recall_places(year.ledger, year.order(COUNTY, 1), by=year.examiner, reason="再收回")
    assert codes(refusal) == ["not-enough-places"]


def test_taking_back_needs_a_reason_and_the_giver_s_hand(year):
    year.issue(巴州区=5)
    with pytest.raises(Refusal) as refusal:
        recall_places(year.ledger, year.order(COUNTY, 4), by=year.examiner, reason=" ")
    assert codes(refusal) == ["reason-needed"]
    with pytest.raises(PermissionDenied):
        recall_places(year.ledger, year.order(COUNTY, 4), by=year.county_examiner, reason="自收")


def test_a_unit_gives_back_what_it_does_not_need(year):
    year.issue(巴州区=5)
    return_places(year.ledger, year.order(COUNTY, 2), by=year.clerk, reason="无合适人选")
    assert year.standing(COUNTY).returned == 2
    assert year.standing(LEAD).available == 73
    with pytest.raises(PermissionDenied, match=HEALTH):
        return_places(year.ledger, year.order(HEALTH, 2), by=year.clerk, reason="替人退")


def test_places_shift_between_organizations_of_one_giver(year):
    year.issue(巴州区=5)
    reallocate_places(
        year.ledger, year.order(COUNTY, 2), year[OTHER_COUNTY], by=year.examiner, reason="调剂"
    )
    assert (year.standing(COUNTY).shifted_out, year.standing(COUNTY).available) == (2, 3)
    assert (year.standing(OTHER_COUNTY).shifted_in, year.standing(OTHER_COUNTY).available) == (
        2,
        2,
    )
    assert year.standing(LEAD).below == 5


@pytest.mark.parametrize("to", [COUNTY, COUNTY_EDUCATION])
def test_places_shift_to_nobody_else(year, to):
    year.issue(巴州区=5)
    with pytest.raises(Refusal) as refusal:
        reallocate_places(
            year.ledger, year.order(COUNTY, 1), year[to], by=year.examiner, reason="调剂"
        )
    assert codes(refusal) == ["not-beside"]


def test_a_sanction_takes_places_for_good(year):
    year.issue(巴州区=5)
    order = year.order(COUNTY, 2)
    sanction_places(
        year.ledger, order, by=year.examiner, reason="超比例", document="巴清联办〔2010〕9号"
    )
    county = year.standing(COUNTY)
    assert (county.sanctioned, county.available) == (2, 3)
    assert year.standing(LEAD).available == 71
    with pytest.raises(Refusal) as refusal:
        sanction_places(year.ledger, order, by=year.examiner, reason="", document="")
    assert codes(refusal) == ["reason-needed", "document-needed"]


def test_a_nomination_holds_one_place_however_often_asked(year):
    year.issue(巴州区=2)
    first, again = hold(year, 1), hold(year, 1)
    assert first.pk == again.pk
    assert (year.standing(COUNTY).held, year.standing(COUNTY).available) == (1, 1)
    assert Movement.objects.filter(verb=MovementVerb.HOLD).count() == 1
    entry = Entry.objects.filter(verb="quotas.movement.hold").get()
    assert entry.detail["matter"] == nomination(1)


def test_one_nomination_too_many_is_refused_with_where_the_places_lie(year):
    year.issue(巴州区=2)
    hold(year, 1)
    hold(year, 2)
    use_places(EDITION, [nomination(2)], by=year.examiner)
    with pytest.raises(Refusal) as refusal:
        hold(year, 3)
    [finding] = refusal.value.findings
    assert finding.code == "quota-exceeded"
    assert "共2个，可用0个" in finding.message
    assert "占用1个、已用1个" in finding.remedy
    assert finding.detail["holders"] == nomination(1)
    assert not Claim.objects.filter(matter=nomination(3)).exists()


def test_where_nothing_was_issued_that_is_said(year):
    with pytest.raises(Refusal) as refusal:
        hold(year, 1)
    assert codes(refusal) == ["no-quota"]
    with pytest.raises(Refusal) as refusal:
        hold_place("commendations.edition:9", nomination(1), year[COUNTY], PERSON, by=year.clerk)
    assert codes(refusal) == ["no-ledger"]
    with pytest.raises(Refusal) as refusal:
        ledger_of("commendations.edition:9")
    assert codes(refusal) == ["no-ledger"]


def test_holding_for_others_or_as_an_administrator_is_forbidden(year):
    year.issue(巴中市教育局=2)
    for stranger in (year.clerk, year.here.system_administrator):
        with pytest.raises(PermissionDenied, match=EDUCATION):
            hold(year, 1, EDUCATION, by=stranger)


def test_a_place_for_either_serves_a_collective_or_a_person_but_once():
    year = places(Authorised(EITHER, 1), Authorised(PERSON, 1))
    orders = [year.order(COUNTY, 1, EITHER), year.order(COUNTY, 1)]
    issue_places(year.ledger, orders, by=year.examiner)
    assert hold(year, 1).account.kind == PERSON
    assert hold(year, 2, kind=COLLECTIVE).account.kind == EITHER
    for number, kind in ((3, PERSON), (4, COLLECTIVE)):
        with pytest.raises(Refusal) as refusal:
            hold(year, number, kind=kind)
        assert codes(refusal) == ["quota-exceeded"]


def test_a_titled_place_is_taken_before_one_that_leaves_the_title_open():
    year = places(Authorised(PERSON, 1, "劳动模范"), Authorised(PERSON, 1))
    orders = [year.order(COUNTY, 1, title="劳动模范"), year.order(COUNTY, 1)]
    issue_places(year.ledger, orders, by=year.examiner)
    assert [hold(year, number, title="劳动模范").account.title for number in (1, 2)] == [
        "劳动模范",
        "",
    ]
    with pytest.raises(Refusal) as refusal:
        hold(year, 3, title="先进工作者")
    assert "先进工作者" not in refusal.value.findings[0].message


def test_held_places_are_used_by_the_decision_and_by_nobody_below(year):
    year.issue(巴州区=3)
    matters = [hold(year, number).matter for number in (1, 2)]
    with pytest.raises(PermissionDenied, match=LEAD):
        use_places(EDITION, matters, by=year.county_examiner)
    use_places(EDITION, matters, by=year.examiner, document="巴委发〔2010〕20号")
    use_places(EDITION, matters, by=year.examiner)
    assert (year.standing(COUNTY).used, year.standing(COUNTY).held) == (2, 0)
    assert Movement.objects.filter(verb=MovementVerb.USE).count() == 2
    with pytest.raises(Refusal) as refusal:
        release_places(EDITION, matters, by=year.clerk)
    assert codes(refusal) == ["place-not-held"]


def test_what_holds_no_place_cannot_use_one(year):
    with pytest.raises(Refusal) as refusal:
        use_places(EDITION, [nomination(8)], by=year.examiner)
    assert codes(refusal) == ["no-place-held"]


def test_a_withdrawn_nomination_frees_its_place_and_may_come_back(year):
    year.issue(巴州区=1)
    hold(year, 1)
    release_places(EDITION, [nomination(1)], by=year.clerk, reason="改报")
    assert year.standing(COUNTY).available == 1
    hold(year, 2)
    release_places(EDITION, [nomination(2)], by=year.clerk)
    assert hold(year, 1).stage == ClaimStage.HELD
    assert claims_of(EDITION, [nomination(2)])[nomination(2)].stage == ClaimStage.RELEASED
    line = next(
        line for line in quota_standings(EDITION) if line.organization_id == year[COUNTY].pk
    )
    assert holders_with(year.ledger, line) == [nomination(1)]


def test_strangers_do_not_free_a_place(year):
    year.issue(巴州区=1)
    hold(year, 1)
    stranger = factories.official(year.here, Role.FILER, HEALTH)
    with pytest.raises(PermissionDenied):
        release_places(EDITION, [nomination(1)], by=stranger)


def test_a_place_freed_by_a_failed_notice_is_gone_unless_the_edition_says_otherwise(year):
    year.issue(巴州区=2)
    hold(year, 1)
    hold(year, 2)
    free_places(EDITION, [nomination(1)], may_refill=False, by=year.examiner, reason="公示筛除")
    free_places(EDITION, [nomination(2)], may_refill=True, by=year.examiner, reason="公示筛除")
    county = year.standing(COUNTY)
    assert (county.forfeited, county.available, county.held) == (1, 1, 0)
    with pytest.raises(Refusal) as refusal:
        hold(year, 1)
    assert codes(refusal) == ["place-forfeited"]


def test_a_whole_list_holds_its_places_or_none_of_them(year):
    year.issue(巴州区=3)
    listed = [Wanted(nomination(number), year[COUNTY], PERSON) for number in (1, 2, 3)]
    hold(year, 2)
    claims = hold_places(EDITION, [*listed, listed[0]], by=year.clerk)
    assert [claim.matter for claim in claims] == [nomination(number) for number in (1, 2, 3, 1)]
    assert year.standing(COUNTY).held == 3
    release_places(EDITION, [nomination(1), nomination(2)], by=year.clerk)
    more = [Wanted(nomination(number), year[COUNTY], PERSON) for number in (1, 2, 4, 5)]
    with pytest.raises(Refusal) as refusal:
        hold_places(EDITION, more, by=year.clerk)
    assert "可用2个，不够4个" in refusal.value.findings[0].message
    assert year.standing(COUNTY).held == 1
    assert [claim.stage for claim in hold_places(EDITION, more[:2], by=year.clerk)] == [
        ClaimStage.HELD,
        ClaimStage.HELD,
    ]
    assert hold_places(EDITION, [], by=year.clerk) == []


@pytest.mark.parametrize("count", [1, 5])
def test_statements_of_a_list_do_not_grow_with_it(year, count):
    year.issue(巴州区=5)
    listed = [Wanted(nomination(number), year[COUNTY], PERSON) for number in range(count)]
    with CaptureQueriesContext(connection) as told:
        hold_places(EDITION, listed, by=year.clerk)
    said = [one["sql"] for one in told.captured_queries if "SAVEPOINT" not in one["sql"]]
    assert len(said) == 6, "\n".join(said)


def test_holding_a_place_takes_six_statements(year):
    year.issue(巴州区=2)
    with CaptureQueriesContext(connection) as told:
        hold(year, 1)
    said = [one["sql"] for one in told.captured_queries if "SAVEPOINT" not in one["sql"]]
    assert len(said) <= 6, "\n".join(said)


@pytest.mark.parametrize("count", [1, 5])
def test_statements_of_an_allocation_do_not_grow_with_its_rows(year, count):
    names = [COUNTY, OTHER_COUNTY, EDUCATION, HEALTH, "巴中市评比达标表彰工作联席会议"][:count]
    orders = [year.order(name, 2) for name in names]
    with CaptureQueriesContext(connection) as told:
        issue_places(year.ledger, orders, by=year.examiner)
    said = [one["sql"] for one in told.captured_queries if "SAVEPOINT" not in one["sql"]]
    assert len(said) == 5, "\n".join(said)


@pytest.mark.parametrize("count", [1, 4])
def test_statements_of_a_decision_do_not_grow_with_its_nominations(year, count):
    year.issue(巴州区=5)
    matters = [hold(year, number).matter for number in range(count)]
    with CaptureQueriesContext(connection) as told:
        use_places(EDITION, matters, by=year.examiner)
    said = [one["sql"] for one in told.captured_queries if "SAVEPOINT" not in one["sql"]]
    assert len(said) == 8, "\n".join(said)
