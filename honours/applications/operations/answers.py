"""What happens above the city, recorded here: the notice of items, and the province's answer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db import transaction

from honours.applications.checks.answers import comes_from_an_approver
from honours.applications.intake import columns_of, read_entry
from honours.applications.models import Application, Approval
from honours.applications.operations.locking import hold
from honours.applications.operations.versions import keep_version
from honours.applications.queries.judging import rules_for
from honours.applications.vocabulary import Answer, ApplicationField, Occasion
from honours.audit.operations import record
from honours.directory.models import User
from honours.directory.vocabulary import Level
from honours.kernel.verdicts import Finding, Refusal
from honours.notices.queries.standings import notice_standing
from honours.policies.models import Document
from honours.policies.queries import force_of, rules_in_force
from honours.policies.vocabulary import Force
from honours.workflow.operations import advance


@dataclass(frozen=True, slots=True)
class Reply:
    """What the document says of one application.

    ``elements`` are the fields approved otherwise than they were asked for, as they are printed.
    """

    application: Application
    answer: Answer
    elements: Mapping[ApplicationField, str] = field(default_factory=dict)
    note: str = ""


@transaction.atomic
def put_on_notice(application: Application, *, by: User, on: date) -> Application:
    """Record that the item is on notice, or need not be; the room of notices keeps the notice.

    Raises ``Refusal`` where there is neither a notice of the item nor a waiver.
    """
    standing = notice_standing(application.subject(), on=on)
    if not (standing.exists or standing.is_waived):
        raise Refusal(
            Finding(
                "notice-missing",
                f"“{application}”还没有项目公示。",
                remedy="请先在“公示”中登记项目公示；依规定可以不公示的，登记理由和批准人。",
            )
        )
    return advance(application, "put_on_notice", by=by)


@transaction.atomic
def record_answers(
    replies: Sequence[Reply], *, document: Document, decided_on: date, by: User, on: date
) -> list[Approval]:
    """Record a document of the province, with its answer to each application; all or none.

    Raises ``Refusal`` where the document is not the province's or the centre's, an answer lacks
    what it needs, or the notice of an item is not over.
    """
    findings = [*_unfit_document(document, decided_on, on)]
    for reply in replies:
        findings += _unfit_reply(reply)
    if findings:
        raise Refusal(*findings)
    return [
        _record(reply, document=document, decided_on=decided_on, by=by, on=on) for reply in replies
    ]


def _record(reply: Reply, *, document: Document, decided_on: date, by: User, on: date) -> Approval:
    application = hold(reply.application)
    if reply.answer is Answer.REFUSED:
        advance(application, "refuse", by=by, reason=reply.note)
    else:
        rules = rules_for(application, on)
        standing = notice_standing(application.subject(), on=on)
        advance(application, "approve", by=by, facts=standing, rules=rules)
        _take_over(application, reply.elements)
        keep_version(application, Occasion.APPROVED, by=by, on=on)
    approval = Approval.objects.create(
        application=application,
        document=document,
        answer=reply.answer,
        decided_on=decided_on,
        changed=sorted(reply.elements),
        note=reply.note.strip(),
        recorded_by=by,
    )
    record(
        "applications.approval.record",
        subject=application.subject(),
        actor=by.username,
        organization=str(application.organization_id),
        answer=reply.answer,
        document=document.pk,
        changed=sorted(reply.elements),
    )
    return approval


def _take_over(application: Application, elements: Mapping[ApplicationField, str]) -> None:
    """From now on the application says what was approved; its versions keep what was asked."""
    if not elements:
        return
    application.raw |= {which.value: text for which, text in elements.items()}
    for column, value in columns_of(elements, application.raw).items():
        setattr(application, column, value)
    application.save()


def _unfit_document(document: Document, decided_on: date, on: date) -> list[Finding]:
    approving = rules_in_force(decided_on)
    findings = list(comes_from_an_approver(Level(document.level), approving))
    if force_of(document, decided_on) is Force.NOT_YET:
        findings.append(
            Finding(
                "document-not-yet",
                f"“{document}”在{decided_on}还没有印发。",
                remedy="请核对批复日期和文件的印发日期。",
                field="decided_on",
            )
        )
    if decided_on > on:
        findings.append(
            Finding(
                "day-in-the-future",
                f"批复日期{decided_on}晚于今天。",
                remedy="请核对日期。",
                field="decided_on",
            )
        )
    return findings


def _unfit_reply(reply: Reply) -> list[Finding]:
    name = str(reply.application)
    findings = []
    if reply.answer is Answer.AGREED_ADJUSTED and not reply.elements:
        findings.append(
            Finding(
                "elements-missing",
                f"“{name}”调整后同意，须写明批复了哪些要素。",
                remedy="请按批复填写调整的栏目。",
                field="elements",
            )
        )
    if reply.answer is not Answer.AGREED_ADJUSTED and reply.elements:
        findings.append(
            Finding(
                "elements-not-asked",
                f"“{name}”的批复意见为“{reply.answer.label}”，不能另填调整的要素。",
                remedy="有调整的，请改选“调整后同意”。",
                field="elements",
            )
        )
    for which, text in reply.elements.items():
        entry = read_entry(which, text)
        if entry.fault:
            findings.append(
                Finding(
                    "field-unreadable",
                    f"“{name}”的“{which.label}”：{entry.fault}",
                    remedy="请按批复改成能识别的写法。",
                    field=which,
                )
            )
    return findings
