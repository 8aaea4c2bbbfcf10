"""What a document must be before it may stand in this system."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from honours.kernel.rules import Rules
from honours.kernel.verdicts import Citation, Finding
from honours.policies.vocabulary import Secrecy
from honours.typesetting.number import faults_in_number

SECRECY_CLAUSE = Citation("《中华人民共和国保守国家秘密法》", "")

_MARKING = re.compile(r"(绝密|机密|秘密)\s*(★|☆|\*)|密级\s*[:：]\s*(绝密|机密|秘密)")
_WORDS_ALONE = re.compile(r"\s*(绝密|机密|秘密)\s*(★.*|☆.*)?")


@dataclass(frozen=True, slots=True)
class DocumentFacts:
    """What the checks look at. ``secrecy`` is what the person who registers it says."""

    number: str
    title: str
    text: str
    secrecy: str = Secrecy.NONE.value
    clauses: int = 0


def is_not_classified(facts: DocumentFacts, _: Rules) -> Iterator[Finding]:
    """Nothing classified is accepted: neither declared so, nor marked so on its face."""
    marked = next(
        (
            found
            for line in (facts.number, facts.title, *facts.text.splitlines())
            if (found := _MARKING.search(line) or _WORDS_ALONE.fullmatch(line))
        ),
        None,
    )
    if facts.secrecy != Secrecy.NONE or marked:
        shown = marked[0].strip() if marked else Secrecy(facts.secrecy).label
        yield Finding(
            "document-classified",
            f"文件标有“{shown}”，本系统不收任何涉密文件。",
            SECRECY_CLAUSE,
            remedy="请勿上传，按保密规定在涉密渠道办理；已录入的内容请立即删除。",
            field="secrecy" if facts.secrecy != Secrecy.NONE else "text",
        )


def has_a_proper_number(facts: DocumentFacts, _: Rules) -> Iterator[Finding]:
    """A document without a number stands under its title; a number it has must be well formed."""
    if facts.number:
        yield from faults_in_number(facts.number)


def has_clauses(facts: DocumentFacts, _: Rules) -> Iterator[Finding]:
    """What has no clause cannot be cited, so it cannot be a ground for anything."""
    if not facts.clauses:
        yield Finding(
            "document-without-clauses",
            "文件还没有录入任何条款，印发后无法引用。",
            remedy="请先录入至少一条条款，再办理印发。",
            field="clauses_text",
        )
