"""The catalogue of the year: approved items are published, and the register follows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Max

from honours.applications.checks.timing import explanation_due
from honours.applications.models import Application, Catalogue, CatalogueEntry
from honours.applications.operations.locking import hold
from honours.applications.operations.registering import carry_into_register
from honours.applications.queries.applications import content_of
from honours.applications.queries.catalogues import UNHELD_FROM
from honours.applications.vocabulary import ApplicationField, ApplicationKind
from honours.audit.operations import record
from honours.directory.models import Organization, User
from honours.directory.permissions import require
from honours.directory.vocabulary import Role
from honours.kernel.verdicts import Finding, Refusal
from honours.policies.queries import rules_in_force
from honours.workflow.deadlines import set_deadlines
from honours.workflow.operations import advance, advance_many, begin_many


@dataclass(frozen=True, slots=True)
class Issue:
    """Which catalogue is published: of which place and year, as of which day."""

    place: Organization
    year: int
    as_of: date


@transaction.atomic
def publish_catalogue(issue: Issue, applications: Sequence[Application], *, by: User) -> Catalogue:
    """Publish the next issue of a place's catalogue of the year with these approved items.

    New items enter the register, others are changed, merged or leave it. Raises ``Refusal`` where
    the list is empty, or an item was not approved, or belongs to another year or place.
    """
    require(by, Role.EXAMINER, "公布年度目录", within=issue.place)
    findings = tuple(_strangers(issue, applications))
    if findings:
        raise Refusal(*findings)
    catalogue = _next_issue(issue, by)
    result = advance_many(applications, "publish", by=by)
    if result.refused:
        raise Refusal(*(finding for _, findings in result.refused for finding in findings))
    entries = []
    for application in applications:
        activity = carry_into_register(hold(application), by=by, on=issue.as_of)
        application.activity = activity
        application.save(update_fields=["activity"])
        entries.append(_entry(catalogue, application))
    begin_many(entries, by=by)
    leaving = [e for e in entries if e.application.application_kind == ApplicationKind.EXIT]
    if leaving:
        advance_many(leaving, "leave", by=by)
    _ask_for_what_is_not_held([e for e in entries if e not in leaving], issue, by=by)
    record(
        "applications.catalogue.publish",
        subject=f"applications.catalogue:{catalogue.pk}",
        actor=by.username,
        organization=str(issue.place.pk),
        year=issue.year,
        issue=catalogue.issue,
        items=len(entries),
    )
    return catalogue


@transaction.atomic
def record_held(entry: CatalogueEntry, *, held_on: date, by: User) -> CatalogueEntry:
    """Say that the item was held in its year."""
    if held_on.year != entry.year:
        raise Refusal(
            Finding(
                "held-in-another-year",
                f"“{entry}”列在{entry.year}年度目录，{held_on}不在这一年。",
                remedy="请核对开展日期；跨年开展的须重新申报。",
                field="held_on",
            )
        )
    advance(entry, "hold", by=by)
    entry.held_on = held_on
    entry.save(update_fields=["held_on"])
    return entry


@transaction.atomic
def explain_unheld(entry: CatalogueEntry, *, text: str, by: User) -> CatalogueEntry:
    """The unit's head says in writing why the item was not held in its year (R070)."""
    advance(entry, "explain", by=by, reason=text)
    entry.explanation, entry.explained_by = text.strip(), by
    entry.save(update_fields=["explanation", "explained_by"])
    return entry


def _ask_for_what_is_not_held(
    entries: Sequence[CatalogueEntry], issue: Issue, *, by: User
) -> None:
    """From December on the workbench asks; after the day of the place, the bureau hears of it."""
    rules = rules_in_force(issue.as_of, issue.place.division)
    due_on = explanation_due(issue.year, rules) or date(issue.year, 12, 31)
    asked_from = date(issue.year, *UNHELD_FROM)
    set_deadlines(
        [(entry, due_on) for entry in entries],
        by=by,
        remind_days=max((due_on - asked_from).days, 0),
        escalate_to=Role.EXAMINER,
    )


def _next_issue(issue: Issue, by: User) -> Catalogue:
    Organization.objects.select_for_update().get(pk=issue.place.pk)
    last = Catalogue.objects.filter(place=issue.place, year=issue.year).aggregate(
        last=Max("issue")
    )["last"]
    return Catalogue.objects.create(
        place=issue.place,
        year=issue.year,
        issue=(last or 0) + 1,
        as_of=issue.as_of,
        published_by=by,
    )


def _entry(catalogue: Catalogue, application: Application) -> CatalogueEntry:
    return CatalogueEntry(
        organization=application.organization,
        catalogue=catalogue,
        application=application,
        activity=application.activity,
        document=application.approval.document,
        year=catalogue.year,
        name=application.name,
        hosts=application.hosts,
        co_hosts=application.co_hosts,
        level=application.level,
        period=content_of(application)[ApplicationField.PERIOD][:60],
        collectives=application.collectives,
        individuals=application.individuals,
        is_unlisted=application.is_unlisted,
    )


def _strangers(issue: Issue, applications: Sequence[Application]) -> list[Finding]:
    if not applications:
        return [
            Finding(
                "catalogue-empty",
                "没有选择要公布的项目。",
                remedy="请选择省已批复的项目。",
            )
        ]
    return [
        Finding(
            "not-of-this-catalogue",
            f"“{application}”属于{application.organization}{application.year}年度，"
            f"不能列入{issue.place}{issue.year}年度目录。",
            remedy="请从名单中去掉，列入它所属的目录。",
        )
        for application in applications
        if application.year != issue.year or not application.organization.is_within(issue.place)
    ]
