"""The application as it stood on an occasion, kept for good."""

from datetime import date

from honours.applications.models import Application, ApplicationVersion
from honours.applications.queries.applications import content_of, last_version
from honours.applications.queries.judging import judge_application
from honours.applications.vocabulary import Occasion
from honours.directory.models import User


def keep_version(
    application: Application, occasion: Occasion, *, by: User, on: date
) -> ApplicationVersion:
    """Add one version with what the rules of the day say of it. Call it inside the transaction."""
    last = last_version(application)
    verdict = judge_application(application, on)
    return ApplicationVersion.objects.create(
        application=application,
        number=last.number + 1 if last else 1,
        occasion=occasion,
        content=content_of(application),
        findings=[
            {
                "code": str(finding.code),
                "message": finding.message,
                "citation": str(finding.citation or ""),
                "weight": str(finding.weight),
                "field": str(finding.field),
            }
            for finding in verdict.findings
        ],
        rules_on=on,
        by=by,
    )
