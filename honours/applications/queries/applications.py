"""Which applications somebody may see and write, and what was returned. All fail closed."""

from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet

from honours.applications.intake import text_of
from honours.applications.models import Application, ApplicationVersion, Contributor, FieldReturn
from honours.applications.vocabulary import COLUMNS, WRITERS, ApplicationField
from honours.directory.models import User
from honours.directory.permissions import Mandate
from honours.directory.queries import within_reach
from honours.directory.vocabulary import Role


def visible_applications(mandate: Mandate) -> QuerySet[Application]:
    """Applications of the bodies that the mandate reaches, the latest first."""
    rows = within_reach(Application.objects.all(), mandate)
    return rows.select_related("organization", "activity").order_by("-year", "-pk")


def may_write(application: Application, mandate: Mandate, user: User) -> bool:
    """Whoever files for the body, and colleagues who were given a part in the writing."""
    if mandate.may(Role.FILER, application.organization):
        return True
    if not mandate.reaches(application.organization):
        return False
    return Contributor.objects.filter(
        application=application, user=user, part__in=WRITERS
    ).exists()


def open_returns(application: Application) -> dict[ApplicationField, FieldReturn]:
    """The fields sent back and not yet submitted again. One query."""
    rows = application.field_returns.filter(settled_in=None).select_related("by")
    return {ApplicationField(row.field): row for row in rows}


def last_version(application: Application) -> ApplicationVersion | None:
    return application.versions.order_by("-number").first()


def content_of(application: Application) -> dict[str, str]:
    """Every field as it was typed, or as its value is printed where nobody typed it."""
    values = values_of(application)
    typed: Mapping[str, str] = application.raw
    return {field.value: typed.get(field, "") or text_of(field, values) for field in COLUMNS}


def values_of(application: Any) -> dict[str, Any]:
    """The columns behind the fields, of an application or of an activity."""
    names = [name for columns in COLUMNS.values() for name in columns]
    return {name: getattr(application, name) for name in names if hasattr(application, name)}
