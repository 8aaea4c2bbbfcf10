"""Whom to ask on a day in a place, and what they were called."""

from datetime import date
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from honours.clearances.readings.bodies import (
    BodyFacts,
    DatedName,
    Merger,
    bearer_on,
    name_on,
    printed_name,
)
from honours.clearances.readings.matrix import RowFacts, bodies_to_ask, form_of
from honours.clearances.readings.shipped import (
    shipped_bodies,
    shipped_disqualifiers,
    shipped_rows,
)
from honours.clearances.readings.validity import valid_until_after
from honours.clearances.vocabulary import Credibility, FormKind, ObjectKind
from honours.kernel.verdicts import Citation

CASES = Path(__file__).parent / "cases"
SHIPPED = {body.facts.code: body.facts for body in shipped_bodies()}
ROWS = tuple(
    RowFacts(
        row.kind,
        row.body,
        row.is_required,
        Citation(row.ground.document, row.ground.clause),
        row.ground.since,
        row.ground.until,
        row.ground.place,
    )
    for row in shipped_rows()
    if not row.ground.is_reference
)


def cases_in(name):
    return yaml.safe_load((CASES / f"{name}.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", cases_in("bodies_to_ask"), ids=lambda case: case["name"])
def test_the_shipped_matrix_asks_whom_the_documents_name(case):
    asked = bodies_to_ask(
        [ObjectKind.from_label(kind) for kind in case["kinds"]],
        ROWS,
        SHIPPED,
        day=date.fromisoformat(case["day"]),
        place=case["place"],
    )

    assert [body.name for body in asked] == case["asked"]
    assert all(body.grounds for body in asked)


@pytest.mark.parametrize(
    "case", cases_in("names_of_the_day"), ids=lambda case: f"{case['body']} {case['day']}"
)
def test_a_body_bears_the_name_of_the_day(case):
    day = date.fromisoformat(case["day"])

    bearer = bearer_on(case["body"], SHIPPED, day, "5119")

    assert name_on(SHIPPED[bearer], day, "5119") == case["name"]


@pytest.mark.parametrize(("day", "count"), [(date(2018, 6, 14), 2), (date(2018, 6, 15), 1)])
def test_bodies_that_became_one_are_asked_once_with_both_grounds(day, count):
    rows = [row_for("national_tax"), row_for("local_tax")]

    asked = bodies_to_ask([ObjectKind.ENTERPRISE], rows, SHIPPED, day=day, place="5119")

    assert len(asked) == count
    assert sum(len(body.grounds) for body in asked) == 2


def test_a_nearer_place_may_only_add():
    nation = row_for("environment", place="", is_required=True)
    city = row_for("environment", place="5119", is_required=False)
    own = row_for("health", place="5119")

    asked = bodies_to_ask(
        [ObjectKind.ENTERPRISE], [nation, city, own], SHIPPED, day=date(2020, 1, 1), place="511902"
    )

    assert {body.code: body.is_required for body in asked} == {"environment": True, "health": True}


def test_a_place_that_merged_earlier_or_later_goes_by_its_own_day():
    merger = (Merger("whole", date(2018, 3, 17)), Merger("whole", date(2015, 1, 1), "5119"))
    bodies = {
        "part": BodyFacts("part", "一部分", mergers=merger),
        "whole": BodyFacts("whole", "整体"),
    }

    assert bearer_on("part", bodies, date(2016, 1, 1), "511902") == "whole"
    assert bearer_on("part", bodies, date(2016, 1, 1), "37") == "part"


def test_mergers_that_run_in_a_circle_end():
    bodies = {
        "one": BodyFacts("one", "甲", mergers=(Merger("two", date(2010, 1, 1)),)),
        "two": BodyFacts("two", "乙", mergers=(Merger("one", date(2010, 1, 1)),)),
    }

    assert bearer_on("one", bodies, date(2011, 1, 1), "") == "two"


def test_the_nearest_name_prevails_and_without_one_the_duty_is_printed():
    names = (DatedName("市场监督管理局"), DatedName("市场监督管理分局", place="5119"))
    body = BodyFacts("market", "市场监督管理", names)

    assert name_on(body, date(2020, 1, 1), "511902") == "市场监督管理分局"
    assert name_on(body, date(2020, 1, 1), "37") == "市场监督管理局"
    assert name_on(BodyFacts("x", "某项职能"), date(2020, 1, 1), "37") == "某项职能"


@pytest.mark.parametrize(
    ("code", "printed"),
    [
        ("environment", "巴中市生态环境局"),
        ("organization_department", "中共巴中市委组织部"),
        ("public_order", "中共巴中市委政法委员会"),
        ("competent_department", "行业主管部门"),
    ],
)
def test_a_body_is_printed_with_its_place(code, printed):
    assert printed_name(SHIPPED[code], date(2020, 1, 1), "5119", "巴中市") == printed


def test_a_name_that_has_its_place_already_is_printed_as_it_is():
    body = BodyFacts("x", "环境", (DatedName("巴中市环境保护局"),))

    assert printed_name(body, date(2010, 1, 1), "5119", "巴中市") == "巴中市环境保护局"


@pytest.mark.parametrize(
    ("kinds", "form"),
    [
        ([ObjectKind.STATE_ENTERPRISE_HEAD], FormKind.ENTERPRISE_HEAD),
        ([ObjectKind.DIVISION_CADRE], FormKind.PUBLIC_CADRE),
        ([ObjectKind.ENTERPRISE], FormKind.ENTERPRISE),
        ([ObjectKind.INSTITUTION], FormKind.COLLECTIVE),
        ([ObjectKind.AGENCY], FormKind.COLLECTIVE),
        ([ObjectKind.FRONT_LINE], FormKind.FRONT_LINE),
        ([], FormKind.FRONT_LINE),
    ],
)
def test_each_kind_has_its_form(kinds, form):
    assert form_of(kinds) is form


@given(st.dates(date(2000, 1, 1), date(2050, 1, 1)), st.integers(0, 60))
def test_a_validity_ends_in_the_month_it_should(answered_on, months):
    until = valid_until_after(answered_on, months)

    assert (until.year - answered_on.year) * 12 + until.month - answered_on.month == months
    assert until.day <= answered_on.day


def test_the_end_of_a_month_stays_one():
    assert valid_until_after(date(2021, 8, 31), 6) == date(2022, 2, 28)


def test_what_is_shipped_names_known_bodies_and_says_where_it_comes_from():
    named = {row.body for row in shipped_rows()}
    named |= {each.certifier for each in shipped_disqualifiers()}
    named |= {merger.into for body in SHIPPED.values() for merger in body.mergers}

    assert named <= SHIPPED.keys()
    assert all(body.source for body in shipped_bodies())
    for each in (*shipped_rows(), *shipped_disqualifiers()):
        assert each.ground.source_row
        assert each.ground.is_reference or each.ground.since is not None


def test_rows_of_little_credibility_are_kept_and_marked_and_judge_nothing():
    low = [row for row in shipped_rows() if row.ground.credibility is Credibility.LOW]

    assert {row.ground.source_row for row in low} == {"R273"}
    assert all(row.ground.is_reference for row in low)


@pytest.mark.parametrize("number", [*range(265, 271), *range(273, 277)])
def test_every_row_of_the_policy_that_names_bodies_is_there(number):
    assert any(row.ground.source_row == f"R{number}" for row in shipped_rows())


def row_for(body, *, place="", is_required=True):
    return RowFacts(
        ObjectKind.ENTERPRISE,
        body,
        is_required,
        Citation(f"某文件{body}{place}", "一"),
        date(2005, 1, 1),
        place=place,
    )
