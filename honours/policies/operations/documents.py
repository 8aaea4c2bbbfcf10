"""What people do with documents: register, revise, issue, repeal."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from honours.audit.operations import record
from honours.directory.models import Organization, User
from honours.directory.permissions import mandate_of
from honours.directory.vocabulary import Level, Role
from honours.kernel.rules import NATION, Rules
from honours.kernel.verdicts import Finding, Refusal
from honours.policies.checks import DocumentFacts, has_a_proper_number, is_not_classified
from honours.policies.models import Clause, Document, DocumentLink, RuleEntry
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
    _require_examiner(by, organization)
    if faults := tuple(_faults(draft, known=Document.objects.all())):
        raise Refusal(*faults)
    document = begin(Document(organization=organization, **_fields(draft)), by=by)
    _write_parts(document, draft)
    return document


@transaction.atomic
def revise_document(document: Document, draft: DocumentDraft, *, by: User) -> Document:
    """Write a draft anew before it is issued. Raises what ``register_document`` raises."""
    found = Document.objects.select_for_update(of=("self",)).get(pk=document.pk)
    if found.organization is None or found.state != DocumentState.DRAFT:
        raise Refusal(
            Finding(
                "document-no-draft",
                f"“{found}”不是草稿，不能修改。",
                remedy="已印发的文件只能另行发文修订或者废止。",
            )
        )
    _require_examiner(by, found.organization)
    if faults := tuple(_faults(draft, known=Document.objects.exclude(pk=found.pk))):
        raise Refusal(*faults)
    for name, value in _fields(draft).items():
        setattr(found, name, value)
    found.save()
    found.clauses.all().delete()
    found.links.all().delete()
    _write_parts(found, draft)
    record("policies.document.revise", subject=found.subject(), actor=by.username)
    return found


def _require_examiner(by: User, organization: Organization) -> None:
    if not mandate_of(by).may(Role.EXAMINER, organization):
        raise PermissionDenied(f"“登记文件”须由管辖“{organization}”的审核岗位办理。")


def _fields(draft: DocumentDraft) -> dict[str, Any]:
    return {
        "number": draft.number,
        "title": draft.title,
        "issuer": draft.issuer,
        "level": draft.level.value,
        "kind": draft.kind.value,
        "place": draft.place,
        "issued_on": draft.issued_on,
        "effective_on": draft.effective_on,
        "text": draft.text,
    }


def _write_parts(document: Document, draft: DocumentDraft) -> None:
    Clause.objects.bulk_create(_clause(document, line) for line in draft.clauses)
    DocumentLink.objects.bulk_create(
        DocumentLink(document=document, other=other, kind=kind.value)
        for kind, other in draft.links
    )


def _faults(draft: DocumentDraft, *, known: QuerySet[Document]) -> Iterator[Finding]:
    facts = DocumentFacts(draft.number, draft.title, draft.text, draft.secrecy.value)
    nothing = Rules.on_day(timezone.localdate(), ())
    yield from is_not_classified(facts, nothing)
    yield from has_a_proper_number(facts, nothing)
    if _is_known(draft, known):
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


def _is_known(draft: DocumentDraft, known: QuerySet[Document]) -> bool:
    if draft.number:
        return known.filter(number=draft.number).exists()
    return known.filter(number="", title=draft.title).exists()


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
