"""Planning, calling units, entry by hand, leads and duplicates: operations and their pages."""

from dataclasses import replace
from datetime import date

import pytest
from django.urls import reverse

from honours.campaigns.models import Campaign, Filing
from honours.campaigns.operations.campaigns import enlist_units, plan_campaign
from honours.campaigns.operations.declarations import declare_zero, submit_declaration
from honours.campaigns.operations.duplicates import search_duplicates
from honours.campaigns.operations.filings import amend_filing, discard_filing, file_activity
from honours.campaigns.operations.leads import record_unfiled
from honours.campaigns.vocabulary import LeadState, Stage, Step
from honours.kernel.verdicts import Refusal
from tests.campaigns.conftest import EDUCATION, HEALTH, LEAD, item, plan_of


def codes(refusal):
    return [finding.code for finding in refusal.value.findings]


def values_of(plan):
    stages = {
        f"{stage}_{edge}": day.isoformat()
        for stage, days in plan.stages.items()
        for edge, day in zip(("begins", "ends"), days, strict=True)
    }
    return (
        stages
        | {step.value: due.isoformat() for step, due in plan.steps.items()}
        | {
            "title": "第二次清理",
            "lead": plan.lead.pk,
            "region": plan.region.pk,
            "basis": plan.basis.pk,
            "opens_on": plan.opens_on.isoformat(),
            "contest_days": 10,
        }
    )


def test_a_campaign_is_planned_on_its_page_and_a_faulty_plan_keeps_what_was_typed(
    client, cleanup, basis
):
    values = values_of(plan_of(cleanup.here, basis))
    client.force_login(cleanup.examiner)
    wrong = client.post(reverse("campaigns:plan"), {**values, "filing": "2010-12-31"})
    right = client.post(reverse("campaigns:plan"), values)

    assert wrong.status_code == 422
    assert "第二次清理" in wrong.content.decode()
    assert "前后颠倒" in wrong.content.decode()
    assert right.status_code == 302
    assert Campaign.objects.get(title="第二次清理").targets.count() == 1


def test_a_plan_out_of_order_or_with_gaps_is_refused(cleanup, basis):
    plan = plan_of(cleanup.here, basis)
    spans = {**plan.stages, Stage.INSTITUTION: (date(2009, 1, 1), date(2009, 2, 1))}
    for faulty, code in (
        (replace(plan, stages={}), "dates-missing"),
        (replace(plan, stages=spans), "stages-out-of-order"),
        (
            replace(plan, steps={**plan.steps, Step.SURVEY: date(2011, 1, 1)}),
            "steps-out-of-order",
        ),
    ):
        with pytest.raises(Refusal) as refusal:
            plan_campaign(faulty, by=cleanup.examiner)
        assert codes(refusal) == [code]


def test_units_are_called_on_the_page_and_only_from_the_region(client, cleanup):
    client.force_login(cleanup.examiner)
    url = reverse("campaigns:units", args=[cleanup.campaign.pk])
    response = client.post(url, {"units": [cleanup.here["通江县教育局"].pk]})
    assert response.status_code == 302
    assert cleanup.campaign.declarations.count() == 4

    narrow = Campaign.objects.get(pk=cleanup.campaign.pk)
    narrow.region = cleanup.here["巴州区"]
    with pytest.raises(Refusal) as refusal:
        enlist_units(narrow, [cleanup.here[LEAD]], by=cleanup.examiner)
    assert codes(refusal) == ["unit-outside-region"]


def test_an_item_is_corrected_and_discarded_until_it_is_filed(cleanup):
    declaration = cleanup.declaration_of(EDUCATION)
    first = file_activity(declaration, item("巴中市优秀教师"), by=cleanup.clerk)
    second = file_activity(declaration, item("误填"), by=cleanup.clerk)
    amended = amend_filing(first, item("巴中市优秀班主任"), by=cleanup.clerk)
    discard_filing(second, by=cleanup.clerk)
    for refused, code in (
        (lambda: file_activity(declaration, item(" "), by=cleanup.clerk), "name-missing"),
        (lambda: declare_zero(declaration, is_zero=True, by=cleanup.clerk), "not-zero"),
    ):
        with pytest.raises(Refusal) as refusal:
            refused()
        assert codes(refusal) == [code]

    assert amended.name == "巴中市优秀班主任"
    assert Filing.objects.count() == 1


