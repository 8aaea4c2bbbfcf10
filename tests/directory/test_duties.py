"""Unmet duties are seen by those who reach them, the oldest first."""

from datetime import date

import pytest

from honours.directory.models import Duty
from honours.directory.operations.posts import assign_duty, fulfil_duty
from honours.directory.permissions import mandate_of
from honours.directory.queries import duties_of, unmet_duties
from honours.directory.vocabulary import Role
from tests.factories import city, official

pytestmark = pytest.mark.django_db
DAY = date(2010, 7, 1)


def test_only_what_is_late_unmet_and_within_reach_is_shown():
    here = city()
    leader = official(here, Role.LEADER_IN_CHARGE, "巴中市")
    clerk = official(here, Role.FILER, "巴中市教育局")
    stranger = official(here, Role.FILER, "巴中市卫生局")
    later, sooner, met, open_ended, future = (
        assign_duty(Duty(post=clerk.posts.get(), subject=subject, until=until), by=leader)
        for subject, until in (
            ("后到期", date(2010, 6, 30)),
            ("先到期", date(2010, 5, 31)),
            ("已完成", date(2010, 5, 31)),
            ("无期限", None),
            ("未到期", DAY),
        )
    )
    fulfil_duty(met, on=date(2010, 6, 2), by=clerk)
    assert list(unmet_duties(mandate_of(leader), DAY)) == [sooner, later]
    assert list(unmet_duties(mandate_of(clerk), DAY)) == [sooner, later]
    assert not unmet_duties(mandate_of(stranger), DAY).exists()
    assert set(duties_of(clerk)) == {later, sooner, open_ended, future}
