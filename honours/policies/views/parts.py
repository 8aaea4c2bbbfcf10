"""What pages of documents and rules are made of, ready for their templates."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils import timezone

from honours.directory.permissions import Mandate
from honours.directory.vocabulary import Level, Role
from honours.policies.catalogue import RuleKey
from honours.policies.lists import ENFORCEMENT_TONES
from honours.policies.models import Clause, Document, Receipt
from honours.policies.readings.values import in_words, value_written
from honours.policies.vocabulary import Confidence, DocumentKind, Enforcement
from honours.ui.parts import Fact, Light, Signal, Tone

DAYS_BEFORE_DUE = 2


@dataclass(frozen=True, slots=True)
class ClauseRow:
    clause: Clause
    enforcement: Enforcement
    tone: Tone
    values: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class ReceiptRow:
    receipt: Receipt
    light: Light
    may_sign: bool


def fact_rows(document: Document, names: dict[str, str]) -> list[Fact]:
    facts = [
        Fact("文号", document.number or "（无文号）"),
        Fact("发文机关", document.issuer),
        Fact("层级", Level(document.level).label),
        Fact("类别", DocumentKind(document.kind).label),
        Fact("适用地区", names.get(document.place, document.place or "全国")),
        Fact("印发日期", document.issued_on, note=document.dates_note),
        Fact("施行日期", document.effective_on or document.issued_on),
    ]
    if document.repealed_on:
        facts.append(Fact("失效日期", document.repealed_on, note="自当日起不再适用。"))
    if document.organization_id:
        facts.append(Fact("登记单位", str(document.organization)))
    if document.source:
        facts.append(Fact("来源", document.source))
    return facts


def clause_rows(document: Document) -> list[ClauseRow]:
    """The clauses in the order they were entered, each with the values it gives."""
    rows = []
    for clause in document.clauses.prefetch_related("entries").order_by("pk"):
        enforcement = Enforcement(clause.enforcement)
        values = tuple(
            Fact(
                RuleKey(entry.key).label,
                in_words(value_written(entry.value)),
                reverse("policies:rule", args=[entry.key]),
                Confidence(entry.confidence).label if entry.confidence else "",
            )
            for entry in clause.entries.all()
        )
        rows.append(ClauseRow(clause, enforcement, ENFORCEMENT_TONES[enforcement], values))
    return rows


def receipt_rows(document: Document, mandate: Mandate, today: date) -> list[ReceiptRow]:
    """Who has been sent the document and who has signed, the unsigned first."""
    receipts = document.receipts.select_related("organization", "by")
    return [
        ReceiptRow(receipt, _light(receipt, today), _may_sign(receipt, mandate))
        for receipt in receipts.order_by("received_at", "organization__path")
    ]


def _may_sign(receipt: Receipt, mandate: Mandate) -> bool:
    may = (mandate.may(role, receipt.organization) for role in (Role.FILER, Role.HEAD))
    return receipt.received_at is None and any(may)


def _light(receipt: Receipt, today: date) -> Light:
    if receipt.received_at is not None:
        signed = timezone.localtime(receipt.received_at)
        return Light(Signal.GREEN, f"{signed:%Y-%m-%d %H:%M}已签收")
    left = (receipt.due_on - today).days
    if left < 0:
        return Light(Signal.RED, f"逾期{-left}天未签收")
    soon = left <= DAYS_BEFORE_DUE
    return Light(Signal.YELLOW if soon else Signal.NONE, f"{receipt.due_on}前签收")
