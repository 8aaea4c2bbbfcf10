"""Whether rulebook files agree with each other and with what is already on the books."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from honours.kernel.verdicts import Finding
from honours.policies.catalogue import RuleKey
from honours.policies.readings.shapes import DocumentText, Rulebook, Spot

Moment = tuple[RuleKey, str, date]
"""A rule, a place, a day: no two values may take force at one moment."""


@dataclass(frozen=True, slots=True)
class KnownSpan:
    """A value already on the books: from when to when, and where it was written."""

    moment: Moment
    until: date | None
    where: str


def faults_between(
    rulebooks: Sequence[Rulebook], known_documents: Iterable[str], known_spans: Iterable[KnownSpan]
) -> Iterator[Finding]:
    """What no file shows alone: names given twice, links into nothing, spans that overlap."""
    documents = [document for rulebook in rulebooks for document in rulebook.documents]
    yield from _repeated_documents(documents)
    yield from _repeated_clauses(documents)
    yield from _loose_links(documents, {*known_documents, *(each.name for each in documents)})
    yield from _overlaps(rulebooks, known_spans)


def _repeated_documents(documents: Iterable[DocumentText]) -> Iterator[Finding]:
    first: dict[str, Spot] = {}
    for document in documents:
        if document.name in first:
            message = f"“{document.name}”在{first[document.name]}已经写过。"
            yield _fault("rulebook-document-twice", document.spot, message, "请并为一份文件。")
        first.setdefault(document.name, document.spot)


def _repeated_clauses(documents: Iterable[DocumentText]) -> Iterator[Finding]:
    for document in documents:
        seen: set[str] = set()
        for clause in document.clauses:
            if clause.number in seen:
                message = f"条款“{clause.number}”在这份文件里写了两次。"
                yield _fault("rulebook-clause-twice", clause.spot, message)
            seen.add(clause.number)


def _loose_links(documents: Iterable[DocumentText], known: set[str]) -> Iterator[Finding]:
    for document in documents:
        for link in document.links:
            if link.to == document.name:
                message = f"文件不能{link.kind.label}自己。"
                yield _fault("rulebook-link-to-itself", link.spot, message)
            elif link.to not in known:
                message = f"{link.kind.label}的文件“{link.to}”既不在所导入的文件中，也未入库。"
                remedy = "核对文号（没有文号的写标题），或者先补录那份文件。"
                yield _fault("rulebook-unknown-link", link.spot, message, remedy)


def _overlaps(rulebooks: Iterable[Rulebook], known: Iterable[KnownSpan]) -> Iterator[Finding]:
    written = [
        KnownSpan((rule.key, rule.place, rule.since), rule.until, str(rule.spot))
        for rulebook in rulebooks
        for rule in rulebook.rules
    ]
    again = {span.moment for span in written}
    spans = written + [span for span in known if span.moment not in again]
    for _, each in groupby(sorted(spans, key=_order), key=lambda span: span.moment[:2]):
        yield from _overlaps_in_turn(list(each))


def _overlaps_in_turn(spans: Sequence[KnownSpan]) -> Iterator[Finding]:
    for index, later in enumerate(spans):
        for earlier in spans[:index]:
            key, _, since = later.moment
            if since == earlier.moment[2]:
                message = f"“{key.label}”在同一天、同一地区已有取值（{earlier.where}）。"
                yield _fault(
                    "rulebook-value-twice", later.where, message, "同一天只能有一个取值。"
                )
            elif earlier.until is not None and since <= earlier.until:
                message = (
                    f"“{key.label}”自{since}起的取值，与{earlier.where}所写"
                    f"到{earlier.until}止的取值重叠。"
                )
                yield _fault("rulebook-overlap", later.where, message, "请核对两处的起止日期。")


def _order(span: KnownSpan) -> tuple[str, str, date]:
    key, place, since = span.moment
    return key.value, place, since


def _fault(code: str, spot: Spot | str, message: str, remedy: str = "") -> Finding:
    return Finding(code, f"{spot}：{message}", remedy=remedy)
