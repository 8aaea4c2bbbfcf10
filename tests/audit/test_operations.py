from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from uuid import UUID

import pytest
from django.db import IntegrityError, connection, transaction

from honours.audit import operations
from honours.audit.models import Checkpoint, Entry, Leaf, Node, Unsealed
from honours.audit.operations import PlannedEntry, digest, record, record_many, seal
from honours.audit.queries import entries_about, first_broken_entry
from honours.audit.vocabulary import Algorithm
from honours.kernel import merkle
from tests.audit.conftest import write


def test_an_entry_says_who_did_what_to_what_for_which_unit(db):
    entry = record(
        "registry.activity.keep",
        subject="registry.activity:9",
        actor="user:7",
        organization="organization:3",
        rules_on=date(2010, 6, 1),
        places=3,
    )
    entry.refresh_from_db()
    assert (entry.actor, entry.organization) == ("user:7", "organization:3")
    assert entry.detail == {"rules_on": "2010-06-01", "places": 3}
    assert "user:7 registry.activity.keep registry.activity:9" in str(entry)


def test_an_entry_goes_when_its_change_is_rolled_back(either_database):
    class ChangedMyMind(Exception):
        pass

    def change_and_fail():
        with transaction.atomic():
            write(1)
            raise ChangedMyMind

    with pytest.raises(ChangedMyMind):
        change_and_fail()
    assert not Entry.objects.exists()
    assert not Unsealed.objects.exists()
    assert seal() is None


def test_what_is_recorded_is_one_statement(db, django_assert_num_queries):
    with django_assert_num_queries(1):
        write(1)


def test_many_entries_are_recorded_with_few_statements(
    either_database, django_assert_max_num_queries
):
    planned = PlannedEntry("registry.activity.file", "registry.activity:1", "user:7")
    with django_assert_max_num_queries(3):
        written = record_many(replace(planned, detail={"row": row}) for row in range(300))
    assert seal().size == len(written) == 300
    assert first_broken_entry() is None


def test_entries_about_a_matter_come_newest_first(db):
    write(2)
    newest = record("registry.activity.revoke", subject="registry.activity:1", actor="user:8")
    assert [entry.verb for entry in entries_about("registry.activity:1")] == [
        newest.verb,
        "registry.activity.keep",
    ]


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        (None, None),
        (True, True),
        (7, 7),
        (10**30, 10**30),
        (0.1, "0.1"),
        (Decimal("1.50"), "1.50"),
        (date(2010, 6, 1), "2010-06-01"),
        (datetime(2010, 6, 1, 8, tzinfo=UTC), "2010-06-01T08:00:00+00:00"),
        (UUID(int=5), "00000000-0000-0000-0000-000000000005"),
        (Algorithm.SHA256, "sha-256"),
        (("撤销", 3), ["撤销", 3]),
        (frozenset({"b", "a"}), ["a", "b"]),
        ({"层级": {"市": [1]}}, {"层级": {"市": [1]}}),
        ("a\x00b", "ab"),
        ("表彰“十佳”\n\u2028😀", "表彰“十佳”\n\u2028😀"),
    ],
)
def test_details_come_back_from_either_database_as_they_are_hashed(either_database, given, kept):
    entry = record("registry.activity.note", subject="registry.activity:1", actor="u", it=given)
    assert Entry.objects.get(pk=entry.pk).detail == {"it": kept}
    assert seal() is not None
    assert first_broken_entry() is None


@pytest.mark.parametrize(
    "given", [b"", object(), {1: {2: b""}}], ids=["bytes", "object", "inside"]
)
def test_details_without_a_plain_form_are_refused(db, given):
    with pytest.raises(TypeError, match="审计簿不收"):
        record("registry.activity.note", subject="registry.activity:1", actor="u", it=given)


@pytest.mark.parametrize(
    "text", ["513701198001011234", "经办人51370119800101123X", "联系13800138000", "长" * 201]
)
def test_prose_and_numbers_of_persons_enter_as_their_digest_only(db, text):
    entry = record("registry.activity.note", subject="registry.activity:1", actor="u", it=[text])
    assert entry.detail == {"it": [f"hmac:{digest(text)}"]}


def test_a_digest_is_keyed_and_always_the_same(settings, tmp_path):
    here = digest("张三")
    assert here == digest("张三") != digest("李四")
    assert len(here) == 64
    settings.KEYS = tmp_path / "keys"
    assert digest("张三") != here
    assert (tmp_path / "keys" / "audit-digest").stat().st_mode & 0o777 == 0o600


def test_two_entries_that_say_the_same_have_different_hashes(db):
    first, second = (
        record("registry.activity.keep", subject="registry.activity:1", actor="u")
        for _ in range(2)
    )
    second.at = first.at
    assert first.content() != second.content()