def test_what_has_been_filed_is_neither_corrected_nor_discarded(cleanup, filed):
    for deed in (
        lambda: amend_filing(filed[0], item("改名"), by=cleanup.clerk),
        lambda: discard_filing(filed[0], by=cleanup.clerk),
    ):
        with pytest.raises(Refusal) as refusal:
            deed()
        assert codes(refusal) == ["already-filed"]
    with pytest.raises(Refusal) as refusal:
        file_activity(cleanup.declaration_of(EDUCATION), item("新"), by=cleanup.clerk)
    assert codes(refusal) == ["declaration-left"]


def test_who_declared_none_files_nothing_and_an_empty_declaration_is_not_handed_on(cleanup):
    declaration = cleanup.declaration_of(EDUCATION)
    with pytest.raises(Refusal) as refusal:
        submit_declaration(declaration, by=cleanup.clerk)
    assert codes(refusal) == ["nothing-declared"]
    zero = declare_zero(declaration, is_zero=True, by=cleanup.clerk)
    with pytest.raises(Refusal) as refusal:
        file_activity(zero, item("某奖"), by=cleanup.clerk)
    assert codes(refusal) == ["declared-none"]


def test_a_unit_never_called_upon_has_failed_to_file_nothing(cleanup):
    with pytest.raises(Refusal) as refusal:
        record_unfiled(
            cleanup.campaign,
            cleanup.here["通江县教育局"],
            item("某奖"),
            by=cleanup.examiner,
            on=date(2010, 6, 1),
        )
    assert codes(refusal) == ["unit-not-enlisted"]


def test_two_lists_are_held_against_each_other_and_leads_cleared_up_on_the_pages(
    client, cleanup, filed
):
    client.force_login(cleanup.examiner)
    pk = cleanup.campaign.pk
    typed = f"巴中市优秀教师；{EDUCATION}；2年；{EDUCATION}\n全市卫生先进集体；；；{HEALTH}"
    nothing = client.post(reverse("campaigns:upper_list", args=[pk]), {"source": "省清单"})
    client.post(reverse("campaigns:upper_list", args=[pk]), {"source": "省清单", "items": typed})
    owner = {"owner": cleanup.examiner.pk, "due_on": "2010-07-01"}
    client.post(reverse("campaigns:leads", args=[pk]), owner)
    sources = set(cleanup.campaign.leads.values_list("source", flat=True))
    lead = cleanup.campaign.leads.first()
    url = reverse("campaigns:lead", args=[lead.pk])
    unreasoned = client.post(url, {"verb": "dismiss", "reason": ""})
    client.post(url, {**owner, "due_on": "2010-08-01"})
    client.post(url, {"verb": "dismiss", "reason": "名称写法不同。"})
    mine = client.get(reverse("campaigns:leads", args=[pk]) + "?mine=yes").content.decode()

    assert nothing.status_code == unreasoned.status_code == 422
    assert sources == {"upper_only", "lower_only", "differs"}
    lead.refresh_from_db()
    assert (lead.state, lead.due_on) == (LeadState.DISMISSED, date(2010, 8, 1))
    assert "不属实" in mine


def test_duplicates_are_grouped_with_their_reasons(client, cleanup):
    declaration = cleanup.declaration_of(EDUCATION)
    for name in ("巴中市先进教育工作者", "巴中市教育先进工作者表彰"):
        file_activity(declaration, item(name), by=cleanup.clerk)
    assert search_duplicates(cleanup.campaign, by=cleanup.examiner) == 1
    client.force_login(cleanup.examiner)
    page = client.get(reverse("campaigns:duplicates", args=[cleanup.campaign.pk])).content.decode()
    assert "相似度" in page


def test_the_matrix_is_exported_in_words(client, cleanup, filed):
    client.force_login(cleanup.examiner)
    url = reverse("campaigns:matrix", args=[cleanup.campaign.pk])
    file = b"".join(client.get(f"{url}?export=csv&only=unfiled").streaming_content).decode()
    assert HEALTH in file
    assert EDUCATION not in file.replace("巴州区教育局", "").replace("通江县教育局", "")


@pytest.mark.parametrize("name", ["filings", "matrix", "results", "conference"])
def test_more_rows_cost_no_more_queries(client, cleanup, name, django_assert_max_num_queries):
    client.force_login(cleanup.examiner)
    declaration = cleanup.declaration_of(EDUCATION)
    url = reverse(f"campaigns:{name}", args=[cleanup.campaign.pk])
    client.get(url)
    for count in (1, 3):
        for number in range(count):
            file_activity(declaration, item(f"巴中市先进{count}{number}"), by=cleanup.clerk)
        with django_assert_max_num_queries(24):
            assert client.get(url).status_code == 200
