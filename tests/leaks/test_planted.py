"""The matrix turns red: every kind of leak, planted in a page of its own, is reported."""

import logging

import pytest

from honours.directory.vocabulary import Role
from honours.privacy.operations import keep_file
from tests import factories
from tests.campaigns.conftest import EDUCATION
from tests.leaks.fields import personal_fields, planted, shaped_like
from tests.leaks.matrix import Allowance, Matrix, Sighting, not_allowed
from tests.leaks.visits import Viewer
from tests.privacy.samples import CATALOG, pdf

pytestmark = pytest.mark.django_db
CLERK = "外县填报人"
STRANGER = "未登录的人"
FILE = "privacy.attachment"


@pytest.fixture
def matrix(db, settings):
    settings.ROOT_URLCONF = "tests.leaks.leaky"
    here = factories.city()
    clerk = factories.official(here, Role.FILER, EDUCATION)
    for number in (1, 2):
        keep_file(
            f"registry.activity:{number}",
            purpose="proof",
            file_name="张三的证明.pdf",
            content=pdf(CATALOG),
            by="tests",
        )
    viewers = [Viewer(CLERK, clerk, is_outsider=True), Viewer(STRANGER, None, is_outsider=True)]
    return Matrix(viewers, planted())


def sighting(channel: str, page: str, field: str = "file_name", viewer: str = CLERK) -> Sighting:
    return Sighting(viewer, FILE if field != "*" else "*", field, channel, f"leaky:{page}")


# ``logged`` and ``broken`` say nothing on the page: what they tell stands in the log.
EXPECTED = {
    "list": {
        sighting("列表", "list"),
        sighting("计数", "list", "*"),
        # ... and what the list led to, though nobody named its address:
        sighting("导出", "export"),
        sighting("文件", "file"),
        sighting("文件", "file", "content"),
    },
    "export": {sighting("导出", "export")},
    "search": {sighting("检索", "search")},
    "count": {sighting("计数", "count", "*")},
    "public": {
        sighting("页面", "public"),
        sighting("计数", "public", "*"),
        sighting("页面", "public", viewer=STRANGER),
        sighting("计数", "public", "*", viewer=STRANGER),
    },
    "masked": {sighting("计数", "masked", "*")},
    "logged": set(),
    "broken": set(),
}


@pytest.mark.parametrize("name", EXPECTED)
def test_a_leak_is_reported(matrix, name):
    assert matrix.sightings([f"/leaky/{name}"]) == EXPECTED[name]


def test_a_value_that_was_logged_is_heard(matrix, caplog):
    caplog.set_level(logging.DEBUG)
    matrix.sightings(["/leaky/logged"])
    assert {str(canary.field) for canary in matrix.aviary.heard_in(caplog.text)} == {
        "privacy.attachment.file_name"
    }


def test_a_page_that_breaks_is_no_page_without_leaks(matrix, caplog):
    caplog.set_level(logging.DEBUG)
    matrix.sightings(["/leaky/broken"])
    assert matrix.faults == {"外县填报人打不开leaky:broken"}
    assert matrix.aviary.heard_in(caplog.text) != set()


def test_a_line_allows_one_cell_and_no_other():
    allowed = Allowance("依规公开", FILE, ["file_name"], [CLERK], ["列表"], ["leaky:*"])
    cells = EXPECTED["list"]
    assert set(not_allowed(cells, [allowed])) == cells - {sighting("列表", "list")}
    assert not_allowed(cells, []) == sorted(cells)


def test_every_encrypted_column_of_the_house_is_a_personal_field():
    names = {str(field) for field in personal_fields()}
    assert {"privacy.attachment.content", "privacy.attachment.file_name"} <= names


@pytest.mark.parametrize(
    "before",
    [
        "1970-01-01",
        "1970-05",
        "11010519491231002X",
        "13800138000",
        '{"name": ["张三", 3]}',
        "{没有写完",
        "张三的证明.pdf",
        "",
        None,
        b"%PDF-1.4",
    ],
    ids=str,
)
def test_a_canary_has_the_shape_of_what_it_replaces(before):
    """Days stay days and numbers numbers, so that pages can read them."""
    value, parts = shaped_like(before, "a.b.c:1", 77)
    assert type(value) is (bytes if isinstance(before, bytes) else str)
    assert parts[0] in (value.decode() if isinstance(value, bytes) else value)
    assert min(map(len, parts)) >= 7
