"""How the records of a listing are named in a sentence."""

from collections.abc import Iterable

from honours.directory.models import Duty
from honours.directory.vocabulary import OrganizationKind, Role
from honours.policies.models import Document

OFFICE_OF = {Role.EXAMINER: "公务员管理科", Role.INSPECTOR: "人事监察科"}
"""The section that a role belongs to, where the post names none of its own."""
LEADERS = {Role.PRINCIPAL_LEADER: "局主要领导", Role.LEADER_IN_CHARGE: "分管领导"}
"""Leaders are named by what they are: reports name offices, not persons."""


def named(rows: Iterable[Document | Duty]) -> tuple[str, ...]:
    """Each name once, in the order of the rows."""
    return tuple(dict.fromkeys(_name(row) for row in rows))


def _name(row: Document | Duty) -> str:
    if isinstance(row, Document):
        title = f"《{row.title.replace('《', '〈').replace('》', '〉')}》"
        return f"{title}（{row.number}）" if row.number else title
    role, office = Role(row.post.role), row.post.organization
    if role in LEADERS:
        return LEADERS[role]
    return str(office.name) if office.kind == OrganizationKind.OFFICE else OFFICE_OF[role]
