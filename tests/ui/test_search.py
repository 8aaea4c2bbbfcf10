import pytest
from django.core.management.sql import emit_post_migrate_signal
from django.db import connection, migrations, models
from django.db.migrations.state import ModelState, ProjectState

from honours.ui import apps as ui_apps
from honours.ui import search
from honours.ui.search import SearchIndex, SearchTextField, matching
from tests.ui.models import Sample


def found(*words, without=()):
    rows = matching(Sample.objects.order_by("name"), "search_text", words, without)
    return [row.name for row in rows]


NAMES = ["2010年度劳动模范评选", "“十大”杰出青年表彰", "农机系统先进个人", "教育ＡＢＣ竞赛"]


def _search_works():
    Sample.objects.bulk_create([Sample(name=name, host="局") for name in NAMES])
    assert found("劳动模范") == [NAMES[0]]
    assert found("农机") == [NAMES[2]]
    assert found("模") == [NAMES[0]]
    assert found("范") == [NAMES[0]]
    assert found("彰") == [NAMES[1]]
    assert found("十大杰出") == [NAMES[1]]
    assert found("2010") == [NAMES[0]]
    assert found("20") == [NAMES[0]]
    assert found("2010年") == [NAMES[0]]
    assert found("abc") == [NAMES[3]]
    assert found("劳动", "评选") == [NAMES[0]]
    assert found("劳模") == []
    assert found("评选局") == []
    assert found("，") == []
    assert found("'; drop --") == []
    assert len(found("局")) == 4
    assert len(found("局", without=["劳动", "，"])) == 3


def _index_follows_the_rows():
    row = Sample.objects.create(name="文明窗口评比")
    row.name = "文明单位评比"
    row.save()
    assert found("窗口") == []
    assert found("单位") == ["文明单位评比"]
    row.delete()
    assert found("单位") == []


@pytest.mark.parametrize("common", [0, 2000], ids=["read from the rows", "read from the index"])
def test_words_of_any_length_are_found(samples, monkeypatch, common):
    monkeypatch.setattr(search, "COMMON", common)
    _search_works()


def test_a_question_of_signs_alone_finds_nothing(samples):
    samples(1)
    for lookup in ("matches", "holds"):
        assert Sample.objects.filter(**{f"search_text__{lookup}": "，。"}).count() == 0


def test_the_index_follows_changes_and_removals(samples):
    _index_follows_the_rows()


def test_postgres_finds_the_same(on_postgres):
    with connection.schema_editor() as editor:
        editor.create_model(Sample)
        SearchIndex("Sample").build(editor, Sample)
    _search_works()
    _index_follows_the_rows()
    with connection.cursor() as cursor:
        cursor.execute("SET enable_seqscan = off")
        plan = Sample.objects.filter(search_text__matches="劳动").explain()
    assert "sample_sample_search" in plan
    with connection.schema_editor() as editor:
        SearchIndex("Sample").drop(editor, Sample)
    assert len(found("单位")) == 0


def test_the_column_says_in_a_migration_what_it_is_made_of():
    _, path, args, kwargs = SearchTextField(of=("name",)).deconstruct()
    assert (path, args, kwargs["of"]) == ("honours.ui.search.SearchTextField", [], ("name",))


@pytest.mark.django_db(transaction=True)
def test_the_index_is_built_again_and_taken_away_by_its_migration():
    fields = [("id", models.BigAutoField(primary_key=True)), ("name", models.TextField())]
    fields.append(("search_text", SearchTextField(of=("name",))))
    state = ProjectState()
    state.add_model(ModelState("trial", "Note", fields))
    operation = SearchIndex("Note")
    note = state.apps.get_model("trial", "Note")
    with connection.schema_editor() as editor:
        editor.create_model(note)
        for _ in range(2):
            operation.database_forwards("trial", editor, state, state)
    note.objects.create(name="文明窗口")
    assert note.objects.filter(search_text__matches="窗口").count() == 1
    with connection.schema_editor() as editor:
        operation.database_backwards("trial", editor, state, state)
        editor.delete_model(note)
    assert "trial_note_search" not in connection.introspection.table_names()
    assert isinstance(operation, migrations.operations.base.Operation)
    assert operation.describe() == "Search index of Note.search_text"


@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="only SQLite loses its triggers")
@pytest.mark.django_db
def test_an_index_lost_in_a_migration_is_restored_after_it():
    assert search.restore_indexes("default") == []
    with connection.cursor() as cursor:
        cursor.execute("DROP TRIGGER policies_document_search_added")
    assert search.restore_indexes("default") == ["policies_document"]
    assert search.restore_indexes("default") == []


def test_every_migration_ends_with_whole_indexes(db, monkeypatch):
    told = []
    monkeypatch.setattr(ui_apps, "restore_indexes", told.append)
    # What ``migrate`` says when it is done. The command itself would also apply whatever file of
    # a migration has been added or edited since the tests began, within this test's transaction.
    emit_post_migrate_signal(verbosity=0, interactive=False, db="default")
    assert told == ["default"]


def test_postgres_keeps_its_indexes_by_itself(on_postgres):
    assert search.restore_indexes("default") == []
