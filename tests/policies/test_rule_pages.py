"""Pages of rules and of coverage: what they show, at what cost."""

from datetime import date

from django.db import connection
from django.test.utils import CaptureQueriesContext

from honours.policies.catalogue import RuleKey
from honours.policies.operations.rulebook import import_rulebooks
from tests.policies.samples import import_shipped, rulebook


def test_the_rulebook_shows_the_rules_of_a_day_and_place(read):
    import_shipped()
    page = read("rules", query="?place=5119&on=2010-06-01")
    assert "2010年6月1日在四川省巴中市适用的规则" in page
    assert "0.70" in page
    assert "奖金上限" in page
    page = read("rules", query="?place=37&on=2019-06-01")
    assert "鲁评组办发〔2019〕2号" in page
    assert "巴人公〔2010〕10号" not in page


def test_without_being_told_the_rulebook_takes_the_readers_own_place(read):
    import_shipped()
    assert "在四川省巴中市适用的规则" in read("rules")


def test_an_empty_rulebook_says_that_it_is_empty(read):
    assert "这一天、这个地区没有规则" in read("rules")


def test_a_day_that_is_none_is_refused(read):
    assert "不是一个日期" in read("rules", query="?on=昨天", status=422)


def test_a_rule_shows_its_values_clauses_and_checks(read):
    import_shipped()
    page = read("rule", "fee_allowed", query="?place=5119&on=2019-01-01")
    assert "中办发〔2018〕69号" in page
    assert "巴清联办〔2010〕5号四" in page
    assert "registry.charges_no_fee" in page
    assert "来源只载2018，按当年初计" in page
    everywhere = read("rule", "yearly_max_county", query="?place=all&on=2023-06-01")
    assert all(name in everywhere for name in ("山东省", "渭南市", "鸠江区"))


def test_a_value_that_loosens_is_shown_with_the_reason_why_it_does_not_apply(read):
    rule = '{{key: reduction_target_min, value: "{}", confidence: 见转述}}'
    import_rulebooks(
        [
            rulebook("省.yaml", code="51", number="川发〔2010〕1号", rule=rule.format("0.70")),
            rulebook(rule=rule.format("0.50")),
        ],
        by="tester",
    )
    page = read("rule", "reduction_target_min", query="?place=5119&on=2010-07-01")
    assert "不采用" in page
    assert "就近的规定只能从严" in page


def test_a_rule_that_nobody_set_says_so(read):
    import_shipped()
    page = read("rule", "yearly_max_city", query="?place=5119&on=2010-06-01")
    assert "没有找到现行规定，不设取值，系统不据此判定" in page
    assert "没有找到的不编造" in page


def test_every_state_of_a_value_has_its_word(read):
    ended = "{key: fee_allowed, value: null, confidence: 见转述}"
    import_rulebooks(
        [
            rulebook(),
            rulebook("二.yaml", number="某发〔2011〕1号", issued_on="2011-01-01", rule=ended),
            rulebook("三.yaml", number="某发〔2030〕1号", issued_on="2030-01-01"),
        ],
        by="tester",
    )
    page = read("rule", "fee_allowed", query="?place=5119&on=2012-01-01")
    assert all(word in page for word in ("已取代", "停止执行", "尚未施行"))
    assert "现行规定" in page


def test_an_unknown_rule_is_not_found(read):
    read("rule", "bonus_max", status=404)


def test_the_page_of_a_rule_costs_the_same_for_one_value_and_for_many(read):
    import_rulebooks([rulebook()], by="tester")
    with CaptureQueriesContext(connection) as one:
        read("rule", "fee_allowed", query="?place=all&on=2023-01-01")
    import_shipped()
    read("rule", "fee_allowed", query="?place=all&on=2023-01-01")
    with CaptureQueriesContext(connection) as many:
        read("rule", "fee_allowed", query="?place=all&on=2023-01-01")
    assert len(many) <= len(one)


def test_coverage_counts_every_clause_and_opens_the_lists(read):
    import_shipped()
    page = read("coverage")
    assert "?enforcement=nobody" in page
    nobody = read("coverage", query="?enforcement=nobody")
    assert "无人落实" in nobody
    here = read("coverage", query="?place=5119&enforcement=human_step")
    assert "审核岗位反馈清理结果" in here
    assert "鲁评组办发" not in here


def test_every_rule_has_a_page(read):
    import_shipped()
    for key in RuleKey:
        assert key.label in read("rule", key.value, query=f"?on={date(2023, 6, 1)}")
