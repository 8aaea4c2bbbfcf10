"""Sending documents to addressees, who sign for them."""

from collections.abc import Iterable
from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from honours.audit.operations import record
from honours.directory.models import Organization, User
from honours.directory.permissions import mandate_of
from honours.directory.vocabulary import Role
from honours.kernel.verdicts import Finding, Refusal
from honours.policies.models import Document, Receipt
from honours.policies.vocabulary import DocumentState


@transaction.atomic
def send_document(
    document: Document, *, to: Iterable[Organization], due_on: date, by: User
) -> list[Receipt]:
    """Send an issued document to addressees who sign by a day. Nobody is sent it twice.

    Raises ``Refusal`` where the document is not issued or nobody new is named, and
    ``PermissionDenied`` where no examiner's post of the sender reaches an addressee.
    """
    if document.state != DocumentState.ISSUED:
        raise Refusal(_cannot_send("文件没有印发，不能发送。", "请先办理印发。"))
    mandate = mandate_of(by)
    known = set(document.receipts.values_list("organization_id", flat=True))
    fresh = [organization for organization in to if organization.pk not in known]
    for organization in fresh:
        if not mandate.may(Role.EXAMINER, organization):
            raise PermissionDenied(f"“发送文件”须由管辖“{organization}”的审核岗位办理。")
    if not fresh:
        raise Refusal(_cannot_send("没有新的收文单位。", "请选择还没有发送过的单位。"))
    if due_on < timezone.localdate():
        raise Refusal(_cannot_send(f"签收期限{due_on}已经过去。", "请改用今天或以后的日期。"))
    sent = Receipt.objects.bulk_create(
        Receipt(document=document, organization=organization, due_on=due_on)
        for organization in fresh
    )
    record(
        "policies.document.send",
        subject=document.subject(),
        actor=by.username,
        addressees=[organization.pk for organization in fresh],
        due_on=due_on.isoformat(),
    )
    return sent


def _cannot_send(message: str, remedy: str) -> Finding:
    return Finding("document-not-sent", message, remedy=remedy)


@transaction.atomic
def receive_document(receipt: Receipt, *, by: User) -> Receipt:
    """签收: the addressee signs for the document, once.

    Raises ``PermissionDenied`` for anybody but a clerk or head of the addressee.
    """
    locked = (
        Receipt.objects.select_for_update(of=("self",))
        .select_related("organization", "document")
        .get(pk=receipt.pk)
    )
    mandate = mandate_of(by)
    if not any(mandate.may(role, locked.organization) for role in (Role.FILER, Role.HEAD)):
        raise PermissionDenied(f"“签收”须由“{locked.organization}”的填报人或负责人办理。")
    if locked.received_at is not None:
        raise Refusal(
            Finding(
                "already-received",
                f"本单位已于{timezone.localtime(locked.received_at):%Y-%m-%d %H:%M}签收。",
                remedy="不必再次签收。",
            )
        )
    locked.received_at, locked.by = timezone.now(), by
    locked.save(update_fields=["received_at", "by"])
    record(
        "policies.receipt.sign",
        subject=locked.document.subject(),
        actor=by.username,
        addressee=locked.organization_id,
    )
    return locked
