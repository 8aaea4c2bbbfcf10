"""How objects stand: a number of queries that does not grow with the objects."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from honours.clearances.checks.facts import (
    ClearanceStanding,
    DisqualifierFacts,
    DisqualifierStanding,
    GivenAnswer,
    Hit,
    ObjectFacts,
)
from honours.clearances.checks.standing import standing_of
from honours.clearances.models import (
    ClearanceRequest,
    Disqualifier,
    DisqualifierHit,
    NothingToAsk,
    Waiver,
)
from honours.clearances.queries.matrix import bodies_known, rows_in_use
from honours.clearances.readings.bodies import Bodies, bearer_on
from honours.clearances.readings.matrix import bodies_to_ask, is_spoken_of
from honours.clearances.vocabulary import DeclarationState, ObjectKind, Opinion, RequestState
from honours.kernel.verdicts import Citation

AT_ONCE = 500


def clearance_standing(
    subject: str, facts: ObjectFacts, *, on: date, place: str
) -> ClearanceStanding:
    """How one object stands on the day with the bodies that the matrix of day and place names."""
    return clearance_standings({subject: facts}, on=on, place=place)[subject]


def clearance_standings(
    objects: Mapping[str, ObjectFacts], *, on: date, place: str
) -> dict[str, ClearanceStanding]:
    """The same for many objects at once, by subject."""
    bodies, rows = bodies_known(), rows_in_use()
    declared = declared_kinds(facts.matter for facts in objects.values())
    gathered = _gathered(objects.keys(), bodies, on, place)
    return {
        subject: standing_of(
            bodies_to_ask(facts.kinds, rows, bodies, day=on, place=place),
            gathered[subject].answers,
            pending=frozenset(gathered[subject].pending),
            waived=gathered[subject].waived,
            on=on,
            is_declared=is_spoken_of(facts.kinds, declared.get(facts.matter, frozenset())),
        )
        for subject, facts in objects.items()
    }


def declared_kinds(matters: Iterable[str]) -> dict[str, frozenset[ObjectKind]]:
    """Of which kinds of object a leader has said, for each matter, that nobody is to be asked."""
    rows = NothingToAsk.objects.filter(
        matter__in=set(matters) - {""}, state=DeclarationState.IN_FORCE
    )
    found: dict[str, frozenset[ObjectKind]] = {}
    for matter, kind in rows.values_list("matter", "kind"):
        found[matter] = found.get(matter, frozenset()) | {ObjectKind(kind)}
    return found


def disqualifier_standing(
    subjects: Iterable[str], *, on: date, place: str
) -> DisqualifierStanding:
    """What is held against an object: by its own subject and those of its unit, its enterprise."""
    wanted = frozenset(subjects)
    return disqualifier_standings({"": wanted}, on=on, place=place)[""]


def disqualifier_standings(
    objects: Mapping[str, frozenset[str]], *, on: date, place: str
) -> dict[str, DisqualifierStanding]:
    """The same for many objects: each with the subjects that speak for it."""
    wanted = frozenset().union(*objects.values()) if objects else frozenset[str]()
    held: dict[str, list[Hit]] = {}
    for some in _parts(wanted):
        rows = DisqualifierHit.objects.filter(about__in=some).select_related("disqualifier")
        for row in rows.defer("object_name", "evidence", "lifted_reason"):
            held.setdefault(row.about, []).append(_hit(row))
    return {
        name: DisqualifierStanding(
            on, place, tuple(hit for subject in sorted(subjects) for hit in held.get(subject, ()))
        )
        for name, subjects in objects.items()
    }


def disqualifier_facts(row: Disqualifier) -> DisqualifierFacts:
    return DisqualifierFacts(
        row.ground,
        Citation(row.document, row.clause),
        row.since,
        row.until,
        row.place,
        row.is_reference,
    )


@dataclass(slots=True)
class _Gathered:
    """What was found of one object, by the body that bears the duty on the day."""

    answers: list[GivenAnswer] = field(default_factory=list)
    pending: set[str] = field(default_factory=set)
    waived: dict[str, str] = field(default_factory=dict)


def _gathered(
    subjects: Iterable[str], bodies: Bodies, on: date, place: str
) -> dict[str, _Gathered]:
    found = {subject: _Gathered() for subject in subjects}
    for some in _parts(found):
        for about, code, state, opinion, until in _questions(some):
            bearer = bearer_on(code, bodies, on, place)
            if opinion is not None:
                found[about].answers.append(GivenAnswer(bearer, Opinion(opinion), until))
            elif state in (RequestState.SENT, RequestState.OVERDUE):
                found[about].pending.add(bearer)
        waivers = Waiver.objects.filter(about__in=some, revoked_at=None)
        for waiver in waivers.select_related("body"):
            bearer = bearer_on(waiver.body.code, bodies, on, place)
            found[waiver.about].waived[bearer] = waiver.reason
    return found


def _questions(subjects: list[str]) -> Iterable[tuple[str, str, str, str | None, date]]:
    """Questions that no answered one has replaced; an answer counts until there is a newer one."""
    rows = ClearanceRequest.objects.filter(about__in=subjects)
    rows = rows.exclude(state=RequestState.WITHDRAWN)
    rows = rows.exclude(replacements__state=RequestState.ANSWERED)
    return rows.values_list(
        "about", "body__code", "state", "answer__opinion", "answer__valid_until"
    )


def _parts(subjects: Iterable[str]) -> Iterable[list[str]]:
    known = sorted(subjects)
    return (known[start : start + AT_ONCE] for start in range(0, len(known), AT_ONCE))


def _hit(row: DisqualifierHit) -> Hit:
    return Hit(
        disqualifier_facts(row.disqualifier), row.happened_on, row.lasts_until, row.lifted_on
    )
