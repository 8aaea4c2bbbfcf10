"""What people do with documents: register, issue, repeal, send to addressees, sign for them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from honours.audit.operations import record
from honours.directory.models import Organization, User
from honours.directory.permissions import mandate_of
from honours.directory.vocabulary import Level, Role
from honours.kernel.rules import NATION, Rules
from honours.kernel.verdicts import Finding, Refusal
from honours.policies.checks import DocumentFacts, has_a_proper_number, is_not_classified
from honours.policies.models import Clause, Document, DocumentLink, Receipt, RuleEntry
from honours.policies.queries import rules_in_force
from honours.policies.readings.clauses import ClauseLine
from honours.policies.vocabulary import (
    DocumentKind,
    DocumentState,
    Enforcement,
    LinkKind,
    Secrecy,
)
from honours.workflow.operations import advance, begin


@dataclass(frozen=True, slots=True)
class DocumentDraft:
    """A document as somebody registers it."""

    title: str
    issuer: str
    level: Level
    kind: DocumentKind
    number: str = ""
    place: str = NATION
    issued_on: date | None = None
    effective_on: date | None = None
    text: str = ""
    secrecy: Secrecy = Secrecy.NONE
    clauses: Sequence[ClauseLine] = ()
    links: Sequence[tuple[LinkKind, Document]] = field(default_factory=tuple)


@transaction.atomic
def register_document(draft: DocumentDraft, *, organization: Organization, by: User) -> Document:
    """Enter a document as a draft of the organization, with its clauses and links.

    Raises ``Refusal`` for anything classified, a malformed or known number and dates out of
    order, and ``PermissionDenied`` for anybody but an examiner whose post reaches the unit.
    """
    if not mandate_of(by).may(Role.EXAMINER, organization):
        raise PermissionDenied(f"“登记文件”须由管辖“{organization}”的审核岗位办理。")
    if faults := tuple(_faults(draft)):
        raise Refusal(*faults)
    document = begin(
        Document(
            organization=organization,
            number=draft.number,
            title=draft.title,
            issuer=draft.issuer,
            level=draft.level.value,
            kind=draft.kind.value,
            place=draft.place,
            issued_on=draft.issued_on,
            effective_on=draft.effective_on,
            text=draft.text,
        ),
        by=by,
    )
    Clause.objects.bulk_create(_clause(document, line) for line in draft.clauses)
    DocumentLink.objects.bulk_create(
        DocumentLink(document=document, other=other, kind=kind.value)
        for kind, other in draft.links
    )
    return document


def _faults(draft: DocumentDraft) -> Iterator[Finding]:
    facts = DocumentFacts(draft.number, draft.title, draft.text, draft.secrecy.value)
    nothing = Rules.on_day(timezone.localdate(), ())
    yield from is_not_classified(facts, nothing)
    yield from has_a_proper_number(facts, nothing)
    if _is_known(draft):
        yield Finding(
            "document-known",
            f"“{draft.number or draft.title}”已经入库。",
            remedy="请查看已入库的文件；确是另一份文件的，请核对文号或标题。",
            field="number" if draft.number else "title",
        )
    if draft.issued_on and draft.effective_on and draft.effective_on < draft.issued_on:
        yield Finding(
            "document-effective-before-issued",
            f"施行日期{draft.effective_on}早于印发日期{draft.issued_on}。",
            remedy="请核对两个日期。",
            field="effective_on",
        )


def _is_known(draft: DocumentDraft) -> bool:
    if draft.number:
        return Document.objects.filter(number=draft.number).exists()
    return Document.objects.filter(number="", title=draft.title).exists()


def _clause(document: Document, line: ClauseLine) -> Clause:
    enforcement = Enforcement.HUMAN_STEP if line.human_step else Enforcement.NOBODY
    return Clause(
        document=document,
        number=line.number,
        text=line.text,
        enforcement=enforcement.value,
        human_step=line.human_step,
    )


def issue_document(document: Document, *, by: User) -> Document:
    """印发: the draft becomes a document that can be cited, sent and signed for."""
    _refuse_shipped(document)
    facts = DocumentFacts(
        document.number, document.title, document.text, clauses=document.clauses.count()
    )
    rules = rules_in_force(timezone.localdate(), document.place)
    return advance(document, "issue", by=by, facts=facts, rules=rules)


@transaction.atomic
def repeal_document(document: Document, *, on: date, reason: str, by: User) -> Document:
    """废止 from a day on. Every value that stands on its clauses ends with it, by an added row.

    Raises ``Refusal`` where the document is not in force, no reason is given or a value would
    end before it began.
    """
    _refuse_shipped(document)
    begins_on = document.effective_on or document.issued_on
    if begins_on is not None and on <= begins_on:
        raise Refusal(
            Finding(
                "repealed-before-effective",
                f"废止日期{on}不晚于文件的施行日期{begins_on}。",
                remedy="请核对废止日期。",
                field="on",
            )
        )
    advance(document, "repeal", by=by, reason=reason)
    document.repealed_on = on
    document.save(update_fields=["repealed_on"])
    ended = [
        RuleEntry(key=entry.key, place=entry.place, value=None, since=on, clause=entry.clause)
        for entry in _values_standing(document, on)
    ]
    RuleEntry.objects.bulk_create(ended)
    record(
        "policies.document.end_values",
        subject=document.subject(),
        actor=by.username,
        repealed_on=on.isoformat(),
        keys=[entry.key for entry in ended],
    )
    return document


def _refuse_shipped(document: Document) -> None:
    """What came with a rulebook file belongs to no unit here, so nobody here moves it."""
    if document.organization_id is None:
        raise Refusal(
            Finding(
                "document-not-ours",
                f"“{document}”由规则文件导入，不属于本级任何单位，不能在这里办理。",
                remedy="请在规则文件里写明失效日期或新的取值，再行导入。",
            )
        )


def _values_standing(document: Document, on: date) -> Iterator[RuleEntry]:
    """The values that are the last word of their place on that day, and this document's."""
    for entry in RuleEntry.objects.filter(clause__document=document).select_related("clause"):
        rivals = RuleEntry.objects.filter(key=entry.key, place=entry.place, since__lte=on)
        last = rivals.order_by("-since", "-pk").first()
        is_open = entry.until is None or entry.until >= on
        if last is not None and last.pk == entry.pk and is_open and entry.value is not None:
            yield entry


