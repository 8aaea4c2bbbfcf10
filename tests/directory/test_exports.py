"""Whoever takes a list out as a file is in the book, whichever room the list is of."""

import pytest
from django.test import RequestFactory

from honours.audit.models import Entry
from honours.directory.exports import TakenList, recorded_writers
from honours.directory.models import User

LIST = TakenList("registry.activity.export", "项目登记册")


@pytest.fixture
def request_of(db):
    def made(query):
        request = RequestFactory().get("/", query)
        request.user = User(username="examiner")
        return request

    return made


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_file_is_booked_with_its_rows_once_it_was_sent(request_of, kind):
    write = getattr(recorded_writers(request_of({"q": "评选", "export": kind}), LIST), kind)
    b"".join(write(["名称"], [["甲"], ["乙"]]))
    entry = Entry.objects.get(verb=LIST.verb)
    assert entry.subject == "registry.activity"
    assert (entry.detail["rows"], entry.detail["kind"]) == (2, kind)
    assert entry.detail["list"] == "项目登记册"
    assert "export" not in entry.detail["asked"]


def test_a_question_that_may_name_somebody_is_not_kept(request_of):
    people = TakenList("commendations.nomination.export", "推荐", names_people=True)
    b"".join(recorded_writers(request_of({"q": "王芳"}), people).csv(["名称"], []))
    assert "王芳" not in str(Entry.objects.get(verb=people.verb).detail)
    assert Entry.objects.get(verb=people.verb).detail["asked"] == ""


def test_a_file_broken_off_is_booked_as_such(request_of):
    pieces = recorded_writers(request_of({}), LIST).csv(["名称"], ([str(n)] for n in range(1000)))
    next(pieces)
    pieces.close()
    detail = Entry.objects.get(verb=LIST.verb).detail
    assert detail["is_whole"] is False
    assert detail["rows"] < 1000
