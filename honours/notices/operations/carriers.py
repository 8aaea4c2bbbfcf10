"""Where a notice hangs: a carrier is hung, proved and taken down, and the period answers to it."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from honours.audit.operations import record
from honours.directory.models import User
from honours.kernel.calendar import ONE_DAY, DayUnit, WorkCalendar
from honours.kernel.digests import in_groups
from honours.kernel.verdicts import Finding, Refusal
from honours.notices.models.notices import Carrier, Notice
from honours.notices.operations.extending import (
    Event,
    end_after,
    end_counted_again,
    missed_days,
    note_change,
)
from honours.notices.operations.handling import locked, refuse_unless, require_drafter
from honours.notices.queries.calendar import work_calendar
from honours.notices.vocabulary import CarrierKind, ChangeKind, NoticeState
from honours.privacy.models import Attachment
from honours.privacy.operations import keep_file

PROOF = "公示证明"


@dataclass(frozen=True, slots=True)
class Proof:
    """A photograph, a screenshot or a page that shows the notice hanging."""

    file_name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class CarrierDraft:
    """Where the notice hangs, since when, and the proof if it is at hand."""

    kind: CarrierKind
    place: str
    posted_at: datetime
    proof: Proof | None = None


@transaction.atomic
def add_carrier(notice: Notice, draft: CarrierDraft, *, now: datetime, by: User) -> Carrier:
    """Register a carrier of a running notice.

    Where the first one was hung later than the notice was posted, the period runs from it; where
    nothing hung for a while, the days that were missed are added.
    """
    require_drafter(by, "登记载体", within=notice.organization)
    notice = locked(notice)
    refuse_unless(notice, NoticeState.POSTED, "登记载体")
    hung_on = timezone.localdate(draft.posted_at)
    _refuse_impossible(notice, draft.posted_at, now)
    earlier = list(notice.carriers.all())
    carrier = Carrier.objects.create(
        notice=notice,
        kind=draft.kind,
        place=draft.place,
        posted_at=draft.posted_at,
        added_by=by.username,
    )
    _record("add", carrier, by, kind=draft.kind.value)
    if draft.proof:
        _keep(carrier, draft.proof, by)
    if not earlier:
        _count_from_first(notice, hung_on, by)
    elif all(one.removed_at is not None for one in earlier):
        _make_up_for_gap(notice, earlier, hung_on, by)
    return carrier


@transaction.atomic
def prove_carrier(carrier: Carrier, proof: Proof, *, by: User) -> Attachment:
    """Keep a proof that the carrier hung. Raises ``Refusal`` for a file of another kind."""
    notice = carrier.notice
    require_drafter(by, "上传公示证明", within=notice.organization)
    if notice.state not in (NoticeState.POSTED, NoticeState.EXPIRED):
        refuse_unless(notice, NoticeState.POSTED, "上传公示证明")
    return _keep(carrier, proof, by)


@transaction.atomic
def remove_carrier(
    carrier: Carrier, *, at: datetime, now: datetime, reason: str, by: User
) -> Carrier:
    """Note that a carrier came down. Down before the end, its missing days are run once more."""
    notice = locked(carrier.notice)
    require_drafter(by, "登记载体撤下", within=notice.organization)
    carrier = Carrier.objects.select_for_update().get(pk=carrier.pk)
    if notice.state not in (NoticeState.POSTED, NoticeState.EXPIRED) or carrier.removed_at:
        refuse_unless(notice, NoticeState.POSTED, "登记载体撤下")
        raise Refusal(
            Finding("carrier-down-already", "该载体已经登记撤下。", remedy="请勿重复登记。")
        )
    _refuse_without_reason(reason)
    _refuse_impossible(notice, at, now, earliest=carrier.posted_at)
    carrier.removed_at, carrier.removal_reason = at, reason.strip()[:300]
    carrier.save(update_fields=["removed_at", "removal_reason"])
    _record("remove", carrier, by)
    down_on = timezone.localdate(at)
    if notice.state == NoticeState.POSTED and notice.ends_on and down_on <= notice.ends_on:
        _run_missed_days_again(notice, carrier, down_on, by)
    return carrier


@transaction.atomic
def open_proof(carrier: Carrier, proof: Attachment, *, by: User) -> None:
    """Write down who opened a proof."""
    _record("open_proof", carrier, by, proof=proof.pk)


def _run_missed_days_again(notice: Notice, carrier: Carrier, down_on: date, by: User) -> None:
    calendar = work_calendar(down_on)
    missed = missed_days(notice, down_on, calendar)
    kind = CarrierKind(carrier.kind).label
    counted = DayUnit(notice.unit).counted(missed)
    what = f"{kind}于{down_on.isoformat()}撤下，少公示{counted}，公示期顺延{counted}"
    event = Event(ChangeKind.CARRIER_REMOVED, what, carrier.removal_reason, down_on)
    note_change(notice, event, ends_on=end_after(notice, missed, calendar), by=by)


def _count_from_first(notice: Notice, hung_on: date, by: User) -> None:
    if notice.posted_on is None or hung_on <= notice.posted_on:
        return
    ends_on = end_counted_again(notice, hung_on, work_calendar(hung_on))
    what = f"首个载体{hung_on.isoformat()}才公示，公示期自该日计算"
    why = f"发布日期为{notice.posted_on.isoformat()}，载体公示在后"
    event = Event(ChangeKind.POSTED_LATE, what, why, hung_on)
    note_change(notice, event, ends_on=ends_on, by=by)


def _make_up_for_gap(notice: Notice, earlier: list[Carrier], hung_on: date, by: User) -> None:
    """What was shown before the gap counts; the rest runs from the day it hangs again."""
    down_on = max(timezone.localdate(one.removed_at) for one in earlier if one.removed_at)
    calendar = work_calendar(down_on, hung_on)
    unit = DayUnit(notice.unit)
    shown = _shown_before(notice, earlier, down_on, calendar)
    owed = max((notice.length or 0) - shown, 0)
    if not owed or notice.ends_on is None:
        return
    ends_on = max(notice.ends_on, calendar.last_day(hung_on, owed, unit, counts_first_day=True))
    what = f"{hung_on.isoformat()}恢复公示，中断以前公示了{unit.counted(shown)}"
    why = f"{down_on.isoformat()}起没有载体，其余{unit.counted(owed)}自恢复之日计算"
    event = Event(ChangeKind.CARRIER_RESTORED, what, why, hung_on)
    note_change(notice, event, ends_on=ends_on, by=by)


def _shown_before(
    notice: Notice, earlier: list[Carrier], down_on: date, calendar: WorkCalendar
) -> int:
    """How many days of the period the notice had hung when it came down."""
    first_hung = min(timezone.localdate(one.posted_at) for one in earlier)
    start = max(first_hung, notice.posted_on or first_hung)
    if not notice.counts_first_day:
        start += ONE_DAY
    return calendar.counted_days(start, down_on - ONE_DAY, DayUnit(notice.unit))


def _keep(carrier: Carrier, proof: Proof, by: User) -> Attachment:
    kept = keep_file(
        carrier.own_subject(),
        purpose=PROOF,
        file_name=proof.file_name,
        content=proof.content,
        by=by.username,
    )
    _record("prove", carrier, by, digest=in_groups(kept.digest), size=kept.size)
    return kept


def _record(verb: str, carrier: Carrier, by: User, **detail: object) -> None:
    record(
        f"notices.carrier.{verb}",
        subject=carrier.notice.subject(),
        actor=by.username,
        organization=str(carrier.notice.organization_id),
        carrier=carrier.pk,
        **detail,
    )


def _refuse_impossible(
    notice: Notice, at: datetime, now: datetime, earliest: datetime | None = None
) -> None:
    posted_on = notice.posted_on
    if at > now:
        raise Refusal(
            Finding(
                "carrier-in-the-future",
                "所填时间晚于现在。",
                remedy="请填写实际发生的时间。",
                field="at",
            )
        )
    if posted_on is not None and timezone.localdate(at) < posted_on:
        raise Refusal(
            Finding(
                "carrier-before-notice",
                f"所填时间早于公示日期{posted_on.isoformat()}。",
                remedy="请核对时间；公示日期有误的，请撤回后重新公示。",
                field="at",
            )
        )
    if earliest is not None and at < earliest:
        raise Refusal(
            Finding(
                "carrier-down-early",
                "撤下时间早于该载体的发布时间。",
                remedy="请核对时间。",
                field="at",
            )
        )


def _refuse_without_reason(reason: str) -> None:
    if not reason.strip():
        raise Refusal(
            Finding(
                "reason-needed", "没有写明撤下原因。", remedy="请填写原因后再办。", field="reason"
            )
        )
