"""Ratios judged exactly: rounding, denominators, exemptions, unknown facts, words, storing."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from honours.directory.vocabulary import Level
from honours.kernel.verdicts import Citation, Weight
from honours.quotas.ratios.arithmetic import allowed_number
from honours.quotas.ratios.bars import Bar, judge_bars
from honours.quotas.ratios.combinations import AllOf, AnyOf, Not
from honours.quotas.ratios.composition import Dimension, composition
from honours.quotas.ratios.conditions import (
    ANYONE,
    Between,
    Has,
    Honoured,
    Is,
    IsSo,
    Served,
)
from honours.quotas.ratios.facts import CandidateFacts, ProvenExemption, ReceivedHonour
from honours.quotas.ratios.findings import bar_findings, ratio_findings
from honours.quotas.ratios.judging import are_lawful, judge
from honours.quotas.ratios.limits import Comparison, NumberLimit, judge_limit
from honours.quotas.ratios.membership import memberships
from honours.quotas.ratios.rules import (
    Base,
    Exemption,
    Places,
    RatioBound,
    RatioRule,
    SmallQuota,
    within_places,
)
from honours.quotas.ratios.stored_conditions import condition_from_json
from honours.quotas.ratios.stored_values import UnreadableRule
from honours.quotas.ratios.storing import bar_from_json, ratio_from_json, ratio_to_json
from honours.quotas.ratios.wording import formula, rule_in_words
from honours.quotas.readings.ranks import ReadRank, read_rank
from honours.quotas.vocabulary.ethnicity import Ethnicity
from honours.quotas.vocabulary.people import (
    ENTERPRISE_STAFF,
    AgeBand,
    Gender,
    IdentityCategory,
    PoliticalStatus,
    Rank,
    UnitLevel,
    UnitNature,
    age_band_of,
    age_on,
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
from honours.quotas.vocabulary.traits import ExemptionReason, Trait

CEILING, FLOOR = BoundDirection.CEILING, BoundDirection.FLOOR
DIVISION = Between(Aspect.RANK, Rank.DEPUTY_DIVISION, Rank.DIVISION)
FRONT_LINE = IsSo(PlainFact.IS_FRONT_LINE)
STAFF = Is(Aspect.IDENTITY, ENTERPRISE_STAFF)
CLAUSE = Citation("川府办发电〔2011〕34号", "（三）")
OF_PLACES, OF_LIST = Base(BaseSource.PLACES), Base(BaseSource.LIST)
CADRES = RatioRule(
    "division-share",
    "县处级干部比例",
    DIVISION,
    OF_PLACES,
    RatioBound(CEILING, Decimal("0.2")),
    subject="县处级干部",
    citation=CLAUSE,
)
WORKERS = RatioRule(
    "front-line-share",
    "一线职工比例",
    FRONT_LINE,
    OF_LIST,
    RatioBound(FLOOR, Decimal("0.6")),
    subject="一线职工",
)
CADRE = CandidateFacts("干部", rank=Rank.DIVISION, is_front_line=False)
WORKER = CandidateFacts("工人", rank=Rank.NONE, is_front_line=True)
UNCLEAR = CandidateFacts("不明")


def numbered(*people):
    return [replace(f, key=f"{f.key}{n}", order=n) for n, f in enumerate(people, start=1)]


# Arithmetic


@pytest.mark.parametrize(
    ("direction", "share", "rounding", "excludes", "base", "number"),
    [
        (CEILING, "0.2", Rounding.NATURAL, False, 8, 1),
        (CEILING, "0.2", Rounding.NATURAL, False, 4, 0),
        (CEILING, "0.2", Rounding.UP, False, 8, 2),
        (CEILING, "0.2", Rounding.HALF_UP, False, 8, 2),
        (CEILING, "0.2", Rounding.HALF_UP, False, 7, 1),
        (CEILING, "0.25", Rounding.HALF_UP, False, 2, 1),
        (CEILING, "0.2", Rounding.NATURAL, True, 10, 1),
        (CEILING, "0.2", Rounding.NATURAL, True, 9, 1),
        (CEILING, "0.2", Rounding.DOWN, True, 9, 0),
        (FLOOR, "0.55", Rounding.NATURAL, False, 20, 11),
        (FLOOR, "0.55", Rounding.NATURAL, False, 19, 11),
        (FLOOR, "0.55", Rounding.DOWN, False, 19, 10),
        (FLOOR, "0.55", Rounding.HALF_UP, False, 19, 10),
        (FLOOR, "0.45", Rounding.NATURAL, True, 20, 10),
        (FLOOR, "0.45", Rounding.NATURAL, True, 19, 9),
        (CEILING, "0.008", Rounding.NATURAL, False, 999, 7),
        (FLOOR, "0.29", Rounding.NATURAL, False, 100, 29),
    ],
)
def test_a_share_becomes_a_whole_number(direction, share, rounding, excludes, base, number):
    bound = RatioBound(direction, Decimal(share), excludes_itself=excludes)

    assert allowed_number(bound, rounding, base) == number


@given(
    direction=st.sampled_from([CEILING, FLOOR]),
    share=st.decimals(0, 1, places=3),
    excludes=st.booleans(),
    base=st.integers(0, 400),
    number=st.integers(0, 400),
)
def test_rounded_by_its_direction_a_bound_says_what_the_fraction_says(
    direction, share, excludes, base, number
):
    bound = RatioBound(direction, share, excludes_itself=excludes)
    allowed = allowed_number(bound, Rounding.NATURAL, base)
    exact = Fraction(share) * base

    if direction is CEILING:
        says = number < exact if excludes else number <= exact
        assert (number <= allowed) == says
    else:
        says = number > exact if excludes else number >= exact
        assert (number >= allowed) == says


@pytest.mark.parametrize(
    ("direction", "number", "excludes", "allowed"),
    [(CEILING, 3, False, 3), (CEILING, 3, True, 2), (FLOOR, 3, False, 3), (FLOOR, 3, True, 4)],
)
def test_a_bound_may_be_a_number(direction, number, excludes, allowed):
    bound = RatioBound(direction, number=number, excludes_itself=excludes)

    assert allowed_number(bound, Rounding.NATURAL, 99) == allowed


@pytest.mark.parametrize(
    "parts",
    [{}, {"share": Decimal("0.2"), "number": 1}, {"share": Decimal("1.2")}, {"number": -1}],
)
def test_a_bound_that_says_nothing_or_too_much_is_refused(parts):
    with pytest.raises(ValueError, match=r"。$"):
        RatioBound(CEILING, **parts)


def test_a_share_without_a_base_and_an_outside_number_without_a_name_are_refused():
    with pytest.raises(ValueError, match="须写明分母"):
        replace(CADRES, base=Base(BaseSource.NONE))
    with pytest.raises(ValueError, match="须写明是什么数字"):
        replace(CADRES, base=Base(BaseSource.OUTSIDE))


# Judging


def test_the_working_is_shown_to_the_last_step():
    people = numbered(CADRE, CADRE, WORKER, WORKER)

    (standing,) = judge(people, [CADRES], Places(8))

    assert formula(standing) == (
        "县处级干部2名，推荐名额8个，上限8×20%＝1.6，向下取整1名，超出1名。"
    )
    assert standing.is_broken
    assert (standing.exact, standing.allowed, standing.off_by) == (Fraction(8, 5), 1, 1)
    assert standing.counted == ("干部1", "干部2")


@pytest.mark.parametrize(
    ("rule", "people", "places", "words"),
    [
        (CADRES, [CADRE] * 2, 10, "县处级干部2名，推荐名额10个，上限10×20%＝2名，符合。"),
        (CADRES, [CADRE], None, "县处级干部1名，缺推荐名额。"),
        (
            replace(CADRES, small_quota=SmallQuota(5)),
            [CADRE],
            4,
            "县处级干部1名，分配名额4个，不足5个，不得推荐，超出1名。",
        ),
        (
            replace(CADRES, small_quota=SmallQuota(5, 1)),
            [CADRE],
            4,
            "县处级干部1名，分配名额4个，不足5个，按1名计，符合。",
        ),
        (
            replace(WORKERS, small_quota=SmallQuota(3, measure=SmallQuotaMeasure.BASE)),
            [CADRE] * 2,
            2,
            "一线职工0名，名单人数2个，不足3个，不作要求，符合。",
        ),
        (
            WORKERS,
            [WORKER, WORKER, CADRE, CADRE],
            4,
            "一线职工2名，名单人数4名，下限4×60%＝2.4，向上取整3名，尚差1名。",
        ),
        (
            replace(WORKERS, bound=RatioBound(FLOOR, Decimal("0.5"), excludes_itself=True)),
            [WORKER, CADRE],
            2,
            "一线职工1名，名单人数2名，下限2×50%＝1名（不含本数，即2名），尚差1名。",
        ),
        (
            replace(WORKERS, rounding=Rounding.HALF_UP),
            [WORKER, WORKER, CADRE, CADRE],
            4,
            "一线职工2名，名单人数4名，下限4×60%＝2.4，四舍五入2名，符合。",
        ),
        (
            replace(CADRES, bound=RatioBound(CEILING, number=1), base=Base(BaseSource.NONE)),
            [CADRE] * 3,
            9,
            "县处级干部3名，上限1名，超出2名。",
        ),
        (
            replace(WORKERS, base=Base(BaseSource.LIST, condition=STAFF)),
            [],
            9,
            "一线职工0名，没有企业职工，不适用。",
        ),
        (
            WORKERS,
            [WORKER, UNCLEAR],
            2,
            "一线职工1名，名单人数2名，下限2×60%＝1.2，向上取整2名，1名缺数据，尚不能判断。",
        ),
    ],
)
def test_a_formula_says_how_it_stands(rule, people, places, words):
    (standing,) = judge(numbered(*people), [rule], Places(places))

    assert formula(standing) == words


def test_a_rule_of_another_stage_does_not_apply():
    later = replace(CADRES, stages=frozenset({RatioStage.RESULT}))

    (standing,) = judge(numbered(CADRE), [later], Places(1), stage=RatioStage.RECOMMENDED)

    assert standing.state is RatioState.NOT_APPLICABLE
    assert formula(standing) == "县处级干部1名，本阶段不适用。"


def test_a_soft_rule_only_advises_and_does_not_make_a_list_unlawful():
    soft = replace(WORKERS, strictness=Strictness.ADVISORY)

    standings = judge(numbered(CADRE), [soft], Places(1))

    assert [standing.state for standing in standings] == [RatioState.ADVISED]
    assert are_lawful(standings)


def test_places_of_both_kinds_together_are_known_only_if_both_are():
    both = replace(CADRES, base=Base(BaseSource.PLACES, kind=None))
    either = replace(CADRES, base=Base(BaseSource.PLACES, kind=CandidateKind.EITHER))

    for rule in (both, either):
        assert judge([], [rule], Places(3, 2))[0].denominator == 5
        assert judge([], [rule], Places(3))[0].state is RatioState.UNKNOWN
        assert judge([], [rule], Places(None, 3))[0].state is RatioState.UNKNOWN


def test_persons_are_not_counted_among_collectives():
    team = CandidateFacts("班组", kind=CandidateKind.COLLECTIVE, is_front_line=False)

    (standing,) = judge(numbered(WORKER, team), [WORKERS], Places(1, 1))

    assert (standing.numerator, standing.denominator) == (1, 1)


def test_without_places_a_clause_for_small_quotas_cannot_be_asked():
    rule = replace(WORKERS, small_quota=SmallQuota(5))

    (standing,) = judge(numbered(WORKER), [rule], Places())

    assert (standing.state, standing.lacking) == (RatioState.UNKNOWN, "分配名额")


def test_no_more_than_the_places_is_a_rule_like_the_others():
    (standing,) = judge(numbered(WORKER, WORKER), [within_places(CandidateKind.PERSON)], Places(1))

    assert formula(standing) == "推荐个人2名，推荐名额1个，上限1×100%＝1名，超出1名。"


EXPERT = Exemption(
    ExemptionReason.SENIOR_EXPERT,
    when=AllOf(
        (
            Is(Aspect.UNIT_NATURE, frozenset({UnitNature.INSTITUTION})),
            IsSo(PlainFact.HAS_SENIOR_TITLE),
            IsSo(PlainFact.DOES_RESEARCH),
        )
    ),
    as_research=True,
)
PROFESSOR = CandidateFacts(
    "教授",
    rank=Rank.DIVISION,
    is_leading=True,
    unit_nature=UnitNature.INSTITUTION,
    has_senior_title=True,
    does_research=True,
)
PROOF = ProvenExemption(ExemptionReason.SENIOR_EXPERT, "职称证书")


@pytest.mark.parametrize(
    ("facts", "counted", "unproven"),
    [
        (replace(PROFESSOR, exemptions=(PROOF,)), 0, 0),
        (PROFESSOR, 1, 1),
        (replace(PROFESSOR, exemptions=(replace(PROOF, proof=" "),)), 1, 1),
        (replace(PROFESSOR, exemptions=(PROOF,), does_research=False), 1, 0),
        (replace(PROFESSOR, exemptions=(PROOF,), does_research=None), 1, 0),
    ],
)
def test_an_exemption_needs_its_ground_and_its_proof(facts, counted, unproven):
    rule = replace(CADRES, exemptions=(EXPERT,))

    (standing,) = judge([facts], [rule], Places(9))

    assert (standing.numerator, len(standing.unproven)) == (counted, unproven)


def test_the_exempt_expert_counts_as_research_staff():
    research = Is(Aspect.IDENTITY, frozenset({IdentityCategory.RESEARCH_TEACHING}))
    rule = replace(WORKERS, counted=research, exemptions=(EXPERT,))

    (standing,) = judge([replace(PROFESSOR, exemptions=(PROOF,))], [rule], Places(1))

    assert standing.counted == ("教授",)


def test_an_exemption_that_does_not_reclassify_leaves_the_candidate_in_the_base():
    rule = replace(
        CADRES,
        base=OF_LIST,
        exemptions=(Exemption(ExemptionReason.CONSENT),),
    )
    consented = replace(CADRE, exemptions=(ProvenExemption(ExemptionReason.CONSENT, "复函"),))

    (standing,) = judge([consented], [rule], Places(1))

    assert (standing.numerator, standing.denominator, standing.unproven) == (0, 1, ())


# What holds for all lists

PEOPLE = st.sampled_from(
    [
        CADRE,
        WORKER,
        UNCLEAR,
        PROFESSOR,
        replace(WORKER, identity=IdentityCategory.ENTERPRISE_WORKER),
        replace(CADRE, identity=IdentityCategory.ENTERPRISE_HEAD),
        CandidateFacts("班组", kind=CandidateKind.COLLECTIVE),
    ]
)
BOUNDS = st.builds(
    RatioBound,
    st.sampled_from([CEILING, FLOOR]),
    share=st.decimals(0, 1, places=2),
    excludes_itself=st.booleans(),
)
RULES = st.builds(
    RatioRule,
    code=st.just("x"),
    name=st.just("x"),
    counted=st.sampled_from([DIVISION, FRONT_LINE, STAFF, Not(FRONT_LINE)]),
    base=st.builds(
        Base,
        st.sampled_from([BaseSource.LIST, BaseSource.PLACES]),
        kind=st.sampled_from([CandidateKind.PERSON, None]),
        condition=st.sampled_from([ANYONE, STAFF, FRONT_LINE]),
    ),
    bound=BOUNDS,
    rounding=st.sampled_from(Rounding),
    small_quota=st.none()
    | st.builds(
        SmallQuota, st.integers(0, 5), st.integers(0, 2), st.sampled_from(SmallQuotaMeasure)
    ),
)


@given(people=st.lists(PEOPLE, max_size=8), rule=RULES, data=st.data())
def test_the_order_of_a_list_changes_nothing(people, rule, data):
    listed = numbered(*people)
    shuffled = data.draw(st.permutations(listed))

    (one,) = judge(listed, [rule], Places(len(people), 3))
    (other,) = judge(shuffled, [rule], Places(len(people), 3))

    assert (one.state, one.numerator, one.off_by) == (other.state, other.numerator, other.off_by)
    assert set(one.counted) == set(other.counted)


@given(people=st.lists(PEOPLE, max_size=8), rule=RULES)
def test_a_stricter_share_never_helps(people, rule):
    tighter = max if rule.bound.direction is FLOOR else min
    share = tighter(rule.bound.share, Decimal("0.5"))
    strict = replace(rule, bound=replace(rule.bound, share=share))

    (before,) = judge(numbered(*people), [rule], Places(len(people), 3))
    (after,) = judge(numbered(*people), [strict], Places(len(people), 3))

    assert not (before.state is RatioState.BROKEN and after.state is RatioState.MET)
    assert before.off_by <= after.off_by


@given(people=st.lists(PEOPLE, max_size=8), rule=RULES)
def test_a_broken_rule_says_how_far_and_a_met_one_is_not_off(people, rule):
    (standing,) = judge(numbered(*people), [rule], Places(len(people), 3))

    if standing.state is RatioState.BROKEN:
        assert standing.off_by > 0
    if standing.state is RatioState.MET and not standing.missing:
        assert standing.off_by == 0
    assert formula(standing).endswith("。")
    assert len(list(ratio_findings([standing]))) >= standing.is_broken


def completions(facts):
    """The candidate with every missing fact that the rules ask about filled in, in every way."""
    if facts.kind is CandidateKind.COLLECTIVE:
        fronts = (True, False) if facts.is_front_line is None else (facts.is_front_line,)
        return [replace(facts, is_front_line=front) for front in fronts]
    fronts = (True, False) if facts.is_front_line is None else (facts.is_front_line,)
    ranks = (Rank.NONE, Rank.DIVISION) if facts.rank is None else (facts.rank,)
    categories = (IdentityCategory.ENTERPRISE_WORKER, IdentityCategory.FARMER)
    if facts.identity is not None:
        categories = (facts.identity,)
    return [
        replace(facts, is_front_line=front, rank=rank, identity=category)
        for front, rank, category in product(fronts, ranks, categories)
    ]


@given(people=st.lists(PEOPLE, max_size=3), rule=RULES)
@settings(max_examples=60, deadline=None)
def test_a_state_holds_whatever_the_missing_facts_turn_out_to_be(people, rule):
    listed, places = numbered(*people), Places(4, 3)
    (standing,) = judge(listed, [rule], places)

    outcomes = {
        judge(list(filled), [rule], places)[0].state
        for filled in product(*(completions(facts) for facts in listed))
    }

    if standing.state is not RatioState.UNKNOWN:
        assert outcomes <= {standing.state, RatioState.NOT_APPLICABLE}
    if standing.state is RatioState.UNKNOWN and rule.base.condition == ANYONE:
        assert RatioState.BROKEN in outcomes
        assert outcomes & {RatioState.MET, RatioState.NOT_APPLICABLE}


@given(rule=RULES)
def test_a_rule_survives_being_stored(rule):
    assert ratio_from_json(ratio_to_json(rule)) == rule
    assert rule_in_words(rule).endswith("。")


# Words


def test_all_six_parts_are_read_out():
    rule = replace(
        CADRES,
        stages=frozenset({RatioStage.FORMAL, RatioStage.RECOMMENDED}),
        exemptions=(EXPERT, Exemption(ExemptionReason.CONSENT)),
        small_quota=SmallQuota(5),
        strictness=Strictness.ADVISORY,
    )

    assert rule_in_words(rule) == (
        "县处级干部不超过推荐名额的20%；适用于推荐、正式推荐；上限向下取整、下限向上取整；"
        "事业单位领导具有高级职称且仍从事科研教学，按科研人员对待的按科研人员计；"
        "已经主管机关书面同意的不计；分配名额不足5个的不得推荐；只作提示。"
    )


def test_a_number_and_a_collective_are_read_out():
    rule = RatioRule(
        "x",
        "x",
        Between(Aspect.UNIT_LEVEL, UnitLevel.TEAM, UnitLevel.TEAM),
        Base(BaseSource.NONE, kind=CandidateKind.COLLECTIVE),
        RatioBound(FLOOR, number=2, excludes_itself=True),
    )

    assert rule_in_words(rule) == "班组、科室、队、站至班组、科室、队、站高于2个。"


CONDITIONS = [
    (ANYONE, "全部人选"),
    (STAFF, "企业职工"),
    (Is(Aspect.GENDER, frozenset({Gender.FEMALE})), "女"),
    (Is(Aspect.TITLE, frozenset({"劳动模范", "先进工作者"})), "拟授称号为先进工作者或者劳动模范"),
    (Between(Aspect.RANK, Rank.DEPUTY_BUREAU), "厅局级副职及以上"),
    (Between(Aspect.RANK, None, Rank.DIVISION), "县处级正职及以下"),
    (Between(Aspect.UNIT_LEVEL), "不限级别"),
    (Has(Trait.RETIRED), "离退休人员"),
    (Has("抗洪抢险一等功"), "抗洪抢险一等功"),
    (Served(5), "工作满5年"),
    (
        Honoured(frozenset({Level.CITY, Level.PROVINCE}), date(2008, 5, 1), date(2013, 4, 30)),
        "2008-05-01起至2013-04-30止已获省级、市级称号",
    ),
    (Honoured(frozenset({Level.NATION}), same_title=True), "已获同一国家级称号"),
    (AllOf((FRONT_LINE, AnyOf((STAFF, Has(Trait.RETIRED))))), "一线且（企业职工或离退休人员）"),
    (Not(AllOf((FRONT_LINE, STAFF))), "非（一线且企业职工）"),
]


@pytest.mark.parametrize(("condition", "words"), CONDITIONS)
def test_a_condition_is_readable_and_storable(condition, words):
    assert condition.describe() == words
    assert condition_from_json(condition.to_json()) == condition


ASKED_OF_PERSONS = [
    (IsSo(PlainFact.IS_MINORITY), replace(UNCLEAR, ethnicity=Ethnicity.ZA), True),
    (IsSo(PlainFact.IS_MINORITY), replace(UNCLEAR, ethnicity=Ethnicity.HA), False),
    (IsSo(PlainFact.IS_MINORITY), UNCLEAR, None),
    (Has(Trait.RETIRED), replace(UNCLEAR, tags=frozenset()), False),
    (Has(Trait.RETIRED), UNCLEAR, None),
    (Served(5), replace(UNCLEAR, service_years=5), True),
    (Served(5), UNCLEAR, None),
    (Between(Aspect.RANK, Rank.DIVISION), UNCLEAR, None),
    (Between(Aspect.UNIT_LEVEL, UnitLevel.DIVISION), UNCLEAR, False),
    (Honoured(frozenset({Level.CITY})), UNCLEAR, None),
    (
        Honoured(frozenset({Level.CITY}), same_title=True),
        replace(UNCLEAR, past_honours=()),
        None,
    ),
    (
        Honoured(frozenset({Level.CITY}), same_title=True),
        replace(
            UNCLEAR,
            title="劳动模范",
            past_honours=(ReceivedHonour("劳动模范", Level.CITY, date(2020, 1, 1)),),
        ),
        True,
    ),
    (Is(Aspect.GENDER, frozenset({Gender.FEMALE})), UNCLEAR, None),
    (AllOf((FRONT_LINE, Has(Trait.RETIRED))), replace(UNCLEAR, is_front_line=False), False),
    (AllOf((FRONT_LINE, Has(Trait.RETIRED))), replace(UNCLEAR, is_front_line=True), None),
    (AnyOf((FRONT_LINE, Has(Trait.RETIRED))), replace(UNCLEAR, is_front_line=True), True),
    (AnyOf((FRONT_LINE, Has(Trait.RETIRED))), replace(UNCLEAR, is_front_line=False), None),
    (Not(FRONT_LINE), UNCLEAR, None),
]


@pytest.mark.parametrize(("condition", "facts", "answer"), ASKED_OF_PERSONS)
def test_what_is_unknown_stays_unknown(condition, facts, answer):
    assert condition.holds(facts) is answer


def test_what_only_persons_have_is_no_and_not_unknown_of_a_collective():
    team = CandidateFacts("班组", kind=CandidateKind.COLLECTIVE)

    assert Between(Aspect.RANK, Rank.DIVISION).holds(team) is False
    assert Is(Aspect.GENDER, frozenset({Gender.FEMALE})).holds(team) is False
    assert IsSo(PlainFact.IS_LEADING).holds(team) is False
    assert IsSo(PlainFact.IS_FRONT_LINE).holds(team) is None


@pytest.mark.parametrize(
    "stored",
    [
        {"op": "sings"},
        {"op": 3},
        {"op": "is", "aspect": "voice", "values": []},
        {"op": "is", "aspect": "gender", "values": "female"},
        {"op": "between", "aspect": "gender"},
        {"op": "between", "aspect": "rank", "lowest": "emperor"},
        {"op": "served", "years": "5"},
        {"op": "served", "years": True},
        {"op": "not", "part": []},
        {"op": "honoured", "levels": ["city"], "since": "2008年"},
    ],
)
def test_a_stored_condition_that_means_nothing_is_refused(stored):
    with pytest.raises(UnreadableRule, match=r"。$"):
        condition_from_json(stored)


def test_a_stored_rule_says_nothing_more_than_it_must():
    stored = {
        "code": "x",
        "name": "x",
        "counted": {"op": "anyone"},
        "base": {"source": "list", "kind": None},
        "bound": {"direction": "ceiling", "number": 3},
    }

    rule = ratio_from_json(stored)

    assert rule.base == Base(BaseSource.LIST, kind=None)
    assert rule.bound == RatioBound(CEILING, number=3)
    bar = bar_from_json({"code": "x", "name": "x", "barred": {"op": "anyone"}})
    assert bar == Bar("x", "x", ANYONE)


# Findings


def test_each_standing_that_is_not_met_becomes_a_finding_with_clause_and_remedy():
    people = numbered(CADRE, CADRE, UNCLEAR)
    rules = [
        CADRES,
        WORKERS,
        replace(WORKERS, strictness=Strictness.ADVISORY),
        replace(WORKERS, bound=RatioBound(FLOOR, Decimal("0.2"))),
    ]

    findings = list(ratio_findings(judge(people, rules, Places(10))))

    assert [(finding.code, finding.weight) for finding in findings] == [
        ("ratio-missing", Weight.MISSING),
        ("ratio-short", Weight.BLOCKING),
        ("ratio-advised", Weight.ADVICE),
        ("ratio-missing", Weight.MISSING),
    ]
    assert findings[0].citation == CLAUSE
    assert findings[0].detail == {"规则": "division-share", "人选": "不明3"}
    assert findings[1].remedy == "请增加一线职工。"


def test_a_ceiling_overrun_and_a_missing_proof_are_told_apart():
    rule = replace(CADRES, exemptions=(EXPERT,))

    over, proof = ratio_findings(judge(numbered(PROFESSOR, CADRE), [rule], Places(5)))

    assert (over.code, over.weight) == ("ratio-exceeded", Weight.BLOCKING)
    assert (proof.code, proof.weight) == ("ratio-exemption-unproven", Weight.ADVICE)
    assert proof.detail == {"规则": "division-share", "人选": "教授1"}


def test_a_number_that_is_missing_is_asked_for():
    (finding,) = ratio_findings(judge(numbered(CADRE), [CADRES]))

    assert finding.remedy == "请补充推荐名额。"


def test_a_rule_that_does_not_apply_says_nothing_of_proofs():
    rule = replace(CADRES, exemptions=(EXPERT,), stages=frozenset({RatioStage.RESULT}))

    standings = judge([PROFESSOR], [rule], Places(5), stage=RatioStage.FORMAL)

    assert list(ratio_findings(standings)) == []


def test_bars_speak_of_each_candidate_that_meets_them():
    bar = Bar(
        "bureau",
        "副厅级及以上一般不评",
        Between(Aspect.RANK, Rank.DEPUTY_BUREAU),
        exemptions=(Exemption(ExemptionReason.CONSENT),),
        citation=CLAUSE,
    )
    high = replace(CADRE, rank=Rank.BUREAU)
    consented = replace(high, exemptions=(ProvenExemption(ExemptionReason.CONSENT, "复函"),))
    soft = replace(bar, strictness=Strictness.ADVISORY, exemptions=())

    standings = judge_bars(numbered(high, consented, CADRE, UNCLEAR), [bar, soft])
    findings = list(bar_findings(standings))

    assert [standing.is_broken for standing in standings[:4]] == [True, False, False, False]
    assert standings[1].is_exempt
    assert [finding.code for finding in findings] == [
        "candidate-barred",
        "candidate-bar-missing",
        "candidate-discouraged",
        "candidate-discouraged",
        "candidate-bar-missing",
    ]
    assert findings[0].message == "副厅级及以上一般不评：厅局级副职及以上，不得参评。"
    assert findings[0].remedy == "请撤下该人选。确有豁免理由的，请附证明。"


def test_a_soft_limit_only_advises():
    limit = NumberLimit(
        "x", "公示", Comparison.AT_LEAST, Decimal(7), "天", strictness=Strictness.ADVISORY
    )

    assert judge_limit(limit, Decimal(5)).state is RatioState.ADVISED
    assert limit.describe() == "公示不少于7天"


# Ranks


@pytest.mark.parametrize(
    ("printed", "rank", "is_leading"),
    [
        ("副调研员", Rank.DEPUTY_DIVISION, False),
        ("调研员", Rank.DIVISION, False),
        ("三级调研员", Rank.DEPUTY_DIVISION, False),
        ("二级巡视员", Rank.DEPUTY_BUREAU, False),
        ("副主任科员", Rank.DEPUTY_SECTION, False),
        ("处长", Rank.DIVISION, True),
        ("正科级", Rank.SECTION, None),
        ("副处", Rank.DEPUTY_DIVISION, None),
        ("县处级正职", Rank.DIVISION, None),
        ("县（处）级副职", Rank.DEPUTY_DIVISION, None),
        ("县处级副职（非领导职务）", Rank.DEPUTY_DIVISION, False),
        ("厅局级副职领导职务", Rank.DEPUTY_BUREAU, True),
        ("五级职员", Rank.DIVISION, None),
        ("六级 职员", Rank.DEPUTY_DIVISION, None),
        ("管理六级", Rank.DEPUTY_DIVISION, None),
        ("正师级", Rank.BUREAU, None),
        ("副团", Rank.DEPUTY_DIVISION, None),
        ("科员", Rank.CLERK, False),
        ("无", Rank.NONE, False),
        ("总经理", None, None),
        ("处级", None, None),
        ("", None, None),
    ],
)
def test_a_printed_rank_is_read_or_stays_unknown(printed, rank, is_leading):
    assert read_rank(printed) == ReadRank(rank, is_leading)


@pytest.mark.parametrize("rank", Rank)
def test_every_rank_is_read_back_from_its_own_wording(rank):
    assert read_rank(rank.label).rank is rank


def test_ranks_compare_by_their_order_and_not_by_their_codes():
    assert sorted(Rank) == list(Rank)
    assert Rank.CLERK < Rank.BUREAU
    assert Rank.DIVISION >= Rank.DEPUTY_DIVISION
    assert Rank.DIVISION > "deputy_division"
    assert Rank.DIVISION <= "division"


# Composition


def test_every_portion_has_its_numerator_and_its_denominator():
    people = [
        CandidateFacts(
            "a", rank=Rank.DIVISION, is_front_line=False, gender=Gender.MALE,
            ethnicity=Ethnicity.HA, political_status=PoliticalStatus.PARTY_MEMBER,
            born_on=date(1970, 1, 2), region="甲县", identity=IdentityCategory.ORGAN_CADRE,
        ),
        CandidateFacts(
            "b", rank=Rank.NONE, is_front_line=True, gender=Gender.FEMALE,
            ethnicity=Ethnicity.ZA, political_status=PoliticalStatus.PROBATIONARY,
            born_on=date(1990, 1, 1), region="乙县", identity=IdentityCategory.FARMER,
        ),
        CandidateFacts("c"),
        CandidateFacts("d", kind=CandidateKind.COLLECTIVE, unit_level=UnitLevel.TEAM),
    ]  # fmt: skip

    portions = composition(people, on=date(2026, 1, 1))

    printed = {
        (portion.dimension, portion.label): (portion.number, portion.of, portion.unknown)
        for portion in portions
    }
    assert printed[Dimension.RANK, "无级别"] == (1, 2, 1)
    assert printed[Dimension.WOMEN, "女性"] == (1, 2, 1)
    assert printed[Dimension.MINORITY, "少数民族"] == (1, 2, 1)
    assert printed[Dimension.PARTY_MEMBERS, "中共党员"] == (2, 2, 1)
    assert printed[Dimension.AGE, "46至55岁"] == (1, 2, 1)
    assert printed[Dimension.REGION, "甲县"] == (1, 2, 1)
    assert printed[Dimension.IDENTITY, "农民"] == (1, 2, 1)
    assert printed[Dimension.UNIT_LEVEL, "班组、科室、队、站"] == (1, 1, 0)
    assert [p.label for p in portions if p.dimension is Dimension.RANK] == ["无级别", "县处级正职"]
    assert next(p for p in portions if p.dimension is Dimension.WOMEN).share == Fraction(1, 2)


def test_a_portion_of_nothing_known_has_no_share():
    portions = composition([CandidateFacts("a")], on=date(2026, 1, 1))

    assert [(portion.label, portion.share) for portion in portions] == [
        ("一线", None),
        ("女性", None),
        ("少数民族", None),
        ("中共党员", None),
    ]


def test_an_empty_list_is_made_of_nothing():
    assert composition([], on=date(2026, 1, 1)) == ()


@pytest.mark.parametrize(
    ("born_on", "age", "band"),
    [
        (date(1990, 3, 1), 36, AgeBand.TO_45),
        (date(1990, 3, 2), 35, AgeBand.UNDER_36),
        (date(1980, 2, 29), 46, AgeBand.TO_55),
        (date(1969, 12, 31), 56, AgeBand.OVER_55),
    ],
)
def test_age_counts_full_years(born_on, age, band):
    day = date(2026, 3, 1)

    assert age_on(born_on, day) == age
    assert age_band_of(born_on, day) is band


def test_where_a_candidate_stands_is_one_place_once_everything_is_known():
    assert len(memberships(CADRES, CADRE)) == 1
    assert len(memberships(CADRES, UNCLEAR)) == 2
