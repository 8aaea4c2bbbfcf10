"""Nominations as the checks and the ratio rules see them: frozen facts, read for many at once."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TypeVar

from django.utils import timezone

from honours.commendations.checks.nominating import PAPERS, judge_handed_in
from honours.commendations.checks.nomination_facts import (
    EditionTerms,
    HonourFact,
    NominationFacts,
    PersonFacts,
    TitleTerms,
    UnitFacts,
    VoteFacts,
)
from honours.commendations.models.nominations import Nomination, Person, StaffVote
from honours.commendations.queries.contents import altered
from honours.commendations.queries.encounters import Found, found_elsewhere
from honours.commendations.queries.nominations import Parts, parts_of
from honours.commendations.queries.terms import rules_for, terms_of
from honours.commendations.readings.entries import SPOUSE
from honours.commendations.readings.required import missing_entries
from honours.commendations.readings.unread import unread_findings
from honours.commendations.readings.values import day_of
from honours.commendations.vocabulary import Composition, VoteKind
from honours.directory.permissions import Mandate
from honours.directory.vocabulary import Level, OrganizationKind
from honours.kernel.terms import Term
from honours.kernel.verdicts import Verdict
from honours.quotas.ratios.facts import CandidateFacts, ProvenExemption, ReceivedHonour
from honours.quotas.vocabulary.ethnicity import Ethnicity
from honours.quotas.vocabulary.people import (
    Gender,
    IdentityCategory,
    PoliticalStatus,
    Rank,
    UnitLevel,
    UnitNature,
)
from honours.quotas.vocabulary.places import CandidateKind
from honours.quotas.vocabulary.traits import ExemptionReason, Trait

Word = TypeVar("Word", bound=Term)


def nomination_facts(
    nomination: Nomination, *, on: date | None = None, mandate: Mandate | None = None
) -> NominationFacts:
    """One nomination with everything it is judged by."""
    return facts_of([nomination], on=on, mandate=mandate)[nomination.pk]


def facts_of(
    nominations: Iterable[Nomination], *, on: date | None = None, mandate: Mandate | None = None
) -> dict[int, NominationFacts]:
    """Many nominations, by key, with a number of queries that does not grow with them."""
    return facts_from(parts_of(nominations), on=on, mandate=mandate)


def facts_from(
    parts: Mapping[int, Parts], *, on: date | None = None, mandate: Mandate | None = None
) -> dict[int, NominationFacts]:
    """The same for rows that are at hand."""
    day = on or timezone.localdate()
    elsewhere = found_elsewhere(parts, mandate)
    editions = {one.nomination.edition_id: one.nomination.edition for one in parts.values()}
    terms = {key: terms_of(edition) for key, edition in editions.items()}
    changed = altered(parts)
    return {
        key: _facts(one, elsewhere[key], terms[one.nomination.edition_id], day, key in changed)
        for key, one in parts.items()
    }


def judged_papers(parts: Mapping[int, Parts], *, on: date) -> dict[int, Verdict]:
    """By key, what vote, papers and consent of those handed in still lack; of one edition."""
    if not parts:
        return {}
    edition = next(iter(parts.values())).nomination.edition
    terms, rules = terms_of(edition), rules_for(edition)
    changed = altered(parts)
    return {
        key: judge_handed_in(_facts(one, Found(), terms, on, key in changed), rules, PAPERS)
        for key, one in parts.items()
    }


def candidate_facts(nominations: Sequence[Nomination]) -> list[CandidateFacts]:
    """As ratio rules see them, in the order given; ``order`` counts from 1."""
    return candidates_in(parts_of(nominations), nominations)


def candidates_in(
    parts: Mapping[int, Parts], nominations: Sequence[Nomination]
) -> list[CandidateFacts]:
    """The same for rows that are at hand."""
    return [
        candidate_of(parts[nomination.pk], order)
        for order, nomination in enumerate(nominations, start=1)
    ]


def candidate_of(parts: Parts, order: int = 0) -> CandidateFacts:
    """A couple counts as its first person. Unknown stays unknown."""
    nomination = parts.nomination
    shared = {
        "key": nomination.subject(),
        "order": order,
        "kind": CandidateKind(nomination.kind),
        "title": nomination.title.name,
        "region": nomination.region.division,
        "past_honours": tuple(
            ReceivedHonour(one.title, Level(one.level), one.granted_on) for one in parts.honours
        ),
        "exemptions": _exemptions(nomination),
    }
    if parts.is_person:
        return _person_candidate(parts, shared)
    return _collective_candidate(parts, shared)


def _person_candidate(parts: Parts, shared: dict[str, object]) -> CandidateFacts:
    person = parts.persons[0] if parts.persons else Person()
    tags = frozenset(person.tags) | ({str(Trait.DECEASED)} if person.deceased_on else set())
    return CandidateFacts(
        **shared,  # type: ignore[arg-type]
        rank=_word(Rank, person.rank),
        is_leading=person.is_leading,
        identity=_word(IdentityCategory, person.identity_category),
        is_front_line=person.is_front_line,
        gender=_word(Gender, person.gender),
        ethnicity=_word(Ethnicity, person.ethnicity),
        political_status=_word(PoliticalStatus, person.political_status),
        born_on=day_of(person.born_on),
        unit_nature=_word(UnitNature, person.unit_nature),
        has_senior_title=person.has_senior_title,
        does_research=person.does_research,
        is_enterprise_head=person.is_enterprise_head,
        service_years=person.service_years,
        tags=tags,
    )


def _collective_candidate(parts: Parts, shared: dict[str, object]) -> CandidateFacts:
    collective = parts.collective
    if collective is None:
        return CandidateFacts(**shared)  # type: ignore[arg-type]
    return CandidateFacts(
        **shared,  # type: ignore[arg-type]
        is_front_line=collective.is_front_line,
        unit_nature=_word(UnitNature, collective.nature),
        unit_level=_word(UnitLevel, collective.unit_level),
        tags=frozenset(collective.tags),
    )


def _facts(
    parts: Parts, found: Found, terms: EditionTerms, day: date, is_altered: bool = False
) -> NominationFacts:
    nomination, unit = parts.nomination, parts.nomination.unit_organization
    title = nomination.title
    consent = parts.consent
    return NominationFacts(
        key=nomination.subject(),
        on=day,
        edition=terms,
        title=TitleTerms(title.code, title.name, title.kind, tuple(title.statuses)),
        candidate=candidate_of(parts),
        composition=Composition(nomination.composition),
        missing=missing_entries(nomination.kind, given_entries(parts)),
        unread=tuple(unread_findings(nomination.kind, nomination.raw)),
        persons=tuple(_person(person) for person in parts.persons),
        collective_breached_on=parts.collective.breached_on if parts.collective else "",
        unit=UnitFacts(OrganizationKind(unit.kind), Level(unit.level)) if unit else None,
        account=nomination.account,
        brief=nomination.brief,
        honours=tuple(
            HonourFact(one.title, Level(one.level), one.granted_on, one.has_new_merit)
            for one in parts.honours
        ),
        vote=_vote(parts.vote) if parts.vote else None,
        consent_given_on=consent.given_on if consent else None,
        consent_withdrawn_on=consent.withdrawn_on if consent else None,
        exemption=nomination.exemption,
        exemption_proof=nomination.exemption_proof,
        papers=frozenset(parts.papers),
        encounters=tuple(found.encounters),
        alike=tuple(found.alike),
        is_altered=is_altered,
    )


def given_entries(parts: Parts) -> set[str]:
    """Codes of the entries that hold something."""
    rows: list[tuple[object, str]] = [(parts.nomination, "")]
    rows += [(person, SPOUSE if person.order > 1 else "") for person in parts.persons]
    if parts.collective is not None:
        rows.append((parts.collective, ""))
    given = {
        f"{prefix}{name}"
        for row, prefix in rows
        for name, value in vars(row).items()
        if value not in (None, "", [])
    }
    if parts.collective is not None and parts.collective.name:
        given.add("collective_name")
    return given


def _person(person: Person) -> PersonFacts:
    is_second = person.order > 1
    return PersonFacts(
        label="配偶" if is_second else "本人",
        prefix=SPOUSE if is_second else "",
        name=person.name,
        identity_number=person.identity_number,
        born=person.born_on,
        gender=_word(Gender, person.gender),
        breached_on=person.breached_on,
        deceased_on=person.deceased_on,
    )


def _vote(vote: StaffVote) -> VoteFacts:
    return VoteFacts(
        kind=_word(VoteKind, vote.kind),
        held_on=vote.held_on,
        eligible=vote.eligible,
        present=vote.present,
        in_favour=vote.in_favour,
        against=vote.against,
        abstained=vote.abstained,
        leadership_met_on=vote.leadership_met_on,
    )


def _exemptions(nomination: Nomination) -> tuple[ProvenExemption, ...]:
    if not nomination.exemption:
        return ()
    return (ProvenExemption(ExemptionReason(nomination.exemption), nomination.exemption_proof),)


def _word(words: type[Word], code: str) -> Word | None:
    return words(code) if code else None