@transaction.atomic
def send_document(
    document: Document, *, to: Iterable[Organization], due_on: date, by: User
) -> list[Receipt]:
    """Send an issued document to addressees who sign by a day. Nobody is sent it twice.

    Raises ``Refusal`` where the document is not issued or nobody new is named, and
    ``PermissionDenied`` where no examiner's post of the sender reaches an addressee.
    """
    if document.state != DocumentState.ISSUED:
        raise Refusal(_cannot_send("文件没有印发，不能发送。", "请先办理印发。"))
    mandate = mandate_of(by)
    known = set(document.receipts.values_list("organization_id", flat=True))
    fresh = [organization for organization in to if organization.pk not in known]
    for organization in fresh:
        if not mandate.may(Role.EXAMINER, organization):
            raise PermissionDenied(f"“发送文件”须由管辖“{organization}”的审核岗位办理。")
    if not fresh:
        raise Refusal(_cannot_send("没有新的收文单位。", "请选择还没有发送过的单位。"))
    if due_on < timezone.localdate():
        raise Refusal(_cannot_send(f"签收期限{due_on}已经过去。", "请改用今天或以后的日期。"))
    sent = Receipt.objects.bulk_create(
        Receipt(document=document, organization=organization, due_on=due_on)
        for organization in fresh
    )
    record(
        "policies.document.send",
        subject=document.subject(),
        actor=by.username,
        addressees=[organization.pk for organization in fresh],
        due_on=due_on.isoformat(),
    )
    return sent


def _cannot_send(message: str, remedy: str) -> Finding:
    return Finding("document-not-sent", message, remedy=remedy)


@transaction.atomic
def receive_document(receipt: Receipt, *, by: User) -> Receipt:
    """签收: the addressee signs for the document, once.

    Raises ``PermissionDenied`` for anybody but a clerk or head of the addressee.
    """
    locked = (
        Receipt.objects.select_for_update(of=("self",))
        .select_related("organization", "document")
        .get(pk=receipt.pk)
    )
    mandate = mandate_of(by)
    if not any(mandate.may(role, locked.organization) for role in (Role.FILER, Role.HEAD)):
        raise PermissionDenied(f"“签收”须由“{locked.organization}”的填报人或负责人办理。")
    if locked.received_at is not None:
        raise Refusal(
            Finding(
                "already-received",
                f"本单位已于{timezone.localtime(locked.received_at):%Y-%m-%d %H:%M}签收。",
                remedy="不必再次签收。",
            )
        )
    locked.received_at, locked.by = timezone.now(), by
    locked.save(update_fields=["received_at", "by"])
    record(
        "policies.receipt.sign",
        subject=locked.document.subject(),
        actor=by.username,
        addressee=locked.organization_id,
    )
    return locked
