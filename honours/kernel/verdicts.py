"""What a check says: findings with reasons, never a bare yes or no."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from honours.kernel.terms import Term


@dataclass(frozen=True, slots=True)
class Citation:
    """The place a demand stands in: a document, by number or title, and its clause."""

    document: str
    clause: str

    def __str__(self) -> str:
        return f"{self.document}{self.clause}"


class Weight(Term):
    """How much a finding weighs."""

    BLOCKING = "blocking", "不符合"
    MISSING = "missing", "缺数据"
    ADVICE = "advice", "提示"


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong, which clause says so, what to do next.

    ``code`` is kebab-case and never changes; ``field`` names the input it concerns, if one does;
    ``detail`` carries the values compared, for pages that show the working.
    """

    code: str
    message: str
    citation: Citation | None = None
    remedy: str = ""
    weight: Weight = Weight.BLOCKING
    field: str = ""
    detail: Mapping[str, str] | None = None

    @property
    def is_blocking(self) -> bool:
        return self.weight is Weight.BLOCKING


@dataclass(frozen=True, slots=True)
class Verdict:
    """All that the checks of one question found, in the order they were asked."""

    findings: tuple[Finding, ...] = ()

    @property
    def passed(self) -> bool:
        return not any(finding.is_blocking for finding in self.findings)


def once_handed_in(findings: Iterable[Finding]) -> Iterator[Finding]:
    """What a draft may still lack stands in the way of whoever hands it in, and ever after."""
    for finding in findings:
        is_missing = finding.weight is Weight.MISSING
        yield replace(finding, weight=Weight.BLOCKING) if is_missing else finding


class Refusal(Exception):
    """The system declines to act, for reasons that an official may read."""

    def __init__(self, *findings: Finding) -> None:
        super().__init__(" ".join(finding.message for finding in findings))
        self.findings = findings
