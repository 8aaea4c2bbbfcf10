"""What the demo's nominees hand in with their forms: a drawn photograph."""

import io
from functools import cache

from PIL import Image, ImageDraw

from honours.commendations.models.nominations import Nomination
from honours.commendations.operations.papers import add_paper
from honours.commendations.vocabulary import PaperKind
from honours.directory.models import User

SIZE = (240, 336)
"""Two inches, 35 by 49 millimetres, small: nobody is to be recognized."""


def hand_in_photograph(nomination: Nomination, *, by: User) -> None:
    """As the clerk would upload it."""
    photo = PaperKind.PHOTO
    add_paper(nomination, photo, file_name="照片.png", content=drawn_portrait(), by=by)


@cache
def drawn_portrait() -> bytes:
    """Head and shoulders without a face, drawn once for all."""
    picture = Image.new("RGB", SIZE, "#b8cfe5")
    pen = ImageDraw.Draw(picture)
    pen.ellipse((30, 220, 210, 440), fill="#37474f")
    pen.ellipse((72, 70, 168, 200), fill="#d9b99b")
    written = io.BytesIO()
    picture.save(written, "PNG", optimize=True)
    return written.getvalue()
