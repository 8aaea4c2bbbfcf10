"""Papers with a nomination, numbers shown on asking, consent taken back."""

from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction

from honours.commendations.models.nominations import Consent, Nomination, Person
from honours.commendations.queries.nominations import WHO_MAY_KNOW, may_know
from honours.commendations.vocabulary import NominationState, PaperKind
from honours.directory.models import User
from honours.directory.permissions import mandate_of, require
from honours.directory.vocabulary import Role
from honours.kernel.verdicts import Finding, Refusal
from honours.privacy.models import Attachment
from honours.privacy.operations import discard_file, keep_file, keep_photo, read_file
from honours.privacy.queries import attachments_of
from honours.workflow.notes import note

PLACES = {PaperKind.PHOTO: 1, PaperKind.SPOUSE_PHOTO: 2}
"""Whose photograph it is, in the order of the persons."""
OPEN_TO_PAPERS = (NominationState.DRAFT, NominationState.SUBMITTED)


@transaction.atomic
def add_paper(
    nomination: Nomination, kind: PaperKind, *, file_name: str, content: bytes, by: User
) -> Attachment:
    """Keep a file with the nomination; a new photograph takes the place of the old one.

    Raises ``Refusal`` for a file that cannot be taken, or once the unit has let go of it.
    """
    require(by, Role.FILER, f"上传{kind.label}", within=nomination.organization)
    nomination = _still_with_the_unit(nomination)
    place = PLACES.get(kind)
    keeps = keep_photo if place else keep_file
    paper = keeps(
        nomination.subject(), purpose=kind, file_name=file_name, content=content, by=by.username
    )
    if place:
        _put_in_place(nomination, paper, place)
    note(nomination, "add_paper", by=by, paper=paper.pk, purpose=str(kind))
    return paper


@transaction.atomic
def remove_paper(nomination: Nomination, paper: Attachment, *, by: User) -> None:
    """A file that was added by mistake is thrown away."""
    require(by, Role.FILER, "删除材料", within=nomination.organization)
    nomination = _still_with_the_unit(nomination)
    Person.objects.filter(nomination=nomination, photo=paper).update(photo=None)
    note(nomination, "remove_paper", by=by, paper=paper.pk, purpose=paper.purpose)
    discard_file(paper)


@transaction.atomic
def open_paper(nomination: Nomination, key: int, *, by: User) -> tuple[Attachment, bytes]:
    """A file in plain bytes, for the nomination's own chain; the book says who opened it.

    Raises ``Attachment.DoesNotExist`` where the nomination has no such file.
    """
    refuse_strangers(nomination, by, "查看材料")
    paper = attachments_of(nomination.subject()).get(pk=key)
    note(nomination, "open_paper", by=by, paper=paper.pk, purpose=paper.purpose)
    return paper, read_file(paper)


@transaction.atomic
def show_numbers(nomination: Nomination, *, by: User) -> list[Person]:
    """The persons with what pages mask; the book says who asked, never what was shown."""
    refuse_strangers(nomination, by, "查看证件号码")
    persons = list(Person.objects.filter(nomination=nomination))
    note(nomination, "show_numbers", by=by, persons=len(persons))
    return persons


@transaction.atomic
def withdraw_consent(nomination: Nomination, *, on: date, by: User) -> Consent:
    """The nominee takes the consent back: from then on nothing of him is published.

    Raises ``Refusal`` where there is no consent that stands.
    """
    require(by, Role.FILER, "登记撤回同意", within=nomination.organization)
    consent = nomination.consents.select_for_update().filter(withdrawn_on=None).last()
    if consent is None or on < consent.given_on:
        raise Refusal(
            Finding(
                "no-consent-to-withdraw",
                "没有可以撤回的同意记录，或者撤回日期早于同意日期。",
                remedy="请核对日期。",
                field="on",
            )
        )
    consent.withdrawn_on = on
    consent.save(update_fields=["withdrawn_on"])
    note(nomination, "withdraw_consent", by=by, text_version=consent.text.version)
    return consent


def _put_in_place(nomination: Nomination, photo: Attachment, order: int) -> None:
    person = Person.objects.filter(nomination=nomination, order=order).first()
    if person is None:
        if order > 1:
            raise _nobody_beside()
        person = Person.objects.create(nomination=nomination, order=order)
    earlier, person.photo = person.photo, photo
    person.save(update_fields=["photo"])
    if earlier is not None:
        discard_file(earlier)


def _nobody_beside() -> Refusal:
    return Refusal(
        Finding(
            "second-person-missing",
            "还没有填写配偶，不能上传配偶照片。",
            remedy="请先在推荐材料中填写配偶的情况并保存，再上传照片。",
            field="kind",
        )
    )


def _still_with_the_unit(nomination: Nomination) -> Nomination:
    locked = Nomination.objects.select_for_update().get(pk=nomination.pk)
    if locked.state not in OPEN_TO_PAPERS:
        raise Refusal(
            Finding(
                "nomination-has-left",
                f"推荐材料现为“{locked.state_label}”，不能增减附件。",
                remedy="确需增减的，请办理人退回。",
            )
        )
    return locked


def refuse_strangers(nomination: Nomination, by: User, deed: str) -> None:
    if not may_know(mandate_of(by), nomination.organization):
        named = "、".join(f"“{role.label}”" for role in WHO_MAY_KNOW)
        raise PermissionDenied(
            f"“{deed}”须由管辖“{nomination.organization}”、具有{named}职责的人员办理。"
        )
