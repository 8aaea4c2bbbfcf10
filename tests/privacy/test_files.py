"""Files: known by what they hold, refused where they would act, kept under lock."""

from functools import cache
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from honours.kernel.verdicts import Refusal
from honours.privacy.fields import Unreadable
from honours.privacy.http import sent
from honours.privacy.models import Attachment
from honours.privacy.operations import discard_file, keep_file, keep_photo, read_file
from honours.privacy.queries import attachments_of, attachments_of_all
from honours.privacy.readings.files import clean_name, faults_of, kind_of
from honours.privacy.vocabulary import FileKind
from tests.privacy.conftest import picture
from tests.privacy.samples import FILES, TYPES, WORD, pdf, zipped

CASES = yaml.safe_load((Path(__file__).parent / "cases/files.yaml").read_text("utf-8"))
SUBJECT = "notices.notice:7"


@cache
def content_of(name: str) -> bytes:
    return FILES[name]()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_file(case):
    content = content_of(case["file"])
    findings = list(faults_of(content))
    assert [finding.code for finding in findings] == case.get("refused", [])
    assert all(finding.remedy for finding in findings)
    if "kind" in case:
        kind = kind_of(content)
        assert kind.label == case["kind"]
        name = clean_name(case.get("named", case["file"]), kind)
        assert name == case.get("kept_as", case["file"])


@given(
    st.binary(max_size=300), st.sampled_from([b"", b"%PDF-1.4", b"PK\x03\x04", b"\xff\xd8\xff"])
)
def test_no_heap_of_bytes_breaks_the_reading(content, beginning):
    assert isinstance(list(faults_of(beginning + content)), list)


@given(st.data())
def test_no_damage_to_an_archive_breaks_the_reading(data):
    content = bytearray(zipped(WORD))
    for _ in range(data.draw(st.integers(1, 4))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    assert isinstance(list(faults_of(bytes(content))), list)


@pytest.mark.parametrize(
    ("given_name", "kept"),
    [
        ("身份证明.PDF", "身份证明.pdf"),
        ("C:\\桌面\\张三 证明.pdf", "张三 证明.pdf"),
        ("../../etc/passwd", "passwd.pdf"),
        ("证明\u202efdp.exe", "证明fdp.exe.pdf"),
        ("a\r\nSet-Cookie: x.pdf", "aSet-Cookie: x.pdf"),
        ("", "文件.pdf"),
        (".pdf", ".pdf.pdf"),
        ("长" * 300 + ".pdf", "长" * 120 + ".pdf"),
        ("照片.jpeg", "照片.pdf"),
    ],
)
def test_names_are_cleaned(given_name, kept):
    assert clean_name(given_name, FileKind.PDF) == kept


def test_every_kind_has_its_suffix():
    assert [kind.suffix for kind in FileKind] == [".pdf", ".jpg", ".png", ".xlsx", ".docx"]


@pytest.mark.django_db
def test_a_file_is_kept_found_opened_and_thrown_away(django_assert_num_queries):
    content = pdf(b"<< /Type /Catalog >>")
    kept = keep_file(SUBJECT, purpose="proof", file_name="证明.pdf", content=content, by="li")
    keep_file("notices.notice:8", purpose="proof", file_name="b.pdf", content=content, by="li")
    with django_assert_num_queries(1):
        (found,) = attachments_of(SUBJECT)
        assert (found.file_name, found.size, found.added_by) == ("证明.pdf", len(content), "li")
    assert read_file(found) == content
    assert len(attachments_of_all([SUBJECT, "notices.notice:8"])) == 2
    assert "content" in found.get_deferred_fields() or found.content
    discard_file(kept)
    assert not attachments_of(SUBJECT).exists()


@pytest.mark.django_db
def test_what_is_refused_leaves_no_row():
    for name, code in (("program", "file-kind-unknown"), ("macro.docx", "file-has-macros")):
        with pytest.raises(Refusal) as refusal:
            keep_file(
                SUBJECT, purpose="proof", file_name="a.pdf", content=content_of(name), by="li"
            )
        assert [finding.code for finding in refusal.value.findings] == [code]
    assert not Attachment.objects.exists()


@pytest.mark.django_db
def test_a_list_of_files_leaves_their_content_in_the_database():
    keep_file(SUBJECT, purpose="proof", file_name="a.pdf", content=pdf(b"<<>>"), by="li")
    assert attachments_of(SUBJECT).get().get_deferred_fields() == {"content"}


@pytest.mark.django_db
def test_bytes_that_are_not_those_that_were_kept_do_not_open():
    kept = keep_file(SUBJECT, purpose="proof", file_name="a.pdf", content=pdf(b"<<>>"), by="li")
    Attachment.objects.update(content=pdf(b"<< /Other true >>"))
    with pytest.raises(Unreadable):
        read_file(attachments_of(SUBJECT).get())
    assert kept.digest not in str(Unreadable)


@pytest.mark.django_db
def test_a_file_leaves_as_a_download_that_nobody_keeps():
    kept = keep_file(SUBJECT, purpose="proof", file_name="证明.pdf", content=pdf(b"<<>>"), by="li")
    for inline in (False, True):
        response = sent(kept, inline=inline)
        assert response.content == pdf(b"<<>>")
        assert response["Content-Type"] == "application/pdf"
        assert (
            response["Content-Disposition"]
            == "attachment; filename*=utf-8''%E8%AF%81%E6%98%8E.pdf"
        )
        assert response["X-Content-Type-Options"] == "nosniff"
        assert response["Cache-Control"] == "private, no-store"
        assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"


@pytest.mark.django_db
def test_a_picture_may_stand_in_a_page():
    kept = keep_photo(SUBJECT, purpose="photo", file_name="a.png", content=picture(), by="li")
    assert sent(kept, inline=True)["Content-Disposition"].startswith("inline")
    assert sent(kept)["Content-Disposition"].startswith("attachment")


@pytest.mark.django_db
def test_another_policy_of_content_is_not_put_over_that_of_a_file(client, settings):
    """The middleware leaves the header of a file as it is."""
    keep_photo(SUBJECT, purpose="photo", file_name="a.png", content=picture(), by="li")
    settings.ROOT_URLCONF = "tests.privacy.addresses"
    response = client.get("/picture")
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert response["Cache-Control"] == "private, no-store"


def test_only_the_beginning_of_a_list_of_parts_is_read():
    long = zipped({**WORD, TYPES: b" " * (3 * 1024 * 1024) + b"macroEnabled"})
    assert list(faults_of(long)) == []
