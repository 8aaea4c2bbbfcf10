"""Bringing rulebook files in: everything is checked first, then rows are added, never edited."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from honours.audit.operations import record
from honours.kernel.verdicts import Finding, Refusal
from honours.policies.catalogue import RuleKey
from honours.policies.models import Clause, Document, DocumentLink, Jurisdiction, RuleEntry
from honours.policies.readings.agreement import KnownSpan, faults_between
from honours.policies.readings.shapes import ClauseText, DocumentText, Rulebook, RuleText, Spot
from honours.policies.readings.values import value_stored
from honours.policies.vocabulary import DocumentState

REMEDY = "入库的内容只增不改：请以新的施行日期另写一条，或者核对文件是否写错。"


@dataclass(frozen=True, slots=True)
class Imported:
    """How many rows an import added."""

    documents: int = 0
    clauses: int = 0
    links: int = 0
    values: int = 0

    @property
    def is_empty(self) -> bool:
        return not (self.documents or self.clauses or self.links or self.values)

    def plus(self, other: "Imported") -> "Imported":
        return Imported(
            self.documents + other.documents,
            self.clauses + other.clauses,
            self.links + other.links,
            self.values + other.values,
        )


def _say_nothing(_: str) -> None:
    """Nobody watches."""


@transaction.atomic
def import_rulebooks(
    rulebooks: Sequence[Rulebook], *, by: str, tell: Callable[[str], None] = _say_nothing
) -> Imported:
    """Add what the files say and the books do not. The same files again add nothing.

    ``by`` is the name of an account, or of the command that imports. Raises ``Refusal`` with
    every fault, before anything is written.
    """
    books = _Books()
    faults = [
        *faults_between(rulebooks, books.documents, books.spans()),
        *(fault for rulebook in rulebooks for fault in books.contradictions(rulebook)),
    ]
    if faults:
        raise Refusal(*faults)
    # Links may point to a document of a file further on, so rows come first.
    added = [books.add(rulebook) for rulebook in rulebooks]
    total = Imported()
    for number, rulebook in enumerate(rulebooks, 1):
        sum_of_file = added[number - 1].plus(books.add_links(rulebook))
        tell(_progress(number, len(rulebooks), rulebook, sum_of_file))
        if not sum_of_file.is_empty:
            _record(rulebook, sum_of_file, by)
        total = total.plus(sum_of_file)
    return total


def _progress(number: int, count: int, rulebook: Rulebook, added: Imported) -> str:
    return (
        f"（{number}/{count}）{rulebook.region.name}：新增文件{added.documents}份、"
        f"条款{added.clauses}条、取值{added.values}个。"
    )


def _record(rulebook: Rulebook, added: Imported, by: str) -> None:
    record(
        "policies.rulebook.import",
        subject=f"policies.rulebook:{rulebook.region.code or 'nation'}",
        actor=by,
        file=rulebook.file,
        documents=added.documents,
        clauses=added.clauses,
        values=added.values,
    )


class _Books:
    """The rows that stand, read once: by document, by clause, by the moment of a value."""

    def __init__(self) -> None:
        self.documents = {each.number or each.title: each for each in Document.objects.all()}
        self.clauses = {(each.document_id, each.number): each for each in Clause.objects.all()}
        self.entries = {
            (each.key, each.place, each.since): each
            for each in RuleEntry.objects.select_related("clause__document")
        }

    def spans(self) -> Iterator[KnownSpan]:
        known = {key.value: key for key in RuleKey}
        for entry in self.entries.values():
            if entry.key in known:
                moment = (known[entry.key], entry.place, entry.since)
                yield KnownSpan(moment, entry.until, f"已入库的{entry.clause}")

    def contradictions(self, rulebook: Rulebook) -> Iterator[Finding]:
        """Where the file says something else than the row that stands."""
        for document in rulebook.documents:
            standing = self.documents.get(document.name)
            if standing:
                yield from _changed(document.spot, standing, _document_fields(document))
                for clause in document.clauses:
                    known = self.clauses.get((standing.pk, clause.number))
                    if known:
                        yield from _changed(clause.spot, known, _clause_fields(clause))
            for clause, rule in document.rules:
                entry = self.entries.get((rule.key.value, rule.place, rule.since))
                if entry:
                    yield from _changed(rule.spot, entry, _entry_fields(rule))
                    yield from _moved(rule.spot, entry.clause, document, clause)

    def add(self, rulebook: Rulebook) -> Imported:
        code, name = rulebook.region.code, rulebook.region.name
        Jurisdiction.objects.get_or_create(code=code, defaults={"name": name})
        added = Imported()
        for document in rulebook.documents:
            added = added.plus(self._add_document(document))
        return added

    def _add_document(self, document: DocumentText) -> Imported:
        standing = self.documents.get(document.name)
        is_new = standing is None
        if standing is None:
            standing = Document.objects.create(
                state=DocumentState.ISSUED, **_document_fields(document)
            )
            self.documents[document.name] = standing
        fresh = [
            clause
            for clause in document.clauses
            if (standing.pk, clause.number) not in self.clauses
        ]
        for row in Clause.objects.bulk_create(
            Clause(document=standing, **_clause_fields(clause)) for clause in fresh
        ):
            self.clauses[standing.pk, row.number] = row
        values = sum(self._add_values(standing, clause) for clause in document.clauses)
        return Imported(documents=int(is_new), clauses=len(fresh), values=values)

    def _add_values(self, document: Document, clause: ClauseText) -> int:
        ground = self.clauses[document.pk, clause.number]
        fresh = [
            rule
            for rule in clause.rules
            if (rule.key.value, rule.place, rule.since) not in self.entries
        ]
        RuleEntry.objects.bulk_create(
            RuleEntry(clause=ground, **_entry_fields(rule)) for rule in fresh
        )
        return len(fresh)

    def add_links(self, rulebook: Rulebook) -> Imported:
        count = 0
        for document in rulebook.documents:
            for link in document.links:
                _, is_new = DocumentLink.objects.get_or_create(
                    document=self.documents[document.name],
                    other=self.documents[link.to],
                    kind=link.kind,
                )
                count += is_new
        return Imported(links=count)


def _changed(spot: Spot, row: Any, fields: Mapping[str, Any]) -> Iterator[Finding]:
    for name, written in fields.items():
        standing = getattr(row, name)
        if standing != written:
            label = type(row)._meta.get_field(name).verbose_name
            message = f"{spot}：“{label}”入库时为“{standing}”，文件改成了“{written}”。"
            yield Finding("rulebook-row-changed", message, remedy=REMEDY)


def _moved(
    spot: Spot, ground: Clause, document: DocumentText, clause: ClauseText
) -> Iterator[Finding]:
    """The same value may not be put on another clause."""
    standing = (ground.document.number or ground.document.title, ground.number)
    if standing != (document.name, clause.number):
        message = f"{spot}：这个取值入库时依据{ground}，文件改成了{document.name}{clause.number}。"
        yield Finding("rulebook-row-changed", message, remedy=REMEDY)


def _document_fields(document: DocumentText) -> dict[str, Any]:
    return {
        "number": document.number,
        "title": document.title,
        "issuer": document.issuer,
        "level": document.level.value,
        "place": document.place,
        "kind": document.kind.value,
        "issued_on": document.issued_on,
        "effective_on": document.effective_on,
        "repealed_on": document.repealed_on,
        "dates_note": document.dates_note,
        "source": document.source,
    }


def _clause_fields(clause: ClauseText) -> dict[str, Any]:
    return {
        "number": clause.number,
        "text": clause.text,
        "enforcement": clause.enforcement.value,
        "human_step": clause.human_step,
        "source_rows": clause.source_rows,
    }


def _entry_fields(rule: RuleText) -> dict[str, Any]:
    return {
        "key": rule.key.value,
        "value": value_stored(rule.value),
        "place": rule.place,
        "since": rule.since,
        "until": rule.until,
        "confidence": rule.confidence.value,
        "source_row": rule.source_row,
        "dates_note": rule.dates_note,
    }
