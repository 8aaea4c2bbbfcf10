"""Messages between objector and handler, who need not know each other."""

from django.db import transaction

from honours.audit.operations import record
from honours.directory.models import User
from honours.kernel.verdicts import Finding, Refusal
from honours.notices.models.objections import Objection, ObjectionMessage
from honours.notices.operations.objections import OBJECTOR
from honours.notices.operations.objections_handling import locked, refuse_unless_handling
from honours.notices.vocabulary import ENDED, ObjectionState, Speaker

MESSAGES_IN_A_ROW = 20
"""So many the objector may write before the handler has to answer."""


@transaction.atomic
def write_message(objection: Objection, text: str, *, by: User | None = None) -> ObjectionMessage:
    """Add a line: of the handler, or (``by`` nobody) of whoever holds the claim code."""
    case = locked(objection)
    if by is not None:
        refuse_unless_handling(case, "留言", by=by)
    found = _fault_of(case, text, by)
    if found is not None:
        raise Refusal(found)
    message = ObjectionMessage.objects.create(
        objection=case,
        speaker=Speaker.OBJECTOR if by is None else Speaker.HANDLER,
        text=text.strip(),
        by=by,
    )
    record(
        "notices.objection.write_message",
        subject=objection.subject(),
        actor=by.username if by else OBJECTOR.username,
        organization=str(objection.organization_id),
        speaker=message.speaker,
    )
    return message


def _fault_of(objection: Objection, text: str, by: User | None) -> Finding | None:
    if not text.strip():
        return Finding("text-missing", "没有填写留言。", remedy="请填写留言。", field="text")
    if objection.state in ENDED and objection.state != ObjectionState.DECLINED:
        return Finding(
            "case-closed",
            "本件已经办结，不能再留言。",
            remedy="如不服答复，可以申请复核；有新的情况，请另行反映。",
        )
    if by is None and _unanswered(objection) >= MESSAGES_IN_A_ROW:
        return Finding(
            "too-many-messages",
            f"已连续留言{MESSAGES_IN_A_ROW}条，请等待办理人回复。",
            remedy="请等待回复，或与受理单位联系。",
        )
    return None


def _unanswered(objection: Objection) -> int:
    """How many the objector has written since the handler last did."""
    last = objection.messages.filter(speaker=Speaker.HANDLER).order_by("-pk").first()
    mine = objection.messages.filter(speaker=Speaker.OBJECTOR)
    return (mine.filter(pk__gt=last.pk) if last else mine).count()
