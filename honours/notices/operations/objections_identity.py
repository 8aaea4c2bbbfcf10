"""The sealed identity: opened by the handler alone, for a reason, in view of the leader."""

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from honours.audit.operations import digest
from honours.directory.models import User
from honours.directory.permissions import require
from honours.directory.vocabulary import Role
from honours.kernel.verdicts import Finding, Refusal
from honours.notices.models.objections import IdentityOpening, Objection, ObjectorIdentity
from honours.notices.operations.objections_handling import (
    locked,
    refuse_unless_fit,
    refuse_unless_handling,
)
from honours.notices.vocabulary import ENDED, Identification
from honours.workflow.notes import note

NO_IDENTITY = Finding(
    "no-identity", "本件为匿名，没有封存的身份。", remedy="请通过留言联系反映人。"
)


@dataclass(frozen=True, slots=True)
class OpenedIdentity:
    """Who objects, for the eyes of the handler, for the length of one page."""

    name: str
    identity_number: str
    telephone: str
    unit: str
    seal_note: str

    def __repr__(self) -> str:
        return "OpenedIdentity(…)"


@transaction.atomic
def open_identity(objection: Objection, *, reason: str, by: User) -> OpenedIdentity:
    """Break the seal for one look. The opening stays on the case and goes to the leader.

    Raises ``PermissionDenied`` for anybody but the handler, and ``Refusal`` without a reason, for
    an anonymous objection, or once the case is closed.
    """
    case = locked(objection)
    refuse_unless_handling(case, "启封身份", by=by)
    _refuse_without(case, reason)
    identity = _identity_of(case)
    post = require(by, Role.INSPECTOR, "启封身份", within=case.organization)
    IdentityOpening.objects.create(
        objection=case,
        identity=identity,
        opened_by=by,
        post=str(post),
        reason=reason.strip(),
    )
    note(objection, "open_identity", by=by, reason=digest(reason.strip()))
    return OpenedIdentity(
        identity.name,
        identity.identity_number,
        identity.telephone,
        identity.unit,
        identity.seal_note,
    )


@transaction.atomic
def identify_objector(objection: Objection, found: Identification, *, by: User) -> Identification:
    """Say whether the objector is who the letter says, without saying who that is."""
    case = locked(objection)
    refuse_unless_handling(case, "核实身份", by=by)
    identity = _identity_of(case)
    if not identity.openings.filter(opened_by=by).exists():
        raise Refusal(
            Finding(
                "identity-not-opened",
                "您还没有启封身份，无从核实。",
                remedy="请先写明理由，启封身份，再行核实。",
            )
        )
    identity.identification = found
    identity.identified_on = timezone.localdate()
    identity.save(update_fields=["identification", "identified_on"])
    note(objection, "identify", by=by, found=found)
    return found


@transaction.atomic
def note_openings(objection: Objection, *, by: User) -> int:
    """The principal leader has seen who opened the identity and why. How many were new to him."""
    require(by, Role.PRINCIPAL_LEADER, "阅知启封", within=objection.organization)
    refuse_unless_fit(objection, by=by)
    rows = IdentityOpening.objects.filter(objection=objection, noted_at=None)
    noted = rows.update(noted_by=by, noted_at=timezone.now())
    note(objection, "note_openings", by=by, openings=noted)
    return noted


def _refuse_without(objection: Objection, reason: str) -> None:
    if objection.state in ENDED:
        raise Refusal(
            Finding(
                "case-closed",
                f"本件现为“{objection.state_label}”，不能再启封身份。",
                remedy="确需联系反映人的，请通过留言。",
            )
        )
    if not reason.strip():
        raise Refusal(
            Finding(
                "opening-reason-missing",
                "启封身份须写明理由。",
                remedy="请写明为什么不启封就不能核查。",
                field="reason",
            )
        )


def _identity_of(objection: Objection) -> ObjectorIdentity:
    """That of the case, locked: an appeal has the identity of what it appeals against."""
    rows = ObjectorIdentity.objects.select_for_update()
    identity = rows.filter(objection=objection.root_id()).first()
    if identity is None:
        raise Refusal(NO_IDENTITY)
    return identity
