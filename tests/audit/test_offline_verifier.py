"""The one-file verifier, run as an outsider runs it: a bare Python, two files and a key."""

import json
import runpy
import subprocess
import sys
from contextlib import chdir, redirect_stdout
from io import StringIO
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as some

from honours.audit import keys, offline_verifier
from honours.audit.models import Checkpoint
from honours.audit.operations import export_book, record, seal
from honours.audit.queries import exported
from honours.audit.vocabulary import canonical
from tests.audit.conftest import write

# RFC 8032 §7.1: public key, message, signature.
RFC_8032 = [
    (
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "",
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701c"
        "f9b46bd25bf5f0595bbe24655141438e7a100b",
    ),
    (
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        "72",
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0"
        "f11d8c387b2eaeb4302aeeb00d291612bb0c00",
    ),
    (
        "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
        "af82",
        "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f76098"
        "4dc6594a7c15e9716ed28dc027beceea1ec40a",
    ),
]
ORDER = offline_verifier.ORDER


@pytest.fixture
def copy(db, tmp_path) -> Path:
    """An exported book of nine entries under two checkpoints."""
    write(3)
    seal()
    write(5, first=4)
    record("registry.activity.note", subject="registry.activity:1", actor="u", 名称="“十佳”\n😀")
    seal()
    export_book(tmp_path)
    return tmp_path


def run(copy: Path, *words: str) -> tuple[int, str]:
    """The answer and what was said, in the folder of the copy."""
    said = StringIO()
    with chdir(copy), redirect_stdout(said):
        return offline_verifier.main(list(words)), said.getvalue()


def lines_of(copy: Path) -> list[dict]:
    return [json.loads(line) for line in (copy / "book.jsonl").read_bytes().splitlines()]


def write_lines(copy: Path, lines: list[dict]) -> None:
    (copy / "book.jsonl").write_bytes(b"".join(canonical(line) + b"\n" for line in lines))


def test_nothing_but_python_is_needed(copy):
    """-I -S: no environment, no site-packages; only the standard library is left."""
    words = [sys.executable, "-I", "-S", "offline_verifier.py", "book.jsonl", "checkpoint.json"]
    assert subprocess.call(words, cwd=copy) == 0  # noqa: S603 - our own interpreter and file
    write_lines(copy, lines_of(copy)[:-1])
    assert subprocess.call(words, cwd=copy) == 1  # noqa: S603


def test_its_answer_is_the_exit_code(copy, monkeypatch):
    monkeypatch.setattr(sys, "argv", ["verifier", str(copy / "book.jsonl"), "absent"])
    with pytest.raises(SystemExit) as ended:
        runpy.run_path(offline_verifier.__file__, run_name="__main__")
    assert ended.value.code == 2


def test_a_sound_copy_passes(copy):
    answer, said = run(copy, "book.jsonl", "checkpoint.json")
    assert (answer, "9条全部相符" in said) == (0, True)
    answer, said = run(copy, "book.jsonl", "checkpoints.jsonl")
    assert (answer, "2个检查点" in said) == (0, True)
    assert keys.key_name(keys.public_key()) in said


@pytest.mark.parametrize("given", ["hexadecimal", "file"])
def test_the_key_may_come_from_elsewhere(copy, given):
    text = keys.public_key().hex()
    (copy / "printed.txt").write_text(text)
    (copy / "public_key.txt").unlink()
    key = text if given == "hexadecimal" else "printed.txt"
    assert run(copy, "book.jsonl", "checkpoint.json", "--public-key", key)[0] == 0


def test_a_book_signed_with_two_keys_passes(copy, settings):
    (settings.KEYS / "audit-signing").rename(settings.KEYS / "audit-signing-earlier")
    write(2, first=20)
    seal()
    export_book(copy)
    answer, said = run(copy, "book.jsonl", "checkpoints.jsonl")
    assert (answer, "11条全部相符，3个检查点" in said) == (0, True)


