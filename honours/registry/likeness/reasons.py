"""The sentences an official reads: which words, which hosts, which objects agree."""

from collections.abc import Iterator
from dataclasses import dataclass

from rapidfuzz.distance import Indel

from honours.registry.likeness.measures import NameMatch, contrast_between
from honours.registry.likeness.names import ReadName, Theme
from honours.registry.likeness.subjects import LevelRelation, Relation, Subject

_LEVELS = {0: "国家级", 2: "省级", 4: "市级", 6: "县级"}


@dataclass(frozen=True, slots=True)
class Comparison:
    """All that was found out about two subjects, before it is put in words."""

    first: Subject
    second: Subject
    first_name: ReadName
    second_name: ReadName
    match: NameMatch
    level_relation: LevelRelation
    hosts_agree: bool | None
    objects_agree: bool | None
    is_bare_title: bool

    @property
    def meetings(self) -> tuple[tuple[Theme, Theme], ...]:
        return tuple(
            (self.first_name.themes[one], self.second_name.themes[other])
            for one, other, _ in self.match.meetings
        )

    @property
    def has_same_wording(self) -> bool:
        return self.first_name.themes == self.second_name.themes

    @property
    def revival(self) -> tuple[Subject, Subject] | None:
        """The revoked one and the one that came after it, if that is what the two are.

        An activity known to have been held only before the revocation revives nothing.
        """
        pairs = ((self.first, self.second), (self.second, self.first))
        for gone, later in pairs:
            if gone.revoked_on is None or later.revoked_on is not None:
                continue
            if later.year is None or later.year >= gone.revoked_on.year:
                return gone, later
        return None


def shared_words(comparison: Comparison) -> tuple[str, ...]:
    """Runs of the subject matter, and words of praise, that stand in both names."""
    found = [
        one.matter[block.a : block.a + block.size]
        for one, other in comparison.meetings
        for block in Indel.opcodes(one.matter, other.matter).as_matching_blocks()
        if block.size
    ]
    praise = [
        word
        for one, other in comparison.meetings
        for word in one.praise_words
        if word in other.praise_words
    ]
    return tuple(dict.fromkeys(found + praise))


def differing_words(comparison: Comparison) -> tuple[str, ...]:
    """Words that stand in one name only: the first's before the second's."""
    ours, theirs = _leftovers(comparison)
    return tuple(dict.fromkeys(ours + theirs))


def _leftovers(comparison: Comparison) -> tuple[list[str], list[str]]:
    ours: list[str] = []
    theirs: list[str] = []
    for one, other in comparison.meetings:
        for code in Indel.opcodes(one.matter, other.matter):
            if code.tag == "delete":
                ours.append(one.matter[code.src_start : code.src_end])
            elif code.tag == "insert":
                theirs.append(other.matter[code.dest_start : code.dest_end])
        ours += [word for word in one.praise_words if word not in other.praise_words]
        theirs += [word for word in other.praise_words if word not in one.praise_words]
    met = [one for one, _ in comparison.meetings], [other for _, other in comparison.meetings]
    ours += [theme.matter for theme in comparison.first_name.themes if theme not in met[0]]
    theirs += [theme.matter for theme in comparison.second_name.themes if theme not in met[1]]
    return ours, theirs


def reasons(comparison: Comparison, relation: Relation) -> tuple[str, ...]:
    """Whole sentences, the strongest first."""
    return tuple(_sentences(comparison, relation))


def _sentences(comparison: Comparison, relation: Relation) -> Iterator[str]:
    yield from _revival_sentence(comparison, relation)
    yield from _matter_sentences(comparison)
    yield from _praise_sentences(comparison)
    yield from _scope_sentence(comparison)
    yield from _containment_sentence(comparison)
    yield _host_sentence(comparison)
    yield from _object_sentence(comparison)
    yield _place_sentence(comparison)
    yield from _edition_sentence(comparison)


