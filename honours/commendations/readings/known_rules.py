"""Rules that notices keep giving, ready to be chosen for an edition; every part stays editable.

Each names the notice it is taken from (rows R140 to R179 of the rules gathered), so that its
figures are those of that paper and no figures of ours.
"""

from dataclasses import dataclass
from decimal import Decimal

from honours.commendations.vocabulary import RuleKind
from honours.kernel.verdicts import Citation
from honours.quotas.ratios.bars import Bar
from honours.quotas.ratios.combinations import AllOf, AnyOf
from honours.quotas.ratios.conditions import Between, Condition, Has, Is, IsSo
from honours.quotas.ratios.rules import Base, Exemption, RatioBound, RatioRule, SmallQuota
from honours.quotas.vocabulary.people import (
    ENTERPRISE_STAFF,
    PUBLIC_SECTOR,
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
    Strictness,
)
from honours.quotas.vocabulary.traits import ExemptionReason, Trait


@dataclass(frozen=True, slots=True)
class KnownRule:
    """A rule as shipped: ``source_row`` is its row among the rules gathered."""

    source_row: str
    rule: RatioRule | Bar

    @property
    def kind(self) -> RuleKind:
        return RuleKind.RATIO if isinstance(self.rule, RatioRule) else RuleKind.BAR


_SICHUAN = Citation("川府办发电〔2011〕34号", "（三）")
_HOUSING = Citation("人社部函〔2022〕69号", "推荐条件和比例")
_JIANGXI = Citation("江西省2010年劳动模范评选通知", "名额结构")
_XIAMEN = Citation("厦门市五一劳动奖评选通知（2016）", "比例要求")
_ANHUI = Citation("安徽省2007年劳动模范、先进集体评选方案", "名额结构")
_JIUJIANG = Citation("评比表彰专项整治正负面清单", "负面3")

_PLACES = Base(BaseSource.PLACES)
_PERSONS = Base(BaseSource.LIST, called="推荐人选")
_COLLECTIVES = Base(BaseSource.LIST, kind=CandidateKind.COLLECTIVE, called="先进集体")
_STAFF = Base(BaseSource.LIST, condition=Is(Aspect.IDENTITY, ENTERPRISE_STAFF), called="企业职工")
_DIVISION = Between(Aspect.RANK, lowest=Rank.DEPUTY_DIVISION, highest=Rank.DIVISION)
_FRONT_LINE = IsSo(PlainFact.IS_FRONT_LINE)
_ENTERPRISE_HEAD = IsSo(PlainFact.IS_ENTERPRISE_HEAD)
_EXPERTS = Exemption(
    ExemptionReason.SENIOR_EXPERT,
    when=AllOf((IsSo(PlainFact.HAS_SENIOR_TITLE), IsSo(PlainFact.DOES_RESEARCH))),
    as_research=True,
)


def _at_most(share: str) -> RatioBound:
    return RatioBound(BoundDirection.CEILING, share=Decimal(share))


def _at_least(share: str) -> RatioBound:
    return RatioBound(BoundDirection.FLOOR, share=Decimal(share))


def _identity(*words: IdentityCategory) -> Condition:
    return Is(Aspect.IDENTITY, frozenset(words))


_RULES: tuple[KnownRule, ...] = (
    KnownRule(
        "R150、R152",
        RatioRule(
            "division-cadres-of-places",
            "县处级干部比例（占推荐名额，不足五个不得推荐）",
            _DIVISION,
            _PLACES,
            _at_most("0.20"),
            exemptions=(_EXPERTS,),
            small_quota=SmallQuota(5),
            subject="县处级干部",
            citation=_SICHUAN,
        ),
    ),
    KnownRule(
        "R144",
        RatioRule(
            "division-cadres-of-list",
            "县处级干部比例（占推荐人选）",
            _DIVISION,
            _PERSONS,
            _at_most("0.20"),
            exemptions=(_EXPERTS,),
            subject="县处级干部",
            citation=_HOUSING,
        ),
    ),
    KnownRule(
        "R145",
        RatioRule(
            "front-line-least",
            "一线人员比例",
            _FRONT_LINE,
            _PERSONS,
            _at_least("0.60"),
            subject="一线人员",
            citation=_HOUSING,
        ),
    ),
    KnownRule(
        "R158",
        RatioRule(
            "front-line-of-enterprise-staff",
            "企业职工中一线工人和专业技术人员比例",
            AnyOf((_FRONT_LINE, _identity(IdentityCategory.ENTERPRISE_PROFESSIONAL))),
            _STAFF,
            _at_least("0.55"),
            subject="一线工人和专业技术人员",
            citation=_JIANGXI,
        ),
    ),
    KnownRule(
        "R146",
        RatioRule(
            "enterprise-heads-most",
            "企业负责人比例",
            _ENTERPRISE_HEAD,
            _PERSONS,
            _at_most("0.20"),
            subject="企业负责人",
            citation=_HOUSING,
        ),
    ),
    KnownRule(
        "R155",
        RatioRule(
            "public-sector-most",
            "机关事业单位人员比例",
            Is(Aspect.IDENTITY, PUBLIC_SECTOR),
            _PERSONS,
            _at_most("0.30"),
            subject="机关事业单位人员",
            citation=_JIANGXI,
        ),
    ),
    KnownRule(
        "R174",
        RatioRule(
            "women-wanted",
            "女性比例",
            Is(Aspect.GENDER, frozenset({Gender.FEMALE})),
            _PERSONS,
            _at_least("0.20"),
            strictness=Strictness.ADVISORY,
            subject="女性",
            citation=_XIAMEN,
        ),
    ),
    KnownRule(
        "R172",
        RatioRule(
            "unit-heads-most",
            "单位负责人比例",
            Has(Trait.UNIT_HEAD),
            _PERSONS,
            _at_most("0.15"),
            subject="单位负责人",
            citation=_XIAMEN,
        ),
    ),
    KnownRule(
        "R179",
        RatioRule(
            "teams-least",
            "班组、科室、队、站比例",
            Between(Aspect.UNIT_LEVEL, highest=UnitLevel.TEAM),
            _COLLECTIVES,
            _at_least("0.25"),
            subject="班组、科室、队、站",
            citation=_ANHUI,
        ),
    ),
    KnownRule(
        "R143",
        Bar(
            "bureau-persons-barred",
            "副厅局级及相当以上干部不参评",
            Between(Aspect.RANK, lowest=Rank.DEPUTY_BUREAU),
            citation=_HOUSING,
        ),
    ),
    KnownRule(
        "R143",
        Bar(
            "bureau-units-barred",
            "副厅局级及相当以上单位不参评",
            Between(Aspect.UNIT_LEVEL, lowest=UnitLevel.DEPUTY_BUREAU),
            citation=_HOUSING,
        ),
    ),
    KnownRule(
        "R141",
        Bar(
            "county-bodies-barred",
            "县级以上党委、政府不参评",
            Has(Trait.PARTY_OR_GOVERNMENT),
            citation=_JIUJIANG,
        ),
    ),
)

KNOWN_RULES: dict[str, KnownRule] = {known.rule.code: known for known in _RULES}
"""By the code of the rule, in the order in which they are offered."""
