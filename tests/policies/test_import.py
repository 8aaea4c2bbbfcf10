"""Rulebooks on the books: added once, never edited, told in the audit book."""

from datetime import date
from decimal import Decimal
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from honours.audit.models import Entry
from honours.kernel.verdicts import Refusal
from honours.policies import queries
from honours.policies.catalogue import RuleKey
from honours.policies.models import Clause, Document, DocumentLink, RuleEntry
from honours.policies.operations.rulebook import Imported, import_rulebooks
from honours.policies.queries import rules_in_force, values_over_time
from honours.policies.readings.rulebook import read_rulebook
from tests.policies.samples import import_shipped, rulebook, rulebook_text, shipped

pytestmark = pytest.mark.django_db
TARGET = RuleKey.REDUCTION_TARGET_MIN


def _rule(value, **more):
    rest = "".join(f", {name}: {text}" for name, text in more.items())
    return f'{{key: reduction_target_min, value: "{value}", confidence: 见转述{rest}}}'


def test_the_shipped_rulebook_comes_in_whole_and_is_told_of():
    added = import_shipped()
    assert added.documents == Document.objects.count() == sum(len(b.documents) for b in shipped())
    assert added.values == RuleEntry.objects.count() == sum(len(b.rules) for b in shipped())
    assert (added.clauses, added.links) == (Clause.objects.count(), DocumentLink.objects.count())
    told = Entry.objects.filter(verb="policies.rulebook.import")
    assert told.count() == len(shipped())
    assert set(told.values_list("actor", flat=True)) == {"tester"}


def test_the_same_files_again_add_nothing_and_are_not_told_of():
    import_shipped()
    before = Entry.objects.count()
    assert import_shipped() == Imported()
    assert Entry.objects.count() == before


def test_a_changed_value_is_refused_and_nothing_is_written():
    import_rulebooks([rulebook(rule=_rule("0.70"))], by="tester")
    changed = [
        rulebook(rule=_rule("0.80")),
        rulebook("新.yaml", code="51", number="新发〔2011〕1号"),
    ]
    with pytest.raises(Refusal, match=r"入库时为“0\.70”，文件改成了“0\.80”"):
        import_rulebooks(changed, by="tester")
    assert Document.objects.count() == 1


@pytest.mark.parametrize(
    ("before", "after", "says"),
    [
        ("某项规定。", "另一规定。", "“内容”入库时为“某项规定。”"),
        ("title: 某通知", "title: 另一通知", "“标题”入库时为“某通知”"),
        ("confidence: 见转述", "confidence: 据推断", "“可信度”入库时为“medium”"),
        ("- number: 一", "- number: 二", "这个取值入库时依据某办发〔2010〕1号一"),
    ],
)
def test_no_other_change_of_a_row_slips_through(before, after, says):
    text = rulebook_text()
    import_rulebooks([read_rulebook("某市.yaml", text)], by="tester")
    with pytest.raises(Refusal, match=says):
        import_rulebooks([read_rulebook("某市.yaml", text.replace(before, after))], by="tester")


def test_a_later_value_is_added_beside_the_earlier_one():
    import_rulebooks([rulebook(rule=_rule("0.70"))], by="tester")
    later = rulebook(number="某办发〔2011〕2号", issued_on="2011-01-01", rule=_rule("0.80"))
    assert import_rulebooks([later], by="tester").values == 1
    assert rules_in_force(date(2010, 12, 31), "5119").number(TARGET) == Decimal("0.70")
    assert rules_in_force(date(2011, 1, 1), "5119").number(TARGET) == Decimal("0.80")


def test_a_value_may_not_overlap_with_one_on_the_books():
    import_rulebooks([rulebook(rule=_rule("0.70", until='"2011"'))], by="tester")
    later = rulebook(number="某办发〔2011〕2号", issued_on="2011-06-01", rule=_rule("0.80"))
    with pytest.raises(Refusal, match="与已入库的某办发〔2010〕1号一所写到2011-12-31止的取值重叠"):
        import_rulebooks([later], by="tester")


def test_a_link_may_point_to_a_document_on_the_books():
    import_rulebooks([rulebook()], by="tester")
    linked = rulebook(
        number="某办发〔2011〕2号",
        links="[{kind: 修订, to: 某办发〔2010〕1号}]",
        clause="- {number: 一, text: 甲。, enforcement: 无人落实}\n",
    )
    assert import_rulebooks([linked], by="tester") == Imported(documents=1, clauses=1, links=1)


def test_values_of_a_key_that_the_catalogue_has_lost_are_passed_over():
    import_rulebooks([rulebook()], by="tester")
    lost = RuleEntry.objects.get()
    RuleEntry.objects.create(key="lost", value="1", since=lost.since, clause=lost.clause)
    assert import_rulebooks([rulebook()], by="tester") == Imported()
    assert rules_in_force(date(2010, 6, 1), "5119").flag(RuleKey.FEE_ALLOWED) is False


@pytest.mark.parametrize(
    ("day", "place", "key", "value"),
    [
        (date(2010, 6, 1), "5119", TARGET, Decimal("0.70")),
        (date(2019, 6, 1), "37", RuleKey.YEARLY_MAX_CITY, Decimal(2)),
        (date(2023, 6, 1), "6105", RuleKey.NAME_LENGTH_MAX, Decimal(25)),
        (date(2023, 6, 1), "340207", RuleKey.COLLECTIVES_MAX, Decimal(50)),
        (date(2023, 6, 1), "340207", RuleKey.FEE_ALLOWED, False),
        (date(2012, 1, 1), "", RuleKey.CENTRAL_DECISIONS_EXCLUDED, True),
    ],
)
def test_places_differ_as_their_documents_do(day, place, key, value):
    import_shipped()
    assert rules_in_force(day, place)[key].value == value


