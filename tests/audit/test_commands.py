import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError

from honours.audit import keys
from honours.audit.management.commands import seal_audit
from honours.audit.models import Checkpoint, Entry
from honours.audit.operations import export_book, seal
from honours.audit.queries import exported
from honours.audit.vocabulary import canonical
from tests.audit.conftest import tamper, write


def told(*words, **options) -> str:
    said = StringIO()
    call_command(*words, stdout=said, stderr=said, **options)
    return said.getvalue()


def test_a_sound_book_is_said_to_be_sound(db):
    assert "尚无检查点" in told("verify_audit")
    write(3)
    seal()
    assert "通过：3条全部相符" in told("verify_audit")


def test_the_first_bad_entry_is_named_and_the_answer_is_not_zero(db):
    write(3)
    seal()
    bad = Entry.objects.order_by("pk")[1]
    tamper(f"UPDATE audit_entry SET actor = 'x' WHERE id = {bad.pk}")  # noqa: S608
    with pytest.raises(CommandError, match=f"序位1（条目编号{bad.pk}）：内容被改动") as refused:
        told("verify_audit")
    assert refused.value.returncode == 1


def test_progress_is_shown_to_people_only(db):
    class Terminal(StringIO):
        def isatty(self):
            return True

    write(3)
    seal()
    terminal = Terminal()
    call_command("verify_audit", stdout=StringIO(), stderr=terminal)
    assert "已核对3/3条" in terminal.getvalue()


def test_a_book_is_checked_against_a_checkpoint_kept_outside(db, tmp_path):
    write(3)
    seal()
    kept = tmp_path / "kept.json"
    kept.write_bytes(canonical(exported(Checkpoint.objects.get())))
    key = keys.public_key().hex()
    assert "通过" in told("verify_audit", checkpoint=[str(kept)], public_key=key)
    tamper("DELETE FROM audit_checkpoint", "DELETE FROM audit_leaf", "DELETE FROM audit_entry")
    with pytest.raises(CommandError, match="序位0：账本被截短。外存的检查点记有3条，账本只有0条"):
        told("verify_audit", checkpoint=[str(kept)])


@pytest.mark.parametrize(
    ("content", "said"),
    [(None, "读不到"), (b"{", "格式不对"), (b"[]", "不是本系统"), (b"{}", "不是本系统")],
    ids=["absent", "broken", "list", "empty"],
)
def test_a_bad_checkpoint_file_is_told_from_a_broken_book(db, tmp_path, content, said):
    kept = tmp_path / "kept.json"
    if content is not None:
        kept.write_bytes(content)
    with pytest.raises(CommandError, match=said) as refused:
        told("verify_audit", checkpoint=[str(kept)])
    assert refused.value.returncode == 2


def test_a_bad_public_key_is_bad_input(db, tmp_path):
    kept = tmp_path / "kept.json"
    kept.write_bytes(b"{}")
    with pytest.raises(CommandError, match="公钥的格式不对"):
        told("verify_audit", checkpoint=[str(kept)], public_key="word")


def test_the_book_is_exported_with_all_that_a_witness_needs(db, tmp_path):
    write(3)
    seal()
    assert "已导出3条" in told("export_audit", out=tmp_path / "copy")
    names = {path.name for path in (tmp_path / "copy").iterdir()}
    assert names == {
        "book.jsonl",
        "checkpoint.json",
        "checkpoints.jsonl",
        "offline_verifier.py",
        "public_key.txt",
    }
    assert json.loads((tmp_path / "copy" / "checkpoint.json").read_bytes())["size"] == 3


def test_an_empty_book_is_not_exported_in_silence(db, tmp_path):
    with pytest.raises(CommandError, match="尚未封存"):
        told("export_audit", out=tmp_path)
    assert export_book(tmp_path) is None


def test_a_folder_that_cannot_be_written_is_said_so(db, tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(CommandError, match="写不进") as refused:
        told("export_audit", out=tmp_path / "file")
    assert refused.value.returncode == 2


def test_the_sealer_seals_once(db):
    write(2)
    assert "已封存至第2条" in told("seal_audit")
    assert "没有待封存的条目" in told("seal_audit")


def test_the_sealer_keeps_time_and_outlives_a_database_that_restarts(db, monkeypatch):
    rounds = iter(["one more", "database away", "one more", "stop"])

    def sleep(seconds):
        assert seconds == 0.5
        if next(rounds) == "stop":
            raise KeyboardInterrupt
        write(1)

    answers = iter([seal, seal, _database_away, seal])

    def seal_or_fail():
        return next(answers)()

    monkeypatch.setattr(seal_audit, "seal", seal_or_fail)
    monkeypatch.setattr(seal_audit.time, "sleep", sleep)
    monkeypatch.setattr(seal_audit, "close_old_connections", lambda: None)
    said = told("seal_audit", every=0.5)
    assert said.count("已封存") == 2
    assert "本次未能封存" in said
    assert "封存已停止" in said
    assert Checkpoint.objects.latest("size").size == 3


def test_the_sealer_refuses_a_pause_of_nothing(db):
    with pytest.raises(CommandError, match="应为正数"):
        told("seal_audit", every=0.0)


def _database_away():
    raise OperationalError("server closed the connection")
