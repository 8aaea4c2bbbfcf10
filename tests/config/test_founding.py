"""What an operator types to found an installation, and what he is told when it is wrong."""

import pytest
from django.core.management import CommandError, call_command

from honours.directory.models import Post, User
from honours.directory.vocabulary import ADMINISTRATORS
from honours.notices.models.calendar import CalendarYear

pytestmark = pytest.mark.django_db

DIVISIONS = "code,name,parent,level\n51,四川省,,省级\n"
NAMES = {"system": "xitong", "security": "anquan", "audit": "shenji"}


@pytest.fixture(autouse=True)
def _divisions(tmp_path):
    path = tmp_path / "divisions.csv"
    path.write_text(DIVISIONS)
    call_command("import_divisions", path)


def test_three_different_people_are_founded_once_with_passwords_for_one_sign_in(capsys):
    call_command("found", at="51", **NAMES)
    told = capsys.readouterr().out
    assert set(Post.objects.values_list("role", flat=True)) == set(ADMINISTRATORS)
    for user in User.objects.all():
        assert user.must_change_password
        line = next(line for line in told.splitlines() if line.startswith(user.username))
        assert user.check_password(line.partition("：")[2])
    with pytest.raises(CommandError, match="已有管理员"):
        call_command("found", at="51", system="a1", security="b1", audit="c1")
    assert User.objects.count() == 3


def test_the_working_days_of_the_years_known_are_there_from_the_start():
    call_command("found", at="51", **NAMES)
    assert CalendarYear.objects.filter(year=2025).exists()


def test_one_person_cannot_be_two_of_the_three():
    with pytest.raises(CommandError, match="三个人"):
        call_command("found", at="51", **{**NAMES, "audit": "xitong"})


def test_an_unknown_place_is_told_with_what_to_do():
    with pytest.raises(CommandError, match="import-divisions"):
        call_command("found", at="99", **NAMES)
