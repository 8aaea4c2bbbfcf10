"""What is written down of an honour afterwards: its holder's life, what was handed back."""

from datetime import date

from django.db import transaction

from honours.commendations.models.decisions import Honour, LifeEvent, Recovery
from honours.commendations.operations.days import refuse_day_before, refuse_day_to_come
from honours.commendations.vocabulary import LifeEventKind, RecoveredThing
from honours.directory.models import User
from honours.directory.permissions import mandate_of, require
from honours.directory.vocabulary import Role
from honours.workflow.notes import note


@transaction.atomic
def note_recovery(recovery: Recovery, *, on: date, remarks: str = "", by: User) -> Recovery:
    """A thing came back."""
    honours = Honour.objects.select_for_update(of=("self",)).select_related("organization")
    honour = honours.get(pk=recovery.honour_id)
    require(by, Role.EXAMINER, "登记交回", within=honour.organization)
    refuse_day_to_come(on)
    refuse_day_before(on, honour.fell_on or on, "荣誉失效")
    recovery.recovered_on, recovery.remarks = on, remarks.strip()
    recovery.save(update_fields=["recovered_on", "remarks"])
    if recovery.thing == RecoveredThing.CERTIFICATE:
        certificate = honour.certificate
        certificate.returned_on = on
        certificate.save(update_fields=["returned_on"])
    note(honour, "recover", by=by, thing=recovery.thing)
    return recovery


@transaction.atomic
def report_life_event(
    honour: Honour, kind: LifeEventKind, *, on: date, remarks: str = "", by: User
) -> LifeEvent:
    """What happened to a holder afterwards, for the roll (R337)."""
    unit = honour.nomination.organization
    mandate = mandate_of(by)
    if not mandate.may(Role.FILER, unit):
        require(by, Role.EXAMINER, "登记动态", within=unit)
    refuse_day_to_come(on, field="happened_on")
    refuse_day_before(on, honour.conferred_on, "授予荣誉", field="happened_on")
    event = LifeEvent.objects.create(
        honour=honour, kind=kind, happened_on=on, remarks=remarks.strip(), reported_by=by.username
    )
    note(honour, "life_event", by=by, kind=kind)
    return event