@pytest.mark.parametrize("position", [0, 4, 8])
def test_a_changed_line_is_named(copy, position):
    lines = lines_of(copy)
    lines[position]["entry"]["actor"] += "0"
    write_lines(copy, lines)
    answer, said = run(copy, "book.jsonl", "checkpoints.jsonl")
    assert (answer, f"序位{position}的内容与其哈希不符" in said) == (1, True)


def test_every_changed_byte_of_the_book_is_found(copy):
    write_lines(copy, lines_of(copy)[:3])
    book = (copy / "book.jsonl").read_bytes()
    heads = offline_verifier.read_heads(str(copy / "checkpoints.jsonl"))
    trusted = offline_verifier.public_keys(None, str(copy / "book.jsonl"))
    roots = {heads[0]["size"]: heads[0]["root"]}
    assert offline_verifier.verify(str(copy / "book.jsonl"), heads[:1], trusted) == 3
    for place in range(len(book) - 1):
        changed = bytearray(book)
        changed[place] ^= 1
        (copy / "book.jsonl").write_bytes(changed)
        with pytest.raises(offline_verifier.Broken):
            offline_verifier.walk(str(copy / "book.jsonl"), roots)


def test_a_line_left_out_is_named(copy):
    lines = lines_of(copy)
    del lines[4]
    write_lines(copy, lines)
    answer, said = run(copy, "book.jsonl", "checkpoints.jsonl")
    assert (answer, "序位4缺失" in said) == (1, True)


def test_a_line_swapped_and_renumbered_is_narrowed_down_to_its_checkpoint(copy):
    lines = lines_of(copy)
    lines[4], lines[6] = ({**lines[6], "position": 4}, {**lines[4], "position": 6})
    write_lines(copy, lines)
    answer, said = run(copy, "book.jsonl", "checkpoints.jsonl")
    assert (answer, "序位3至8" in said) == (1, True)


def test_a_line_slipped_in_is_found(copy):
    lines = lines_of(copy)
    lines.append({**lines[-1], "position": 9})
    write_lines(copy, lines)
    answer, said = run(copy, "book.jsonl", "checkpoints.jsonl")
    assert (answer, "没有检查点为其签名" in said) == (1, True)


def test_a_cut_tail_is_found_by_the_longest_checkpoint(copy):
    write_lines(copy, lines_of(copy)[:3])
    assert run(copy, "book.jsonl", "checkpoint.json")[0] == 1
    (copy / "short.json").write_bytes((copy / "checkpoints.jsonl").read_bytes().splitlines()[0])
    assert run(copy, "book.jsonl", "short.json")[0] == 0, "alone, the short checkpoint is content"
    answer, said = run(copy, "book.jsonl", "short.json", "checkpoint.json")
    assert (answer, "被截断" in said) == (1, True)


def test_a_line_spelled_in_another_way_is_refused(copy):
    """Else one could show readers a first "actor" and hash the second."""
    raw = (copy / "book.jsonl").read_bytes()
    (copy / "book.jsonl").write_bytes(raw.replace(b'{"actor":', b'{"actor":"nobody","actor":', 1))
    answer, said = run(copy, "book.jsonl", "checkpoint.json")
    assert (answer, "序位0不成格式" in said) == (1, True)


