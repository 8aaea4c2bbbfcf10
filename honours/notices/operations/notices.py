"""A notice is put up, ended, closed or withdrawn."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from honours.directory.models import User
from honours.kernel.calendar import DayUnit
from honours.notices.checks.periods import OwnTerms, PeriodFacts, Terms, terms_of
from honours.notices.checks.posting import PostingFacts
from honours.notices.checks.standings import EndingFacts
from honours.notices.models.notices import Notice
from honours.notices.operations.extending import Event, note_change, show
from honours.notices.operations.handling import locked, move
from honours.notices.queries.calendar import work_calendar
from honours.notices.queries.notices import carriers_of, content_facts, rules_of, shown_entries
from honours.notices.queries.objections import count_objections
from honours.notices.vocabulary import ChangeKind, NoticeKind, PostmarkRule


@transaction.atomic
def post_notice(notice: Notice, *, on: date, by: User) -> Notice:
    """Put the notice to the public on a day, by the terms of its place and of that day.

    Posted later than planned, the whole period runs from the day it was really posted.
    """
    notice = locked(notice)
    rules = rules_of(notice, on)
    terms = terms_of(NoticeKind(notice.kind), _own_terms(notice), rules)
    ends_on = terms.last_day(work_calendar(on), on)
    planned_end = _planned_end(notice, terms, on)
    wished = notice.objections_until
    if wished is not None and planned_end is not None:
        wished += ends_on - planned_end
    _freeze(notice, terms)
    days = (on, ends_on, wished or ends_on)
    notice.posted_on, notice.ends_on, notice.objections_until = days
    notice.save()
    move(notice, "post", by=by, facts=_posting_facts(notice, terms, days), rules=rules)
    if planned_end is not None and notice.planned_on is not None:
        what = f"原定{notice.planned_on.isoformat()}公示，至{planned_end.isoformat()}"
        why = f"{on.isoformat()}才发布，公示期自实际发布之日计算，至{ends_on.isoformat()}"
        event = Event(ChangeKind.POSTED_LATE, what, why, on)
        note_change(notice, event, ends_on=ends_on, by=by)
    else:
        show(notice)
    return notice


@transaction.atomic
def end_notice(notice: Notice, *, on: date, by: User) -> Notice:
    """Say that the period is over. Refused on or before its last day, and without proof."""
    notice = locked(notice)
    return move(notice, "end", by=by, facts=ending_facts(notice, on), rules=rules_of(notice, on))


@transaction.atomic
def close_notice(notice: Notice, *, on: date, by: User) -> Notice:
    """End the notice for good: nobody can object any more, and every objection is answered."""
    notice = locked(notice)
    facts, rules = ending_facts(notice, on), rules_of(notice, on)
    move(notice, "close", by=by, facts=facts, rules=rules)
    notice.closed_on = on
    notice.save(update_fields=["closed_on"])
    return notice


@transaction.atomic
def withdraw_notice(notice: Notice, *, reason: str, by: User) -> Notice:
    """Take the notice back, with the reason. The public sees no names any more."""
    return move(locked(notice), "take_down", by=by, reason=reason)


def ending_facts(notice: Notice, on: date) -> EndingFacts:
    """What is looked at before a posted notice ends or closes."""
    if notice.ends_on is None or notice.objections_until is None:
        return EndingFacts(on, on, on, 0, 0, 0)
    hung = carriers_of(notice)
    unit = DayUnit(notice.unit)
    left = work_calendar(on, notice.ends_on).counted_days(on, notice.ends_on, unit)
    return EndingFacts(
        on=on,
        ends_on=notice.ends_on,
        objections_until=notice.objections_until,
        days_left=left,
        standing_carriers=sum(
            _hung_to_the_end(one.carrier.removed_at, notice.ends_on) for one in hung
        ),
        proved_carriers=sum(bool(one.proofs) for one in hung),
        open_objections=count_objections([notice.pk], on)[notice.pk].open,
    )


def _own_terms(notice: Notice) -> OwnTerms:
    return OwnTerms(
        notice.length,
        DayUnit(notice.unit) if notice.unit else None,
        notice.counts_first_day,
        PostmarkRule(notice.postmark_rule) if notice.postmark_rule else None,
        notice.length_basis,
    )


def _freeze(notice: Notice, terms: Terms) -> None:
    notice.length, notice.unit = terms.length, terms.unit
    notice.counts_first_day = terms.counts_first_day
    notice.postmark_rule = terms.postmark_rule or ""
    notice.real_name_required = terms.real_name_required
    notice.identity_number_required = terms.identity_number_required
    notice.terms_citation = terms.citation


def _planned_end(notice: Notice, terms: Terms, on: date) -> date | None:
    """When it would have ended, had it been posted as planned; nothing where it was."""
    if notice.planned_on is None or notice.planned_on >= on:
        return None
    return terms.last_day(work_calendar(notice.planned_on), notice.planned_on)


def _posting_facts(notice: Notice, terms: Terms, days: tuple[date, date, date]) -> PostingFacts:
    posted_on, ends_on, objections_until = days
    period = PeriodFacts(
        kind=NoticeKind(notice.kind),
        terms=terms,
        posted_on=posted_on,
        ends_on=ends_on,
        objections_until=objections_until,
        calendar=work_calendar(posted_on, ends_on),
        basis=notice.length_basis,
    )
    return PostingFacts(content_facts(notice, shown_entries(notice)), period)


def _hung_to_the_end(removed_at: datetime | None, ends_on: date) -> bool:
    return removed_at is None or timezone.localdate(removed_at) > ends_on
