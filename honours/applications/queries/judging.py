"""What has to be looked up about an application before it can be judged."""

from datetime import date

from honours.applications.checks.facts import ApplicationFacts
from honours.applications.checks.judging import judge_draft
from honours.applications.models import Application
from honours.applications.vocabulary import ApplicationKind
from honours.kernel.rules import Rules
from honours.kernel.verdicts import Verdict
from honours.policies.queries import rules_in_force


def judge_application(application: Application, on: date) -> Verdict:
    """What the rules of a day in the body's place find on the application as it stands."""
    return judge_draft(facts_of(application, on), rules_for(application, on))


def rules_for(application: Application, on: date) -> Rules:
    return rules_in_force(on, application.organization.division)


def facts_of(application: Application, on: date) -> ApplicationFacts:
    return ApplicationFacts(
        kind=ApplicationKind(application.application_kind),
        year=application.year,
        on=on,
        typed=application.raw,
    )
