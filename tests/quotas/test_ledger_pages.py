"""The ledger read figure by figure, and what an allocation says of its weights."""

import html
import re

import pytest
from django.urls import reverse

from honours.quotas.operations.holding import Wanted, hold_place, hold_places
from tests.quotas.town import COUNTY, EDITION, PERSON, nomination, places

pytestmark = pytest.mark.django_db
JOURNAL = reverse("quotas:journal", args=[EDITION])


@pytest.fixture
def year():
    opened = places()
    opened.issue(巴州区=5, 通江县=3)
    hold_place(EDITION, nomination(7), opened[COUNTY], PERSON, by=opened.clerk)
    return opened


@pytest.fixture
def signed_in(client, year):
    client.force_login(year.examiner)
    return client


def shown(client, address):
    return client.get(address).content.decode()


def test_every_figure_of_the_ledger_opens_the_movements_behind_it(signed_in, year):
    told = shown(signed_in, reverse("quotas:ledger", args=[EDITION]))
    opened = {
        figure: shown(signed_in, html.unescape(address))
        for address, figure in re.findall(r'href="([^"]*figure=(\w+)-[^"]*)"', told)
    }
    assert {"issued", "below", "held", "available"} <= set(opened)
    assert opened["held"].count("<tr id=") == 1
    assert "巴州区" in opened["held"]
    assert opened["issued"].count("<tr id=") == 1
    county = f"issued-{year[COUNTY].pk}-person-"
    assert shown(signed_in, f"{JOURNAL}?figure={county}").count("<tr id=") == 1


@pytest.mark.parametrize(
    "value", ["held", "held-x-person-", "held-1-nobody-", f"held-{'9' * 30}-person-"]
)
def test_a_figure_nobody_has_is_told_and_nothing_breaks(signed_in, value):
    assert "请从名额台账点数字进入" in shown(signed_in, f"{JOURNAL}?figure={value}")


def test_the_journal_calls_a_nomination_by_its_number(signed_in, year):
    wanted = Wanted(nomination(8), year[COUNTY], PERSON, called="2010-903-00008")
    hold_places(EDITION, [wanted], by=year.clerk)
    told = shown(signed_in, JOURNAL)
    assert "2010-903-00008" in told
    assert "第7号" in told, "held before numbers were kept"
    assert "第8号" not in told


def test_faults_of_the_table_and_of_the_weights_are_told_together(signed_in):
    asked = {
        "line": "person|",
        "total": 5,
        "method": "largest_remainder",
        "table": "单位；人数；产值\n巴州区；许多；3",
        "weights": "人数 50，产值 40",
    }
    answer = signed_in.post(reverse("quotas:allocate", args=[EDITION]), asked)
    told = answer.content.decode()
    assert answer.status_code == 422
    assert "不是一个数" in told
    assert "权重合计90%，应为100%" in told
