"""Duplicates and disguised revivals: reading, comparing, asking the index, grouping."""

import gc
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from bench.duplicate_quality import labelled_pairs, quality
from honours.registry.likeness.compare import ALIKE, compare, read_subject
from honours.registry.likeness.groups import find_groups
from honours.registry.likeness.hosts import host_stem, hosts_agree
from honours.registry.likeness.index import LikenessIndex, blocking_matters
from honours.registry.likeness.measures import matter_likeness, name_match
from honours.registry.likeness.names import read_name
from honours.registry.likeness.neighbours import NearMatters
from honours.registry.likeness.subjects import LevelRelation, Relation, Subject

CASES = yaml.safe_load(
    (Path(__file__).parent / "cases" / "likeness.yaml").read_text(encoding="utf-8")
)
PLACES = Path(__file__).parents[2] / "bench" / "data" / "places.csv"
PARTS = st.sampled_from(
    [
        "全国",
        "巴中市",
        "林业",
        "农业",
        "安全生产",
        "系统",
        "先进",
        "示范",
        "集体",
        "个人",
        "、",
        "和",
        "第三届",
        "（",
        "奖",
    ]
)
NAMES = st.lists(PARTS, max_size=8).map("".join) | st.text(max_size=12)


def subject(key: str, facts: Mapping[str, Any]) -> Subject:
    hosts = tuple(facts.get("hosts", ()))
    rest = {word: value for word, value in facts.items() if word != "hosts"}
    return Subject(key, hosts=hosts, **{"place": "5119", **rest})


@pytest.mark.parametrize("case", CASES["reading"], ids=lambda case: case["name"])
def test_a_name_is_read_into_its_parts(case):
    name = read_name(case["name"])
    assert name.place == case.get("place", "")
    assert name.scope == case.get("scope", "")
    assert name.editions == tuple(case.get("editions", ()))
    read = {
        theme.matter: sorted(recipient.label for recipient in theme.recipients)
        for theme in name.themes
    }
    assert read == {matter: sorted(labels) for matter, labels in case["themes"].items()}


def test_most_real_divisions_are_read_as_places():
    names = [line.split(",")[1] for line in PLACES.read_text(encoding="utf-8").splitlines()[1:]]
    strange = [
        name for name in names if read_name(f"{name}教育系统先进集体").themes[0].matter != "教育"
    ]
    assert len(strange) / len(names) < 0.06


@pytest.mark.parametrize("case", CASES["comparing"], ids=lambda case: case["name"])
def test_two_subjects_are_compared_with_reasons(case):
    likeness = compare(subject("a", case["first"]), subject("b", case["second"]))
    assert likeness.relation.label == case["relation"]
    assert likeness.is_alike == (likeness.score >= ALIKE)
    for words in case.get("reasons", ()):
        assert any(words in sentence for sentence in likeness.reasons), likeness.reasons


def test_the_words_that_agree_and_differ_are_named():
    likeness = compare(
        Subject("a", "农村公路养护示范单位、优秀养路工"), Subject("b", "农村公路管护领跑单位")
    )
    assert likeness.shared_words == ("农村公路护",) or "农村公路" in likeness.shared_words
    assert {"示范", "领跑", "养", "管", "养路工"} <= set(likeness.differing_words)


def test_hosts_that_were_renamed_agree_and_missing_hosts_say_nothing():
    assert hosts_agree(("巴中市人力资源和社会保障局",), ("省人事厅",)) is True
    assert hosts_agree(("国家林业局",), ("国家林业和草原局",)) is True
    assert hosts_agree(("农村工作领导小组",), ("农村工作委员会办公室",)) is True
    assert hosts_agree(("市林业局",), ("市交通局",)) is False
    assert hosts_agree((), ("市交通局",)) is None
    assert host_stem("市委") == "委"


@given(NAMES, NAMES)
def test_likeness_is_symmetric_and_between_nought_and_one(first, second):
    one, other = Subject("a", first), Subject("b", second, place="51")
    there, back = compare(one, other), compare(other, one)
    assert 0 <= there.score <= 1
    assert there.score == back.score
    assert there.relation is back.relation


@given(NAMES)
def test_a_name_that_can_be_read_is_wholly_like_itself(name):
    read = read_name(name)
    expected = 1.0 if all(theme.matter for theme in read.themes) else 0.0
    assert name_match(read.themes, read.themes).score == pytest.approx(expected)


def test_a_matter_nobody_could_read_is_like_nothing():
    assert matter_likeness("", "") == 0.0
    assert matter_likeness("林业", "") == 0.0


def test_the_same_characters_in_another_order_are_near():
    assert matter_likeness("防汛抗旱", "抗旱防汛") == 0.95


def test_places_lie_above_below_or_apart():
    at = [Subject(place, "劳动模范", place=place) for place in ("51", "5119", "52")]
    assert compare(at[0], at[1]).level_relation is LevelRelation.FIRST_ABOVE
    assert compare(at[1], at[0]).level_relation is LevelRelation.SECOND_ABOVE
    assert compare(at[0], at[2]).level_relation is LevelRelation.UNRELATED
    assert compare(at[0], at[0]).level_relation is LevelRelation.SAME


