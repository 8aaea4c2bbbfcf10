"""The chain: unit, county, city, province. City and county only apply; nobody here approves."""

from collections.abc import Mapping
from datetime import date

from django.db import transaction

from honours.applications.models import Application, ApplicationVersion, FieldReturn
from honours.applications.operations.locking import hold
from honours.applications.operations.versions import keep_version
from honours.applications.queries.applications import last_version
from honours.applications.queries.judging import facts_of, rules_for
from honours.applications.vocabulary import (
    ApplicationField,
    ApplicationState,
    Deed,
    Occasion,
)
from honours.directory.models import User
from honours.directory.vocabulary import Level
from honours.kernel.verdicts import Finding, Refusal
from honours.workflow.notes import note
from honours.workflow.operations import advance, send_back, withdraw


@transaction.atomic
def submit_application(application: Application, *, by: User, on: date) -> Application:
    """Hand the application to the unit's head. What was sent back counts as answered.

    Raises ``Refusal`` with every blocking finding of the rules of ``on`` in the unit's place.
    """
    current = hold(application)
    rules = rules_for(current, on)
    advance(current, "submit", by=by, facts=facts_of(current, on), rules=rules)
    if current.submitted_on is None:
        current.submitted_on = on
        current.save(update_fields=["submitted_on"])
    version = keep_version(current, Occasion.SUBMITTED, by=by, on=on)
    current.field_returns.filter(settled_in=None).update(settled_in=version)
    return current


def sign_application(application: Application, *, by: User) -> Application:
    """The unit's head signs: a county's application goes to the county, a city's to the city."""
    is_city = application.organization.level == Level.CITY
    return advance(application, "sign_to_city" if is_city else "sign_to_county", by=by)


def examine_in_county(application: Application, *, by: User, opinion: str = "") -> Application:
    """The county's office has looked at it; its leader in charge is next."""
    return advance(application, "examine_in_county", by=by, reason=opinion)


def propose_for_county(application: Application, *, by: User, opinion: str = "") -> Application:
    """The county puts it before the city (县级提出). This approves nothing."""
    return advance(application, "propose_for_county", by=by, reason=opinion)


@transaction.atomic
def study_application(application: Application, *, opinion: str, by: User) -> Application:
    """The city's office writes what it thinks of it. Raises ``Refusal`` without an opinion."""
    advance(application, "study", by=by, reason=opinion)
    Application.objects.filter(pk=application.pk).update(study_opinion=opinion.strip())
    application.study_opinion = opinion.strip()
    return application


def agree_application(application: Application, *, by: User, opinion: str = "") -> Application:
    """The city's leader in charge agrees that it be reported to the province."""
    return advance(application, "agree", by=by, reason=opinion)


def decline_application(application: Application, *, reason: str, by: User) -> Application:
    """The city does not take it up (不予受理), and says why."""
    return advance(application, "decline", by=by, reason=reason)


@transaction.atomic
def report_application(
    application: Application, *, number: str, on: date, by: User
) -> Application:
    """Record that it went to the province, under the number of the outgoing document."""
    if not number.strip():
        raise Refusal(
            Finding(
                "outgoing-number-missing",
                "报省须记录报送文件的文号。",
                remedy="请填写文号，例如：巴评组〔2023〕4号。",
                field="number",
            )
        )
    advance(application, "report", by=by)
    application.outgoing_number, application.reported_on = number.strip(), on
    application.save(update_fields=["outgoing_number", "reported_on"])
    return application


@transaction.atomic
def return_application(
    application: Application,
    fields: Mapping[ApplicationField, str],
    *,
    reason: str,
    by: User,
    on: date,
    to: ApplicationState = ApplicationState.DRAFT,
) -> Application:
    """Send it back to an earlier step; to its writers, with the fields to be changed and why.

    Those fields are opened, and only those. Raises ``Refusal`` where it goes back to the writers
    without any field, or to an office with some.
    """
    findings = _return_faults(fields, to)
    if findings:
        raise Refusal(*findings)
    version = keep_version(hold(application), Occasion.RETURNED, by=by, on=on)
    send_back(application, to=to, reason=reason, by=by)
    FieldReturn.objects.bulk_create(
        FieldReturn(application=application, field=field, reason=why.strip(), by=by)
        for field, why in fields.items()
    )
    note(application, Deed.RETURN_FIELDS, by=by, fields=sorted(fields), version=version.number)
    return application


@transaction.atomic
def withdraw_application(application: Application, *, by: User, reason: str = "") -> Application:
    """Take back one's own last step. Taken back from the head, the writing is open as before."""
    source = ApplicationState(hold(application).state)
    withdraw(application, by=by, reason=reason)
    version = last_version(application)
    if source is ApplicationState.SUBMITTED and version is not None:
        _reopen(application, version)
    return application


def _reopen(application: Application, version: ApplicationVersion) -> None:
    """What that submission had answered is open again; after the first, everything is."""
    if not version.settled.update(settled_in=None):
        application.submitted_on = None
        application.save(update_fields=["submitted_on"])


def _return_faults(fields: Mapping[ApplicationField, str], to: ApplicationState) -> list[Finding]:
    if to is not ApplicationState.DRAFT:
        if not fields:
            return []
        return [
            Finding(
                "fields-not-asked",
                f"退回到“{to.label}”不涉及修改栏目。",
                remedy="需要申报单位修改的，请退回到“拟稿”。",
            )
        ]
    if not fields:
        return [
            Finding(
                "fields-missing",
                "退回申报单位须列明要修改的栏目。",
                remedy="请勾选栏目，并逐栏写明修改意见。",
                field="fields",
            )
        ]
    return [
        Finding(
            "field-reason-missing",
            f"“{field.label}”没有写明修改意见。",
            remedy="请逐栏写明为什么退回、怎样修改。",
            field=field,
        )
        for field, why in fields.items()
        if not why.strip()
    ]
