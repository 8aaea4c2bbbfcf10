"""Photographs: really decoded, upright, bare of their data, no larger than needed."""

import io

import pytest
from PIL import Image

from honours.kernel.verdicts import Refusal
from honours.privacy.models import Attachment
from honours.privacy.operations import keep_photo, read_file
from honours.privacy.readings.photographs import photograph
from honours.privacy.vocabulary import Frame
from tests.privacy.conftest import picture


def opened(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content))


def refused(content: bytes, frame: Frame = Frame.PORTRAIT) -> list[str]:
    with pytest.raises(Refusal) as refusal:
        photograph(content, frame)
    assert all(finding.remedy for finding in refusal.value.findings)
    return [finding.code for finding in refusal.value.findings]


def with_place_and_way_up(way: int) -> bytes:
    taken = Image.Exif()
    taken[0x0112] = way
    taken[0x010F] = "Camera of Zhang San"
    taken.get_ifd(0x8825)[1] = "N"
    return picture(800, 600, exif=taken.tobytes())


@pytest.mark.parametrize(
    ("given_size", "kept_size"),
    [((413, 579), (413, 579)), ((1200, 1600), (413, 551)), ((300, 300), (300, 300))],
)
def test_a_portrait_is_no_larger_than_two_inches(given_size, kept_size):
    assert opened(photograph(picture(*given_size), Frame.PORTRAIT)).size == kept_size


def test_a_scene_is_kept_larger_and_may_lie_flat():
    assert opened(photograph(picture(4000, 3000), Frame.SCENE)).size == (1920, 1440)


def test_a_photograph_is_turned_upright_and_tells_nothing_of_where_it_was_taken():
    kept = photograph(with_place_and_way_up(6), Frame.PORTRAIT)
    assert opened(kept).size == (413, 551)
    assert dict(opened(kept).getexif()) == {}
    assert b"Zhang San" not in kept
    assert b"Exif" not in kept


@pytest.mark.parametrize(
    ("form", "mode"), [("PNG", "RGBA"), ("PNG", "RGB"), ("PNG", "L"), ("JPEG", "CMYK")]
)
def test_every_way_of_colour_becomes_a_plain_jpeg(form, mode):
    kept = opened(photograph(picture(form=form, mode=mode), Frame.PORTRAIT))
    assert (kept.format, kept.mode) == ("JPEG", "RGB")


def test_what_was_transparent_becomes_white():
    kept = opened(photograph(picture(form="PNG", mode="RGBA"), Frame.PORTRAIT))
    assert kept.getpixel((5, 5)) == (255, 255, 255)


def test_what_hangs_behind_the_picture_is_cut_off():
    kept = photograph(picture() + b"PK\x03\x04 an archive behind it", Frame.PORTRAIT)
    assert b"archive" not in kept


@pytest.mark.parametrize(
    ("content", "codes"),
    [
        (b"", ["file-empty"]),
        (b"MZ\x90\x00", ["file-kind-unknown"]),
        (b"%PDF-1.4 scan", ["photograph-unreadable"]),
        (picture()[:2000], ["photograph-unreadable"]),
        (b"\xff\xd8\xff\xe0 broken", ["photograph-unreadable"]),
        (picture(199, 300), ["photograph-too-small"]),
        (picture(800, 600), ["photograph-lies-flat"]),
    ],
    ids=["nothing", "a program", "a paper", "half of it", "broken", "tiny", "lying"],
)
def test_what_is_no_photograph_is_refused(content, codes):
    assert refused(content) == codes


def test_a_small_scene_is_refused():
    assert refused(picture(300, 200), Frame.SCENE) == ["photograph-too-small"]


@pytest.mark.parametrize("side", [15_000, 8_000], ids=["a bomb to Pillow", "only too large"])
def test_a_picture_of_too_many_dots_is_refused_before_it_is_unpacked(monkeypatch, side):
    content = picture(side, side, form="PNG", mode="1")
    assert len(content) < 200_000

    def unpacked(*_args, **_options):
        raise AssertionError("unpacked")

    monkeypatch.setattr(Image.Image, "load", unpacked)
    assert refused(content) == ["photograph-too-large"]


@pytest.mark.django_db
def test_a_photograph_is_kept_as_it_was_made_fit():
    kept = keep_photo("a.b:1", purpose="photo", file_name="张三.PNG", content=picture(), by="li")
    found = Attachment.objects.get(pk=kept.pk)
    assert (found.file_name, found.media_type) == ("张三.jpg", "image/jpeg")
    assert opened(read_file(found)).size == (413, 551)
    with pytest.raises(Refusal):
        keep_photo("a.b:1", purpose="photo", file_name="a.jpg", content=b"x", by="li")
    assert Attachment.objects.count() == 1
