"""Plain functions that set up a small city through the operations that people would use.

``city()`` gives the tree and the three administrators; ``official(…)`` a person with a post::

    巴中市  ├ 市人社局（公务员管理科、人事监察科的职务管辖全市）├ 市教育局 ├ 市卫生局 ├ 联席会议
            ├ 巴州区 └ 区教育局
            └ 通江县 ├ 县教育局 └ 诺江镇
"""

from dataclasses import dataclass
from datetime import date

from honours.directory.models import Organization, Post, User
from honours.directory.operations.accounts import open_account
from honours.directory.operations.organizations import NewOrganization, plant_organizations
from honours.directory.operations.posts import Founders, appoint, found_administration
from honours.directory.vocabulary import Level, OrganizationKind, Role

SINCE = date(2009, 1, 1)
PASSWORD = "correct horse battery staple"


@dataclass(frozen=True)
class City:
    """The organizations by name, and the three administrators."""

    organizations: dict[str, Organization]
    system_administrator: User
    security_administrator: User
    audit_administrator: User

    def __getitem__(self, name: str) -> Organization:
        return self.organizations[name]


def city() -> City:
    planned = _planned_city()
    planted = {one.name: one for one in plant_organizations(planned)}
    system, security, audit = (
        User.objects.create_user(name, name=label)
        for name, label in (("system", "系统员"), ("security", "安全员"), ("audit", "审计员"))
    )
    found_administration(Founders(system, security, audit), planted["四川省"], since=SINCE)
    return City(planted, system, security, audit)


def official(
    here: City,
    role: Role,
    organization: str,
    *,
    jurisdiction: str = "",
    username: str = "",
    since: date = SINCE,
) -> User:
    """A new person with one post, opened and appointed by the administrators."""
    username = username or f"{role.value}{User.objects.count()}"
    user = open_account(username, name=f"{organization}{role.label}", by=here.system_administrator)
    appointed(here, user, role, organization, jurisdiction=jurisdiction, since=since)
    return user


def appointed(
    here: City,
    user: User,
    role: Role,
    organization: str,
    *,
    jurisdiction: str = "",
    since: date = SINCE,
) -> Post:
    """One more post for a person."""
    post = Post(
        user=user,
        role=role,
        organization=here[organization],
        jurisdiction=here[jurisdiction or organization],
        since=since,
    )
    return appoint(post, by=here.security_administrator)


def with_password(user: User) -> User:
    """So that a test can sign in with ``PASSWORD``; ``client.force_login`` is faster."""
    user.set_password(PASSWORD)
    user.save(update_fields=["password"])
    return user


def _planned_city() -> list[NewOrganization]:
    province = _place("四川省", Level.PROVINCE, "51", None)
    bazhong = _place("巴中市", Level.CITY, "5119", province)
    bazhou = _place("巴州区", Level.COUNTY, "511902", bazhong)
    tongjiang = _place("通江县", Level.COUNTY, "511921", bazhong)
    return [
        province,
        bazhong,
        bazhou,
        tongjiang,
        _bureau("巴中市人力资源和社会保障局", "市人社局", bazhong),
        _bureau("巴中市教育局", "市教育局", bazhong),
        _bureau("巴中市卫生局", "市卫生局", bazhong),
        NewOrganization(
            "巴中市评比达标表彰工作联席会议",
            OrganizationKind.CONFERENCE,
            Level.CITY,
            "5119",
            bazhong,
        ),
        _bureau("巴州区教育局", "区教育局", bazhou),
        _bureau("通江县教育局", "县教育局", tongjiang),
        NewOrganization(
            "诺江镇", OrganizationKind.TOWNSHIP, Level.TOWNSHIP, "511921100", tongjiang
        ),
    ]


def _place(
    name: str, level: Level, division: str, superior: NewOrganization | None
) -> NewOrganization:
    return NewOrganization(name, OrganizationKind.PLACE, level, division, superior)


def _bureau(name: str, short: str, superior: NewOrganization) -> NewOrganization:
    return NewOrganization(
        name,
        OrganizationKind.DEPARTMENT,
        superior.level,
        superior.division,
        superior,
        short_names=(short,),
    )
