"""Which files a record has, without opening them."""

from collections.abc import Iterable

from django.db.models import QuerySet

from honours.privacy.models import Attachment


def attachments_of(subject: str) -> QuerySet[Attachment]:
    """The files of one record in the order they came; their content stays in the database."""
    return attachments_of_all([subject])


def attachments_of_all(subjects: Iterable[str]) -> QuerySet[Attachment]:
    """The files of many records at once, for lists and whole pages."""
    return Attachment.objects.filter(subject__in=list(subjects)).defer(*Attachment.HEAVY)
