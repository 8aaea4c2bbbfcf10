"""A draft on its way into the rows: begun or locked, read from what was typed, not saved yet."""

from collections.abc import Mapping

from django.db.models import prefetch_related_objects
from django.utils import timezone

from honours.commendations.models.editions import Edition, Title
from honours.commendations.models.nominations import Nomination
from honours.commendations.operations.particulars import Filling, fill
from honours.commendations.queries.entries import texts_in
from honours.commendations.queries.nominations import Parts, parts_of
from honours.commendations.readings.entries import fields_for
from honours.commendations.readings.titles import title_for
from honours.commendations.vocabulary import EditionState, NominationState
from honours.directory.models import Organization, User
from honours.directory.vocabulary import OrganizationKind
from honours.kernel.verdicts import Finding, Refusal
from honours.quotas.vocabulary.places import CandidateKind
from honours.workflow.minutes import Minutes
from honours.workflow.operations import begin_in


def refuse_where_closed(edition: Edition, unit: Organization) -> None:
    """Raises ``Refusal`` where the edition takes no nominations from the unit."""
    if edition.state != EditionState.OPEN:
        raise Refusal(
            Finding(
                "edition-not-open",
                f"“{edition.name}”现为“{edition.state_label}”，不接受推荐。",
                remedy="请在推荐期间办理。",
            )
        )
    if not unit.is_within(edition.region):
        raise Refusal(
            Finding(
                "unit-outside-the-region",
                f"“{unit}”不在本届的评选范围（{edition.region}）内。",
                remedy="请核对推荐单位。",
            )
        )


def begun_in(
    minutes: Minutes, edition: Edition, unit: Organization, kind: CandidateKind, *, by: User
) -> Nomination:
    """An empty one, begun in these minutes; its number is still to be saved.

    Raises ``Refusal`` where the edition takes none from the unit.
    """
    refuse_where_closed(edition, unit)
    nomination = Nomination(
        edition=edition,
        organization=unit,
        number=f"draft-{timezone.now():%Y%m%d%H%M%S%f}-{by.pk}-{unit.pk}",
        kind=kind,
        title=title_for(_titles(edition, kind), ""),
        unit=str(unit),
        version=0,
        region=_place_of(unit, edition),
        created_on=timezone.localdate(),
    )
    begun = begin_in(minutes, nomination, by=by)
    begun.number = f"{edition.year}-{edition.pk}-{begun.pk:05d}"
    return begun


def _place_of(unit: Organization, edition: Edition) -> Organization:
    """The place whose unit it is: the nearest above it in the tree."""
    step = Organization.steplen
    above = [unit.path[:end] for end in range(step, len(unit.path) + 1, step)]
    places = Organization.objects.filter(path__in=above, kind=OrganizationKind.PLACE)
    return places.order_by("-path").first() or edition.region


def filled_in(parts: Parts, texts: Mapping[str, str]) -> Filling:
    """The texts, read into the rows, and the title that follows from them; not saved yet."""
    nomination = parts.nomination
    filling = fill(parts, texts)
    if {"unit_nature", "nature"} & set(filling.changed):
        titles = _titles(nomination.edition, nomination.kind)
        nomination.title = title_for(titles, _nature(parts))
    return filling


def _nature(parts: Parts) -> str:
    if parts.collective is not None:
        return parts.collective.nature
    return next((one.unit_nature for one in parts.persons if one.order == 1), "")


def _titles(edition: Edition, kind: str) -> list[Title]:
    prefetch_related_objects([edition], "titles")
    return [title for title in edition.titles.all() if title.kind == kind]


def locked_parts(nomination: Nomination) -> Parts:
    """All rows of it, its own held until the transaction ends."""
    rows = Nomination.objects.select_for_update(of=("self",)).select_related(
        "edition__region", "organization", "region", "title", "unit_organization"
    )
    locked = rows.get(pk=nomination.pk)
    return parts_of([locked])[locked.pk]


def locked_draft(nomination: Nomination, texts: Mapping[str, str], *, version: int) -> Parts:
    """Raises ``Refusal`` where it has left the filer, or others saved other words meanwhile."""
    parts = locked_parts(nomination)
    _refuse_unless_draft(parts.nomination)
    if version != parts.nomination.version:
        _refuse_overwriting(parts, texts)
    return parts


def _refuse_unless_draft(nomination: Nomination) -> None:
    if nomination.state != NominationState.DRAFT:
        raise Refusal(
            Finding(
                "nomination-has-left",
                f"推荐材料现为“{nomination.state_label}”，不能修改。",
                remedy="确需修改的，请办理人退回到拟稿。",
            )
        )


def _refuse_overwriting(parts: Parts, texts: Mapping[str, str]) -> None:
    """Raises ``Refusal`` naming each entry that somebody else has changed meanwhile."""
    stored, fields = texts_in(parts), fields_for(parts.nomination.kind)
    findings = [
        Finding(
            "saved-by-another",
            f"“{fields[code].label}”在您填写期间已被他人修改。"
            + ("" if fields[code].is_personal else f"已保存的是：“{stored[code] or '空'}”。"),
            remedy="您填写的内容还在栏内；请比较后再次保存，以您的为准。",
            field=code,
        )
        for code, text in texts.items()
        if code in stored and text.strip() != stored[code]
    ]
    if findings:
        raise Refusal(*findings)
