"""Digests in groups: for the eye, and for a book that keeps no number of a person."""

import hypothesis.strategies as st
from hypothesis import given

from honours.audit.readings import plain
from honours.kernel.digests import in_groups


@given(st.text("0123456789abcdef", min_size=64, max_size=64))
def test_a_digest_in_groups_is_never_taken_for_the_number_of_a_person(digest):
    assert plain(in_groups(digest), lambda text: "taken for a number") == in_groups(digest)


@given(st.text("0123456789abcdef", max_size=64))
def test_nothing_of_the_digest_is_lost(digest):
    assert in_groups(digest).replace(" ", "") == digest


def test_a_digest_reads_in_groups_of_eight():
    assert in_groups("0123456789abcdef01") == "01234567 89abcdef 01"
