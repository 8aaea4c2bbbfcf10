import pytest
from django.db.models import Q

from honours.kernel.verdicts import Refusal
from honours.ui.filters import ChoiceFilter, DayFilter, NumberFilter, TextFilter

HOSTS = [("1", "市教育局"), ("2", "县教育局"), ("3", "市农业局")]


def test_choices_may_come_late_and_a_part_of_the_wording_is_enough():
    hosts = ChoiceFilter("host", "主办", lambda: HOSTS, field="host_id")
    assert hosts.choices_shown == HOSTS
    assert hosts.condition("教育") == Q(host_id__in=["1", "2"])
    assert hosts.condition("3") == Q(host_id__in=["3"])
    assert hosts.label_of("3") == "市农业局"
    assert hosts.label_of("9") == "9"


def test_a_choice_may_stand_for_a_condition_of_its_own():
    due = {"yes": Q(due=True), "no": Q(due=False)}
    known = ChoiceFilter("due", "到期", [("yes", "是"), ("no", "否")], test=due.__getitem__)
    assert known.condition("是") == Q(due=True)


def test_a_filter_to_type_in_offers_no_choices():
    typed = TextFilter("host", "主办", "host__contains")
    assert typed.choices_shown == ()
    assert typed.label_of("教育") == "教育"
    assert typed.condition("教育") == Q(host__contains="教育")


@pytest.mark.parametrize("value", ["..", "1..2..3", "1.5.5", "9" * 40, "NaN"])
def test_numbers_that_are_none_are_refused_or_ask_nothing(value):
    known = NumberFilter("quota", "名额")
    if value == "..":
        assert known.condition(value) == Q()
        return
    with pytest.raises(Refusal):
        known.condition(value)


@pytest.mark.parametrize("value", ["2010-02-30", "0000", "2010年13月", "明天", "2010..昨天"])
def test_days_that_are_none_are_refused_with_an_example(value):
    with pytest.raises(Refusal) as refusal:
        DayFilter("begun", "起始").condition(value)
    assert "2010-06-01" in refusal.value.findings[0].remedy
