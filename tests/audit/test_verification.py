"""What an owner of the database can do to the book, and what the verifier says to it."""

# ruff: noqa: S608 - the statements are a forger's

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from honours.audit import keys, queries
from honours.audit.models import Checkpoint, Entry, Leaf, Node, Unsealed
from honours.audit.operations import record, seal
from honours.audit.queries import (
    Anchor,
    consistency_proof,
    exported,
    first_broken_entry,
    inclusion_proof,
    trusted_anchor,
)
from honours.audit.vocabulary import BookFault
from honours.kernel import merkle
from honours.kernel.verdicts import Refusal
from tests.audit.conftest import tamper, write


@pytest.fixture
def book(either_database) -> list[Entry]:
    """Ten entries under two checkpoints: four, then six more."""
    write(4)
    seal()
    write(6, first=5)
    seal()
    assert first_broken_entry() is None
    return list(Entry.objects.order_by("pk"))


def fault_of(broken) -> tuple[BookFault, int | None, int | None]:
    return broken.fault, broken.position, broken.entry_id


@pytest.mark.parametrize("position", [0, 3, 4, 9])
@pytest.mark.parametrize(
    "change",
    [
        "verb = 'registry.activity.keeq'",
        "actor = 'user:8'",
        "organization = 'x'",
        "subject = 'registry.activity:0'",
        "detail = '{\"a\":1}'",
        "salt = '00000000000000000000000000000001'",
    ],
)
def test_one_changed_byte_is_found_and_the_entry_named(book, change, position):
    tamper(f"UPDATE audit_entry SET {change} WHERE id = {book[position].pk}")
    assert fault_of(first_broken_entry()) == (BookFault.ALTERED, position, book[position].pk)


def test_an_entry_moved_by_one_microsecond_is_named(book):
    later = book[5].at + timedelta(microseconds=1)
    tamper(f"UPDATE audit_entry SET at = '{later.replace(tzinfo=None)}' WHERE id = {book[5].pk}")
    assert fault_of(first_broken_entry()) == (BookFault.ALTERED, 5, book[5].pk)


def test_a_deleted_entry_is_named(book):
    tamper(f"DELETE FROM audit_entry WHERE id = {book[6].pk}")
    assert fault_of(first_broken_entry()) == (BookFault.MISSING, 6, book[6].pk)


def test_an_entry_deleted_with_its_leaf_is_named(book):
    tamper(
        f"DELETE FROM audit_entry WHERE id = {book[6].pk}",
        f"DELETE FROM audit_leaf WHERE entry_id = {book[6].pk}",
    )
    assert fault_of(first_broken_entry()) == (BookFault.OUT_OF_LINE, 6, book[7].pk)


def test_two_swapped_entries_are_named(book):
    one, other = book[2].pk, book[5].pk
    tamper(
        f"UPDATE audit_entry SET id = -1 WHERE id = {one}",
        f"UPDATE audit_entry SET id = {one} WHERE id = {other}",
        f"UPDATE audit_entry SET id = {other} WHERE id = -1",
    )
    assert fault_of(first_broken_entry()) == (BookFault.ALTERED, 2, one)


def test_two_swapped_leaves_are_named(book):
    tamper(
        "UPDATE audit_leaf SET position = 99 WHERE position = 6",
        "UPDATE audit_leaf SET position = 6 WHERE position = 7",
        "UPDATE audit_leaf SET position = 7 WHERE position = 99",
    )
    broken = first_broken_entry()
    assert (broken.fault, broken.position) == (BookFault.REWRITTEN, 6)


def test_an_entry_rewritten_with_its_leaf_is_named_by_the_tree_above_it(book):
    _rewrite(book[8])
    broken = first_broken_entry()
    assert (broken.fault, broken.position) == (BookFault.REWRITTEN, 8)
    assert "序位4至9" in broken.message


def test_a_segment_rewritten_up_to_its_root_is_named_by_its_checkpoint(book):
    _rewrite(book[8])
    _regrow_the_tree()
    broken = first_broken_entry()
    assert (broken.fault, broken.position) == (BookFault.REWRITTEN, 4)


