"""Files come under lock, are opened, and are thrown away.

Who may do so, and the entry in the audit book, are for the room whose record the file belongs to:
this room lies below both. ``by`` is a login name.
"""

from hashlib import sha256

from honours.kernel.verdicts import Refusal
from honours.privacy.fields import Unreadable
from honours.privacy.models import Attachment
from honours.privacy.readings.files import clean_name, faults_of, kind_of
from honours.privacy.readings.photographs import photograph
from honours.privacy.vocabulary import FileKind, Frame


def keep_file(
    subject: str, *, purpose: str, file_name: str, content: bytes, by: str
) -> Attachment:
    """Take a file as it is. Raises ``Refusal`` where it is not of a kind we take, or would act."""
    faults = tuple(faults_of(content))
    kind = kind_of(content)
    if faults or kind is None:
        raise Refusal(*faults)
    return _kept(subject, purpose, clean_name(file_name, kind), content, (kind, by))


def keep_photo(
    subject: str,
    *,
    purpose: str,
    file_name: str,
    content: bytes,
    by: str,
    frame: Frame = Frame.PORTRAIT,
) -> Attachment:
    """Take a photograph as a new JPEG, upright, without place and camera. Raises ``Refusal``."""
    picture = photograph(content, frame)
    name = clean_name(file_name, FileKind.JPEG)
    return _kept(subject, purpose, name, picture, (FileKind.JPEG, by))


def keep_made_file(
    subject: str, *, purpose: str, file_name: str, content: bytes, media_type: str, by: str
) -> Attachment:
    """A file that we made ourselves, such as an archive: of any kind and size, under lock too."""
    return Attachment.objects.create(
        subject=subject,
        purpose=purpose,
        file_name=file_name,
        media_type=media_type,
        size=len(content),
        digest=sha256(content).hexdigest(),
        content=content,
        added_by=by,
    )


def read_file(attachment: Attachment) -> bytes:
    """The plain bytes. Raises ``Unreadable`` where they are not those that were kept."""
    content = bytes(attachment.content)
    if sha256(content).hexdigest() != attachment.digest:
        raise Unreadable(f"{attachment.subject} {attachment.pk}")
    return content


def discard_file(attachment: Attachment) -> None:
    """The file and its content are gone from the table; backups keep them as long as they last."""
    attachment.delete()


def _kept(
    subject: str, purpose: str, name: str, content: bytes, origin: tuple[FileKind, str]
) -> Attachment:
    kind, by = origin
    return Attachment.objects.create(
        subject=subject,
        purpose=purpose,
        file_name=name,
        media_type=kind.value,
        size=len(content),
        digest=sha256(content).hexdigest(),
        content=content,
        added_by=by,
    )