REGISTER = [
    Subject("上级", "全国档案系统先进集体和先进工作者", ("中央办公厅",), place=""),
    Subject("本市", "档案工作先进单位", ("市档案局",), place="5119"),
    Subject("外市", "档案工作先进单位", ("市档案局",), place="5106"),
    Subject("别事", "统计工作先进单位", ("市统计局",), place="5119"),
    Subject("空泛", "先进集体", ("市林业局",), place="5119"),
]


def test_the_index_finds_what_lies_above_below_and_beside():
    index = LikenessIndex(REGISTER)
    assert len(index) == 5
    found = index.like(Subject("新报", "2010年度档案系统优秀集体", ("市档案局",), place="5119"))
    assert [likeness.second.key for likeness in found] == ["本市", "上级"]
    assert {likeness.first.key for likeness in found} == {"新报"}
    below = index.like(REGISTER[0])
    assert {likeness.second.key for likeness in below} == {"本市", "外市"}


def test_the_index_gives_no_more_than_asked_and_never_the_subject_itself():
    index = LikenessIndex(REGISTER)
    assert len(index.like(REGISTER[0], limit=1)) == 1
    assert "上级" not in {likeness.second.key for likeness in index.like(REGISTER[0])}
    assert index.like(Subject("无关", "航天发射试验先进集体", place="5119")) == []


def test_a_bare_title_is_looked_for_under_its_host():
    index = LikenessIndex(REGISTER)
    mine = Subject("新报", "2010年度先进集体", ("巴中市林业局",), place="5119")
    assert [likeness.second.key for likeness in index.like(mine)] == ["空泛"]
    assert blocking_matters(read_subject(Subject("无主办", "先进集体"))) == []


def test_an_unlike_name_in_the_same_matter_is_not_reported():
    index = LikenessIndex([Subject("甲", "航天测绘勘探先进集体", place="5119")])
    assert index.like(Subject("乙", "航天测绘地质矿产先进集体", place="5119")) == []
    assert index.like(Subject("丙", "航天员心理健康教育先进集体", place="5119")) == []


def test_what_is_added_later_is_found():
    index = LikenessIndex()
    index.add(REGISTER[1])
    assert index.like(REGISTER[0])[0].second.key == "本市"


def test_groups_have_the_upper_level_at_their_centre():
    groups = find_groups(list(reversed(REGISTER)))
    assert [[member.key for member in group.members] for group in groups] == [
        ["上级", "外市", "本市"]
    ]
    assert groups[0].centre.key == "上级"
    assert {pair.relation for pair in groups[0].pairs} == {Relation.LOWER_COPY}


def test_groups_do_not_chain():
    chain = ["甲乙丙丁戊己", "甲乙丙丁戊己庚辛", "丙丁戊己庚辛", "丙丁戊己庚辛壬癸"]
    subjects = [Subject(name, f"{name}先进集体", place="5119") for name in chain]
    assert compare(subjects[0], subjects[1]).is_alike
    assert compare(subjects[1], subjects[2]).is_alike
    assert not compare(subjects[0], subjects[3]).is_alike
    for group in find_groups(subjects):
        assert all(compare(group.centre, member).is_alike for member in group.members[1:])
        assert not {chain[0], chain[3]} <= {member.key for member in group.members}


def test_every_subject_is_in_one_group_at_most_and_the_order_of_filing_hardly_matters():
    pairs = labelled_pairs()
    subjects = [one for pair in pairs for one in (pair.first, pair.second)]
    groups = find_groups(subjects)
    keys = [member.key for group in groups for member in group.members]
    assert len(keys) == len(set(keys))
    assert all(len(group.members) == len(group.pairs) + 1 for group in groups)
    assert all(pair.score >= ALIKE for group in groups for pair in group.pairs)
    assert groups == find_groups(subjects)


def test_grouping_leaves_the_garbage_collector_as_it_was():
    find_groups(REGISTER)
    assert gc.isenabled()
    gc.disable()
    try:
        find_groups(REGISTER)
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_nothing_and_a_single_subject_make_no_group():
    assert find_groups([]) == []
    assert find_groups(REGISTER[:1]) == []


def test_the_sparse_search_proposes_every_pair_that_the_comparison_would_take():
    matters = sorted(
        {
            theme.matter
            for pair in labelled_pairs()
            for one in (pair.first, pair.second)
            for theme in read_name(one.name).themes
            if theme.matter
        }
    )
    near = NearMatters(matters)
    missed = [
        (one, matters[other])
        for at, one in enumerate(matters)
        for other in range(at)
        if matter_likeness(one, matters[other]) >= ALIKE and other not in near.of(at)
    ]
    assert missed == []


@pytest.mark.parametrize("split", ["dev", "test"])
def test_quality_on_the_labelled_pairs_does_not_fall(split):
    found = quality(labelled_pairs(split), lambda pair: compare(pair.first, pair.second).is_alike)
    assert found.precision >= 0.97
    assert found.recall >= 0.88


def test_the_index_loads_neither_numpy_nor_scipy():
    code = (
        "import sys, honours.registry.likeness.index as _;"
        "sys.exit(bool({'scipy', 'sparse_dot_topn', 'django'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], check=False)  # noqa: S603
    assert done.returncode == 0
