"""What a rulebook file says, as values."""

from dataclasses import dataclass
from datetime import date

from honours.directory.vocabulary import Level
from honours.kernel.rules import Value
from honours.policies.catalogue import RuleKey
from honours.policies.vocabulary import Confidence, DocumentKind, Enforcement, LinkKind


@dataclass(frozen=True, slots=True)
class Spot:
    """Where in which file something stands, for people who have to find it."""

    file: str
    line: int
    path: str = ""

    def __str__(self) -> str:
        return f"{self.file}第{self.line}行{f'（{self.path}）' if self.path else ''}"


@dataclass(frozen=True, slots=True)
class Region:
    """A place by division code; the nation has the empty code."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class RuleText:
    """One dated value of one rule. ``value=None`` ends what the place had set."""

    spot: Spot
    key: RuleKey
    value: Value | None
    place: str
    since: date
    until: date | None
    confidence: Confidence
    source_row: str
    dates_note: str


@dataclass(frozen=True, slots=True)
class ClauseText:
    spot: Spot
    number: str
    text: str
    enforcement: Enforcement
    human_step: str
    source_rows: str
    rules: tuple[RuleText, ...]


@dataclass(frozen=True, slots=True)
class LinkText:
    spot: Spot
    kind: LinkKind
    to: str


@dataclass(frozen=True, slots=True)
class DocumentText:
    spot: Spot
    number: str
    title: str
    issuer: str
    level: Level
    kind: DocumentKind
    place: str
    issued_on: date | None
    effective_on: date | None
    repealed_on: date | None
    dates_note: str
    source: str
    links: tuple[LinkText, ...]
    clauses: tuple[ClauseText, ...]

    @property
    def name(self) -> str:
        """What other documents call it: the number, or the title where it has none."""
        return self.number or self.title

    @property
    def rules(self) -> tuple[tuple[ClauseText, RuleText], ...]:
        """Every value of the document, with the clause it stands on."""
        return tuple((clause, rule) for clause in self.clauses for rule in clause.rules)


@dataclass(frozen=True, slots=True)
class Rulebook:
    """One file: the documents of one place."""

    file: str
    region: Region
    documents: tuple[DocumentText, ...]

    @property
    def rules(self) -> tuple[RuleText, ...]:
        return tuple(rule for document in self.documents for _, rule in document.rules)
