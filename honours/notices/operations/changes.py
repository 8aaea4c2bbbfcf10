"""A running notice changes: its text, an entry, its length. The public is told what and why."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from django.db import transaction

from honours.directory.models import User
from honours.kernel.rules import Rules
from honours.kernel.verdicts import Finding, Refusal
from honours.notices.checks.contents import ContentFacts
from honours.notices.checks.posting import SHOWABLE
from honours.notices.models.notices import Notice, NoticeChange, NoticeEntry
from honours.notices.operations.extending import Event, end_counted_again, note_change
from honours.notices.operations.handling import locked, refuse_unless, require_drafter
from honours.notices.queries.calendar import work_calendar
from honours.notices.queries.notices import content_facts, rules_of, shown_entries
from honours.notices.vocabulary import ChangeKind, NoticeState

CHANGEABLE = {
    "title": "标题",
    "conditions": "评选条件",
    "scope": "公示范围",
    "receiving_office": "受理单位",
    "office_telephone": "受理电话",
    "office_address": "受理地址",
    "office_email": "受理邮箱",
}
CORRECTABLE = {
    "name": "姓名（名称）",
    "unit": "单位",
    "honour_title": "拟授称号",
    "account": "简要事迹",
}


@dataclass(frozen=True, slots=True)
class Change:
    """What the new words are, on which day, and why."""

    words: Mapping[str, str]
    why: str
    on: date


@transaction.atomic
def change_notice(notice: Notice, change: Change, *, by: User) -> NoticeChange:
    """Change the words of a running notice. The period is counted again from that day."""
    notice = _open_to_change(notice, change, by)
    changed = _apply(notice, change.words, CHANGEABLE)
    _refuse_unshowable(notice, change.on)
    notice.save(update_fields=[*changed, "search_text"])
    labels = "、".join(CHANGEABLE[name] for name in changed)
    return _counted_again(notice, f"更改了{labels}", change, by)


@transaction.atomic
def correct_entry(entry: NoticeEntry, change: Change, *, by: User) -> NoticeChange:
    """Correct what a running notice says of somebody. The period is counted again."""
    notice = _open_to_change(entry.notice, change, by)
    changed = _apply(entry, change.words, CORRECTABLE)
    entry.save(update_fields=changed)
    _refuse_unshowable(notice, change.on)
    labels = "、".join(CORRECTABLE[name] for name in changed)
    return _counted_again(notice, f"更正了第{entry.order}项的{labels}", change, by)


@transaction.atomic
def extend_notice(notice: Notice, *, ends_on: date, why: str, on: date, by: User) -> NoticeChange:
    """Let a running notice run longer, to a later day."""
    change = Change({}, why, on)
    notice = _open_to_change(notice, change, by)
    if notice.ends_on is None or ends_on <= notice.ends_on:
        raise Refusal(
            Finding(
                "notice-not-longer",
                f"新的截止日期须晚于现在的截止日期{notice.ends_on}。",
                remedy="公示期只能延长，不能缩短。",
                field="ends_on",
            )
        )
    event = Event(ChangeKind.EXTENDED, f"公示延长至{ends_on.isoformat()}", why.strip(), on)
    return note_change(notice, event, ends_on=ends_on, by=by)


@transaction.atomic
def remove_entry(entry: NoticeEntry, *, reason: str, on: date, by: User) -> NoticeChange:
    """Take somebody off a notice: an objection was sustained, he died, he withdrew.

    The others go on as they were. What the public sees changes at once.
    """
    notice = locked(entry.notice)
    require_drafter(by, "撤下公示对象", within=notice.organization)
    if notice.state not in (NoticeState.POSTED, NoticeState.EXPIRED):
        refuse_unless(notice, NoticeState.POSTED, "撤下公示对象")
    if entry.removed_on is not None:
        raise Refusal(
            Finding("entry-removed-already", "该对象已经撤下。", remedy="请勿重复办理。")
        )
    _refuse_without_reason(reason)
    entry.removed_on, entry.removal_reason = on, reason.strip()[:300]
    entry.save(update_fields=["removed_on", "removal_reason"])
    event = Event(ChangeKind.ENTRY_REMOVED, f"撤下第{entry.order}项", reason.strip(), on)
    return note_change(notice, event, ends_on=notice.ends_on or on, by=by)


def _open_to_change(notice: Notice, change: Change, by: User) -> Notice:
    require_drafter(by, "更改公示", within=notice.organization)
    notice = locked(notice)
    refuse_unless(notice, NoticeState.POSTED, "更改公示")
    _refuse_without_reason(change.why)
    return notice


def _apply(
    row: Notice | NoticeEntry, words: Mapping[str, str], allowed: Iterable[str]
) -> list[str]:
    """Set what differs; names of the columns set. Raises ``Refusal`` where nothing does."""
    changed = [
        name for name in allowed if name in words and words[name].strip() != getattr(row, name)
    ]
    if not changed:
        raise Refusal(
            Finding("nothing-changed", "内容没有变化。", remedy="请修改后再提交，或者返回。")
        )
    for name in changed:
        setattr(row, name, words[name].strip())
    return changed


def _counted_again(notice: Notice, what: str, change: Change, by: User) -> NoticeChange:
    ends_on = end_counted_again(notice, change.on, work_calendar(change.on))
    kept = notice.ends_on is not None and ends_on <= notice.ends_on
    consequence = "" if kept else f"，公示期自{change.on.isoformat()}重新计算"
    event = Event(ChangeKind.CONTENT, what + consequence, change.why.strip(), change.on)
    return note_change(notice, event, ends_on=ends_on, by=by)


def _refuse_unshowable(notice: Notice, on: date) -> None:
    facts, rules = content_facts(notice, shown_entries(notice)), rules_of(notice, on)
    findings = tuple(_faults(facts, rules))
    if findings:
        raise Refusal(*findings)


def _faults(facts: ContentFacts, rules: Rules) -> list[Finding]:
    """The fields are named as the page of a change names them: without the entry's number."""
    found = [finding for check in SHOWABLE for finding in check(facts, rules)]
    return [replace(one, field=one.field.split("-")[-1]) for one in found]


def _refuse_without_reason(reason: str) -> None:
    if not reason.strip():
        raise Refusal(
            Finding("reason-needed", "没有写明原因。", remedy="请填写原因后再办。", field="why")
        )