def test_a_checkpoint_that_was_not_signed_with_our_key_is_named(book):
    _rewrite(book[8])
    _regrow_the_tree()
    frontier = queries.frontier()
    tamper(f"UPDATE audit_checkpoint SET root = '{frontier.root().hex()}' WHERE size = 10")
    assert fault_of(first_broken_entry())[:2] == (BookFault.UNSIGNED, 9)


def test_a_checkpoint_of_a_key_nobody_kept_is_named(book):
    tamper("UPDATE audit_checkpoint SET key = '0123456789abcdef' WHERE size = 4")
    assert fault_of(first_broken_entry())[:2] == (BookFault.UNSIGNED, 3)


def test_an_entry_slipped_in_with_a_leaf_but_no_signature_is_named(book):
    write(1, first=11)
    forged = Entry.objects.latest("pk")
    Leaf.objects.create(position=10, entry_id=forged.pk, leaf_hash="0" * 64)
    assert fault_of(first_broken_entry()) == (BookFault.BEYOND_THE_HEAD, 10, forged.pk)


def test_an_entry_slipped_into_the_past_is_named(book):
    forged = Entry(actor="user:7", verb="registry.activity.keep", subject="s", detail={})
    forged.at = timezone.now() - timedelta(days=30)
    forged.save(force_insert=True)
    seal()
    assert fault_of(first_broken_entry()) == (BookFault.BACKDATED, 10, forged.pk)


def test_an_entry_struck_off_the_sealers_list_is_named(book):
    write(1, first=11)
    lost = Entry.objects.latest("pk")
    Unsealed.objects.all().delete()
    assert fault_of(first_broken_entry()) == (BookFault.UNLISTED, None, lost.pk)


def test_entries_that_wait_for_the_sealer_are_no_fault(book):
    write(3, first=11)
    assert first_broken_entry() is None


def test_a_cut_tail_is_found_while_its_checkpoint_stands(book):
    tamper("DELETE FROM audit_leaf WHERE position >= 7")
    assert fault_of(first_broken_entry())[:2] == (BookFault.MISSING, 7)


def test_a_tail_cut_with_its_checkpoint_is_found_by_a_checkpoint_kept_outside(book):
    kept = trusted_anchor(exported(Checkpoint.objects.get(size=10)))
    tamper(
        "DELETE FROM audit_checkpoint WHERE size > 4",
        "DELETE FROM audit_leaf WHERE position >= 4",
        "DELETE FROM audit_node WHERE level < 2 AND place > 1 OR level > 2",
        f"DELETE FROM audit_entry WHERE id > {book[3].pk}",
    )
    assert first_broken_entry() is None, "from inside, a shorter book looks whole"
    assert fault_of(first_broken_entry([kept]))[:2] == (BookFault.CUT, 4)


def test_a_tail_cut_and_grown_again_is_found_by_a_checkpoint_kept_outside(book):
    kept = Anchor(10, Checkpoint.objects.get(size=10).root)
    tamper(
        "DELETE FROM audit_checkpoint WHERE size > 4",
        "DELETE FROM audit_leaf WHERE position >= 4",
        "DELETE FROM audit_node WHERE NOT (level = 1 AND place < 2 OR level = 2 AND place = 0)",
        f"DELETE FROM audit_entry WHERE id > {book[3].pk}",
    )
    write(9, first=20)
    seal()
    assert first_broken_entry() is None
    assert fault_of(first_broken_entry([kept]))[:2] == (BookFault.REWRITTEN, 9)


def test_a_sound_book_passes_through_every_checkpoint_kept_outside(book):
    anchors = [trusted_anchor(exported(head)) for head in Checkpoint.objects.all()]
    assert first_broken_entry(anchors) is None


def test_a_checkpoint_from_outside_must_bear_our_signature(book):
    words = exported(Checkpoint.objects.get(size=4))
    assert trusted_anchor(words, keys.public_key()) == trusted_anchor(words)
    for changed in ({"size": 5}, {"root": "0" * 64}, {"signature": "00"}, {"signature": "x"}):
        with pytest.raises(Refusal, match="签名不对"):
            trusted_anchor({**words, **changed})
    with pytest.raises(Refusal, match="签名不对"):
        trusted_anchor(words, b"\x01" * 32)
    with pytest.raises(Refusal, match="不是本系统的检查点"):
        trusted_anchor({"size": 4})