@pytest.mark.parametrize(
    ("day", "place", "key"),
    [
        (date(2010, 2, 21), "5119", TARGET),
        (date(2010, 6, 1), "37", TARGET),
        (date(2019, 6, 1), "5119", RuleKey.YEARLY_MAX_CITY),
        (date(2024, 1, 1), "6105", RuleKey.NAME_LENGTH_MAX),
        (date(2010, 6, 1), "5119", RuleKey.FORBIDDEN_NAME_WORDS),
        (date(2018, 1, 1), "", RuleKey.CENTRAL_DECISIONS_EXCLUDED),
    ],
)
def test_where_no_document_says_so_there_is_no_rule(day, place, key):
    import_shipped()
    assert key not in rules_in_force(day, place)


def test_jiangsu_adds_its_words_to_those_of_the_nation():
    import_shipped()
    words = rules_in_force(date(2022, 1, 1), "32").words(RuleKey.FORBIDDEN_NAME_WORDS)
    assert {"全国", "长三角"} <= words
    assert "长三角" not in rules_in_force(date(2022, 1, 1), "5119").words(
        RuleKey.FORBIDDEN_NAME_WORDS
    )


def test_the_rules_of_a_day_cost_one_query_once_they_are_known(django_assert_num_queries):
    import_shipped()
    rules_in_force(date(2010, 6, 1), "5119")
    with django_assert_num_queries(1):
        rules_in_force(date(2020, 6, 1), "37")


def test_a_row_added_by_another_process_is_seen_at_once():
    import_rulebooks([rulebook(rule=_rule("0.70"))], by="tester")
    rules_in_force(date(2012, 1, 1), "5119")
    stale = dict(queries._known)
    later = rulebook(number="某办发〔2011〕2号", issued_on="2011-01-01", rule=_rule("0.80"))
    import_rulebooks([later], by="another process")
    queries._known.update(stale)
    assert rules_in_force(date(2012, 1, 1), "5119").number(TARGET) == Decimal("0.80")


def test_what_would_loosen_is_shown_as_set_aside_with_its_reason():
    import_rulebooks(
        [
            rulebook("省.yaml", code="51", number="川发〔2010〕1号", rule=_rule("0.70")),
            rulebook(rule=_rule("0.50")),
        ],
        by="tester",
    )
    province, city = values_over_time(TARGET, "5119", on=date(2010, 6, 1))
    assert (province.is_applied, province.is_set_aside, province.reason) == (True, False, "")
    assert (city.is_applied, city.is_set_aside) == (False, True)
    assert city.reason == "比川发〔2010〕1号一宽（数值越大越严）；就近的规定只能从严，故不采用。"


def test_a_value_that_a_nearer_place_outdid_says_so():
    import_rulebooks(
        [
            rulebook("省.yaml", code="51", number="川发〔2010〕1号", rule=_rule("0.70")),
            rulebook(rule=_rule("0.80")),
        ],
        by="tester",
    )
    province, _ = values_over_time(TARGET, "5119", on=date(2010, 6, 1))
    assert province.reason == "已由后来的或者更近的规定取代。"


@settings(
    max_examples=15,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.lists(st.tuples(st.integers(1, 99), st.booleans()), min_size=1, max_size=5))
def test_after_any_run_of_values_and_repeals_the_last_word_holds(db, history):
    """Each year another document sets a target, or ends what the place had set."""
    RuleEntry.objects.all().delete()
    queries._known.clear()
    for year, (percent, is_repeal) in enumerate(history, 2011):
        rule = _rule(f"0.{percent:02}")
        if is_repeal:
            rule = "{key: reduction_target_min, value: null, confidence: 见转述}"
        book = rulebook(
            number=f"年发〔{year}〕{Document.objects.count() + 1}号",
            issued_on=f"{year}-01-01",
            rule=rule,
        )
        import_rulebooks([book], by="tester")
    for year, (percent, is_repeal) in enumerate(history, 2011):
        rules = rules_in_force(date(year, 7, 1), "5119")
        if is_repeal:
            assert TARGET not in rules
        else:
            assert rules.number(TARGET) == Decimal(f"0.{percent:02}")


def test_the_command_imports_the_shipped_files_and_shows_its_progress():
    said = StringIO()
    call_command("import_rulebook", "--shipped", stdout=said)
    assert said.getvalue().startswith(f"（1/{len(shipped())}）国家：新增文件")
    assert "共新增文件" in said.getvalue()
    again = StringIO()
    call_command("import_rulebook", "--shipped", stdout=again)
    assert again.getvalue().endswith("内容与已入库的相同，没有新增。\n")


def test_the_command_names_every_fault_of_every_file(tmp_path):
    (tmp_path / "甲.yaml").write_text("不得收费", "utf-8")
    (tmp_path / "乙.yaml").write_bytes("不得收费".encode("gb18030"))
    paths = [str(tmp_path / name) for name in ("甲.yaml", "乙.yaml", "丙.yaml")]
    with pytest.raises(CommandError) as refused:
        call_command("import_rulebook", *paths)
    lines = str(refused.value).splitlines()
    assert lines[0] == "没有导入，共3处不对："
    assert [line[2] for line in lines[1:]] == ["甲", "乙", "丙"]


def test_the_command_wants_a_file():
    with pytest.raises(CommandError, match="没有指定文件"):
        call_command("import_rulebook")
