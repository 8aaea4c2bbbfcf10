"""Words for organizations and the people who act for them."""

from honours.kernel.terms import Term


class Level(Term):
    """The level an organization or an activity belongs to."""

    NATION = "nation", "国家级"
    PROVINCE = "province", "省级"
    CITY = "city", "市级"
    COUNTY = "county", "县级"
    TOWNSHIP = "township", "乡级"


class OrganizationKind(Term):
    PLACE = "place", "行政区划"
    PARTY = "party", "党委机构"
    GOVERNMENT = "government", "人民政府"
    DEPARTMENT = "department", "工作部门"
    OFFICE = "office", "内设机构"
    PEOPLE_ORGANIZATION = "people_organization", "人民团体"
    INSTITUTION = "institution", "事业单位"
    CONFERENCE = "conference", "联席会议"
    TOWNSHIP = "township", "乡镇（街道）"


class SuccessionKind(Term):
    """How the duties of one organization passed to another."""

    RENAMED = "renamed", "更名"
    MERGED = "merged", "合并"
    SPLIT = "split", "分设"
    TAKEN_OVER = "taken_over", "职责划转"


class Role(Term):
    """What a post may do. One post, one role."""

    FILER = "filer", "填报人"
    HEAD = "head", "单位负责人"
    EXAMINER = "examiner", "审核（公务员管理科）"
    INSPECTOR = "inspector", "督查（人事监察科）"
    LEADER_IN_CHARGE = "leader_in_charge", "分管领导"
    PRINCIPAL_LEADER = "principal_leader", "主要领导"
    CONFERENCE_MEMBER = "conference_member", "联席会议成员"
    SYSTEM_ADMINISTRATOR = "system_administrator", "系统管理员"
    SECURITY_ADMINISTRATOR = "security_administrator", "安全管理员"
    AUDIT_ADMINISTRATOR = "audit_administrator", "审计管理员"


ADMINISTRATORS = (
    Role.SYSTEM_ADMINISTRATOR,
    Role.SECURITY_ADMINISTRATOR,
    Role.AUDIT_ADMINISTRATOR,
)
