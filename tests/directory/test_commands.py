"""What an operator types, and what he is told when it is wrong."""

import pytest
from django.core.management import CommandError, call_command

from honours.directory.models import Organization

pytestmark = pytest.mark.django_db

DIVISIONS = "code,name,parent,level\n51,四川省,,省级\n5119,巴中市,51,地级\n"


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
