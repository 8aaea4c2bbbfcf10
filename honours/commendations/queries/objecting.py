"""Signed findings on objections that an edition has still to carry out."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from honours.commendations.models.editions import Edition
from honours.commendations.models.nominations import Nomination
from honours.commendations.queries.holders import with_holders
from honours.commendations.vocabulary import OUT_OF_THE_RACE, NominationState
from honours.directory.permissions import Mandate
from honours.directory.queries import within_reach
from honours.directory.vocabulary import Role
from honours.notices.models.notices import Notice, NoticeEntry
from honours.notices.queries.objections import objection_standings
from honours.notices.vocabulary import NoticeState, ObjectionOutcome

FALLEN = (NominationState.DRAFT, *OUT_OF_THE_RACE)
_REMOVING = (ObjectionOutcome.REMOVE, ObjectionOutcome.REPLACE)
_NAMING = (NoticeState.DRAFT, NoticeState.POSTED, NoticeState.EXPIRED, NoticeState.CLOSED)


@dataclass(frozen=True, slots=True)
class OutcomeDue:
    """What a finding demands of one candidate. ``notice``: the latest that names it."""

    nomination: Nomination
    outcome: ObjectionOutcome
    notice: Notice | None
    has_open_objections: bool
    refills: bool

    @property
    def removes(self) -> bool:
        return self.outcome in _REMOVING

    @property
    def is_drafted_anew(self) -> bool:
        return self.notice is not None and self.notice.state == NoticeState.DRAFT

    @property
    def consequence(self) -> str:
        """What becomes of it, in words for whoever carries it out."""
        if not self.removes:
            return "更正后另行公示，从发布之日起重新计算公示期；期满以前不能作出决定。"
        if self.refills and self.outcome is ObjectionOutcome.REPLACE:
            return "取消资格，从公示名单撤下；名额退回推荐单位，可以补报一个。"
        reason = "结论不允许递补" if self.refills else "本届规定公示不通过的不再补报"
        return f"取消资格，从公示名单撤下；名额作废（{reason}）。"


def outcomes_due(edition: Edition, *, on: date) -> list[OutcomeDue]:
    """Of all candidates of the edition that are still in the race. Few queries."""
    rows = with_holders(edition.nominations.exclude(state__in=FALLEN)).order_by("pk")
    nominations = {one.subject(): one for one in rows}
    standings = objection_standings(nominations, on)
    hit = [subject for subject, standing in standings.items() if standing.sustained]
    notices = _latest(hit)
    return [
        OutcomeDue(
            nominations[subject],
            _gravest(standings[subject].outcomes),
            notices.get(subject),
            has_open_objections=standings[subject].open > 0,
            refills=edition.refills_failed_places,
        )
        for subject in hit
    ]


def run_by(mandate: Mandate) -> QuerySet[Nomination]:
    """Nominations of editions that the mandate runs: a unit's own notice may bring a finding
    about one that has not left its unit yet, and that nobody else reads."""
    examining = Mandate(tuple(post for post in mandate.posts if post.role == Role.EXAMINER))
    rows = Nomination.objects.select_related("organization", "edition__organization")
    return within_reach(rows, examining, field="edition__organization")


def outcome_due(nomination: Nomination, *, on: date) -> OutcomeDue | None:
    """The same for one; ``None`` where no finding demands anything of it."""
    found = outcomes_due(nomination.edition, on=on)
    return next((one for one in found if one.nomination.pk == nomination.pk), None)


def _gravest(outcomes: tuple[ObjectionOutcome, ...]) -> ObjectionOutcome:
    order = (ObjectionOutcome.REMOVE, ObjectionOutcome.REPLACE, ObjectionOutcome.RENOTICE)
    return next(one for one in order if one in outcomes)


def _latest(subjects: list[str]) -> Mapping[str, Notice]:
    entries = NoticeEntry.objects.filter(subject__in=subjects, notice__state__in=_NAMING)
    rows = entries.select_related("notice__organization").order_by("notice_id")
    return {entry.subject: entry.notice for entry in rows.defer("name", "account")}
