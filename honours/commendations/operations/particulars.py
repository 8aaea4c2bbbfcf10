"""What was typed goes into the rows of a nomination; what could not be read stays as typed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import models

from honours.commendations.likeness.marks import marks_of
from honours.commendations.models.nominations import (
    Collective,
    Consent,
    PastHonour,
    Person,
    RankChange,
    StaffVote,
    TextMark,
)
from honours.commendations.queries.editions import consent_text_of
from honours.commendations.queries.encounters import marking_key
from honours.commendations.queries.entries import value_in
from honours.commendations.queries.nominations import Parts
from honours.commendations.readings.entries import EntryField, Part, as_written, fields_for
from honours.commendations.readings.unread import kept_texts, unread_texts
from honours.commendations.vocabulary import PaperKind
from honours.directory.models import Organization, User
from honours.kernel.verdicts import Finding, Refusal
from honours.privacy.models import Attachment
from honours.privacy.operations import discard_file, keep_photo


@dataclass
class Filling:
    """What a saving changed: codes of entries, which rows to write, which papers gave way."""

    changed: list[str] = field(default_factory=list)
    parts: set[Part] = field(default_factory=set)
    lines: dict[Part, Any] = field(default_factory=dict)
    replaced: list[Attachment] = field(default_factory=list)


def fill(parts: Parts, texts: Mapping[str, str]) -> Filling:
    """Read the texts into the rows, which are not saved yet. Unknown codes are passed over."""
    filling = Filling()
    unread = unread_texts(parts.nomination.raw)
    for code, one in fields_for(parts.nomination.kind).items():
        if code in texts:
            _fill_one(parts, one, texts[code].strip(), unread, filling)
    parts.nomination.raw = kept_texts(unread)
    return filling


def keep_beside(parts: Parts, filling: Filling) -> None:
    """Write what was changed, and nothing else, but for the nomination's own row."""
    nomination = parts.nomination
    for part, keep_part in _KEEPERS.items():
        if part in filling.parts:
            keep_part(parts, filling)
    for paper in filling.replaced:
        discard_file(paper)
    if "collective_name" in filling.changed and parts.collective is not None:
        nomination.unit_organization = _body_called(parts.collective.name, nomination.organization)
    if "account" in filling.changed:
        _keep_marks(parts)


def set_photograph(
    parts: Parts, file_name: str, content: bytes, filling: Filling, *, by: User
) -> Attachment:
    """Keep the photograph for the first person, whose row is not saved yet. Raises ``Refusal``."""
    nomination, purpose = parts.nomination, PaperKind.PHOTO
    paper = keep_photo(
        nomination.subject(),
        purpose=purpose,
        file_name=file_name,
        content=content,
        by=by.username,
    )
    person = _row_for(parts, Part.PERSON)
    if isinstance(person, Person):
        filling.replaced += [person.photo] if person.photo else []
        person.photo = paper
    filling.parts.add(Part.PERSON)
    parts.papers.add(purpose)
    return paper


def _fill_one(
    parts: Parts, one: EntryField, text: str, unread: dict[str, str], filling: Filling
) -> None:
    before = (value_in(parts, one), unread.pop(one.code, ""))
    value: Any = None
    try:
        value = one.read(text) if text else None
    except Refusal:
        unread[one.code] = text
    after = (value, unread.get(one.code, ""))
    if _same(one, before, after):
        return
    filling.changed.append(one.code)
    filling.parts.add(one.part)
    if one.part in (Part.HONOURS, Part.RANKS, Part.CONSENT):
        filling.lines[one.part] = value
    else:
        row = _row_for(parts, one.part)
        setattr(row, one.column, _empty(row, one.column) if value is None else value)


def _same(one: EntryField, before: tuple[Any, str], after: tuple[Any, str]) -> bool:
    """Whether nothing changed; no and zero say something, an empty cell does not."""
    return before[1] == after[1] and _told(one, before[0]) == _told(one, after[0])


def _told(one: EntryField, value: Any) -> Any:
    return "" if value in (None, "", (), []) else as_written(one, value)


