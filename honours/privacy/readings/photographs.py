"""A photograph made fit to keep: decoded, upright, without its data, no larger than needed."""

import io
import warnings

from PIL import Image, ImageOps, UnidentifiedImageError

from honours.kernel.verdicts import Finding, Refusal
from honours.privacy.readings.files import faults_of
from honours.privacy.vocabulary import Frame

MOST_PIXELS = 50_000_000
BOUNDS = {Frame.PORTRAIT: (413, 626), Frame.SCENE: (1920, 1920)}
"""Two inches at 300 dots: 413 across; no portrait is printed larger."""
LEAST = {Frame.PORTRAIT: (200, 250), Frame.SCENE: (320, 240)}
QUALITY = 88
_TAKE_AGAIN = "请用手机或者扫描仪重新拍摄、扫描，存为 JPG 或 PNG，再行上传。"


def photograph(content: bytes, frame: Frame) -> bytes:
    """The picture as a JPEG of its own, holding nothing of the file it came from but the sight.

    Raises ``Refusal``.
    """
    faults = tuple(faults_of(content))
    if faults:
        raise Refusal(*faults)
    picture = _decoded(content)
    _refuse_unfit(picture, frame)
    picture.thumbnail(BOUNDS[frame], Image.Resampling.LANCZOS)
    plain = Image.new("RGB", picture.size, "white")
    plain.paste(picture, mask=picture.getchannel("A"))
    written = io.BytesIO()
    plain.save(written, "JPEG", quality=QUALITY, optimize=True)
    return written.getvalue()


def _decoded(content: bytes) -> Image.Image:
    """The picture turned the way it was taken. Sizes are read before anything is unpacked."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(content), formats=("JPEG", "PNG")) as opened:
                if opened.width * opened.height > MOST_PIXELS:
                    raise Refusal(_too_many_pixels(opened.width, opened.height))
                opened.load()
                return ImageOps.exif_transpose(opened).convert("RGBA")
    except Image.DecompressionBombError:
        raise Refusal(_too_many_pixels()) from None
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError):
        raise Refusal(
            Finding(
                "photograph-unreadable",
                "照片打不开，可能不是图片或者已经损坏。",
                remedy=_TAKE_AGAIN,
            )
        ) from None


def _refuse_unfit(picture: Image.Image, frame: Frame) -> None:
    width, height = picture.size
    least_width, least_height = LEAST[frame]
    if width < least_width or height < least_height:
        raise Refusal(
            Finding(
                "photograph-too-small",
                f"照片只有 {width}×{height} 像素，印出来不清楚；"
                f"至少要 {least_width}×{least_height}。",
                remedy=_TAKE_AGAIN,
            )
        )
    if frame is Frame.PORTRAIT and width > height:
        raise Refusal(
            Finding(
                "photograph-lies-flat",
                "证件照片应当是竖幅，这张是横幅。",
                remedy="请把人像裁成竖幅（2 寸：35 毫米×49 毫米），再行上传。",
            )
        )


def _too_many_pixels(width: int = 0, height: int = 0) -> Finding:
    size = f"（{width}×{height}）" if width else ""
    return Finding(
        "photograph-too-large",
        f"照片像素过多{size}，超过 {MOST_PIXELS // 10_000} 万。",
        remedy="请缩小后再行上传；证件照片 413×579 像素即可。",
    )
