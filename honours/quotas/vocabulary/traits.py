"""Traits that only some selections ask about, and the reasons that exempt."""

from honours.kernel.terms import Term


class Trait(Term):
    """其他类别：个别评选才问的特征，逐项勾选。未问过与没有是两回事。"""

    UNIT_HEAD = "unit_head", "单位负责人（含正副职）"
    LEADERSHIP_MEMBER = "leadership_member", "领导班子成员"
    COUNTY_MANAGED_CADRE = "county_managed_cadre", "县管干部"
    CITY_MANAGED_CADRE = "city_managed_cadre", "市管干部"
    PARTY_OR_GOVERNMENT = "party_or_government", "县级以上党委或者政府"
    GRASSROOTS_UNIT = "grassroots_unit", "基层单位"
    MIGRANT_WORKER = "migrant_worker", "农民工"
    INDUSTRIAL_WORKER = "industrial_worker", "产业工人"
    CIVIL_AFFAIRS_HEAD = "civil_affairs_head", "市县民政局局长、副局长"
    CENSUS_ENUMERATOR = "census_enumerator", "调查员、调查指导员"
    SCIENCE_EDUCATION = "science_education", "科教人员"
    RURAL_SCHOOL = "rural_school", "县镇以下农村学校"
    BASIC_EDUCATION = "basic_education", "基础教育学校"
    COMPULSORY_EDUCATION = "compulsory_education", "义务教育阶段"
    RURAL_TEACHER = "rural_teacher", "乡村中小学教师"
    VOCATIONAL_TEACHER = "vocational_teacher", "中等职业学校教师"
    SCHOOL_MANAGER = "school_manager", "校长及管理人员"
    PRIVATE_SECTOR = "private_sector", "非公有制企业及其职工"
    KEY_INDUSTRY = "key_industry", "重点产业"
    MANUFACTURER = "manufacturer", "制造业企业家"
    SERVING_SOLDIER = "serving_soldier", "现役军人"
    RETIRED = "retired", "离退休人员"
    DECEASED = "deceased", "已故人员"
    ABROAD = "abroad", "派驻境外人员"
    RECENT_BREACH = "recent_breach", "近年发生违法违纪"


class ExemptionReason(Term):
    """何以不按级别计算。每项都须附证明。"""

    SENIOR_EXPERT = "senior_expert", "事业单位领导具有高级职称且仍从事科研教学，按科研人员对待"
    NEW_MERIT = "new_merit", "近年有新的突出贡献"
    CONSENT = "consent", "已经主管机关书面同意"
