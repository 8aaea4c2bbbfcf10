"""Reach over generated trees, against an oracle that knows nothing of paths."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from honours.directory.models import Organization, Post, User
from honours.directory.operations.organizations import NewOrganization, plant_organizations
from honours.directory.permissions import Mandate, mandate_of
from honours.directory.queries import (
    holders_of,
    organizations_within_reach,
    posts_within_reach,
    within_reach,
)
from honours.directory.vocabulary import ADMINISTRATORS, Level, OrganizationKind, Role

TODAY = date(2010, 6, 1)
SPANS = [
    (date(2010, 1, 1), None),
    (date(2010, 6, 1), date(2010, 6, 1)),
    (date(2009, 1, 1), date(2010, 5, 31)),
    (date(2010, 6, 2), None),
]

superiors = st.lists(st.integers(min_value=0, max_value=100), min_size=1, max_size=12)
posts = st.lists(
    st.tuples(
        st.integers(min_value=0, max_value=2),
        st.sampled_from([Role.FILER, Role.EXAMINER, Role.AUDIT_ADMINISTRATOR]),
        st.integers(min_value=0, max_value=100),
        st.sampled_from(SPANS),
    ),
    max_size=6,
)


class ReachIsWhatPostsGive(TestCase):
    @settings(max_examples=40, suppress_health_check=list(HealthCheck))
    @given(superiors, posts)
    def test_a_user_reaches_what_stands_under_a_post_of_his_and_nothing_else(self, chosen, held):
        above = [None] + [number % place for place, number in enumerate(chosen, start=1)]
        organizations = planted(above)
        users = [User.objects.create_user(f"user{number}") for number in range(3)]
        seated = set()
        for number, role, place, (since, until) in held:
            if role in ADMINISTRATORS and number in seated:
                continue
            if role in ADMINISTRATORS:
                seated.add(number)
            one = organizations[place % len(organizations)]
            Post.objects.create(
                user=users[number],
                role=role,
                organization=one,
                jurisdiction=one,
                since=since,
                until=until,
            )
        for user in users:
            expected = oracle(user, above, organizations)
            mandate = mandate_of(user, TODAY)
            reached = {one.pk for one in organizations if mandate.reaches(one)}
            assert reached == expected
            rows = organizations_within_reach(mandate)
            assert set(rows.values_list("pk", flat=True)) == expected
            scoped = within_reach(Post.objects.all(), mandate)
            assert {post.organization_id for post in scoped} <= expected
            assert set(scoped) == {
                post for post in Post.objects.all() if post.organization_id in expected
            }


def planted(above):
    planned = []
    for place, superior in enumerate(above):
        planned.append(
            NewOrganization(
                f"单位{place}",
                OrganizationKind.DEPARTMENT,
                Level.CITY,
                "51",
                None if superior is None else planned[superior],
            )
        )
    return plant_organizations(planned)


def oracle(user, above, organizations):
    """Climbs from each organization to the top and asks for a post on the way."""
    reached = set()
    for place in range(len(organizations)):
        climbing = place
        while climbing is not None:
            for post in Post.objects.filter(user=user):
                is_held = post.since <= TODAY and (post.until is None or post.until >= TODAY)
                is_business = "administrator" not in post.role
                if is_held and is_business and post.jurisdiction == organizations[climbing]:
                    reached.add(organizations[place].pk)
            climbing = above[climbing]
    return reached


@pytest.mark.django_db
def test_without_a_post_nothing_is_within_reach():
    nothing = Mandate(())
    assert not within_reach(Post.objects.all(), nothing).exists()
    assert not organizations_within_reach(nothing).exists()
    assert not posts_within_reach(nothing).exists()
    [one] = planted([None])
    assert holders_of(Role.FILER, one) == []
    assert Organization.objects.count() == 1
