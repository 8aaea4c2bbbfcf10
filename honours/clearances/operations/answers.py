"""What bodies answer: by link, or on paper entered by whoever asked. Taken once, never changed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import cast

from django.db import transaction
from django.utils import timezone

from honours.audit.operations import PlannedEntry, record, record_many
from honours.clearances.checks.answers import (
    AnswerGiven,
    Signing,
    says_how_long,
    says_why,
    signed_in_time,
    validity,
)
from honours.clearances.models import (
    Body,
    ClearanceAnswer,
    ClearanceLink,
    ClearanceRequest,
    LinkItem,
    Waiver,
)
from honours.clearances.operations.links import refuse_unless_open
from honours.clearances.vocabulary import Channel, RequestState
from honours.directory.models import Organization, User
from honours.directory.permissions import Mandate, require
from honours.directory.vocabulary import Role
from honours.kernel.verdicts import Finding, Refusal
from honours.privacy.operations import keep_file
from honours.workflow.notes import note
from honours.workflow.operations import advance
from honours.workflow.passages import Attempt, Step, take

OPEN_TO_ANSWER = (RequestState.SENT, RequestState.OVERDUE)
SCAN = "sealed_form"
"""The purpose of the file that carries the sealed form."""


@dataclass(frozen=True, slots=True)
class SentFile:
    """A file as it came."""

    name: str
    content: bytes


@transaction.atomic
def answer_by_link(
    link: ClearanceLink,
    answers: Mapping[int, AnswerGiven],
    signing: Signing,
    *,
    scan: SentFile | None = None,
    now: datetime | None = None,
) -> list[ClearanceAnswer]:
    """Take a body's answer to everything that its link asks, all at once. There is no second one.

    ``answers``: by the number on the list. Raises ``Refusal`` where the link takes no answer, an
    object has none, or an answer lacks its grounds, its day or its validity.
    """
    moment = now or timezone.now()
    held = ClearanceLink.objects.select_for_update().get(pk=link.pk)
    refuse_unless_open(held, moment)
    items = _waiting_items(held)
    today = timezone.localdate(moment)
    _refuse_faults(_faults_of_list(items, answers, signing, today))
    requests = [item.request for item in items]
    _settle_from_outside(requests, held)
    made = ClearanceAnswer.objects.bulk_create(
        _answer(item.request, answers[item.number], signing, link=held) for item in items
    )
    if scan is not None:
        _keep_scan(held.subject(), scan, by=held.subject())
    held.answered_at = moment
    held.save(update_fields=["answered_at"])
    record(
        "clearances.clearancelink.answer",
        subject=held.subject(),
        actor="",
        organization=str(held.organization_id),
        answers=len(made),
        has_scan=scan is not None,
    )
    return made


@transaction.atomic
def enter_paper_answer(
    request: ClearanceRequest,
    given: AnswerGiven,
    signing: Signing,
    *,
    scan: SentFile | None = None,
    by: User,
) -> ClearanceAnswer:
    """Enter an answer that came on paper, with its scan."""
    held = ClearanceRequest.objects.select_for_update().get(pk=request.pk)
    today = timezone.localdate()
    _refuse_faults(
        [
            *says_why(given),
            *signed_in_time(signing, asked_on=held.asked_on, today=today),
            *says_how_long(signing, validity_months=held.validity_months),
        ]
    )
    advance(held, "answer", by=by)
    answer = _answer(held, given, signing)
    answer.entered_by = by.username
    answer.save()
    if scan is not None:
        _keep_scan(held.subject(), scan, by=by.username)
    note(held, "enter_answer", by=by, channel=Channel.PAPER.value, has_scan=scan is not None)
    return answer


@transaction.atomic
def waive(organization: Organization, about: str, body: Body, *, reason: str, by: User) -> Waiver:
    """Decide that a body need not be asked, or that its differing opinion has been dealt with.

    Only a leader in charge decides so, with a reason. “Unfit” stays, whatever is waived.
    """
    require(by, Role.LEADER_IN_CHARGE, "免予征求意见", within=organization)
    if not reason.strip():
        raise Refusal(
            Finding(
                "reason-needed",
                "免予征求意见须写明理由。",
                remedy="请填写理由后再办。",
                field="reason",
            )
        )
    if Waiver.objects.filter(about=about, body=body, revoked_at=None).exists():
        raise Refusal(
            Finding("waived-already", f"“{body}”已说明免予征求。", remedy="不必再次办理。")
        )
    made = Waiver.objects.create(
        organization=organization, about=about, body=body, reason=reason.strip(), by=by.username
    )
    record(
        "clearances.waiver.add",
        subject=f"clearances.waiver:{made.pk}",
        actor=by.username,
        organization=str(organization.pk),
        about=about,
        body=body.code,
    )
    return made


def _waiting_items(link: ClearanceLink) -> list[LinkItem]:
    """What the link still asks, with the questions locked in one order for everybody."""
    items = list(link.items.order_by("number"))
    locked = {
        row.pk: row
        for row in ClearanceRequest.objects.select_for_update(of=("self",))
        .filter(pk__in=[item.request_id for item in items], state__in=OPEN_TO_ANSWER)
        .select_related("organization")
        .order_by("pk")
    }
    waiting = [item for item in items if item.request_id in locked]
    for item in waiting:
        item.request = locked[item.request_id]
    if not waiting:
        raise Refusal(
            Finding(
                "nothing-asked-any-more",
                "本链接所列的对象都已撤回或者已另行答复。",
                remedy=f"不必再答复；如有疑问，请与{link.organization}联系。",
            )
        )
    return waiting


def _faults_of_list(
    items: Sequence[LinkItem],
    answers: Mapping[int, AnswerGiven],
    signing: Signing,
    today: date,
) -> list[Finding]:
    faults: dict[str, Finding] = {}
    for item in items:
        asked = item.request
        told = [
            *signed_in_time(signing, asked_on=asked.asked_on, today=today),
            *says_how_long(signing, validity_months=asked.validity_months),
        ]
        if item.number in answers:
            told += says_why(answers[item.number], f"statement_{item.number}")
        else:
            told.append(_no_opinion(item.number))
        faults.update({f"{each.code} {each.field}": each for each in told})
    return list(faults.values())


def _no_opinion(number: int) -> Finding:
    return Finding(
        "opinion-missing",
        f"第{number}号对象没有填写意见。",
        remedy="请逐一选定意见后再提交。",
        field=f"opinion_{number}",
    )


def _refuse_faults(faults: Sequence[Finding]) -> None:
    if faults:
        raise Refusal(*faults)


def _settle_from_outside(requests: Sequence[ClearanceRequest], link: ClearanceLink) -> None:
    """Nobody of the house moves these: whoever holds the link does, without a name."""
    steps = []
    for request in requests:
        move = request.lifecycle.find("answer", request.state)
        steps.append(Step(request, move.verb, Channel.LINK.label, move.target))
    guest = User(username=link.subject()[:60], name=link.body_name[:50])
    take(steps, Attempt(guest, Mandate(())))
    record_many(
        PlannedEntry(
            "clearances.clearancerequest.answer_by_link",
            request.subject(),
            link.subject(),
            str(request.organization_id),
        )
        for request in requests
    )


def _answer(
    request: ClearanceRequest,
    given: AnswerGiven,
    signing: Signing,
    *,
    link: ClearanceLink | None = None,
) -> ClearanceAnswer:
    return ClearanceAnswer(
        request=request,
        link=link,
        channel=Channel.LINK if link else Channel.PAPER,
        opinion=given.opinion,
        statement=given.statement.strip(),
        official_name=signing.official_name,
        official_post=signing.official_post,
        document_number=signing.document_number,
        answered_on=signing.answered_on,
        valid_until=cast("date", validity(signing, request.validity_months)),
    )


def _keep_scan(subject: str, scan: SentFile, *, by: str) -> None:
    keep_file(subject, purpose=SCAN, file_name=scan.name, content=scan.content, by=by)