def test_a_missing_entry_that_left_its_hash_is_named(copy):
    lines = lines_of(copy)
    lines[2]["entry"] = None
    write_lines(copy, lines)
    answer, said = run(copy, "book.jsonl", "checkpoint.json")
    assert (answer, "序位2缺失" in said) == (1, True)


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"signature": "00" * 64}, "签名不符"),
        ({"signature": "not hexadecimal"}, "签名不符"),
        ({"at": "2010-01-01T00:00:00.000000Z"}, "签名不符"),
        ({"key": "0" * 16}, "别的密钥"),
    ],
)
def test_a_checkpoint_that_is_not_ours_is_refused(copy, changed, told):
    head = exported(Checkpoint.objects.latest("size"))
    (copy / "checkpoint.json").write_bytes(canonical({**head, **changed}))
    answer, said = run(copy, "book.jsonl", "checkpoint.json")
    assert (answer, told in said) == (1, True)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["book.jsonl", "book.jsonl"], "不是检查点"),
        (["book.jsonl", "absent.json"], "absent.json"),
        (["book.jsonl", "checkpoint.json", "--public-key", "12"], "缺少公钥"),
        (["book.jsonl", "checkpoint.json", "--public-key", "word"], "缺少公钥"),
        (["book.jsonl", "empty.json"], "没有检查点"),
        (["book.jsonl", "size.json"], "条数不是整数"),
        (["book.jsonl", "sm3.json"], "算法不识"),
    ],
)
def test_bad_input_is_told_from_a_broken_book(copy, words, told):
    head = exported(Checkpoint.objects.latest("size"))
    (copy / "empty.json").write_bytes(b"")
    (copy / "size.json").write_bytes(canonical({**head, "size": "9"}))
    (copy / "sm3.json").write_bytes(canonical({**head, "algorithm": "sm3"}))
    answer, said = run(copy, *words)
    assert (answer, told in said) == (2, True), said


def test_two_signed_checkpoints_of_one_size_and_two_roots_convict_the_signer(copy):
    head = exported(Checkpoint.objects.latest("size"))
    other = {**head, "root": "0" * 64}
    words = {name: other[name] for name in offline_verifier.HEAD_FIELDS}
    other["signature"] = keys.sign(canonical(words))
    (copy / "other.json").write_bytes(canonical(other))
    answer, said = run(copy, "book.jsonl", "checkpoint.json", "other.json")
    assert (answer, "树根却不同" in said) == (1, True)


@pytest.mark.parametrize(("key", "words", "signature"), RFC_8032, ids=["0", "1", "2"])
def test_the_signatures_of_rfc_8032_are_believed(key, words, signature):
    given = (bytes.fromhex(key), bytes.fromhex(words), bytes.fromhex(signature))
    assert offline_verifier.is_signed(*given)
    assert not offline_verifier.is_signed(given[0], given[1] + b"!", given[2])


@given(secret=some.binary(min_size=32, max_size=32), words=some.binary(max_size=300))
def test_what_the_library_signs_is_believed_and_nothing_near_it(secret, words):
    private = Ed25519PrivateKey.from_private_bytes(secret)
    key = private.public_key().public_bytes_raw()
    signature = private.sign(words)
    assert offline_verifier.is_signed(key, words, signature)
    spoiled = bytearray(signature)
    spoiled[len(words) % 64] ^= 1
    assert not offline_verifier.is_signed(key, words, bytes(spoiled))


def test_malleable_and_malformed_signatures_are_refused():
    key, words, signature = (bytes.fromhex(text) for text in RFC_8032[1])
    scalar = int.from_bytes(signature[32:], "little") + ORDER
    malleable = signature[:32] + scalar.to_bytes(32, "little")
    no_point = b"\x02" + bytes(31)
    beyond_the_field = (2**255 - 1).to_bytes(32, "little")
    minus_zero = (1 | 1 << 255).to_bytes(32, "little")
    for forged in (malleable, signature[:63], b"", no_point + signature[32:]):
        assert not offline_verifier.is_signed(key, words, forged)
    for no_key in (no_point, beyond_the_field, minus_zero):
        assert not offline_verifier.is_signed(no_key, words, signature)


def test_the_verifier_is_one_short_file_of_the_standard_library():
    lines = Path(offline_verifier.__file__).read_text().splitlines()
    assert len(lines) <= 250
    imported = {
        line.split()[1].split(".")[0] for line in lines if line.startswith(("import", "from"))
    }
    assert imported <= sys.stdlib_module_names
