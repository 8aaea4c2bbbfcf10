"""Who may take an honour back, on what ground (R303 to R311)."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from honours.commendations.vocabulary import HonourState, RevocationGround
from honours.directory.vocabulary import Level
from honours.kernel.rules import Rules
from honours.kernel.verdicts import Citation, Finding
from honours.quotas.vocabulary.places import CandidateKind
from honours.typesetting.number import faults_in_number

AUTHORITY = Citation("武汉市撤销劳动模范荣誉称号规定（武政〔1998〕51号）", "第二条")
_OF_PERSONS = (
    RevocationGround.DISMISSAL,
    RevocationGround.CRIME,
    RevocationGround.PROBATION,
    RevocationGround.UNLAWFUL_DEPARTURE,
)
_HEIGHT = {level: height for height, level in enumerate(reversed(Level))}


@dataclass(frozen=True, slots=True)
class RevocationFacts:
    """The case. ``level`` conferred the honour; ``deciding`` is the level that would revoke it."""

    state: HonourState
    kind: CandidateKind
    level: Level
    deciding: Level
    ground: RevocationGround
    has_report: bool
    has_papers: bool
    document: str
    body: str = ""
    """Whose decision is recorded here, where it was made above."""
    recording: Level | None = None
    """The level that records it."""


def may_decide(deciding: Level, level: Level) -> bool:
    """The conferring level revokes, or one above it; never one below (R306, R307, R311)."""
    return _HEIGHT[deciding] >= _HEIGHT[level]


def still_stands(facts: RevocationFacts, rules: Rules) -> Iterator[Finding]:
    del rules
    if facts.state is not HonourState.IN_FORCE:
        yield Finding(
            "honour-fell-already",
            f"该荣誉已是“{facts.state.label}”，不能再撤销。",
            remedy="请核对荣誉名册。",
        )


def ground_fits_the_holder(facts: RevocationFacts, rules: Rules) -> Iterator[Finding]:
    """A collective is not dismissed from office; a person commits no collective offence."""
    del rules
    is_person = facts.kind == CandidateKind.PERSON
    fits = (
        facts.ground is not RevocationGround.COLLECTIVE_OFFENCE
        if is_person
        else facts.ground not in _OF_PERSONS
    )
    if not fits:
        yield Finding(
            "ground-does-not-fit",
            f"“{facts.ground.label}”不适用于{facts.kind.label}。",
            remedy="请另选情形。",
            field="ground",
        )


def has_its_papers(facts: RevocationFacts, rules: Rules) -> Iterator[Finding]:
    """A written report, with copies of the punishment or judgement (R310)."""
    del rules
    if not facts.has_report:
        yield Finding(
            "report-missing",
            "没有书面报告。",
            citation=Citation("武汉市撤销劳动模范荣誉称号规定（武政〔1998〕51号）", "第四条"),
            remedy="请写明事实和经过。",
            field="report",
        )
    needs_papers = (RevocationGround.DISMISSAL, RevocationGround.CRIME, RevocationGround.PROBATION)
    if facts.ground in needs_papers and not facts.has_papers:
        yield Finding(
            "papers-missing",
            "没有附处分决定或者判决书复印件。",
            citation=Citation("武汉市撤销劳动模范荣誉称号规定（武政〔1998〕51号）", "第四条"),
            remedy="请上传复印件。",
            field="papers",
        )


def is_for_whoever_conferred_it(facts: RevocationFacts, rules: Rules) -> Iterator[Finding]:
    del rules
    if not may_decide(facts.deciding, facts.level):
        yield Finding(
            "not-the-conferring-authority",
            f"该荣誉由{facts.level.label}授予，{facts.deciding.label}不能决定撤销或者不予撤销。",
            citation=AUTHORITY,
            remedy=f"请逐级报{facts.level.label}原授予机关批准。",
        )


def bears_a_document(facts: RevocationFacts, rules: Rules) -> Iterator[Finding]:
    del rules
    yield from faults_in_document(facts.document.strip())


def faults_in_document(document: str) -> Iterator[Finding]:
    """What takes an honour back, or lets it stand, is a paper with its issuer's own number."""
    if not document:
        yield Finding(
            "document-missing",
            "没有决定的文号。",
            remedy="请填写决定的文号，例如“巴府发〔2011〕9号”。",
            field="document",
        )
    for fault in faults_in_number(document) if document else ():
        yield replace(fault, field="document")


def names_who_decided(facts: RevocationFacts, rules: Rules) -> Iterator[Finding]:
    del rules
    if not facts.body.strip():
        yield Finding(
            "body-missing", "没有写明决定机关。", remedy="请填写作出决定的机关。", field="body"
        )


def was_decided_above(facts: RevocationFacts, rules: Rules) -> Iterator[Finding]:
    """What one's own level decides is approved here by its leader, never just recorded."""
    del rules
    if facts.recording is None or _HEIGHT[facts.deciding] <= _HEIGHT[facts.recording]:
        yield Finding(
            "not-from-above",
            f"{facts.deciding.label}的决定不是上级决定，不能登记。",
            remedy="本级的决定请在这里逐级办理，由主要领导批准。",
            field="level",
        )


TO_REPORT = (still_stands, ground_fits_the_holder, has_its_papers)
TO_INITIATE = (*TO_REPORT, is_for_whoever_conferred_it)
TO_DISMISS = (is_for_whoever_conferred_it,)
TO_REVOKE = (still_stands, is_for_whoever_conferred_it, bears_a_document)
TO_RECORD_REFUSAL = (
    was_decided_above,
    is_for_whoever_conferred_it,
    names_who_decided,
    bears_a_document,
)
TO_RECORD = (still_stands, ground_fits_the_holder, *TO_RECORD_REFUSAL)
