"""What has to hold before a decision confers anything. Findings name numbers, never persons."""

from collections.abc import Iterator
from dataclasses import dataclass

from honours.clearances.checks.facts import ClearanceStanding, DisqualifierStanding
from honours.commendations.checks.candidates import (
    clearance_findings,
    disqualifier_findings,
    of_candidate,
    what_stops,
)
from honours.kernel.rules import Rules
from honours.kernel.verdicts import Finding, Verdict
from honours.notices.checks.standings import (
    NoticeStanding,
    no_objection_is_sustained,
    notice_is_over,
    objections_are_closed,
)
from honours.quotas.ratios.findings import ratio_findings
from honours.quotas.ratios.judging import RuleStanding
from honours.typesetting.number import faults_in_number


@dataclass(frozen=True, slots=True)
class CandidateStanding:
    """One who is to be commended: how notice, clearances, papers and consent stand."""

    number: str
    notice: NoticeStanding
    clearance: ClearanceStanding
    papers: Verdict
    held: DisqualifierStanding | None = None
    """Bars of other laws that weigh on it, its unit or whoever put it forward."""


@dataclass(frozen=True, slots=True)
class TitleStanding:
    name: str
    places: int
    chosen: int


@dataclass(frozen=True, slots=True)
class ConferralFacts:
    """The decision as the checks see it. ``standings``: the ratio rules on the result."""

    document_number: str
    candidates: tuple[CandidateStanding, ...]
    titles: tuple[TitleStanding, ...]
    standings: tuple[RuleStanding, ...]
    waiting: int
    on_the_way: int = 0
    """How many have not even come to the second review."""
    is_number_taken: bool = False


def bears_a_number(facts: ConferralFacts, rules: Rules) -> Iterator[Finding]:
    """A decision is an official document with the issuing body's own number."""
    del rules
    if not facts.document_number:
        yield Finding(
            "number-missing",
            "表彰决定没有发文字号。",
            remedy="请填写发文机关的字号，例如“巴府发〔2010〕28号”。",
            field="number",
        )
        return
    yield from faults_in_number(facts.document_number)
    if facts.is_number_taken:
        yield Finding(
            "number-taken",
            f"文号“{facts.document_number}”已用于另一份表彰决定。",
            remedy="请核对发文登记簿，改用本决定的文号。",
            field="number",
        )


def commends_somebody(facts: ConferralFacts, rules: Rules) -> Iterator[Finding]:
    del rules
    if not facts.candidates:
        yield Finding(
            "nobody-proposed",
            "没有列为拟表彰的对象。",
            remedy="请先在“评审”中从复审通过的人选中确定拟表彰对象。",
        )
    if facts.waiting:
        yield Finding(
            "differential-unresolved",
            f"还有{facts.waiting}件复审通过的推荐没有定下去留。",
            remedy="请先确定哪些列为拟表彰、哪些差额未选。",
        )


def leaves_nobody_on_the_way(facts: ConferralFacts, rules: Rules) -> Iterator[Finding]:
    """Nobody waits for ever for an answer, with a place held that nobody can use."""
    del rules
    if facts.on_the_way:
        yield Finding(
            "still-on-the-way",
            f"还有{facts.on_the_way}件推荐在单位、县级或者市级办理途中，签发以后不能再报。",
            remedy="请抓紧报送、复审；不再办理的，由审核人员写明理由一并了结，名额随之释放。",
        )


def keeps_to_the_places(facts: ConferralFacts, rules: Rules) -> Iterator[Finding]:
    del rules
    for title in facts.titles:
        if title.chosen > title.places:
            yield Finding(
                "more-than-places",
                f"“{title.name}”名额{title.places}，拟表彰{title.chosen}，"
                f"多{title.chosen - title.places}。",
                remedy="请退回多出的对象。",
            )


def was_put_to_the_public(facts: ConferralFacts, rules: Rules) -> Iterator[Finding]:
    """The notice has ended, nobody can object any more, no objection is open or sustained."""
    for candidate in facts.candidates:
        for check in (notice_is_over, objections_are_closed, no_objection_is_sustained):
            yield from of_candidate(candidate.number, check(candidate.notice, rules))


def was_cleared(facts: ConferralFacts, rules: Rules) -> Iterator[Finding]:
    """Answers that were fresh at the review may be stale on the day of the decision."""
    del rules
    for candidate in facts.candidates:
        yield from clearance_findings(candidate.number, candidate.clearance)


def nobody_is_disqualified(facts: ConferralFacts, rules: Rules) -> Iterator[Finding]:
    """What happened after the second review bars as well (一票否决)."""
    del rules
    for candidate in facts.candidates:
        if candidate.held is not None:
            yield from disqualifier_findings(candidate.number, candidate.held)


def papers_are_complete(facts: ConferralFacts, rules: Rules) -> Iterator[Finding]:
    """Vote, photograph and papers, and consent that stands on the day of the decision.

    Names of persons go public only with their consent (个人信息保护法第十三条、第二十五条).
    """
    del rules
    for candidate in facts.candidates:
        yield from what_stops(candidate.number, candidate.papers)


def keeps_the_ratios(facts: ConferralFacts, rules: Rules) -> Iterator[Finding]:
    """Fronts and heads as the edition's frozen rules demand of the result."""
    del rules
    yield from ratio_findings(facts.standings)


TO_ISSUE = (
    bears_a_number,
    commends_somebody,
    leaves_nobody_on_the_way,
    keeps_to_the_places,
    was_put_to_the_public,
    was_cleared,
    nobody_is_disqualified,
    papers_are_complete,
    keeps_the_ratios,
)
