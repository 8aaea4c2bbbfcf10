"""What has to be looked up about an application before it can be judged."""

import copy
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Q

from honours.applications.checks.facts import ApplicationFacts
from honours.applications.checks.judging import judge_draft
from honours.applications.intake import columns_of, faults_in
from honours.applications.models import Application
from honours.applications.queries.applications import values_of
from honours.applications.vocabulary import (
    COLUMNS,
    LIVE,
    ApplicationField,
    ApplicationKind,
    ApplicationState,
)
from honours.directory.models import Organization
from honours.directory.vocabulary import Level, OrganizationKind
from honours.kernel.rules import Rules
from honours.kernel.verdicts import Verdict
from honours.policies.models import Document
from honours.policies.queries import rules_in_force
from honours.privacy.queries import attachments_of
from honours.registry.checks.facts import ItemFacts, RevokedItem, Twin
from honours.registry.likeness.subjects import LevelRelation, Relation
from honours.registry.models import Activity
from honours.registry.queries.items import is_basis_known, kinds_of_bodies, said_of
from honours.registry.queries.subjects import (
    DIGITS_OF,
    GONE,
    Lookalike,
    activities_like,
    subject_of,
)
from honours.registry.readings.documents import read_document_numbers
from honours.registry.vocabulary import PeriodKind, Standing

_NOT_COUNTED = (ApplicationState.DRAFT,)


def judge_application(application: Application, on: date) -> Verdict:
    """What could not be read, and what the rules of a day in the body's place find."""
    found = judge_draft(facts_of(application, on), rules_for(application, on))
    return Verdict((*faults_in(application.raw), *found.findings))


def judge_typed(
    application: Application, fields: Mapping[ApplicationField, str], on: date
) -> Verdict:
    """The same of what is being typed, without saving it."""
    draft = copy.copy(application)
    draft.raw = application.raw | {field.value: text for field, text in fields.items()}
    for column, value in columns_of(fields, draft.raw).items():
        setattr(draft, column, value)
    return judge_application(draft, on)


def rules_for(application: Application, on: date) -> Rules:
    return rules_in_force(on, application.organization.division)


def facts_of(application: Application, on: date) -> ApplicationFacts:
    kind = ApplicationKind(application.application_kind)
    return ApplicationFacts(
        kind=kind,
        year=application.year,
        item=_item(application, kind),
        typed=application.raw,
        changed=changed_fields(application),
        has_basis_text=attachments_of(application.subject()).exists(),
        times_this_year=_others_like_it(application) + 1,
        submitted_on=application.submitted_on if application.submitted_on != on else None,
    )


def changed_fields(application: Application) -> frozenset[ApplicationField]:
    """What is asked for otherwise than the register has it."""
    if application.activity is None:
        return frozenset()
    registered, asked = values_of(application.activity), values_of(application)
    return frozenset(
        field
        for field, columns in COLUMNS.items()
        if field not in _NOT_ELEMENTS
        and any(name in registered and registered[name] != asked[name] for name in columns)
    )


_NOT_ELEMENTS = (
    ApplicationField.PLANNED,
    ApplicationField.LAST_HELD,
    ApplicationField.REMARKS,
    ApplicationField.REASON,
)


def _item(application: Application, kind: ApplicationKind) -> ItemFacts:
    stated = said_of(application) | {"last_held_on": _last_held(application)}
    if kind is ApplicationKind.TEMPORARY:
        stated |= {"period_kind": PeriodKind.ONCE, "period_months": None}
    return ItemFacts(**stated, **_looked_up(application))


def _looked_up(application: Application) -> dict[str, Any]:
    place = _place(application)
    return {
        "region_name": _place_name(place),
        "host_kinds": _kinds_of(application.hosts),
        "is_basis_document_known": _is_known(application.basis_text),
        "yearly_count": _others_of_the_year(application, place) + 1,
        **_likenesses(application, place),
    }


def _place(application: Application) -> str:
    """The division code of the place that the item belongs to."""
    return str(application.organization.division)[: DIGITS_OF[Level(application.level)]]


def _place_name(place: str) -> str:
    rows = Organization.objects.filter(kind=OrganizationKind.PLACE, division=place)
    return str(rows.values_list("name", flat=True).first() or "")


