"""The pages: draft beside figures, each figure opened, the road signed by three people."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from honours.audit.models import Entry
from honours.campaigns.operations.campaigns import enlist_units
from honours.directory.permissions import mandate_of
from honours.directory.vocabulary import Role
from honours.reports.models import FrozenReport, Report
from honours.reports.operations.signing import submit_report
from honours.reports.queries.reports import visible_reports
from honours.reports.vocabulary import FigureKey, ReportState, Rounding, Shape
from tests import factories
from tests.reports.conftest import CITY_COMMITTEE, LEAD, NUMBER, call_another_unit, drafted, signed

YES = {"confirmed": "yes"}


def url(name: str, *arguments: object) -> str:
    return reverse(f"reports:{name}", args=arguments)


def opened(client, user, address: str, status: int = 200) -> str:
    client.force_login(user)
    response = client.get(address)
    assert response.status_code == status
    return response.content.decode()


def queries_of(client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        client.get(address)
    return len(captured)


def test_the_whole_road_from_records_to_the_sealed_file(client, office):
    client.force_login(office.examiner)
    begun = client.post(
        url("begin"),
        {
            "campaign": office.campaign.pk,
            "addressee": CITY_COMMITTEE,
            "cut_off_on": "2010-11-01",
            "rounding": "half_up",
        },
    )
    report = Report.objects.get()
    assert begun.url == url("report", report.pk)
    head = {
        "title": report.title,
        "addressee": CITY_COMMITTEE,
        "number": NUMBER,
        "cut_off_on": "2010-11-01",
        "rounding": "half_up",
    }
    client.post(url("head", report.pk), head)
    client.post(url("words", report.pk, "ahead"), {"text": "对{填报事项}逐项跟踪。"})
    client.post(url("confirm", report.pk))
    client.post(url("move", report.pk, "submit"), YES)
    client.force_login(office.leader)
    assert "退回“拟稿”" in client.get(url("report", report.pk)).content.decode()
    client.post(url("move", report.pk, "approve"), YES)
    client.force_login(office.principal)
    assert "不能再改" in client.get(url("move", report.pk, "sign")).content.decode()
    client.post(url("move", report.pk, "sign"), YES)

    frozen = FrozenReport.objects.get(report=report)
    page = opened(client, office.reader, url("report", report.pk))
    assert "已封存" in page
    assert frozen.content_digest in page
    assert "现存文件与摘要相符" in page
    assert "对<a" in page
    assert client.get(url("download", report.pk)).content == bytes(frozen.content)
    assert Entry.objects.get(verb="reports.report.download").detail == {"is_frozen": True}


def test_every_printed_figure_is_a_link_to_its_records(client, office, report):
    page = opened(client, office.examiner, url("report", report.pk))

    for key in (FigureKey.FILED, FigureKey.REVOKED, FigureKey.REDUCTION, FigureKey.TARGET):
        assert f'class="paper-figure" id="figure_{list(FigureKey).index(key) + 1}_1"' in page
        assert f'href="{url("figure", report.pk, key.value)}"' in page
    assert "未达到70%的目标" in page
    assert "未达目标" in page, "the gauge says it as well"
    assert "2÷4" in page


@pytest.mark.parametrize("key", FigureKey, ids=lambda key: key.label)
def test_every_figure_opens(client, office, report, key):
    page = opened(client, office.examiner, url("figure", report.pk, key.value))

    assert key.label in page
    if key.shape is Shape.RATE:
        assert "四舍五入，保留一位小数" in page


def test_a_rate_opens_its_numerator_and_its_denominator(client, office, report):
    address = url("figure", report.pk, "reduction")

    above = opened(client, office.examiner, address)
    below = opened(client, office.examiner, f"{address}?of=denominator")

    assert "巴中市十佳学校评比" in above
    assert "巴中市优秀教师" not in above
    assert "巴中市优秀教师" in below


def test_no_gauge_contradicts_a_truncated_rate(client, office):
    report = drafted(office, rounding=Rounding.TRUNCATED)

    page = opened(client, office.examiner, url("report", report.pk))

    assert "截尾，保留一位小数" in page
    assert "gauge" not in page


def test_a_frozen_figure_opens_the_records_it_was_counted_from(client, office, sent):
    call_another_unit(office)

    page = opened(client, office.reader, url("figure", sent.pk, "units"))

    assert "应报单位：3个单位" in page
    assert "通江县教育局" not in page


def test_records_outside_the_readers_reach_are_counted_and_not_shown(client, office, sent):
    here = office.cleanup.here
    bureau = factories.official(here, Role.INSPECTOR, LEAD)

    page = opened(client, bureau, url("figure", sent.pk, "filed"))

    assert "巴中市优秀教师" not in page
    assert "另有4条记录" in page


def test_an_unknown_figure_part_or_state_is_not_found(client, office, report):
    opened(client, office.examiner, url("figure", report.pk, "ceremonies"), 404)
    opened(client, office.examiner, url("words", report.pk, "nowhere"), 404)
    opened(client, office.examiner, url("give_back", report.pk, "nowhere"), 422)


def test_who_sees_a_draft_and_who_a_sent_report(office, report):
    here = office.cleanup.here
    chief = factories.official(here, Role.HEAD, "巴中市教育局", username="chief")
    inspector = factories.official(here, Role.INSPECTOR, LEAD, username="inspector")

    def sees(user) -> bool:
        return visible_reports(mandate_of(user)).filter(pk=report.pk).exists()

    assert [sees(user) for user in (office.examiner, office.principal, inspector)] == [True] * 3
    assert [sees(user) for user in (office.reader, chief, office.cleanup.clerk)] == [False] * 3
    signed(office, report)
    assert sees(office.reader)
    assert sees(inspector)
    assert not sees(chief)
    assert not sees(here.security_administrator)
    assert not sees(here.audit_administrator)


def test_nobody_else_reads_writes_or_moves(client, office, report):
    clerk = office.cleanup.clerk
    for name in ("report", "download", "head", "restate", "reasons"):
        opened(client, clerk, url(name, report.pk), 404)
    opened(client, clerk, url("figure", report.pk, "filed"), 404)
    assert client.post(url("confirm", report.pk)).status_code == 404
    assert client.post(url("move", report.pk, "submit"), YES).status_code == 404
    assert "没有可以报告的清理行动" in opened(client, clerk, url("begin"))
    client.logout()
    assert client.get(url("report", report.pk)).status_code == 302


def test_the_leader_may_read_the_draft_and_not_write_in_it(client, office, report):
    client.force_login(office.principal)

    refused = client.post(url("words", report.pk, "ahead"), {"text": "另行安排。"})

    assert refused.status_code == 403
    assert "审核" in refused.content.decode()


def test_what_was_typed_is_not_lost_where_it_is_refused(client, office, report):
    client.force_login(office.examiner)

    words = client.post(url("words", report.pk, "ahead"), {"text": "共填报75项。"})
    head = client.post(
        url("head", report.pk),
        {
            "title": report.title,
            "addressee": CITY_COMMITTEE,
            "number": "巴人社发〔〕12号",
            "cut_off_on": "2010-11-01",
            "rounding": "half_up",
        },
    )

    assert (words.status_code, head.status_code) == (422, 422)
    assert "共填报75项。" in words.content.decode()
    assert "缺少四位数的年份全称" in head.content.decode()


def test_a_wording_finding_is_let_stand_from_the_page(client, office, report):
    client.force_login(office.examiner)
    client.post(url("words", report.pk, "ahead"), {"text": "当否，请批示。"})
    assert client.post(url("move", report.pk, "submit"), YES).status_code == 422

    client.post(
        url("allow", report.pk), {"code": "request-in-report", "reason": "市委要求一并请示。"}
    )

    assert client.post(url("move", report.pk, "submit"), YES).status_code == 302


def test_the_leader_sends_the_report_back_with_a_reason(client, office, report):
    submit_report(report, by=office.examiner)
    client.force_login(office.leader)
    address = url("give_back", report.pk, ReportState.DRAFT.value)
    assert "退回“拟稿”" in client.get(address).content.decode()

    assert client.post(address, YES).status_code == 422
    assert client.post(address, {**YES, "reason": "请核实。"}).status_code == 302

    report.refresh_from_db()
    assert report.state == ReportState.DRAFT


def test_a_correction_is_begun_reasoned_and_shown_beside_the_original(client, office, sent):
    call_another_unit(office)
    client.force_login(office.examiner)
    assert "已经封存" in client.get(url("restate", sent.pk)).content.decode()
    client.post(url("restate", sent.pk), {"cut_off_on": "2010-12-01"})
    correction = Report.objects.get(restates=sent)

    asked = client.get(url("reasons", correction.pk)).content.decode()
    client.post(url("reasons", correction.pk), {"units": "增列。", "units_never": "增列。"})

    assert "原报告3个单位，现为4个单位。" in asked
    page = client.get(url("report", correction.pk)).content.decode()
    assert "数据更正表" in page
    assert "增列。" in page
    assert "第1号" in client.get(url("report", sent.pk)).content.decode()


def test_a_draft_can_be_downloaded_and_says_that_it_is_one(client, office, report):
    client.force_login(office.examiner)

    response = client.get(url("download", report.pk))

    assert response.content.startswith(b"PK")
    assert "%EF%BC%88%E9%80%81%E5%AE%A1%E7%A8%BF%EF%BC%89" in response["Content-Disposition"]


def test_the_list_costs_the_same_for_one_report_and_for_three(client, office, report):
    client.force_login(office.examiner)
    one = queries_of(client, url("reports"))
    drafted(office, "")
    drafted(office, "")

    assert queries_of(client, url("reports")) == one
    assert "生成情况报告" in client.get(url("reports")).content.decode()


def test_the_page_costs_the_same_for_one_unit_and_for_three(client, office, report):
    client.force_login(office.examiner)
    one = queries_of(client, url("report", report.pk))
    here = office.cleanup.here
    more = [here["通江县教育局"], here["诺江镇"]]
    enlist_units(office.campaign, more, by=office.examiner)

    assert queries_of(client, url("report", report.pk)) == one
    assert one < 60
