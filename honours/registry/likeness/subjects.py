"""What is compared, and what a comparison says."""

from dataclasses import dataclass
from datetime import date

from honours.kernel.terms import Term


class Relation(Term):
    """What two activities are to each other."""

    SAME = "same", "重复设置"
    LOWER_COPY = "lower_copy", "与上级重复设置"
    CROSS_DEPARTMENT = "cross_department", "部门间交叉重复"
    RENAMED = "renamed", "改名"
    REVIVED = "revived", "变相恢复"
    MERGED = "merged", "合并名称包含"
    DIFFERENT = "different", "不是同一项"


class LevelRelation(Term):
    """How the places of two activities lie to each other."""

    SAME = "same", "同一地方"
    FIRST_ABOVE = "first_above", "前者为上级"
    SECOND_ABOVE = "second_above", "后者为上级"
    UNRELATED = "unrelated", "互不隶属"


@dataclass(frozen=True, slots=True)
class Subject:
    """An activity or a filing, as far as likeness is concerned.

    ``place`` is a division code: empty for the nation, 2 digits a province, 4 a city, 6 a county,
    9 a township. ``year`` is the year it was last held, or filed. ``revoked_on`` is the day it
    was revoked or left the register; ``None`` where it stands.
    """

    key: str
    name: str
    hosts: tuple[str, ...] = ()
    objects: str = ""
    place: str = ""
    year: int | None = None
    revoked_on: date | None = None


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike two subjects are (``score``, 0 to 1), and why.

    ``hosts_agree`` and ``objects_agree`` are ``None`` where either side does not say.
    ``reasons`` are whole Chinese sentences for the official who decides. A likeness proposes; it
    never decides (policy.md §1: 只提示，由经办人判断).
    """

    first: Subject
    second: Subject
    score: float
    relation: Relation
    level_relation: LevelRelation
    shared_words: tuple[str, ...]
    differing_words: tuple[str, ...]
    hosts_agree: bool | None
    objects_agree: bool | None
    reasons: tuple[str, ...]

    @property
    def is_alike(self) -> bool:
        return self.relation is not Relation.DIFFERENT


@dataclass(frozen=True, slots=True)
class Group:
    """Subjects that are each like the first of them, the centre.

    The centre is the one of the highest level, the earliest among equals. ``pairs`` holds the
    likeness of each other member to it, in the order of ``members[1:]``. Members need not be like
    each other: A~B and B~C never puts A and C together unless both are like B, the centre.
    """

    members: tuple[Subject, ...]
    pairs: tuple[Likeness, ...]

    @property
    def centre(self) -> Subject:
        return self.members[0]