def _revival_sentence(comparison: Comparison, relation: Relation) -> Iterator[str]:
    if comparison.revival is None or relation is not Relation.REVIVED:
        return
    gone, later = comparison.revival
    day = gone.revoked_on
    when = f"{day.year}年{day.month}月{day.day}日" if day else ""
    held = f"在其后（{later.year}年）" if later.year else "现"
    yield f"“{gone.name}”已于{when}撤销，“{later.name}”{held}又以相近名目出现。"


def _matter_sentences(comparison: Comparison) -> Iterator[str]:
    for (one, other), (_, _, likeness) in zip(
        comparison.meetings, comparison.match.meetings, strict=True
    ):
        if one.matter == other.matter:
            yield f"去掉地区、年度和虚词后，评选事项同为“{one.matter}”。"
        elif contrast := contrast_between(one.matter, other.matter):
            yield f"评选事项不同：“{contrast[0]}”与“{contrast[1]}”各有所指。"
        else:
            yield f"评选事项“{one.matter}”与“{other.matter}”相近程度{likeness:.0%}。"


def _praise_sentences(comparison: Comparison) -> Iterator[str]:
    ours, theirs = (
        tuple(dict.fromkeys(word for theme in name.themes for word in theme.praise_words))
        for name in (comparison.first_name, comparison.second_name)
    )
    if not ours or not theirs or set(ours) == set(theirs):
        return
    families = [
        frozenset().union(*(theme.praise for theme in name.themes))
        for name in (comparison.first_name, comparison.second_name)
    ]
    kind = "不同类的称号" if families[0].isdisjoint(families[1]) else "同类称号，可互相替换"
    yield f"称号用词“{'、'.join(ours)}”与“{'、'.join(theirs)}”是{kind}。"


def _scope_sentence(comparison: Comparison) -> Iterator[str]:
    ours, theirs = comparison.first_name.scope, comparison.second_name.scope
    if ours != theirs:
        yield f"范围不同：“{ours or '未限'}”与“{theirs or '未限'}”。"


def _containment_sentence(comparison: Comparison) -> Iterator[str]:
    if not comparison.match.is_containment:
        return
    is_first_longer = len(comparison.first_name.themes) > len(comparison.second_name.themes)
    pair = comparison.first.name, comparison.second.name
    longer, shorter = pair if is_first_longer else pair[::-1]
    yield f"“{shorter}”的内容已包含在“{longer}”之中。"


def _host_sentence(comparison: Comparison) -> str:
    ours, theirs = ("、".join(subject.hosts) for subject in (comparison.first, comparison.second))
    if comparison.hosts_agree is None:
        return "至少一方未填主办单位，未作比较。"
    word = "一致或上下对口" if comparison.hosts_agree else "不同"
    return f"主办单位{word}：{ours}；{theirs}。"


def _object_sentence(comparison: Comparison) -> Iterator[str]:
    if comparison.objects_agree is None:
        return
    word = "相近" if comparison.objects_agree else "不同"
    yield f"评选对象{word}：“{comparison.first.objects}”与“{comparison.second.objects}”。"


def _place_sentence(comparison: Comparison) -> str:
    ours, theirs = (
        _LEVELS.get(len(subject.place), "乡级")
        for subject in (comparison.first, comparison.second)
    )
    return {
        LevelRelation.SAME: f"同一地方、同为{ours}项目。",
        LevelRelation.FIRST_ABOVE: f"前者是{ours}项目，后者是其辖区内的{theirs}项目。",
        LevelRelation.SECOND_ABOVE: f"后者是{theirs}项目，前者是其辖区内的{ours}项目。",
        LevelRelation.UNRELATED: "两地互不隶属，名称相同也不算重复设置。",
    }[comparison.level_relation]


def _edition_sentence(comparison: Comparison) -> Iterator[str]:
    ours, theirs = comparison.first_name.editions, comparison.second_name.editions
    if ours != theirs:
        words = "、".join(dict.fromkeys(ours + theirs))
        yield f"年度或届次（{words}）不同，不影响是否同一项目。"
