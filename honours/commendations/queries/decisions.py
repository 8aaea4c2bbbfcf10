"""What a decision is judged by, and what it says."""

from collections import Counter
from dataclasses import replace
from datetime import date

from honours.commendations.checks.conferring import (
    TO_ISSUE,
    CandidateStanding,
    ConferralFacts,
    TitleStanding,
    bears_a_number,
)
from honours.commendations.models.decisions import Decision
from honours.commendations.models.editions import Edition
from honours.commendations.models.nominations import Nomination
from honours.commendations.prose import DecisionWords, NamedTitle
from honours.commendations.queries.candidates import (
    candidate_facts,
    candidates_in,
    judged_papers,
)
from honours.commendations.queries.clearing import disqualified_by
from honours.commendations.queries.editions import places_in
from honours.commendations.queries.holders import clearances_of, holder_name, with_holders
from honours.commendations.queries.nominations import parts_of
from honours.commendations.queries.unsettled import numbers_unsettled
from honours.commendations.readings.edition_rules import rules_frozen
from honours.commendations.vocabulary import NominationState
from honours.kernel.verdicts import Finding
from honours.notices.queries.standings import notice_standings
from honours.notices.vocabulary import NoticeLevel
from honours.policies.queries import rules_in_force
from honours.quotas.ratios.facts import CandidateFacts
from honours.quotas.ratios.judging import RuleStanding, judge
from honours.quotas.vocabulary.places import CandidateKind
from honours.quotas.vocabulary.ratios import RatioStage

_WORD_OF_LEVEL = {level.value: level for level in NoticeLevel}


def conferral_facts(decision: Decision, *, number: str, on: date) -> ConferralFacts:
    """Everything that issuing is judged by. The number of queries does not grow with the list."""
    edition = decision.edition
    nominations = list(proposed(edition))
    subjects = [nomination.subject() for nomination in nominations]
    level = _WORD_OF_LEVEL.get(edition.level)
    notices = notice_standings(subjects, on=on, level=level)
    clearances = clearances_of(nominations, on=on, place=edition.region.division)
    held = disqualified_by(nominations, on=on, place=edition.region.division)
    parts = parts_of(nominations)
    papers = judged_papers(parts, on=on)
    unsettled = numbers_unsettled(edition)
    return ConferralFacts(
        document_number=number,
        candidates=tuple(
            CandidateStanding(
                nomination.number,
                notices[nomination.subject()],
                clearances[nomination.subject()],
                papers[nomination.pk],
                held[nomination.subject()],
            )
            for nomination in nominations
        ),
        titles=_titles(edition, nominations),
        standings=_standings(edition, candidates_in(parts, nominations)),
        waiting=unsettled.pop(NominationState.SECOND_REVIEWED, 0),
        on_the_way=sum(unsettled.values()),
        is_number_taken=bool(number)
        and Decision.objects.filter(number=number).exclude(pk=decision.pk).exists(),
    )


def standing_against(decision: Decision, *, on: date) -> list[Finding]:
    """What issuing would be refused for today, its number aside."""
    facts = conferral_facts(decision, number="", on=on)
    rules = rules_in_force(on, decision.edition.region.division)
    checks = (check for check in TO_ISSUE if check is not bears_a_number)
    return [finding for check in checks for finding in check(facts, rules)]


def proposed(edition: Edition) -> list[Nomination]:
    """Those who are to be commended, in the order of their titles."""
    rows = with_holders(edition.nominations.filter(state=NominationState.PROPOSED))
    return list(rows.order_by("title__order", "pk"))


def result_standings(edition: Edition, nominations: list[Nomination]) -> tuple[RuleStanding, ...]:
    """How the result stands to each ratio rule that was frozen when the edition opened."""
    if not rules_frozen(edition.frozen).ratios:
        return ()
    return _standings(edition, candidate_facts(nominations))


def words_of(decision: Decision, *, on: date) -> DecisionWords:
    """The paper as it stands: of those proposed while a draft; once issued, as it was issued.

    What falls later stays on the paper that conferred it.
    """
    titles: dict[str, NamedTitle] = {}
    for title, holder, kind in _named(decision):
        named = titles.get(title) or NamedTitle(title, (), kind == CandidateKind.COLLECTIVE)
        titles[title] = replace(named, holders=(*named.holders, holder))
    return DecisionWords(
        heading=decision.heading,
        issuers=tuple(decision.issuers),
        preamble=decision.preamble,
        dated=decision.issued_on or on,
        titles=tuple(titles.values()),
        number=decision.number,
    )


def _named(decision: Decision) -> list[tuple[str, str, str]]:
    """Title, holder and kind of each line of the list."""
    if decision.number:
        return list(decision.honours.order_by("pk").values_list("title", "holder", "kind"))
    return [
        (nomination.title.name, holder_name(nomination), nomination.kind)
        for nomination in proposed(decision.edition)
    ]


def _standings(edition: Edition, candidates: list[CandidateFacts]) -> tuple[RuleStanding, ...]:
    rules = rules_frozen(edition.frozen).ratios
    return judge(candidates, rules, places_in(edition), stage=RatioStage.RESULT)


def _titles(edition: Edition, nominations: list[Nomination]) -> tuple[TitleStanding, ...]:
    chosen = Counter(nomination.title_id for nomination in nominations)
    return tuple(
        TitleStanding(title.name, title.places, chosen[title.pk]) for title in edition.titles.all()
    )
