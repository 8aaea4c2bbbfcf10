"""Whom a notice of candidates would name, and what it would say of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from honours.commendations.checks.recommending import may_be_published
from honours.commendations.models.editions import Edition
from honours.commendations.models.nominations import Consent, Nomination
from honours.commendations.models.slates import Slate
from honours.commendations.queries.candidates import facts_of
from honours.commendations.queries.decisions import proposed
from honours.commendations.queries.holders import with_holders
from honours.commendations.queries.slates import roster_of
from honours.commendations.vocabulary import OUT_OF_THE_RACE, EditionState, SlateState
from honours.directory.models import Organization
from honours.kernel.verdicts import Finding
from honours.notices.models.notices import Notice
from honours.notices.vocabulary import NoticeLevel, NoticeState

Matter = Slate | Edition | Nomination
"""What is put to the public: a level's list, an edition's choice, or one candidate anew."""


@dataclass(frozen=True, slots=True)
class Publisher:
    """Who puts it to the public, at which level, and of which edition."""

    organization: Organization
    level: NoticeLevel
    edition: Edition
    region: Organization


def publisher_of(matter: Slate | Edition) -> Publisher:
    """A list is put to the public by the body that composes it, at its own level."""
    if isinstance(matter, Slate):
        return Publisher(
            matter.organization, NoticeLevel(matter.tier), matter.edition, matter.region
        )
    return Publisher(matter.organization, NoticeLevel(matter.level), matter, matter.region)


def candidates_of(matter: Matter) -> list[Nomination]:
    """In the order in which the notice names them."""
    if isinstance(matter, Edition):
        named: Sequence[Nomination] = proposed(matter)
    else:
        named = roster_of(matter).listed if isinstance(matter, Slate) else [matter]
    order = {one.pk: place for place, one in enumerate(named)}
    rows = with_holders(Nomination.objects.filter(pk__in=order))
    known = rows.select_related("edition__region", "unit_organization")
    return sorted(known, key=lambda one: order[one.pk])


def consent_versions(nominations: Sequence[Nomination]) -> dict[int, str]:
    """Which version of the text each agreed to; the latest that was not taken back."""
    rows = Consent.objects.filter(nomination__in=nominations, withdrawn_on=None)
    rows = rows.order_by("pk")
    return {key: str(version) for key, version in rows.values_list("nomination", "text__version")}


def faults_in_publishing(
    matter: Matter, nominations: Sequence[Nomination], *, on: date
) -> list[Finding]:
    """What stands against a notice of these: the step of the climb, and missing consents."""
    found = [*_too_early(matter), *_nobody(nominations), *_running_already(matter)]
    facts = facts_of(nominations, on=on)
    for one in nominations:
        found += [
            Finding(each.code, f"{one.number}：{each.message}", each.citation, each.remedy)
            for each in may_be_published(facts[one.pk])
        ]
    return found


def last_notice_by(organization: Organization) -> Notice | None:
    """Where the office that takes objections is written already."""
    return Notice.objects.filter(organization=organization).order_by("-pk").first()


def notices_about(matter: Matter) -> list[Notice]:
    """Every notice of this very matter, the latest first."""
    return list(Notice.objects.filter(subject_of=matter.subject()).order_by("-pk"))


def _too_early(matter: Matter) -> list[Finding]:
    if isinstance(matter, Slate) and matter.state != SlateState.SUBMITTED:
        return [
            Finding(
                "list-not-settled",
                f"名单现为“{matter.state_label}”，公示只能在名单提交以后、签批以前进行。",
                remedy="正在编排的，请先提交名单；已经报送的，由上一级公示。",
            )
        ]
    if isinstance(matter, Edition) and matter.state != EditionState.REVIEWING:
        return [
            Finding(
                "edition-not-reviewed",
                f"“{matter}”现为“{matter.state_label}”，还没有到公示的时候。",
                remedy="请在评审中确定拟表彰对象以后公示。",
            )
        ]
    if isinstance(matter, Nomination) and matter.state in OUT_OF_THE_RACE:
        return [
            Finding(
                "candidate-has-fallen",
                f"{matter.number}现为“{matter.state_label}”，不再公示。",
                remedy="不必办理。",
            )
        ]
    return []


def _running_already(matter: Matter) -> list[Finding]:
    over = (NoticeState.WITHDRAWN, NoticeState.CLOSED)
    if not any(notice.state not in over for notice in notices_about(matter)):
        return []
    return [
        Finding(
            "notice-exists",
            "该事项已有一份公示没有结束。",
            remedy="请在原公示上办理，或者先撤回原公示。",
        )
    ]


def _nobody(nominations: Sequence[Nomination]) -> list[Finding]:
    if nominations:
        return []
    return [
        Finding(
            "nobody-to-publish",
            "没有可以公示的对象。",
            remedy="请先编入名单；市级公示请先确定拟表彰对象。",
        )
    ]
