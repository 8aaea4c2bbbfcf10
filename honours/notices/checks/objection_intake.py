"""What has to be said for an objection to be taken in at all, whether it is accepted or not."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from honours.kernel.verdicts import Finding, Refusal
from honours.notices.vocabulary import NoticeState, ObjectionState
from honours.privacy.readings.identity_numbers import read_identity_number

POSTED = (NoticeState.POSTED, NoticeState.EXPIRED, NoticeState.CLOSED)
ANSWERED = (ObjectionState.ANSWERED, ObjectionState.CLOSED, ObjectionState.DECLINED)
CONTENT_MISSING = Finding(
    "content-missing",
    "没有填写反映的内容。",
    remedy="请写明何人、何时、何地、何事，有什么可以查证的线索。",
    field="content",
)
NOBODY_ABOVE = Finding(
    "nobody-above",
    "办理本件的单位没有上一级，不能申请复核。",
    remedy="如仍有异议，请依法通过信访等渠道反映。",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class IntakeFacts:
    """What was handed in. ``name`` is ``None`` where nobody gives one."""

    notice_state: NoticeState
    is_entry_of_notice: bool = True
    content: str
    arrived_on: date
    today: date
    postmark_on: date | None = None
    name: str | None = None
    identity_number: str = ""
    telephone: str = ""

    def __repr__(self) -> str:
        return "IntakeFacts(…)"


def intake_faults(facts: IntakeFacts) -> Iterator[Finding]:
    """Why it cannot be taken in; nothing where it can."""
    if facts.notice_state not in POSTED:
        yield Finding(
            "notice-not-posted", "该公示没有发布，或者已经撤回。", remedy="请核对公示的标题。"
        )
    if not facts.is_entry_of_notice:
        yield Finding(
            "entry-elsewhere", "所选对象不在本公示中。", remedy="请重新选择。", field="entry"
        )
    if not facts.content.strip():
        yield CONTENT_MISSING
    if any(mark and mark in facts.content for mark in _marks_of(facts)):
        yield Finding(
            "identity-in-content",
            "反映内容中写有反映人的姓名、电话或者身份证号码，身份无法封存。",
            remedy="请从内容中删去；姓名和联系方式只填在各自的栏目。",
            field="content",
        )
    if facts.name is not None and not facts.name.strip():
        yield Finding(
            "objector-name-missing",
            "实名反映须填写姓名或者单位名称。",
            remedy="请填写；不愿具名的，请选“匿名”。",
            field="name",
        )
    if facts.identity_number.strip():
        yield from _number_faults(facts.identity_number, facts.today)
    yield from _day_faults(facts)


@dataclass(frozen=True, slots=True, kw_only=True)
class AppealFacts:
    """An objection that somebody is not content with."""

    state: ObjectionState
    is_appeal: bool
    is_appealed: bool
    until: date | None
    today: date
    content: str


def appeal_faults(facts: AppealFacts) -> Iterator[Finding]:
    """One appeal, after the answer, within the days that the answer set, if it set any."""
    if facts.is_appeal or facts.is_appealed:
        yield Finding(
            "appealed-once",
            "同一异议只能申请复核一次。",
            remedy="如仍有异议，请依法通过信访等渠道反映。",
        )
    elif facts.state not in ANSWERED:
        yield Finding(
            "not-answered-yet",
            f"本件现为“{facts.state.label}”，还没有答复，不能申请复核。",
            remedy="请等待答复。",
        )
    elif facts.until is not None and facts.today > facts.until:
        yield Finding(
            "appeal-late",
            f"申请复核的期限为{facts.until}，已经超过。",
            remedy="如仍有异议，请依法通过信访等渠道反映。",
        )
    if not facts.content.strip():
        yield CONTENT_MISSING


def _marks_of(facts: IntakeFacts) -> tuple[str, ...]:
    return (
        (facts.name or "").strip(),
        facts.telephone.strip(),
        facts.identity_number.strip(),
    )


def _number_faults(number: str, today: date) -> Iterator[Finding]:
    try:
        read_identity_number(number, on=today)
    except Refusal as refusal:
        for found in refusal.findings:
            yield replace(found, field="identity_number")


def _day_faults(facts: IntakeFacts) -> Iterator[Finding]:
    if facts.arrived_on > facts.today:
        yield Finding(
            "arrives-tomorrow",
            "收到日期晚于今天。",
            remedy="请核对日期。",
            field="arrived_on",
        )
    elif facts.postmark_on is not None and facts.postmark_on > facts.arrived_on:
        yield Finding(
            "sent-after-arrival",
            "寄出邮戳日期晚于收到日期。",
            remedy="请对照信封核对两个日期。",
            field="postmark_on",
        )