def _kinds_of(hosts: list[str]) -> tuple[OrganizationKind | None, ...]:
    """What each host is: by the tree, by a former name, or by how it is called. Two queries."""
    known = kinds_of_bodies(hosts)
    return tuple(known.get(host) or _kind_by_name(host) for host in hosts)


def _kind_by_name(host: str) -> OrganizationKind | None:
    return next((kind for ending, kind in _ENDINGS if host.endswith(ending)), None)


_ENDINGS = (
    ("人民政府", OrganizationKind.GOVERNMENT),
    *((ending, OrganizationKind.PARTY) for ending in ("省委", "市委", "区委", "县委")),
    *((ending, OrganizationKind.DEPARTMENT) for ending in ("局", "厅", "办公室")),
)


def _is_known(basis_text: str) -> bool | None:
    numbers = [number.text for number in read_document_numbers(basis_text)]
    rows = Document.objects.filter(number__in=numbers).values_list("number", flat=True)
    return is_basis_known(basis_text, set(rows) if numbers else set())


def _last_held(application: Application) -> date | None:
    registered = application.activity.last_held_on if application.activity else None
    days = [day for day in (registered, application.last_held_on) if day is not None]
    return max(days, default=None)


def _others_of_the_year(application: Application, place: str) -> int:
    """How many others of its level its place has asked for, or been granted, in the year."""
    rows = Application.objects.filter(
        year=application.year,
        level=application.level,
        organization__division__startswith=place,
        state__in=LIVE,
    )
    counted = rows.exclude(state__in=_NOT_COUNTED)
    return (
        counted.exclude(application_kind=ApplicationKind.EXIT).exclude(pk=application.pk).count()
    )


def _others_like_it(application: Application) -> int:
    """How often its body asked for the same item in the year before."""
    same = Q(name=application.name) & ~Q(name="")
    if application.activity_id is not None:
        same |= Q(activity=application.activity_id)
    rows = Application.objects.filter(
        same, year=application.year, organization=application.organization_id
    )
    return rows.exclude(pk=application.pk).exclude(state__in=_NOT_COUNTED).count()


def _likenesses(application: Application, place: str) -> dict[str, Any]:
    """What stands above or beside it and does the same, and what it seems to bring back."""
    if not application.name:
        return {}
    key = f"application:{application.pk}"
    division = str(application.organization.division)
    subject = subject_of(application, key=key, division=division)
    found = activities_like(subject, _around(application, place))
    upper = [one for one in found if one.likeness.level_relation is LevelRelation.SECOND_ABOVE]
    same = [one for one in found if one.likeness.level_relation is LevelRelation.SAME]
    return {
        "upper_duplicates": tuple(_twin(one) for one in upper if _stands(one)),
        "same_level_duplicates": tuple(_twin(one) for one in same if _stands(one)),
        "revived_from": next((_revoked(one) for one in found if _came_back(one)), None),
    }


def _around(application: Application, place: str) -> Any:
    """The register of its own place and of every place above; its own item apart."""
    codes = [place[:digits] for digits in (0, 2, 4, 6) if digits <= len(place)]
    upper = Q(level__in=(Level.NATION, Level.PROVINCE))
    near = Q(organization__division__in=codes) | Q(organization__division__startswith=place)
    others = [application.activity_id, *application.partners.values_list("pk", flat=True)]
    return Activity.objects.filter(upper | near).exclude(
        pk__in=[key for key in others if key is not None]
    )


def _stands(one: Lookalike) -> bool:
    return one.activity.state not in (*GONE, Standing.MERGED)


def _came_back(one: Lookalike) -> bool:
    return one.likeness.relation is Relation.REVIVED and one.likeness.second.revoked_on is not None


def _revoked(one: Lookalike) -> RevokedItem:
    return RevokedItem(one.activity.name, one.likeness.second.revoked_on or date.min)


def _twin(one: Lookalike) -> Twin:
    return Twin(
        key=one.likeness.second.key,
        name=one.activity.name,
        level=Level(one.activity.level),
        score=Decimal(str(one.likeness.score)),
    )
