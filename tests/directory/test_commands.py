"""What an operator types, and what he is told when it is wrong."""

import pytest
from django.core.management import CommandError, call_command

from honours.directory.models import Organization, Post, User
from honours.directory.vocabulary import ADMINISTRATORS

pytestmark = pytest.mark.django_db

DIVISIONS = "code,name,parent,level\n51,四川省,,省级\n5119,巴中市,51,地级\n"
NAMES = {"system": "xitong", "security": "anquan", "audit": "shenji"}


@pytest.fixture
def divisions(tmp_path):
    path = tmp_path / "divisions.csv"
    path.write_text(DIVISIONS)
    return path


def test_divisions_are_imported_and_counted(divisions, capsys):
    call_command("import_divisions", divisions)
    assert "新增2个行政区划，已有0个" in capsys.readouterr().out
    Organization.objects.filter(division="5119").update(name="巴中地区")
    call_command("import_divisions", divisions)
    told = capsys.readouterr().out
    assert "新增0个" in told
    assert "5119在库中名为“巴中地区”，文件中为“巴中市”" in told


def test_a_faulty_file_fails_the_command_with_its_lines(divisions):
    divisions.write_text(DIVISIONS + "5120,某市,99,地级\n")
    with pytest.raises(CommandError, match=r"(?s)没有导入。.*第4行"):
        call_command("import_divisions", divisions)
    assert not Organization.objects.exists()


def test_three_different_people_are_founded_once_with_passwords_for_one_sign_in(divisions, capsys):
    call_command("import_divisions", divisions)
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


def test_one_person_cannot_be_two_of_the_three(divisions):
    call_command("import_divisions", divisions)
    with pytest.raises(CommandError, match="三个人"):
        call_command("found", at="51", **{**NAMES, "audit": "xitong"})


def test_an_unknown_place_is_told_with_what_to_do():
    with pytest.raises(CommandError, match="import-divisions"):
        call_command("found", at="99", **NAMES)
