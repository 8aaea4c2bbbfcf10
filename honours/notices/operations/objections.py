"""Objections come in: from the public without account, by letter or call through an official."""

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from honours.audit.operations import record
from honours.directory.models import User
from honours.directory.permissions import mandate_of
from honours.directory.vocabulary import Role
from honours.kernel.verdicts import Finding, Refusal
from honours.notices.checks.objection_intake import IntakeFacts, intake_faults
from honours.notices.checks.objections import ObjectionFacts, is_judged_by_others
from honours.notices.models.notices import Notice, NoticeEntry
from honours.notices.models.objections import Objection, ObjectorIdentity
from honours.notices.operations.objections_claims import new_claim_code, stored_digest
from honours.notices.queries.objections import (
    bodies_named,
    body_named,
    handling_body,
    own_bodies,
    rules_for,
)
from honours.notices.vocabulary import (
    Channel,
    Ground,
    Naming,
    NoticeState,
    Party,
)
from honours.privacy.models import Attachment
from honours.privacy.operations import keep_file
from honours.workflow.operations import begin

OBJECTOR = User(username="(反映人)", name="反映人")
"""Who has no account and leaves no name: what the road of an objection says of them."""
EVIDENCE = "异议材料"


@dataclass(frozen=True, slots=True, kw_only=True)
class Submission:
    """What is objected, how it came, and when. ``arrived_on`` is today where it came by web."""

    ground: Ground
    content: str
    entry: NoticeEntry | None = None
    channel: Channel = Channel.WEB
    party: Party = Party.PERSON
    arrived_on: date | None = None
    postmark_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Objector:
    """Who objects, on the way into the sealed table. Not given at all where anonymous."""

    name: str
    identity_number: str = ""
    telephone: str = ""
    unit: str = ""
    seal_note: str = ""

    def __repr__(self) -> str:
        return "Objector(…)"


@dataclass(frozen=True, slots=True)
class Evidence:
    """A file handed in with an objection."""

    file_name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Receipt:
    """The objection and its claim code, which is shown this once and never kept."""

    objection: Objection
    claim_code: str


@transaction.atomic
def file_objection(
    notice: Notice,
    submission: Submission,
    objector: Objector | None = None,
    *,
    by: User | None = None,
    evidence: tuple[Evidence, ...] = (),
    form_token: str = "",
) -> Receipt:
    """Take an objection in, whether in time or not; who objects is sealed apart.

    ``by`` is the official who enters a letter or call; nobody where it came from the public page.
    Raises ``Refusal`` where what is needed to handle it is missing, the same form was sent
    before, or the official belongs to the body it is about.
    """
    today = timezone.localdate()
    faults = tuple(intake_faults(_facts(notice, submission, objector, today)))
    if faults:
        raise Refusal(*faults)
    objection = _objection(notice, submission, objector, submission.arrived_on or today)
    if by is not None:
        _refuse_outsiders(objection, by)
    _refuse_sent_twice(form_token)
    code = new_claim_code()
    objection.claim_digest = stored_digest(code)
    objection.form_digest = stored_digest(form_token) if form_token else ""
    objection.entered_by = by
    _begun(objection, by or OBJECTOR)
    _seal(objection, objector, by)
    for one in evidence:
        attach_evidence(objection, one, by=by)
    return Receipt(objection, code)


@transaction.atomic
def attach_evidence(
    objection: Objection, evidence: Evidence, *, by: User | None = None, purpose: str = EVIDENCE
) -> Attachment:
    """Keep a file with the objection, encrypted. Raises ``Refusal`` for what we do not take.

    What the objector handed in loses its own name, which may tell whose it is.
    """
    kept = keep_file(
        objection.subject(),
        purpose=purpose,
        file_name=EVIDENCE if purpose == EVIDENCE else evidence.file_name,
        content=evidence.content,
        by=by.username if by else OBJECTOR.username,
    )
    record(
        "notices.objection.attach",
        subject=objection.subject(),
        actor=by.username if by else OBJECTOR.username,
        organization=str(objection.organization_id),
        digest=kept.digest,
    )
    return kept


def _objection(
    notice: Notice, submission: Submission, objector: Objector | None, arrived_on: date
) -> Objection:
    entry = submission.entry
    named = body_named(notice, entry, submission.ground is Ground.PROCEDURE)
    nominator = entry.nominator if entry else None
    barred = [body for body in (named, nominator) if body is not None]
    return Objection(
        notice=notice,
        entry=entry,
        named=named,
        organization=handling_body(notice.organization, barred),
        channel=submission.channel,
        naming=Naming.NAMED if objector else Naming.ANONYMOUS,
        party=submission.party,
        ground=submission.ground,
        content=submission.content.strip(),
        arrived_on=arrived_on,
        postmark_on=submission.postmark_on,
        gives_telephone=bool(objector and objector.telephone.strip()),
        gives_identity_number=bool(objector and objector.identity_number.strip()),
        bears_seal=bool(objector and objector.seal_note.strip()),
    )


def _seal(objection: Objection, objector: Objector | None, by: User | None) -> None:
    if objector is None:
        return
    ObjectorIdentity.objects.create(
        objection=objection,
        name=objector.name.strip(),
        identity_number=objector.identity_number.strip(),
        telephone=objector.telephone.strip(),
        unit=objector.unit.strip(),
        seal_note=objector.seal_note.strip(),
    )
    record(
        "notices.objection.seal_identity",
        subject=objection.subject(),
        actor=by.username if by else OBJECTOR.username,
        organization=str(objection.organization_id),
    )


def _facts(
    notice: Notice, submission: Submission, objector: Objector | None, today: date
) -> IntakeFacts:
    entry = submission.entry
    return IntakeFacts(
        notice_state=NoticeState(notice.state),
        is_entry_of_notice=entry is None or entry.notice_id == notice.pk,
        content=submission.content,
        arrived_on=submission.arrived_on or today,
        today=today,
        postmark_on=submission.postmark_on,
        name=objector.name if objector else None,
        identity_number=objector.identity_number if objector else "",
        telephone=objector.telephone if objector else "",
    )


def _refuse_outsiders(objection: Objection, by: User) -> None:
    if not mandate_of(by).may(Role.INSPECTOR, objection.organization):
        raise PermissionDenied(
            f"“登记异议”须由管辖“{objection.organization}”、"
            f"具有“{Role.INSPECTOR.label}”职责的人员办理。"
        )
    facts = ObjectionFacts(
        channel=Channel(objection.channel),
        arrived_on=objection.arrived_on,
        own_bodies=own_bodies(bodies_named(objection), by),
    )
    found = list(is_judged_by_others(facts, rules_for(objection.notice)))
    if found:
        raise Refusal(*found)


def _begun(objection: Objection, by: User) -> None:
    """Save it; where the same form came in at the same moment, the constraint holds it back."""
    try:
        begin(objection, by=by)
    except IntegrityError as clash:
        if objection.form_digest:
            raise Refusal(SENT_TWICE) from clash
        raise


def _refuse_sent_twice(form_token: str) -> None:
    if form_token and Objection.objects.filter(form_digest=stored_digest(form_token)).exists():
        raise Refusal(SENT_TWICE)


SENT_TWICE = Finding(
    "sent-twice",
    "这份异议已经提交，不必重复提交。",
    remedy="请用提交成功时给出的查询码查看进展；另有问题要反映的，请重新打开异议页面。",
)
