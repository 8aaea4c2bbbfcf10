"""Words for candidates: rank, category, unit, age. Unknown is never a word: it is ``None``."""

from datetime import date
from typing import Self

from honours.kernel.terms import Term


class OrderedTerm(Term):
    """A word with a place in an order, lowest first. Compares by that order, not by its code."""

    order: int

    def __new__(cls, code: str, label: str = "") -> Self:
        member = str.__new__(cls, code)
        member._value_ = code
        member.label = label
        member.order = len(cls.__members__)
        return member

    def __lt__(self, other: str) -> bool:
        return self.order < type(self)(other).order

    def __le__(self, other: str) -> bool:
        return self.order <= type(self)(other).order

    def __gt__(self, other: str) -> bool:
        return self.order > type(self)(other).order

    def __ge__(self, other: str) -> bool:
        return self.order >= type(self)(other).order


class Rank(OrderedTerm):
    """行政级别，自低至高（公务员法的领导职务层次，下加两级非领导职务）。

    Non-leading posts, graded staff of institutions and military grades are read into the rank
    they are equal to (``readings.ranks``); whether the post leads is another fact.
    """

    NONE = "none", "无级别"
    JUNIOR_CLERK = "junior_clerk", "办事员级"
    CLERK = "clerk", "科员级"
    DEPUTY_SECTION = "deputy_section", "乡科级副职"
    SECTION = "section", "乡科级正职"
    DEPUTY_DIVISION = "deputy_division", "县处级副职"
    DIVISION = "division", "县处级正职"
    DEPUTY_BUREAU = "deputy_bureau", "厅局级副职"
    BUREAU = "bureau", "厅局级正职"
    DEPUTY_PROVINCE = "deputy_province", "省部级副职"
    PROVINCE = "province", "省部级正职"
    DEPUTY_STATE = "deputy_state", "国家级副职"
    STATE = "state", "国家级正职"


class IdentityCategory(Term):
    """身份类别：审批表中的一项，每人一类。是否一线是另一项事实。"""

    ORGAN_CADRE = "organ_cadre", "机关干部"
    INSTITUTION_MANAGER = "institution_manager", "事业单位管理人员"
    PROFESSIONAL = "professional", "专业技术人员"
    RESEARCH_TEACHING = "research_teaching", "科研教学人员"
    ENTERPRISE_WORKER = "enterprise_worker", "企业一线职工"
    INDUSTRIAL_WORKER = "industrial_worker", "产业工人"
    ENTERPRISE_PROFESSIONAL = "enterprise_professional", "企业专业技术人员"
    ENTERPRISE_MANAGER = "enterprise_manager", "企业管理人员"
    ENTERPRISE_HEAD = "enterprise_head", "企业负责人"
    FARMER = "farmer", "农民"
    MIGRANT_WORKER = "migrant_worker", "农民工"
    TOWNSHIP_ENTERPRISE_HEAD = "township_enterprise_head", "乡镇企业负责人"
    COMMUNITY_WORKER = "community_worker", "社区工作者"
    MEDICAL = "medical", "医务人员"
    POLICE = "police", "公安民警"
    SELF_EMPLOYED = "self_employed", "个体和新就业形态劳动者"
    OTHER = "other", "其他人员"


ENTERPRISE_STAFF = frozenset(
    {
        IdentityCategory.ENTERPRISE_WORKER,
        IdentityCategory.INDUSTRIAL_WORKER,
        IdentityCategory.ENTERPRISE_PROFESSIONAL,
        IdentityCategory.ENTERPRISE_MANAGER,
        IdentityCategory.ENTERPRISE_HEAD,
    }
)
"""企业职工、企业人员：企业负责人也在其内，比例才有“其中”可言。"""

FARMING_PEOPLE = frozenset(
    {
        IdentityCategory.FARMER,
        IdentityCategory.MIGRANT_WORKER,
        IdentityCategory.TOWNSHIP_ENTERPRISE_HEAD,
    }
)
"""农民人选：含农民工和乡镇企业负责人（R060、R062 的分母）。"""

