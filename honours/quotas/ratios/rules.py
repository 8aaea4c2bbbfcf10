"""A ratio rule in its six parts. The numbers of the law stand in its rows, never in code."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from honours.kernel.verdicts import Citation
from honours.quotas.ratios.conditions import ANYONE, Condition
from honours.quotas.vocabulary.places import CandidateKind
from honours.quotas.vocabulary.ratios import (
    BaseSource,
    BoundDirection,
    RatioStage,
    Rounding,
    SmallQuotaMeasure,
    Strictness,
)
from honours.quotas.vocabulary.traits import ExemptionReason


@dataclass(frozen=True, slots=True)
class Base:
    """Of whom: the list or a part of it, the places allotted, or a number from outside.

    ``kind`` says whether persons or collectives are meant; ``None`` takes both. ``condition``
    narrows both sides of the ratio (农民中乡镇企业负责人). ``called`` is how it is printed; for
    a number from outside it is also the key under which the number is given.
    """

    source: BaseSource
    kind: CandidateKind | None = CandidateKind.PERSON
    condition: Condition = ANYONE
    called: str = ""

    def takes(self, kind: CandidateKind) -> bool:
        return self.kind in (None, CandidateKind.EITHER, kind)

    @property
    def name(self) -> str:
        if self.called:
            return self.called
        if self.source is BaseSource.LIST and self.condition != ANYONE:
            return self.condition.describe()
        return self.source.label


@dataclass(frozen=True, slots=True)
class RatioBound:
    """A ceiling or a floor: a share of the base, or a number.

    ``excludes_itself`` is for “高于”“低于”: the value itself does not do.
    """

    direction: BoundDirection
    share: Decimal | None = None
    number: int | None = None
    excludes_itself: bool = False

    def __post_init__(self) -> None:
        if (self.share is None) == (self.number is None):
            raise ValueError("上限、下限须写比例或者人数，且只写一样。")
        if self.share is not None and not 0 <= self.share <= 1:
            raise ValueError(f"比例应在0至1之间，现为{self.share}。")
        if self.number is not None and self.number < 0:
            raise ValueError(f"人数不能是负数，现为{self.number}。")

    @property
    def fraction(self) -> Fraction:
        return Fraction(self.share or 0)

    @property
    def is_ceiling(self) -> bool:
        return self.direction is BoundDirection.CEILING


@dataclass(frozen=True, slots=True)
class Exemption:
    """Whom the rule does not count as it would.

    Who meets ``when`` and has proved ``reason`` is left out of the count, or, with
    ``as_research``, is counted as research or teaching staff without rank (R148, R149).
    """

    reason: ExemptionReason
    when: Condition = ANYONE
    as_research: bool = False


@dataclass(frozen=True, slots=True)
class SmallQuota:
    """Fewer than so many places: so many are allowed, or asked for, and no share is taken."""

    fewer_than: int
    allowed: int = 0
    measure: SmallQuotaMeasure = SmallQuotaMeasure.PLACES


@dataclass(frozen=True, slots=True)
class RatioRule:
    """Counted, of whom, bound, stage, rounding, exemption; and the clause for small quotas.

    ``subject`` is how those counted are called in print. No ``stages``: at every stage.
    """

    code: str
    name: str
    counted: Condition
    base: Base
    bound: RatioBound
    stages: frozenset[RatioStage] = frozenset()
    rounding: Rounding = Rounding.NATURAL
    exemptions: tuple[Exemption, ...] = ()
    small_quota: SmallQuota | None = None
    strictness: Strictness = Strictness.ABSOLUTE
    subject: str = ""
    citation: Citation | None = None

    def __post_init__(self) -> None:
        if self.bound.share is not None and self.base.source is BaseSource.NONE:
            raise ValueError(f"“{self.name}”按比例计算，须写明分母。")
        if self.base.source is BaseSource.OUTSIDE and not self.base.called:
            raise ValueError(f"“{self.name}”的分母在名单以外，须写明是什么数字。")

    @property
    def is_soft(self) -> bool:
        """Whether it only advises (应占一定比例)."""
        return self.strictness is Strictness.ADVISORY

    @property
    def counts(self) -> str:
        return self.subject or self.counted.describe()

    def applies_at(self, stage: RatioStage | None) -> bool:
        return stage is None or not self.stages or stage in self.stages


@dataclass(frozen=True, slots=True)
class Places:
    """How many places a list may fill. ``None``: not allotted yet."""

    persons: int | None = None
    collectives: int | None = None

    def of(self, kind: CandidateKind | None) -> int | None:
        match kind:
            case CandidateKind.PERSON:
                return self.persons
            case CandidateKind.COLLECTIVE:
                return self.collectives
        if self.persons is None or self.collectives is None:
            return None
        return self.persons + self.collectives


def within_places(kind: CandidateKind) -> RatioRule:
    """No more on the list than places allotted, as a rule like the others."""
    return RatioRule(
        code=f"within-places-{kind.value}",
        name=f"推荐{kind.label}名额",
        subject=f"推荐{kind.label}",
        counted=ANYONE,
        base=Base(BaseSource.PLACES, kind=kind),
        bound=RatioBound(BoundDirection.CEILING, share=Decimal(1)),
    )