def test_a_seal_gives_every_waiting_entry_its_place_and_signs(either_database):
    write(5)
    first = seal()
    write(8, first=6)
    second = seal()
    assert (first.size, second.size) == (5, 13)
    assert (second.algorithm, len(second.key), len(second.signature)) == ("sha-256", 16, 128)
    assert not Unsealed.objects.exists()
    frontier = merkle.Frontier()
    for position, leaf in enumerate(Leaf.objects.order_by("position")):
        assert leaf.position == position
        content = Entry.objects.get(pk=leaf.entry_id).content()
        assert merkle.leaf_hash(content).hex() == leaf.leaf_hash
        frontier.append(merkle.leaf_hash(content))
    assert frontier.root().hex() == second.root


def test_nothing_new_means_no_new_checkpoint(db):
    write(1)
    assert seal() is not None
    assert seal() is None
    assert Checkpoint.objects.count() == 1


def test_a_long_queue_is_sealed_in_batches(db, monkeypatch):
    monkeypatch.setattr(operations, "SEALED_AT_ONCE", 4)
    write(10)
    assert seal().size == 10
    assert list(Checkpoint.objects.values_list("size", flat=True)) == [4, 8, 10]
    assert first_broken_entry() is None


def test_the_sealer_reads_only_the_edge_of_a_grown_book(db, django_assert_max_num_queries):
    write(200)
    seal()
    write(1, first=201)
    with django_assert_max_num_queries(14):
        seal()


def test_ids_on_the_work_list_that_are_sealed_or_do_not_exist_do_not_stop_the_sealer(db):
    write(2)
    seal()
    Unsealed.objects.create(entry_id=Entry.objects.first().pk)
    Unsealed.objects.create(entry_id=987654)
    assert seal() is None
    write(1, first=3)
    assert seal().size == 3
    assert first_broken_entry() is None


def test_times_survive_both_databases_to_the_microsecond(either_database):
    for microsecond in (0, 1, 100000, 999999):
        entry = Entry(actor="u", verb="v", subject="s", detail={})
        entry.at = datetime(2026, 11, 22, 8, 30, 0, microsecond, tzinfo=UTC)
        content = entry.content()
        entry.save(force_insert=True)
        assert Entry.objects.get(pk=entry.pk).content() == content


CHANGES = [
    "UPDATE {table} SET {column} = {column}",
    "DELETE FROM {table}",
]
BOOK = [(Entry, "verb"), (Leaf, "leaf_hash"), (Node, "node_hash"), (Checkpoint, "root")]


@pytest.mark.parametrize("statement", CHANGES)
@pytest.mark.parametrize(("model", "column"), BOOK)
def test_the_database_itself_refuses_to_change_the_book(either_database, statement, model, column):
    write(3)
    seal()
    before = list(model.objects.order_by("pk").values())
    sql = statement.format(table=model._meta.db_table, column=column)
    with pytest.raises(IntegrityError, match="只增不改"), transaction.atomic():
        _execute(sql)
    assert list(model.objects.order_by("pk").values()) == before != []


@pytest.mark.parametrize(("model", "column"), BOOK)
def test_postgresql_refuses_to_empty_the_book(on_postgres, model, column):
    write(1)
    with pytest.raises(IntegrityError, match="只增不改"), transaction.atomic():
        _execute(f"TRUNCATE {model._meta.db_table} CASCADE")
    assert Entry.objects.count() == 1


@pytest.mark.parametrize(("model", "column"), BOOK)
def test_sqlite_refuses_to_insert_over_a_row(db, model, column):
    if connection.vendor != "sqlite":
        pytest.skip("REPLACE is a word of SQLite's")
    write(3)
    seal()
    before = list(model.objects.order_by("pk").values())
    with pytest.raises(IntegrityError, match="只增不改"), transaction.atomic():
        _execute("INSERT OR REPLACE INTO @ SELECT * FROM @".replace("@", model._meta.db_table))
    assert list(model.objects.order_by("pk").values()) == before != []


def test_postgresql_refuses_to_insert_over_an_entry(on_postgres):
    write(1)
    with pytest.raises(IntegrityError, match="只增不改"), transaction.atomic():
        _execute(
            "INSERT INTO audit_entry SELECT * FROM audit_entry "
            "ON CONFLICT (id) DO UPDATE SET actor = 'nobody'"
        )
    assert Entry.objects.get().actor == "user:7"


def test_old_entries_written_in_one_long_transaction_are_not_called_backdated(db):
    write(1)
    seal()
    entry = Entry(actor="u", verb="v", subject="s", detail={})
    entry.at -= timedelta(minutes=30)
    entry.save(force_insert=True)
    seal()
    assert first_broken_entry() is None


def _execute(sql: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql)
