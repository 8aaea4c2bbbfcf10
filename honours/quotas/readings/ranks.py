"""Read a printed rank or post into a rank, and whether it leads. What is not known stays unknown.

Leading posts: 公务员法 and its ladder; non-leading posts before and after 职务与职级并行 (2019);
graded staff of institutions (事业单位管理岗位, 人社部发〔2006〕70号); military grades, equal to
civil ones (师级即厅局级, as the rule bars “副厅级、师级” in one breath).
"""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from honours.quotas.vocabulary.people import Rank


@dataclass(frozen=True, slots=True)
class ReadRank:
    """``rank`` or ``is_leading`` is ``None`` where the wording does not tell."""

    rank: Rank | None = None
    is_leading: bool | None = None


UNKNOWN = ReadRank()


def read_rank(printed: str) -> ReadRank:
    """The rank behind a printed wording: 副调研员, 正科级, 六级职员, 县处级正职."""
    text = _plain(printed)
    known = _POSTS.get(text)
    if known is not None:
        return known
    rank = _GRADES.get(text)
    return UNKNOWN if rank is None else ReadRank(rank)


NO_RANK = ("无", "无级别", "无行政级别", "群众", "普通职工", "工人", "农民")

NON_LEADING = {
    "一级巡视员": Rank.BUREAU,
    "二级巡视员": Rank.DEPUTY_BUREAU,
    "一级调研员": Rank.DIVISION,
    "二级调研员": Rank.DIVISION,
    "三级调研员": Rank.DEPUTY_DIVISION,
    "四级调研员": Rank.DEPUTY_DIVISION,
    "一级主任科员": Rank.SECTION,
    "二级主任科员": Rank.SECTION,
    "三级主任科员": Rank.DEPUTY_SECTION,
    "四级主任科员": Rank.DEPUTY_SECTION,
    "一级科员": Rank.CLERK,
    "二级科员": Rank.CLERK,
    "巡视员": Rank.BUREAU,
    "副巡视员": Rank.DEPUTY_BUREAU,
    "助理巡视员": Rank.DEPUTY_BUREAU,
    "调研员": Rank.DIVISION,
    "副调研员": Rank.DEPUTY_DIVISION,
    "助理调研员": Rank.DEPUTY_DIVISION,
    "主任科员": Rank.SECTION,
    "副主任科员": Rank.DEPUTY_SECTION,
    "科员": Rank.CLERK,
    "办事员": Rank.JUNIOR_CLERK,
}

LEADING = {
    "厅长": Rank.BUREAU,
    "副厅长": Rank.DEPUTY_BUREAU,
    "处长": Rank.DIVISION,
    "副处长": Rank.DEPUTY_DIVISION,
    "县长": Rank.DIVISION,
    "副县长": Rank.DEPUTY_DIVISION,
    "科长": Rank.SECTION,
    "副科长": Rank.DEPUTY_SECTION,
    "乡长": Rank.SECTION,
    "副乡长": Rank.DEPUTY_SECTION,
    "镇长": Rank.SECTION,
    "副镇长": Rank.DEPUTY_SECTION,
}

STAFF_GRADES = {
    "一级": Rank.PROVINCE,
    "二级": Rank.DEPUTY_PROVINCE,
    "三级": Rank.BUREAU,
    "四级": Rank.DEPUTY_BUREAU,
    "五级": Rank.DIVISION,
    "六级": Rank.DEPUTY_DIVISION,
    "七级": Rank.SECTION,
    "八级": Rank.DEPUTY_SECTION,
    "九级": Rank.CLERK,
    "十级": Rank.JUNIOR_CLERK,
}
"""A grade tells the rank; whether its holder leads, it does not."""

STEPS = (
    (("部", "省", "省部", "省(部)"), Rank.PROVINCE, Rank.DEPUTY_PROVINCE),
    (("厅", "局", "厅局", "司局", "地厅", "厅(局)", "师"), Rank.BUREAU, Rank.DEPUTY_BUREAU),
    (("处", "县", "县处", "县(处)", "县团", "团"), Rank.DIVISION, Rank.DEPUTY_DIVISION),
    (("科", "乡", "乡科", "镇", "营"), Rank.SECTION, Rank.DEPUTY_SECTION),
)


def _plain(printed: str) -> str:
    folded = unicodedata.normalize("NFKC", printed)
    return "".join(folded.split())


def _posts() -> Iterator[tuple[str, ReadRank]]:
    for printed in NO_RANK:
        yield printed, ReadRank(Rank.NONE, is_leading=False)
    for printed, rank in NON_LEADING.items():
        yield printed, ReadRank(rank, is_leading=False)
    for printed, rank in LEADING.items():
        yield printed, ReadRank(rank, is_leading=True)
    for ending, is_leading in (("领导职务", True), ("非领导职务", False)):
        for printed, rank in _grades():
            yield f"{printed}{ending}", ReadRank(rank, is_leading=is_leading)
            yield f"{printed}({ending})", ReadRank(rank, is_leading=is_leading)


def _grades() -> Iterator[tuple[str, Rank]]:
    for rank in Rank:
        yield rank.label, rank
    yield from (("科员级", Rank.CLERK), ("办事员级", Rank.JUNIOR_CLERK))
    for printed, rank in STAFF_GRADES.items():
        for ending in ("职员", "管理岗位", "管理岗"):
            yield f"{printed}{ending}", rank
            yield f"管理{printed}", rank
    for names, full, deputy in STEPS:
        for name in names:
            for printed, rank in (("正", full), ("副", deputy)):
                yield f"{printed}{name}级", rank
                yield f"{printed}{name}", rank
                yield f"{name}级{printed}职", rank


_GRADES = dict(_grades())
_POSTS = dict(_posts())