def _row_for(parts: Parts, part: Part) -> models.Model:
    """The row that the entry belongs to; a new one where there is none yet."""
    if part in (Part.PERSON, Part.SECOND):
        order = 1 if part is Part.PERSON else 2
        found = next((person for person in parts.persons if person.order == order), None)
        if found is None:
            found = Person(nomination=parts.nomination, order=order)
            parts.persons.append(found)
        return found
    if part is Part.COLLECTIVE:
        parts.collective = parts.collective or Collective(nomination=parts.nomination)
        return parts.collective
    if part is Part.VOTE:
        parts.vote = parts.vote or StaffVote(nomination=parts.nomination)
        return parts.vote
    return parts.nomination


def _empty(row: models.Model, column: str) -> Any:
    """What the column holds where nothing was said."""
    kept = row._meta.get_field(column)
    if not isinstance(kept, models.Field):
        raise TypeError(column)
    return None if kept.null else kept.get_default()


def _keep_person(parts: Parts, filling: Filling) -> None:
    del filling
    for person in parts.persons:
        if person.order == 1:
            person.birth_year = int(person.born_on[:4]) if person.born_on else None
            person.save()


def _keep_second(parts: Parts, filling: Filling) -> None:
    """A second person of whom nothing is said is none."""
    del filling
    for person in [one for one in parts.persons if one.order == 2]:
        fields = (
            one for one in fields_for(parts.nomination.kind).values() if one.part is Part.SECOND
        )
        if any(getattr(person, one.column) not in (None, "") for one in fields):
            person.birth_year = int(person.born_on[:4]) if person.born_on else None
            person.save()
            continue
        parts.persons.remove(person)
        if person.pk is not None:
            person.delete()


def _keep_collective(parts: Parts, filling: Filling) -> None:
    del filling
    if parts.collective is not None:
        parts.collective.save()


def _keep_vote(parts: Parts, filling: Filling) -> None:
    del filling
    if parts.vote is not None:
        parts.vote.save()


def _keep_honours(parts: Parts, filling: Filling) -> None:
    if parts.honours:
        parts.nomination.past_honours.all().delete()
    parts.honours = PastHonour.objects.bulk_create(
        PastHonour(
            nomination=parts.nomination,
            title=line.title[:120],
            granted_by=line.granted_by[:120],
            granted_on=line.granted_on,
            level=line.level,
            has_new_merit=line.has_new_merit,
        )
        for line in filling.lines[Part.HONOURS] or ()
    )


def _keep_ranks(parts: Parts, filling: Filling) -> None:
    if parts.ranks:
        RankChange.objects.filter(pk__in=[change.pk for change in parts.ranks]).delete()
    lines = filling.lines[Part.RANKS] or ()
    if lines and not parts.persons:
        _row_for(parts, Part.PERSON)
        _keep_person(parts, filling)
    parts.ranks = RankChange.objects.bulk_create(
        RankChange(person=parts.persons[0], rank=line.rank, since=line.since) for line in lines
    )


def _keep_consent(parts: Parts, filling: Filling) -> None:
    """Consent is given to the newest text; a row that was once signed is never changed."""
    given_on = filling.lines[Part.CONSENT]
    if given_on is None:
        if parts.consent is not None and parts.consent.withdrawn_on is None:
            parts.consent.delete()
            parts.consent = None
        return
    text = consent_text_of(parts.nomination.edition)
    if text is None:
        raise Refusal(
            Finding(
                "consent-text-missing",
                "本届还没有公示同意书文本，不能登记同意。",
                remedy="请先清空同意日期，并联系主办单位拟定同意书。",
                field="consent_given_on",
            )
        )
    parts.consent = Consent.objects.create(
        nomination=parts.nomination, text_id=text, given_on=given_on
    )


def _keep_marks(parts: Parts) -> None:
    nomination = parts.nomination
    if nomination.version > 1:
        # What was only just begun has none yet.
        nomination.marks.all().delete()
    TextMark.objects.bulk_create(
        TextMark(nomination=nomination, mark=mark)
        for mark in marks_of(nomination.account, marking_key())
    )


def _body_called(name: str, unit: Organization) -> Organization | None:
    found: Organization | None = Organization.objects.filter(
        path__startswith=unit.path, name=name
    ).first()
    return found


_KEEPERS = {
    Part.PERSON: _keep_person,
    Part.SECOND: _keep_second,
    Part.COLLECTIVE: _keep_collective,
    Part.VOTE: _keep_vote,
    Part.HONOURS: _keep_honours,
    Part.RANKS: _keep_ranks,
    Part.CONSENT: _keep_consent,
}
