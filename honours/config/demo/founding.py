"""The organizations of the demo city, its people, their posts and duties."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import product
from typing import Any

from honours.config.demo.files import (
    Account,
    accounts,
    commendations,
    filings,
    organizations,
    people,
)
from honours.directory.models import Duty, Organization, Post, User
from honours.directory.operations.accounts import change_password, open_account
from honours.directory.operations.organizations import (
    UNKNOWN_BEGINNING,
    NewOrganization,
    plant_organizations,
    rename_organization,
)
from honours.directory.operations.posts import (
    Founders,
    appoint,
    assign_duty,
    found_administration,
    fulfil_duty,
)
from honours.directory.vocabulary import Level, OrganizationKind, Role

SINCE = date(2009, 1, 1)
PASSWORD = "bazhong-demo-2010"  # noqa: S105  invented people in an invented city


@dataclass(slots=True)
class City:
    """Who and what the demo consists of, by name."""

    organizations: dict[str, Organization]
    users: dict[str, User] = field(default_factory=dict)
    clerks: dict[str, User] = field(default_factory=dict)
    """Who files for a unit, by the unit's name."""
    heads: dict[str, User] = field(default_factory=dict)

    def __getitem__(self, name: str) -> Organization:
        return self.organizations[name]

    @property
    def lead(self) -> Organization:
        return self[organizations()["牵头单位"]["名称"]]

    @property
    def region(self) -> Organization:
        return self[organizations()["市"]["名称"]]


def found_city() -> City:
    """The tree, the three administrators, everybody's posts, the duties of the notice."""
    city = City({one.name: one for one in plant_organizations(list(_planned()))})
    city.organizations[organizations()["牵头单位"]["更名"]["名称"]] = city.lead
    _seat_administrators(city)
    for account in accounts():
        if account.username not in city.users:
            _seat(city, account)
    _seat_other_units(city)
    _seat_county_reviewers(city)
    for account in accounts():
        change_password(city.users[account.username], PASSWORD)
    _lay_duties(city)
    _rename_lead(city)
    return city


def _planned() -> Iterator[NewOrganization]:
    said = organizations()
    province = _place(said["省"], Level.PROVINCE, None)
    region = _place(said["市"], Level.CITY, province)
    counties = {entry["名称"]: _place(entry, Level.COUNTY, region) for entry in said["县区"]}
    yield from (province, region, *counties.values())
    lead = _bureau(said["牵头单位"]["名称"], region, said["牵头单位"]["简称"])
    yield lead
    for name in said["牵头单位"]["内设机构"]:
        yield NewOrganization(name, OrganizationKind.OFFICE, Level.CITY, lead.division, lead)
    conference = OrganizationKind.CONFERENCE
    yield NewOrganization(said["联席会议"], conference, Level.CITY, region.division, region)
    for entry in said["市级部门"]:
        yield _bureau(entry["名称"], region, entry["简称"])
    for county, names in said["县级部门"].items():
        yield from (_bureau(name, counties[county]) for name in names)


def _place(
    entry: dict[str, Any], level: Level, superior: NewOrganization | None
) -> NewOrganization:
    return NewOrganization(
        entry["名称"],
        OrganizationKind.PLACE,
        level,
        entry["代码"],
        superior,
        since=entry.get("起", UNKNOWN_BEGINNING),
    )


def _bureau(name: str, superior: NewOrganization, short: str = "") -> NewOrganization:
    return NewOrganization(
        name,
        OrganizationKind.DEPARTMENT,
        superior.level,
        superior.division,
        superior,
        short_names=(short,) if short else (),
    )


def _seat_administrators(city: City) -> None:
    named = people()["管理员"]
    users = {
        username: User.objects.create_user(username, name=named[username]["姓名"])
        for username in ("system", "security", "audit")
    }
    found_administration(Founders(**users), city[organizations()["省"]["名称"]], since=SINCE)
    city.users.update(users)


def _seat(city: City, account: Account) -> None:
    role = Role.from_label(account.role)
    user = open_account(account.username, name=account.name, by=city.users["system"])
    city.users[account.username] = user
    _appoint(city, user, role, account)
    seats = {Role.FILER: city.clerks, Role.HEAD: city.heads}.get(role)
    if seats is not None:
        seats[account.organization] = user


def _appoint(city: City, user: User, role: Role, account: Account) -> None:
    post = Post(
        user=user,
        role=role,
        organization=city[account.organization],
        jurisdiction=city[account.jurisdiction],
        title=account.title,
        since=SINCE,
    )
    appoint(post, by=city.users["security"])


def _seat_other_units(city: City) -> None:
    """A clerk and a head for every other unit. They act while loading and have no password."""
    words = people()["其余单位的人"]
    names = (surname + given for given, surname in product(words["名"], words["姓"]))
    for number, unit in enumerate(filings(), start=1):
        for role, seats in ((Role.FILER, city.clerks), (Role.HEAD, city.heads)):
            if unit.unit not in seats:
                username = f"{role.value}-{number:02}"
                user = open_account(username, name=next(names), by=city.users["system"])
                seats[unit.unit] = user
                _appoint(city, user, role, _unlisted(username, unit.unit))


def _seat_county_reviewers(city: City) -> None:
    """In each county an examiner and a leader, over the whole county; with no password."""
    for unit, (examiner, name, leader, leader_name) in commendations()["县级办理人"].items():
        for username, called, role in (
            (examiner, name, Role.EXAMINER),
            (leader, leader_name, Role.LEADER_IN_CHARGE),
        ):
            if username not in city.users:
                user = open_account(username, name=called, by=city.users["system"])
                city.users[username] = user
                _appoint(city, user, role, Account(username, "", "", unit, unit[:3], "", ""))


def _unlisted(username: str, unit: str) -> Account:
    return Account(username, "", "", unit, unit, "", "")


def _lay_duties(city: City) -> None:
    principal = city.users["principal"]
    for entry in people()["职责"]:
        post = Post.objects.select_related("organization").get(user=city.users[entry["账号"]])
        duty = Duty(
            post=post,
            subject=entry["事项"],
            basis=entry["依据"],
            until=entry.get("期限"),
        )
        assign_duty(duty, by=principal)
        if "完成" in entry:
            fulfil_duty(duty, on=entry["完成"], by=principal)


def _rename_lead(city: City) -> None:
    """Under its later name too, whoever asks for the bureau finds it."""
    said = organizations()["牵头单位"]
    later = said["更名"]
    lead = rename_organization(
        city[said["名称"]],
        later["名称"],
        on=later["日期"],
        by=city.users["system"],
        short_name=later["简称"],
    )
    city.organizations[said["名称"]] = city.organizations[later["名称"]] = lead
