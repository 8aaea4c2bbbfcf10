import os
import stat
from concurrent.futures import ThreadPoolExecutor

from honours.kernel import keyfiles
from honours.kernel.keyfiles import key_material


def test_a_key_is_made_once_and_read_ever_after(tmp_path):
    path = tmp_path / "keys" / "secret"
    first = key_material(path)
    assert len(first) == 32
    assert key_material(path) == first


def test_only_the_owner_may_read_the_key(tmp_path):
    path = tmp_path / "keys" / "secret"
    key_material(path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_two_keys_differ_and_have_the_size_asked_for(tmp_path):
    keys = {key_material(tmp_path / name, size=48) for name in "ab"}
    assert {len(key) for key in keys} == {48}
    assert len(keys) == 2


def test_whoever_comes_second_takes_the_key_of_the_first(tmp_path, monkeypatch):
    path = tmp_path / "secret"
    link = os.link

    def somebody_is_quicker(source, target):
        monkeypatch.setattr(keyfiles.os, "link", link)
        path.write_bytes(b"theirs")
        link(source, target)

    monkeypatch.setattr(keyfiles.os, "link", somebody_is_quicker)
    assert key_material(path) == b"theirs"
    assert list(tmp_path.iterdir()) == [path]


def test_many_threads_agree_on_one_key(tmp_path):
    path = tmp_path / "secret"
    with ThreadPoolExecutor(8) as threads:
        assert len(set(threads.map(lambda _: key_material(path), range(32)))) == 1
