"""Reads of documents, clauses and rules: as of a day, in a place."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from django.db import connection
from django.db.models import Count, Max, Q, QuerySet

from honours.directory.permissions import Mandate
from honours.directory.queries import within_reach
from honours.kernel.rules import NATION, Rule, Rules
from honours.kernel.verdicts import Citation
from honours.policies.catalogue import RuleKey
from honours.policies.models import Clause, Document, Jurisdiction, Receipt, RuleEntry
from honours.policies.readings.values import in_words, value_written
from honours.policies.vocabulary import DocumentState, Enforcement, Force


class _Version(NamedTuple):
    """Rows are only added, so these three change whenever the rulebook does."""

    database: str
    total: int
    latest: int | None
    added_at: datetime | None


_known: dict[str, tuple[_Version, tuple[Rule, ...]]] = {}


def rules_in_force(on: date, place: str = NATION) -> Rules:
    """The rules of a day in a place (division code). One query; two after the rulebook changed."""
    return Rules.on_day(on, known_rules(), place)


def known_rules() -> tuple[Rule, ...]:
    """Every value on the books. Kept in this process until another process adds a row."""
    version = _version()
    kept = _known.get(version.database)
    if kept is None or kept[0] != version:
        kept = _known[version.database] = (version, tuple(_read_rules()))
    return kept[1]


def _version() -> _Version:
    found = RuleEntry.objects.aggregate(
        total=Count("pk"), latest=Max("pk"), added_at=Max("added_at")
    )
    name = str(connection.settings_dict["NAME"])
    return _Version(name, found["total"], found["latest"], found["added_at"])


def _read_rules() -> Iterable[Rule]:
    entries = RuleEntry.objects.filter(key__in=list(RuleKey))
    for entry in entries.select_related("clause__document").order_by("since", "pk"):
        yield as_rule(entry)


def as_rule(entry: RuleEntry) -> Rule:
    return Rule(
        key=RuleKey(entry.key),
        value=value_written(entry.value),
        since=entry.since,
        citation=Citation(str(entry.clause.document), entry.clause.number),
        place=entry.place,
        until=entry.until,
    )


@dataclass(frozen=True, slots=True)
class DatedValue:
    """One value of a rule with everything that stands behind it, seen from a day and place."""

    entry: RuleEntry
    rule: Rule
    place_name: str
    standing: Force
    is_applied: bool
    is_set_aside: bool
    reason: str

    @property
    def words(self) -> str:
        return in_words(self.rule.value)


def values_over_time(key: RuleKey, place: str | None = None, *, on: date) -> list[DatedValue]:
    """Every value of a rule, oldest first: of one place and those above it, or of all places.

    A value is applied where the rules of ``on`` in ``place`` (its own place where none is given)
    rest on it; it is set aside where it would loosen what a farther place demands.
    """
    entries = RuleEntry.objects.filter(key=key).select_related("clause__document")
    names, known = place_names(), known_rules()
    found = []
    for entry in entries.order_by("since", "place", "pk"):
        if place is not None and not place.startswith(entry.place):
            continue
        rule = as_rule(entry)
        rules = Rules.on_day(on, known, entry.place if place is None else place)
        found.append(_dated(entry, rule, rules, names.get(entry.place, entry.place)))
    return found


def _dated(entry: RuleEntry, rule: Rule, rules: Rules, place_name: str) -> DatedValue:
    standing = force_of_span(entry.since, entry.until, rules.on)
    is_applied = rule in rules.grounds(rule.key)
    is_set_aside = rule in rules.set_aside
    reason = ""
    if is_set_aside:
        reason = (
            f"比{rules[rule.key].citation}宽（{rule.key.tightening.label}）；"
            "就近的规定只能从严，故不采用。"
        )
    elif standing is Force.IN_FORCE and not is_applied:
        reason = "停止执行。" if rule.value is None else "已由后来的或者更近的规定取代。"
    return DatedValue(entry, rule, place_name, standing, is_applied, is_set_aside, reason)


def force_of_span(since: date | None, until: date | None, on: date) -> Force:
    """Whether something that lasts from ``since`` to ``until`` (both days in) binds on a day."""
    if until is not None and on > until:
        return Force.ENDED
    if since is None:
        return Force.UNKNOWN
    return Force.IN_FORCE if since <= on else Force.NOT_YET


def force_of(document: Document, on: date) -> Force:
    """Whether a document binds on a day. ``repealed_on`` is the first day it no longer does."""
    if document.state == DocumentState.DRAFT:
        return Force.NOT_YET
    if document.repealed_on is not None and on >= document.repealed_on:
        return Force.ENDED
    return force_of_span(document.effective_on or document.issued_on, None, on)


def in_force_on(day: date) -> Q:
    """The condition on documents that ``force_of`` answers with 现行有效."""
    begun = Q(effective_on__lte=day) | Q(effective_on=None, issued_on__lte=day)
    ended = Q(repealed_on__isnull=False, repealed_on__lte=day)
    return begun & ~ended & ~Q(state=DocumentState.DRAFT)


def place_names() -> dict[str, str]:
    """The places that the books speak of, by division code."""
    return dict(Jurisdiction.objects.values_list("code", "name"))


def documents_visible_to(mandate: Mandate) -> QuerySet[Document]:
    """Everything issued; drafts only for those whose posts reach the unit that drafts."""
    drafts = within_reach(Document.objects.filter(state=DocumentState.DRAFT), mandate)
    return Document.objects.filter(~Q(state=DocumentState.DRAFT) | Q(pk__in=drafts.values("pk")))


def receipts_due(mandate: Mandate) -> QuerySet[Receipt]:
    """What the user's units still have to sign for, the most urgent first."""
    due = within_reach(Receipt.objects.filter(received_at=None), mandate)
    return due.select_related("document", "organization").order_by("due_on", "pk")


class Coverage(NamedTuple):
    """How many clauses each sort of enforcement keeps."""

    enforcement: Enforcement
    total: int


def coverage(clauses: QuerySet[Clause] | None = None) -> tuple[Coverage, ...]:
    """Every clause is kept by a check, by a named human step, or by nobody: so many of each."""
    rows = Clause.objects.all() if clauses is None else clauses
    counted = dict(rows.order_by().values_list("enforcement").annotate(Count("pk")))
    return tuple(Coverage(kind, counted.get(kind.value, 0)) for kind in Enforcement)
