"""The smallest lawful change, proved against brute force; and what a person should look at."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cache, partial
from itertools import combinations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from honours.kernel.verdicts import Refusal, Weight
from honours.quotas.composing import search
from honours.quotas.composing.changes import (
    FARMER,
    FRONT_LINE_TEAM,
    FRONT_LINE_WORKER,
    Ideal,
    SearchTerms,
    StepKind,
)
from honours.quotas.composing.demands import ranges
from honours.quotas.composing.programme import Programme
from honours.quotas.composing.smallest_change import smallest_change
from honours.quotas.composing.suspicions import (
    DatedRank,
    FiledList,
    FiledPerson,
    PersonRanks,
    heads_filed_as_experts,
    rank_changed_before_filing,
    split_lists,
    under_two_units,
)
from honours.quotas.ratios.allowance import Allowance, Given
from honours.quotas.ratios.bars import Bar
from honours.quotas.ratios.combinations import Not
from honours.quotas.ratios.conditions import ANYONE, Between, Is, IsSo
from honours.quotas.ratios.facts import CandidateFacts
from honours.quotas.ratios.judging import are_lawful, judge
from honours.quotas.ratios.rules import (
    Base,
    Places,
    RatioBound,
    RatioRule,
    SmallQuota,
    within_places,
)
from honours.quotas.vocabulary.people import (
    ENTERPRISE_STAFF,
    Gender,
    IdentityCategory,
    Rank,
    UnitLevel,
)
from honours.quotas.vocabulary.places import CandidateKind
from honours.quotas.vocabulary.ratios import (
    Aspect,
    BaseSource,
    BoundDirection,
    PlainFact,
    RatioStage,
    RatioState,
    Rounding,
    SmallQuotaMeasure,
    Strictness,
)
from honours.quotas.vocabulary.traits import Trait

CEILING, FLOOR = BoundDirection.CEILING, BoundDirection.FLOOR
DIVISION_CADRE = Between(Aspect.RANK, Rank.DEPUTY_DIVISION, Rank.DIVISION)
FRONT_LINE = IsSo(PlainFact.IS_FRONT_LINE)
HEAD = Is(Aspect.IDENTITY, frozenset({IdentityCategory.ENTERPRISE_HEAD}))
STAFF = Is(Aspect.IDENTITY, ENTERPRISE_STAFF)
LIST, PLACES = Base(BaseSource.LIST), Base(BaseSource.PLACES)


def rule(name, counted, base, direction, share, **parts):
    bound = RatioBound(direction, Decimal(share), excludes_itself=parts.pop("excluding", False))
    return RatioRule(name, name, counted, base, bound, **parts)


CADRE = CandidateFacts(
    "干部", rank=Rank.DIVISION, identity=IdentityCategory.ORGAN_CADRE, is_front_line=False
)
BOSS = CandidateFacts(
    "负责人", rank=Rank.NONE, identity=IdentityCategory.ENTERPRISE_HEAD, is_front_line=False
)
WORKER = CandidateFacts(
    "工人", rank=Rank.NONE, identity=IdentityCategory.ENTERPRISE_WORKER, is_front_line=True
)
PEASANT = CandidateFacts(
    "农民", rank=Rank.NONE, identity=IdentityCategory.FARMER, is_front_line=True
)
ALPHABETS = {
    "干部、负责人、工人": (CADRE, BOSS, WORKER),
    "干部、负责人、工人、农民": (CADRE, BOSS, WORKER, PEASANT),
}
ANY_WORKER = Ideal("工人", WORKER)
CADRES = rule("县处级", DIVISION_CADRE, PLACES, CEILING, "0.2", small_quota=SmallQuota(5))
NESTED = "嵌套：企业职工中负责人不超过20%、一线不低于55%"
RULEBOOKS = {
    "四川：县处级不超过名额20%，不足5个不得推荐；一线不低于60%": (
        CADRES,
        rule("一线", FRONT_LINE, LIST, FLOOR, "0.6"),
    ),
    NESTED: (
        rule("负责人", HEAD, replace(LIST, condition=STAFF), CEILING, "0.2"),
        rule("企业一线", FRONT_LINE, replace(LIST, condition=STAFF), FLOOR, "0.55"),
        rule("企业职工", STAFF, LIST, FLOOR, "0.45"),
    ),
    "按分母设界限：企业职工不足4人的不得有负责人，四舍五入": (
        rule(
            "负责人",
            HEAD,
            replace(LIST, condition=STAFF),
            CEILING,
            "0.3",
            rounding=Rounding.HALF_UP,
            small_quota=SmallQuota(4, 0, SmallQuotaMeasure.BASE),
        ),
        rule("一线", FRONT_LINE, LIST, FLOOR, "0.5", rounding=Rounding.HALF_UP),
        rule("县处级", DIVISION_CADRE, LIST, CEILING, "0.15", rounding=Rounding.UP),
    ),
    "不含本数：一线高于45%，负责人低于三成；下限向下取整": (
        rule("一线", FRONT_LINE, replace(LIST, condition=STAFF), FLOOR, "0.45", excluding=True),
        rule("负责人", HEAD, LIST, CEILING, "0.3", excluding=True),
        rule("非干部", Not(DIVISION_CADRE), PLACES, FLOOR, "0.55", rounding=Rounding.DOWN),
    ),
}


def numbered(types):
    return [
        replace(facts, key=f"{facts.key}{order}", order=order)
        for order, facts in enumerate(types, start=1)
    ]


def multisets(kinds: int, size: int) -> Iterator[tuple[int, ...]]:
    if kinds == 1:
        yield (size,)
        return
    for first in range(size + 1):
        for rest in multisets(kinds - 1, size - first):
            yield (first, *rest)


class BruteForce:
    """Every list that can be reached, judged by the bare judge, one judgement per make-up."""

    def __init__(self, alphabet, rules, places, reserves=(), ideals=()):
        self.alphabet, self.rules, self.places = alphabet, rules, places
        self.entrants = Counter(reserves)
        self.ideals = ideals
        makers = (*alphabet, *(ideal.facts for ideal in ideals))
        self.makers = tuple(dict.fromkeys(makers))
        self.slots = [self.makers.index(facts) for facts in makers]
        self.is_lawful = cache(self._is_lawful)

    def _is_lawful(self, makeup):
        people = [f for f, number in zip(self.makers, makeup, strict=True) for _ in range(number)]
        return are_lawful(judge(numbered(people), self.rules, self.places))

    def fewest_touched(self, makeup):
        ways = sorted(product(*(range(number + 1) for number in makeup)), key=sum)
        return next((sum(way) for way in ways if next(self._fills(makeup, way), None)), None)

    def most_filled(self, makeup, leaving):
        return max((sum(way) for way in self._fills(makeup, leaving)), default=None)

    def _fills(self, makeup, leaving):
        """Every lawful way to fill the places left."""
        pool = [range(self.entrants[facts] + 1) for facts in self.alphabet]
        free = [range(sum(leaving) + 1) for _ in self.ideals]
        for entering in product(*pool, *free):
            if sum(entering) <= sum(leaving):
                kept = [number - gone for number, gone in zip(makeup, leaving, strict=True)]
                new = [0] * len(self.makers)
                for slot, number in zip(
                    self.slots * 2, (*kept, *(0 for _ in free), *entering), strict=True
                ):
                    new[slot] += number
                if self.is_lawful(tuple(new)):
                    yield entering


@pytest.mark.parametrize("book", RULEBOOKS)
def test_no_list_of_up_to_twelve_has_a_smaller_lawful_change(book):
    """All lists over three types: order plays no part in the size, so each make-up stands once."""
    alphabet, rules = ALPHABETS["干部、负责人、工人"], RULEBOOKS[book]
    terms = SearchTerms(ideals=(ANY_WORKER,))
    for size in range(1, 13):
        places = Places(persons=size)
        force = BruteForce(alphabet, rules, places, ideals=terms.ideals)
        for makeup in multisets(len(alphabet), size):
            people = [f for f, number in zip(alphabet, makeup, strict=True) for _ in range(number)]
            change = smallest_change(numbered(people), rules, places, (), terms)
            assert (change and change.touched) == force.fewest_touched(makeup), makeup


@given(
    types=st.lists(st.sampled_from(ALPHABETS["干部、负责人、工人、农民"]), min_size=1, max_size=9),
    pool=st.lists(st.sampled_from(ALPHABETS["干部、负责人、工人、农民"]), max_size=3),
    book=st.sampled_from(sorted(RULEBOOKS)),
    places=st.integers(1, 12),
    ideals=st.sampled_from([(), (FRONT_LINE_WORKER,), (FARMER,)]),
)
@settings(max_examples=80, deadline=None)
def test_with_reserves_and_other_places_the_change_is_still_the_smallest(
    types, pool, book, places, ideals
):
    alphabet, rules = ALPHABETS["干部、负责人、工人、农民"], RULEBOOKS[book]
    given_places = Places(persons=places)
    force = BruteForce(alphabet, rules, given_places, tuple(pool), ideals)
    makeup = tuple(types.count(facts) for facts in alphabet)
    reserves = [replace(facts, key=f"备选{n}", order=n) for n, facts in enumerate(pool, start=1)]

    change = smallest_change(
        numbered(types), rules, given_places, reserves, SearchTerms(ideals=ideals)
    )

    assert (change.touched if change else None) == force.fewest_touched(makeup)
    if change:
        assert are_lawful(judge(change.result, rules, given_places))
        assert are_lawful(change.after)


RULES = st.builds(
    RatioRule,
    code=st.just("x"),
    name=st.just("x"),
    counted=st.sampled_from([DIVISION_CADRE, FRONT_LINE, HEAD, Not(FRONT_LINE)]),
    base=st.builds(
        Base,
        st.sampled_from([BaseSource.LIST, BaseSource.PLACES]),
        condition=st.sampled_from([ANYONE, STAFF, FRONT_LINE]),
    ),
    bound=st.builds(
        RatioBound,
        st.sampled_from([CEILING, FLOOR]),
        share=st.decimals(0, 1, places=2),
        excludes_itself=st.booleans(),
    ),
    rounding=st.sampled_from(Rounding),
    small_quota=st.none()
    | st.builds(
        SmallQuota, st.integers(0, 6), st.integers(0, 2), st.sampled_from(SmallQuotaMeasure)
    ),
)


@given(rule=RULES, places=st.integers(0, 12), largest=st.integers(0, 14))
def test_linear_demands_say_exactly_what_the_rule_says(rule, places, largest):
    allowance = Allowance.of(rule, Given(Places(persons=places), {}))
    parts = ranges(allowance, largest)

    for members in range(largest + 1):
        (part,) = (part for part in parts if part.least <= members <= part.most)
        for number in range(members + 1):
            weighed = part.demand.counted * number + part.demand.based * members
            assert (weighed <= part.demand.most) == allowance.is_met(number, members)


@given(
    types=st.lists(st.sampled_from(ALPHABETS["干部、负责人、工人"]), min_size=1, max_size=7),
    rules=st.lists(RULES, min_size=1, max_size=3),
    places=st.integers(1, 8),
    ideals=st.sampled_from([(), (ANY_WORKER,)]),
)
@settings(max_examples=150, deadline=None)
def test_under_any_rules_the_change_is_the_smallest(types, rules, places, ideals):
    alphabet = ALPHABETS["干部、负责人、工人"]
    force = BruteForce(alphabet, rules, Places(persons=places), ideals=ideals)
    makeup = tuple(types.count(facts) for facts in alphabet)

    change = smallest_change(
        numbered(types), rules, Places(persons=places), (), SearchTerms(ideals=ideals)
    )

    assert (change.touched if change else None) == force.fewest_touched(makeup)


def best_kept(types, force):
    """Of all smallest changes, the one that keeps the first in order; then fills most places."""
    alphabet = force.alphabet
    makeup = tuple(types.count(facts) for facts in alphabet)
    fewest = force.fewest_touched(makeup)
    if fewest is None:
        return None
    choices = []
    for touched in combinations(range(len(types)), fewest):
        leaving = tuple(sum(types[i] is facts for i in touched) for facts in alphabet)
        filled = force.most_filled(makeup, leaving)
        if filled is not None:
            kept = [index not in touched for index in range(len(types))]
            choices.append((kept, filled))
    return max(choices)


@given(
    types=st.lists(st.sampled_from(ALPHABETS["干部、负责人、工人"]), min_size=1, max_size=9),
    book=st.sampled_from(sorted(RULEBOOKS)),
)
@settings(max_examples=80, deadline=None)
def test_among_the_smallest_the_units_own_order_is_kept_from_the_top(types, book):
    rules, places = RULEBOOKS[book], Places(persons=len(types))
    ideals = (FRONT_LINE_WORKER,)
    force = BruteForce(ALPHABETS["干部、负责人、工人"], rules, places, ideals=ideals)

    change = smallest_change(numbered(types), rules, places, (), SearchTerms(ideals=ideals))

    touched = {step.position - 1 for step in change.steps} if change else set()
    filled = sum(step.kind is not StepKind.REMOVE for step in change.steps) if change else 0
    kept = [index not in touched for index in range(len(types))]
    assert (None if change is None else (kept, filled)) == best_kept(types, force)


def test_a_list_of_a_hundred_and_fifty_keeps_its_first_ones():
    people = numbered([CADRE] * 50 + [WORKER] * 100)
    places = Places(persons=150)

    change = smallest_change(
        people, RULEBOOKS["四川：县处级不超过名额20%，不足5个不得推荐；一线不低于60%"], places
    )

    assert [step.position for step in change.steps] == list(range(31, 51))
    assert all(step.kind is StepKind.NAME for step in change.steps)


def test_a_lawful_list_needs_no_change():
    change = smallest_change(numbered([WORKER] * 5), [CADRES], Places(persons=5))

    assert change.steps == ()
    assert change.result == tuple(numbered([WORKER] * 5))


def test_the_reasons_and_the_place_to_be_named_are_spelled_out():
    people = numbered([CADRE, WORKER, CADRE, WORKER, WORKER])

    change = smallest_change(people, [CADRES], Places(persons=5))

    assert [step.sentence for step in change.steps] == [
        "第3位改报基层一线职工1名（待定）：县处级超出1名。"
    ]
    assert change.steps[0].ideal is FRONT_LINE_WORKER
    assert [facts.order for facts in change.result] == [1, 2, 3, 4, 5]
    assert change.result[2].rank is Rank.NONE


def test_a_reserve_of_the_unit_comes_before_a_place_to_be_named():
    people = numbered([CADRE, WORKER, CADRE, WORKER, WORKER])
    reserves = [replace(CADRE, key="备选一", order=1), replace(PEASANT, key="备选二", order=2)]

    change = smallest_change(people, [CADRES], Places(persons=5), reserves)

    assert [(step.kind, step.entering) for step in change.steps] == [(StepKind.REPLACE, "备选二")]
    assert change.steps[0].sentence == "第3位换为备选第2位：县处级超出1名。"
    assert change.result[2].key == "备选二"


def test_who_is_on_the_list_already_is_no_reserve():
    people = numbered([CADRE, WORKER, CADRE, WORKER, WORKER])

    change = smallest_change(people, [CADRES], Places(persons=5), people, SearchTerms(ideals=()))

    assert [step.kind for step in change.steps] == [StepKind.REMOVE]
    assert change.steps[0].sentence == "第3位撤下，名额空出：县处级超出1名。"


def test_over_the_places_someone_has_to_go_without_replacement():
    people = numbered([WORKER] * 6)
    rules = [within_places(CandidateKind.PERSON)]

    change = smallest_change(people, rules, Places(persons=5))

    assert [(step.position, step.kind) for step in change.steps] == [(6, StepKind.REMOVE)]


def test_where_nothing_helps_that_is_said():
    floor = rule("非干部", Not(DIVISION_CADRE), PLACES, FLOOR, "0.9")

    assert smallest_change(numbered([WORKER] * 3), [floor], Places(persons=9)) is None


def test_whoever_is_barred_goes_and_no_barred_reserve_comes():
    high = replace(CADRE, rank=Rank.DEPUTY_BUREAU)
    bar = Bar("bureau", "副厅级及以上一般不评", Between(Aspect.RANK, Rank.DEPUTY_BUREAU))
    reserves = [replace(high, key="备选一", order=1), replace(WORKER, key="备选二", order=2)]
    terms = SearchTerms(bars=(bar,))

    change = smallest_change(numbered([high, WORKER]), [], Places(persons=2), reserves, terms)

    assert [step.entering for step in change.steps] == ["备选二"]
    assert change.steps[0].sentence == "第1位换为备选第2位：副厅级及以上一般不评，不得参评。"


def test_collectives_are_replaced_by_collectives():
    division = CandidateFacts(
        "单位", kind=CandidateKind.COLLECTIVE, unit_level=UnitLevel.DIVISION, is_front_line=False
    )
    of_collectives = Base(BaseSource.LIST, kind=CandidateKind.COLLECTIVE)
    units = rule(
        "县处级单位",
        Between(Aspect.UNIT_LEVEL, UnitLevel.DEPUTY_DIVISION),
        of_collectives,
        CEILING,
        "0.2",
    )
    listed = numbered([division, division, WORKER])

    change = smallest_change(listed, [units], Places(1, 2), [replace(WORKER, key="备选一")])

    assert [step.ideal for step in change.steps] == [FRONT_LINE_TEAM, FRONT_LINE_TEAM]
    assert change.steps[0].sentence == "第1位改报基层一线班组1个（待定）：县处级单位超出2个。"


def test_what_is_not_known_is_read_in_the_less_favourable_way():
    unclear = replace(WORKER, is_front_line=None)
    people = numbered([WORKER, WORKER, unclear, CADRE])
    front = rule("一线", FRONT_LINE, LIST, FLOOR, "0.6")

    change = smallest_change(people, [front], Places(persons=4))

    assert change.assumed == ("工人3",)
    assert [step.position for step in change.steps] == [4]
    assert change.steps[0].sentence == "第4位改报基层一线职工1名（待定）：一线缺数据，按从严计。"


def test_a_place_to_be_named_takes_the_title_that_the_rule_asks_about():
    titled = [replace(facts, title="劳动模范") for facts in (CADRE, CADRE, WORKER)]
    model = Is(Aspect.TITLE, frozenset({"劳动模范"}))
    front = rule("劳模一线", FRONT_LINE, replace(LIST, condition=model), FLOOR, "0.6")

    change = smallest_change(numbered(titled), [front], Places(persons=3))

    assert change.touched == 1
    assert change.steps[0].ideal.called == "基层一线职工（拟授劳动模范）"


def test_a_hard_floor_for_women_names_a_woman():
    women = rule("女职工", Is(Aspect.GENDER, frozenset({Gender.FEMALE})), LIST, FLOOR, "0.2")
    men = [replace(WORKER, gender=Gender.MALE)] * 5

    change = smallest_change(numbered(men), [women], Places(persons=5))

    assert [step.sentence for step in change.steps] == [
        "第5位改报基层一线女职工1名（待定）：女职工尚差1名。"
    ]


def test_a_soft_rule_and_a_rule_of_another_stage_move_nobody():
    soft = rule("女职工", HEAD, LIST, FLOOR, "0.5", strictness=Strictness.ADVISORY)
    later = rule("一线", HEAD, LIST, FLOOR, "1", stages=frozenset({RatioStage.RESULT}))
    terms = SearchTerms(stage=RatioStage.RECOMMENDED)

    change = smallest_change(numbered([WORKER]), [soft, later], Places(persons=1), (), terms)

    assert change.steps == ()
    assert [standing.state for standing in change.before] == [
        RatioState.ADVISED,
        RatioState.NOT_APPLICABLE,
    ]


def test_without_the_number_of_places_the_search_is_refused():
    with pytest.raises(Refusal) as refusal:
        smallest_change(numbered([CADRE]), [CADRES], Places())

    assert [finding.message for finding in refusal.value.findings] == [
        "县处级：缺推荐名额，无法计算调整方案。"
    ]


def test_where_a_missing_fact_could_cut_both_ways_the_search_is_refused():
    rules = RULEBOOKS["按分母设界限：企业职工不足4人的不得有负责人，四舍五入"]
    people = numbered([replace(BOSS, identity=None), BOSS, WORKER, WORKER])

    with pytest.raises(Refusal) as refusal:
        smallest_change(people, rules, Places(persons=2))

    assert refusal.value.findings[0].code == "change-facts-missing"
    assert refusal.value.findings[0].weight is Weight.MISSING


def test_a_search_that_runs_out_of_time_is_refused_and_says_what_to_do(monkeypatch):
    monkeypatch.setattr(search, "Programme", partial(Programme, seconds=0))
    people = numbered([CADRE, BOSS, WORKER, PEASANT, BOSS] * 30)

    with pytest.raises(Refusal) as refusal:
        smallest_change(people, RULEBOOKS[NESTED], Places(persons=150))

    assert refusal.value.findings[0].code == "change-not-found-in-time"


def test_a_reserve_with_missing_facts_does_not_enter_under_such_a_rule():
    rules = RULEBOOKS["按分母设界限：企业职工不足4人的不得有负责人，四舍五入"]
    reserves = [replace(WORKER, key="备选一", identity=None)]

    people = numbered([BOSS, BOSS, WORKER, WORKER])

    change = smallest_change(people, rules, Places(persons=4), reserves)

    assert [step.kind for step in change.steps] == [StepKind.NAME]


# What a person should look at


def test_two_lists_that_slip_under_five_together_are_shown():
    parts = [
        FiledList("甲", "某局", "2026", CandidateKind.PERSON, 4),
        FiledList("乙", "某局", "2026", CandidateKind.PERSON, 3),
        FiledList("丙", "某局", "2026", CandidateKind.COLLECTIVE, 3),
        FiledList("丁", "另一局", "2026", CandidateKind.PERSON, 4),
    ]

    (finding,) = split_lists(parts, fewer_than=5)

    assert finding.weight is Weight.ADVICE
    assert (
        finding.message == "同一单位在同一届次分2份个人名单报送，其中2份不足5个名额，合计7个名额。"
    )
    assert finding.detail == {"单位": "某局", "名单": "甲、乙"}


def test_two_lists_that_stay_under_five_together_are_nothing_to_see():
    parts = [FiledList(key, "某局", "2026", CandidateKind.PERSON, 2) for key in ("甲", "乙")]

    assert list(split_lists(parts, fewer_than=5)) == []


@pytest.mark.parametrize(
    ("facts", "message"),
    [
        (
            CandidateFacts(
                "a",
                1,
                rank=Rank.DIVISION,
                is_leading=True,
                identity=IdentityCategory.RESEARCH_TEACHING,
            ),
            "第1位按“科研教学人员”申报，但担任县处级正职领导职务。",
        ),
        (
            CandidateFacts(
                "b", 2, identity=IdentityCategory.ENTERPRISE_WORKER, is_enterprise_head=True
            ),
            "第2位按“企业一线职工”申报，但填报为企业负责人。",
        ),
        (
            CandidateFacts("c", 3, is_front_line=True, tags=frozenset({Trait.UNIT_HEAD})),
            "第3位按“一线”申报，但属单位负责人（含正副职）。",
        ),
    ],
)
def test_a_head_filed_as_expert_or_front_line_is_shown(facts, message):
    (finding,) = heads_filed_as_experts([facts])

    assert finding.message == message
    assert finding.weight is Weight.ADVICE


def test_a_head_filed_as_head_and_an_expert_without_office_are_nothing_to_see():
    head = CandidateFacts("a", is_enterprise_head=True, identity=IdentityCategory.ENTERPRISE_HEAD)
    expert = CandidateFacts(
        "b", rank=Rank.DIVISION, is_leading=False, identity=IdentityCategory.RESEARCH_TEACHING
    )

    assert list(heads_filed_as_experts([head, expert])) == []


@pytest.mark.parametrize(
    ("changed_on", "shown"),
    [(date(2026, 2, 28), False), (date(2026, 3, 1), True), (date(2026, 6, 10), False)],
)
def test_a_rank_changed_within_the_days_before_filing_is_shown(changed_on, shown):
    told = (DatedRank(Rank.SECTION, changed_on), DatedRank(Rank.DIVISION, date(2020, 1, 1)))
    person = PersonRanks("a", 4, told=told)

    findings = list(rank_changed_before_filing(person, filed_on=date(2026, 5, 30), days=90))

    assert bool(findings) == shown
    if shown:
        assert findings[0].message == (
            "第4位的级别于2026-03-01由“县处级正职”变为“乡科级正职”，距申报90天。"
        )


def test_the_first_rank_known_and_a_rank_kept_are_no_change():
    told = (
        DatedRank(Rank.SECTION, date(2026, 5, 1)),
        DatedRank(Rank.SECTION, date(2026, 5, 9)),
    )
    person = PersonRanks("a", 1, rank=Rank.SECTION, told=told)

    assert not list(rank_changed_before_filing(person, filed_on=date(2026, 5, 30), days=90))


def test_who_may_be_one_person_under_two_units_is_shown_on_either_list():
    listed = [FiledPerson("甲", "digest-1", "某局", 1), FiledPerson("丙", "digest-2", "某局", 2)]
    elsewhere = [
        *listed,
        FiledPerson("乙", "digest-1", "某县"),
        FiledPerson("丁", "digest-2", "某局"),
    ]

    (finding,) = under_two_units(listed, elsewhere)

    assert finding.detail == {"人选": "甲", "单位": "某县"}
    assert finding.message == "第1位与另外1个单位推荐的人选姓名、出生年月相同，可能是同一人。"
