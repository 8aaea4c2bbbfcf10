"""``honours report``: the latest report as a file, and plain words where there is none."""

import pytest
from django.core.management import CommandError, call_command

from honours.reports.models import FrozenReport
from honours.typesetting.layout import check_layout


def test_a_signed_report_is_written_as_it_was_frozen(office, sent, tmp_path, capsys):
    out = tmp_path / "report.docx"

    call_command("report", str(office.campaign.pk), "--out", str(out))

    frozen = FrozenReport.objects.get(report=sent)
    assert out.read_bytes() == bytes(frozen.content)
    assert frozen.content_digest in capsys.readouterr().out


def test_a_draft_is_written_as_a_draft(office, report, tmp_path, capsys):
    out = tmp_path / "draft.docx"

    call_command("report", str(office.campaign.pk), "--out", str(out))

    assert check_layout(out.read_bytes()) == []
    assert "送审稿" in capsys.readouterr().out


def test_what_is_not_there_is_said(office, tmp_path):
    out = str(tmp_path / "report.docx")
    with pytest.raises(CommandError, match="没有编号为999的清理行动"):
        call_command("report", "999", "--out", out)
    with pytest.raises(CommandError, match="还没有情况报告"):
        call_command("report", str(office.campaign.pk), "--out", out)


def test_a_folder_that_is_not_there_is_said(office, report, tmp_path):
    with pytest.raises(CommandError, match="不能写入"):
        call_command("report", str(office.campaign.pk), "--out", str(tmp_path / "no" / "r.docx"))
