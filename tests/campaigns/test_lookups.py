"""What is looked up before an item is judged: its like, its company, its documents, its lights."""

from datetime import date, timedelta

import pytest

from honours.campaigns.models import Filing, Lead, UpperItem
from honours.campaigns.operations.filings import file_activity
from honours.campaigns.operations.leads import list_upper_items
from honours.campaigns.queries.desk import Sort, desk, rules_day_of
from honours.campaigns.queries.facts import facts_of, likenesses_of, surroundings_of
from honours.campaigns.queries.progress import Rate, matrix
from honours.campaigns.queries.reconciliation import differences
from honours.campaigns.vocabulary import Light, Outcome, Step
from honours.directory.permissions import mandate_of
from honours.directory.vocabulary import Level, OrganizationKind, Role
from honours.registry.operations.activities import Registration, register_many
from honours.registry.operations.standings import StandingOrder, change_standing
from tests import factories
from tests.campaigns.conftest import COUNTY, EDUCATION, HEALTH, JUDGED, item

REVOKED = date(2007, 7, 1)


def filed_by(cleanup, unit, name, **particulars):
    clerk = factories.official(cleanup.here, Role.FILER, unit)
    hosts = particulars.pop("hosts", [unit])
    entry = item(name, hosts=hosts, **particulars)
    return file_activity(cleanup.declaration_of(unit), entry, by=clerk)


def facts_about(cleanup, filing):
    around = surroundings_of(cleanup.campaign)
    return facts_of(filing, around, likenesses_of(filing, around))


def test_the_elder_of_two_alike_precedes_in_one_place(cleanup):
    younger = filed_by(cleanup, EDUCATION, "巴中市优秀教师", established_on=date(2009, 1, 1))
    elder = filed_by(cleanup, HEALTH, "巴中市优秀教师", established_on=date(1999, 1, 1))

    (twin,) = facts_about(cleanup, younger).same_level_duplicates
    (other,) = facts_about(cleanup, elder).same_level_duplicates

    assert (twin.key, twin.level, twin.precedes) == (str(elder.pk), Level.CITY, True)
    assert (other.key, other.precedes) == (str(younger.pk), False)


def test_what_the_county_copies_from_the_city_is_found_above_it_and_not_below(cleanup):
    above = filed_by(cleanup, EDUCATION, "巴中市优秀教师")
    below = filed_by(cleanup, COUNTY, "巴州区优秀教师", level=Level.COUNTY)

    found = facts_about(cleanup, below)

    assert [(twin.key, twin.level) for twin in found.upper_duplicates] == [
        (str(above.pk), Level.CITY)
    ]
    assert not found.same_level_duplicates
    assert not facts_about(cleanup, above).upper_duplicates
    assert (found.region_name, facts_about(cleanup, above).region_name) == ("巴州区", "巴中市")


def test_what_was_revoked_and_comes_back_is_known_with_its_day(cleanup):
    unit = cleanup.here[EDUCATION]
    old = item("巴中市十佳文明校园").particulars
    (activity,) = register_many(
        [Registration(unit, old)], by=cleanup.examiner, on=date(2005, 1, 1)
    )
    order = StandingOrder(activity, "revoke", "无依据。", "巴清联办〔2010〕5号", "会议")
    change_standing(order, effective_on=REVOKED, by=cleanup.examiner)
    filing = filed_by(cleanup, EDUCATION, "巴中市文明校园创建先进单位")

    found = facts_about(cleanup, filing).revived_from

    assert found is not None
    assert (found.name, found.revoked_on) == ("巴中市十佳文明校园", REVOKED)


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("《关于开展清理的通知》（巴清联办〔2010〕5号）", True),
        ("《关于评选的通知》（巴某发〔2001〕99号）", False),
        ("《教师法》第三十三条", None),
    ],
)
def test_a_basis_is_looked_up_by_the_number_of_its_document(cleanup, text, known):
    filing = filed_by(cleanup, EDUCATION, "巴中市优秀教师", basis_text=text)

    assert facts_about(cleanup, filing).is_basis_document_known is known


def test_comprehensive_items_of_one_system_know_of_each_other(cleanup):
    first = filed_by(cleanup, EDUCATION, "巴中市教育系统先进集体")
    second = filed_by(cleanup, EDUCATION, "巴中市教育系统先进个人")
    filed_by(cleanup, HEALTH, "巴中市卫生系统先进集体")
    hostless = filed_by(cleanup, HEALTH, "巴中市某系统先进集体", hosts=[])

    (of_first,) = facts_about(cleanup, first).system_comprehensives
    (of_second,) = facts_about(cleanup, second).system_comprehensives

    assert (of_first.key, of_first.precedes) == (str(second.pk), False)
    assert (of_second.key, of_second.precedes) == (str(first.pk), True)
    assert facts_about(cleanup, hostless).system_comprehensives == ()
    assert facts_about(cleanup, hostless).host_kinds == ()