PUBLIC_SECTOR = frozenset(
    {
        IdentityCategory.ORGAN_CADRE,
        IdentityCategory.INSTITUTION_MANAGER,
        IdentityCategory.PROFESSIONAL,
        IdentityCategory.RESEARCH_TEACHING,
        IdentityCategory.MEDICAL,
        IdentityCategory.POLICE,
    }
)
"""机关事业单位人员。"""

GROUP_NAMES: dict[frozenset[str], str] = {
    frozenset(ENTERPRISE_STAFF): "企业职工",
    frozenset(FARMING_PEOPLE): "农民类人选",
    frozenset(PUBLIC_SECTOR): "机关事业单位人员",
}


class UnitNature(Term):
    """单位性质（推荐审批表填表说明，规则 R231）；非公企业为五一表彰另列（R169）。"""

    STATE_ENTERPRISE = "state_enterprise", "国有企业"
    STATE_HOLDING = "state_holding", "国有控股企业"
    PRIVATE_ENTERPRISE = "private_enterprise", "非公有制企业"
    ORGAN = "organ", "机关"
    MANAGED_AS_ORGAN = "managed_as_organ", "参照公务员法管理单位"
    INSTITUTION = "institution", "事业单位"
    ASSOCIATION = "association", "社会团体"
    VILLAGE_OR_COMMUNITY = "village_or_community", "村和社区"
    OTHER = "other", "其他"


class UnitLevel(OrderedTerm):
    """单位级别，自低至高；推荐审批表中无级别的填“无”。"""

    TEAM = "team", "班组、科室、队、站"
    NONE = "none", "无级别单位"
    SUBSECTION = "subsection", "股级单位"
    DEPUTY_SECTION = "deputy_section", "副科级单位"
    SECTION = "section", "乡科级单位"
    DEPUTY_DIVISION = "deputy_division", "副县处级单位"
    DIVISION = "division", "县处级单位"
    DEPUTY_BUREAU = "deputy_bureau", "副厅局级单位"
    BUREAU = "bureau", "厅局级单位"
    PROVINCE = "province", "省部级单位"


class Gender(Term):
    MALE = "male", "男"
    FEMALE = "female", "女"


class PoliticalStatus(Term):
    """政治面貌（GB/T 4762）。"""

    PARTY_MEMBER = "party_member", "中共党员"
    PROBATIONARY = "probationary", "中共预备党员"
    LEAGUE_MEMBER = "league_member", "共青团员"
    REVOLUTIONARY_COMMITTEE = "revolutionary_committee", "民革党员"
    DEMOCRATIC_LEAGUE = "democratic_league", "民盟盟员"
    DEMOCRATIC_CONSTRUCTION = "democratic_construction", "民建会员"
    PROMOTING_DEMOCRACY = "promoting_democracy", "民进会员"
    PEASANTS_AND_WORKERS = "peasants_and_workers", "农工党党员"
    ZHI_GONG = "zhi_gong", "致公党党员"
    JIU_SAN = "jiu_san", "九三学社社员"
    TAIWAN_LEAGUE = "taiwan_league", "台盟盟员"
    WITHOUT_PARTY = "without_party", "无党派人士"
    MASSES = "masses", "群众"


PARTY_MEMBERS = frozenset({PoliticalStatus.PARTY_MEMBER, PoliticalStatus.PROBATIONARY})


class AgeBand(OrderedTerm):
    UNDER_36 = "under_36", "35岁及以下"
    TO_45 = "to_45", "36至45岁"
    TO_55 = "to_55", "46至55岁"
    OVER_55 = "over_55", "56岁及以上"


LAST_YEARS = {35: AgeBand.UNDER_36, 45: AgeBand.TO_45, 55: AgeBand.TO_55}


def age_on(born_on: date, day: date) -> int:
    """Full years on a day; who was born on a 29 February has a birthday on 1 March."""
    return day.year - born_on.year - ((day.month, day.day) < (born_on.month, born_on.day))


def age_band_of(born_on: date, day: date) -> AgeBand:
    age = age_on(born_on, day)
    return next((band for last, band in LAST_YEARS.items() if age <= last), AgeBand.OVER_55)
