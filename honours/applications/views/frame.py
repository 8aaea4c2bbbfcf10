"""What the pages of applications share: who may see one, where it stands, what may be done."""

from dataclasses import dataclass
from datetime import date

from django.shortcuts import get_object_or_404
from django.urls import reverse

from honours.applications.checks.timing import application_due
from honours.applications.models import Application, CatalogueEntry
from honours.applications.queries.applications import visible_applications
from honours.applications.queries.catalogues import visible_entries
from honours.applications.vocabulary import ApplicationState
from honours.directory.http import SignedInRequest, mandate_on
from honours.directory.models import Organization
from honours.directory.permissions import Mandate
from honours.directory.vocabulary import Level, Role
from honours.kernel.verdicts import Citation
from honours.policies.catalogue import RuleKey
from honours.policies.queries import rules_in_force
from honours.ui.parts import Crumb, StepState, StripStep
from honours.workflow.queries import open_moves, road_of

_S = ApplicationState
_STEPS = (
    (_S.DRAFT, "填报"),
    (_S.SUBMITTED, "负责人签字"),
    (_S.AT_COUNTY, "县级审核"),
    (_S.COUNTY_EXAMINED, "县级提出"),
    (_S.AT_CITY, "市级研究"),
    (_S.STUDIED, "市级同意"),
    (_S.AGREED, "报省"),
    (_S.REPORTED, "公示"),
    (_S.ON_NOTICE, "省批复"),
    (_S.APPROVED, "列入目录"),
)
"""What is being done while an application stands in a state."""
_ENDED_AT = {_S.DECLINED: _S.STUDIED, _S.REFUSED: _S.ON_NOTICE}
_OF_COUNTY = (_S.AT_COUNTY, _S.COUNTY_EXAMINED)
_TAKEN_BACK = (_S.SUBMITTED, _S.AT_COUNTY, _S.COUNTY_EXAMINED, _S.AT_CITY, _S.STUDIED, _S.AGREED)
"""Where nothing outside the house has followed from the last step yet."""


@dataclass(frozen=True, slots=True)
class Opening:
    """A year for which a unit may apply now, and until when."""

    organization: Organization
    year: int
    due_on: date | None
    citation: Citation | None
    is_over: bool


def application_seen_by(request: SignedInRequest, pk: int) -> Application:
    """Where the reader may see it; otherwise 404, as if it did not exist."""
    return get_object_or_404(visible_applications(mandate_on(request)), pk=pk)


def entry_seen_by(request: SignedInRequest, pk: int) -> CatalogueEntry:
    return get_object_or_404(visible_entries(mandate_on(request)), pk=pk)


def application_crumbs(application: Application, here: str = "") -> list[Crumb]:
    first = Crumb("项目申报", reverse("applications:applications"))
    if not here:
        return [first, Crumb(str(application))]
    return [first, Crumb(str(application), page_of(application)), Crumb(here)]


def page_of(application: Application) -> str:
    return reverse("applications:application", args=[application.pk])


def steps_of(application: Application) -> list[StripStep]:
    """The chain as a strip; a city's unit has no county above it."""
    state = ApplicationState(application.state)
    is_city = application.organization.level == Level.CITY
    order = [one for one in _STEPS if not (is_city and one[0] in _OF_COUNTY)]
    at = next(
        (n for n, (one, _) in enumerate(order) if one is _ENDED_AT.get(state, state)), len(order)
    )
    return [_step(number - at, label, state) for number, (_, label) in enumerate(order)]


def _step(away: int, label: str, state: ApplicationState) -> StripStep:
    if away != 0:
        return StripStep(label, StepState.DONE if away < 0 else StepState.WAITING)
    if state in _ENDED_AT:
        return StripStep(label, StepState.DONE, state.label)
    return StripStep(label, StepState.CURRENT, state.label)


def buttons_for(application: Application, mandate: Mandate) -> list[tuple[str, str]]:
    """The addresses and labels of what this reader may do next."""
    is_city = application.organization.level == Level.CITY
    elsewhere = "sign_to_county" if is_city else "sign_to_city"
    found = {
        _address(application, move.verb): move.label
        for move in open_moves(application, mandate)
        if move.verb not in (elsewhere, "submit")
    }
    return list(found.items())


def _address(application: Application, verb: str) -> str:
    match verb:
        case "approve" | "refuse":
            return f"{reverse('applications:answers')}?ids={application.pk}"
        case "publish":
            return f"{reverse('applications:publish')}?year={application.year}"
    return reverse("applications:move", args=[application.pk, verb])


def may_take_back(application: Application, username: str) -> bool:
    """Whether the last step was this person's own, and nothing has followed from it."""
    if application.state not in _TAKEN_BACK:
        return False
    passed = road_of(application)
    return bool(passed) and len(passed) > 1 and username in passed[-1].people()


def openings_for(mandate: Mandate, today: date) -> list[Opening]:
    """For each unit the reader files for: this year and the next, with the day of the place."""
    units = {
        post.organization_id: post.organization
        for post in mandate.posts
        if post.role == Role.FILER
    }
    return [
        _opening(unit, year, today)
        for unit in units.values()
        for year in (today.year, today.year + 1)
    ]


def _opening(unit: Organization, year: int, today: date) -> Opening:
    rules = rules_in_force(today, unit.division)
    due_on = application_due(year, rules)
    citation = rules[RuleKey.APPLICATION_DUE].citation if due_on else None
    return Opening(unit, year, due_on, citation, due_on is not None and due_on < today)