def test_checkpoints_of_an_earlier_key_stay_good_after_the_key_changes(book, settings):
    earlier = Checkpoint.objects.latest("size").key
    (settings.KEYS / "audit-signing").rename(settings.KEYS / "audit-signing-earlier")
    write(1, first=11)
    assert seal().key != earlier
    assert first_broken_entry() is None
    assert len(keys.public_keys()) >= 2


def test_every_entry_is_proved_to_be_under_the_latest_checkpoint(book):
    head = queries.latest_checkpoint()
    for position, entry in enumerate(book):
        proof = inclusion_proof(entry)
        assert (proof.first, proof.size) == (position, 10)
        path = [bytes.fromhex(node) for node in proof.path]
        root = bytes.fromhex(head.root)
        merkle.verify_inclusion(entry.content(), position, head.size, path, root)


def test_an_unsealed_entry_has_no_proof_yet(book):
    entry = record("registry.activity.keep", subject="registry.activity:1", actor="user:7")
    with pytest.raises(Refusal, match="尚未封存"):
        inclusion_proof(entry)


def test_the_older_book_is_proved_to_be_the_beginning_of_the_newer(book):
    old, new = (Checkpoint.objects.get(size=size) for size in (4, 10))
    path = [bytes.fromhex(node) for node in consistency_proof(4, 10).path]
    merkle.verify_consistency(4, 10, bytes.fromhex(old.root), bytes.fromhex(new.root), path)


@pytest.mark.parametrize(("old", "new"), [(0, 4), (5, 4), (4, 11)])
def test_sizes_the_book_never_had_have_no_proof(book, old, new):
    with pytest.raises(Refusal, match="无法从"):
        consistency_proof(old, new)


def test_an_empty_book_is_sound_and_has_nothing_to_prove(db):
    assert first_broken_entry() is None
    with pytest.raises(Refusal, match="现有0条"):
        consistency_proof(1, 1)


def test_proofs_take_few_queries_however_long_the_book(db, django_assert_max_num_queries):
    write(300)
    seal()
    entry = Entry.objects.order_by("pk")[150]
    with django_assert_max_num_queries(4):
        inclusion_proof(entry)


def test_the_walk_tells_how_far_it_has_come(db, monkeypatch):
    monkeypatch.setattr(queries, "ROWS_AT_ONCE", 4)
    write(10)
    seal()
    told = []
    assert first_broken_entry(progress=lambda done, total: told.append((done, total))) is None
    assert told == [(4, 10), (8, 10), (10, 10)]


def _rewrite(entry: Entry) -> None:
    """Change an entry and hash its leaf anew, as a forger who knows the design would."""
    entry.actor = "user:666"
    tamper(
        f"UPDATE audit_entry SET actor = 'user:666' WHERE id = {entry.pk}",
        f"UPDATE audit_leaf SET leaf_hash = '{merkle.leaf_hash(entry.content()).hex()}' "
        f"WHERE entry_id = {entry.pk}",
    )


def _regrow_the_tree() -> None:
    frontier, nodes = merkle.Frontier(), []
    for leaf in Leaf.objects.order_by("position"):
        nodes.extend(frontier.append(bytes.fromhex(leaf.leaf_hash)))
    tamper("DELETE FROM audit_node")
    Node.objects.bulk_create(
        Node(level=level, place=place, node_hash=node.hex()) for (level, place), node in nodes
    )


def test_connections_are_usable_after_tampering(db):
    """Guards the tests above: the triggers are back once ``tamper`` is done."""
    write(1)
    tamper("UPDATE audit_entry SET actor = 'x'")
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM sqlite_master WHERE type = 'trigger'"
            if connection.vendor == "sqlite"
            else "SELECT count(*) FROM pg_trigger WHERE tgname LIKE 'audit_%'"
        )
        assert cursor.fetchone()[0] >= 5
