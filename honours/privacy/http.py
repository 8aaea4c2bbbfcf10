"""How a kept file leaves the house: to one person, now, and never as a page of ours."""

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from honours.privacy.models import Attachment
from honours.privacy.operations import read_file
from honours.privacy.vocabulary import FileKind


def sent(attachment: Attachment, *, inline: bool = False) -> HttpResponse:
    """The file as a download; a picture may also stand in a page (``inline``).

    Whoever calls has asked whether this person may open it, and has written that down.
    """
    kind = FileKind(attachment.media_type)
    shown = inline and kind.is_picture
    response = HttpResponse(read_file(attachment), content_type=kind.value)
    disposition = content_disposition_header(not shown, attachment.file_name)
    response["Content-Disposition"] = str(disposition)
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    return response