def test_items_of_one_year_and_place_are_counted_and_hosts_known_for_what_they_are(cleanup):
    held = {"last_held_on": date(2009, 9, 10)}
    first = filed_by(cleanup, EDUCATION, "巴中市优秀教师", hosts=[EDUCATION, "某协会"], **held)
    filed_by(cleanup, HEALTH, "巴中市白衣天使", **held)
    never = filed_by(cleanup, HEALTH, "巴中市好新闻")

    found = facts_about(cleanup, first)

    assert (found.yearly_count, facts_about(cleanup, never).yearly_count) == (2, None)
    assert found.host_kinds == (OrganizationKind.DEPARTMENT, None)
    assert (found.campaign_since, found.campaign_until) == (
        cleanup.campaign.opens_on,
        date(2010, 12, 31),
    )


def test_a_campaign_without_spans_has_no_last_day_and_judges_by_today(cleanup, filed):
    cleanup.campaign.stages.all().delete()

    assert surroundings_of(cleanup.campaign).until is None
    assert rules_day_of(cleanup.campaign, JUDGED) == JUDGED


def upper(cleanup, name, **said):
    unit = said.pop("unit", EDUCATION)
    return UpperItem(
        campaign=cleanup.campaign,
        name=name,
        organization=cleanup.here[unit] if unit else None,
        source="省清单",
        **said,
    )


def summaries(cleanup):
    return [difference.summary for difference in differences(cleanup.campaign)]


def test_both_lists_are_told_apart_in_every_particular(cleanup):
    filed_by(cleanup, EDUCATION, "巴中市优秀教师", period_months=60)
    filed_by(cleanup, EDUCATION, "巴中市十佳医院", period_months=None)
    items = [
        upper(cleanup, "巴中市优秀教师表彰", period_months=24, hosts=[HEALTH]),
        upper(cleanup, "巴中市十佳医院", period_months=12),
    ]
    list_upper_items(cleanup.campaign, items, by=cleanup.examiner)

    names, period = summaries(cleanup)

    assert "名称：上级“巴中市优秀教师表彰”，本级“巴中市优秀教师”" in names
    assert "周期：上级24" in names
    assert f"主办：上级{HEALTH}，本级{EDUCATION}" in names
    assert "名称" not in period
    assert "本级未写明" in period


def test_lists_that_agree_leave_nothing_to_clear_up(cleanup):
    filed_by(cleanup, EDUCATION, "巴中市优秀教师", period_months=60)
    said = upper(cleanup, "巴中市优秀教师", period_months=60, hosts=[EDUCATION])
    list_upper_items(cleanup.campaign, [said], by=cleanup.examiner)

    assert summaries(cleanup) == []


def test_what_a_lead_tells_of_already_is_not_told_again(cleanup):
    filing = filed_by(cleanup, EDUCATION, "巴中市优秀教师")
    absent = upper(cleanup, "全市卫生先进集体")
    list_upper_items(cleanup.campaign, [absent], by=cleanup.examiner)
    before = list(differences(cleanup.campaign))
    Lead.objects.bulk_create(
        Lead(
            campaign=cleanup.campaign,
            organization=cleanup.campaign.organization,
            source=difference.source,
            upper_item=difference.upper_item,
            filing=difference.filing,
            state="open",
            summary=difference.summary,
        )
        for difference in before
    )

    assert [(one.upper_item, one.filing) for one in before] == [(absent, None), (None, filing)]
    assert summaries(cleanup) == []


def test_an_item_listed_for_no_unit_is_sought_in_the_whole_region(cleanup):
    filed_by(cleanup, EDUCATION, "巴中市优秀教师")
    nowhere = upper(cleanup, "巴中市优秀教师", unit=None)
    list_upper_items(cleanup.campaign, [nowhere], by=cleanup.examiner)

    assert summaries(cleanup) == []


@pytest.mark.parametrize(
    ("days", "light"),
    [(-8, Light.GREY), (-7, Light.YELLOW), (0, Light.YELLOW), (1, Light.RED)],
)
def test_a_light_turns_a_week_before_its_day_and_the_day_after_it(cleanup, days, light):
    due = date(2010, 5, 10)
    rows = matrix(cleanup.campaign, mandate_of(cleanup.examiner), on=due + timedelta(days=days))
    cells = [cell for row in rows for cell in row.cells if cell.step is Step.FILING]

    assert len(cells) == 3
    assert {cell.light for cell in cells} == {light}
    assert {cell.days_late for cell in cells} == {max(days, 0)}
    assert not any(cell.was_late for cell in cells)


def test_a_share_of_nothing_is_no_share():
    assert Rate(0, 0).value is None
    assert Rate(1, 4).value == 1 / Rate(4, 1).value


def test_the_desk_is_sorted_by_what_is_proposed(cleanup, filed):
    Filing.objects.get(pk=filed[0].pk).screenings.create(rules_on=JUDGED, proposal=Outcome.RETAIN)
    Filing.objects.get(pk=filed[1].pk).screenings.create(
        rules_on=JUDGED, proposal=Outcome.REVOKE, codes="|charges-fee|"
    )

    assert list(desk(cleanup.campaign, Sort(proposal=Outcome.RETAIN))) == [filed[0]]
    assert list(desk(cleanup.campaign, Sort(code="charges-fee"))) == [filed[1]]
    assert list(desk(cleanup.campaign, Sort(Outcome.RETAIN, "charges-fee"))) == []
