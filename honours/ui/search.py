"""Search in Chinese text: a column of bigrams, an index on it, one lookup for both databases."""

from collections.abc import Iterable, Sequence
from typing import Any, TypeVar

from django.apps import apps
from django.apps.registry import Apps
from django.core.exceptions import EmptyResultSet
from django.db import connections, models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState
from django.db.models import Lookup, QuerySet

from honours.kernel.bigrams import Phrase, indexed, phrase

Row = TypeVar("Row", bound=models.Model)
Compiled = tuple[str, list[Any]]

COMMON = 2000
EVENTS = ("added", "removed", "changed")


class SearchTextField(models.TextField):  # type: ignore[type-arg]
    """The tokens of other fields of the same row, refilled whenever the row is saved.

    ``QuerySet.update`` and ``bulk_update`` go round it: whoever changes a source that way writes
    ``search_text=indexed(…)`` too.
    """

    def __init__(self, *args: Any, of: tuple[str, ...] = (), **kwargs: Any) -> None:
        self.of = tuple(of)
        super().__init__(*args, **{"default": "", "editable": False, "blank": True, **kwargs})

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        name, path, args, kwargs = super().deconstruct()
        return name, path, list(args), {**kwargs, "of": self.of}

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        del add
        text = indexed(*(str(getattr(model_instance, name) or "") for name in self.of))
        setattr(model_instance, self.attname, text)
        return text


@SearchTextField.register_lookup
class Matches(Lookup):
    """``search_text__matches="劳动模范"``: the words stand in the text, in one piece."""

    lookup_name = "matches"
    prepare_rhs = False

    def as_sqlite(self, compiler: Any, connection: BaseDatabaseWrapper) -> Compiled:
        found = phrase(str(self.rhs))
        if found is None:
            return "0 = 1", []
        quote = connection.ops.quote_name
        model = self.lhs.output_field.model
        table = quote(index_name(model._meta.db_table))
        key = f"{quote(self.lhs.alias)}.{quote(model._meta.pk.column)}"
        sql = f"{key} IN (SELECT rowid FROM {table} WHERE {table} MATCH %s)"  # noqa: S608
        return sql, [_for_sqlite(found)]

    def as_postgresql(self, compiler: Any, connection: BaseDatabaseWrapper) -> Compiled:
        found = phrase(str(self.rhs))
        if found is None:
            return "FALSE", []
        column, params = self.process_lhs(compiler, connection)
        sql = f"to_tsvector('simple', {column}) @@ to_tsquery('simple', %s)"
        return sql, [*params, _for_postgresql(found)]


@SearchTextField.register_lookup
class Holds(Lookup):
    """The same answer as ``matches``, read from the row: quicker where most rows say yes."""

    lookup_name = "holds"
    prepare_rhs = False

    def as_sql(
        self, compiler: Any, connection: BaseDatabaseWrapper
    ) -> tuple[str, tuple[str | int, ...]]:
        found = phrase(str(self.rhs))
        if found is None:
            return "0 = 1", ()
        column, params = self.process_lhs(compiler, connection)
        wanted = f" {' '.join(found.tokens)}" + ("" if found.is_open else " ")
        return f"(' ' || {column} || ' ') LIKE %s", (*params, f"%{wanted}%")


class SearchIndex(Operation):
    """Builds the index of a ``SearchTextField``, or builds it anew. Last in its migration."""

    reduces_to_sql = True
    reversible = True

    def __init__(self, model_name: str, field_name: str = "search_text") -> None:
        self.model_name = model_name
        self.field_name = field_name

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """The rows and their columns stay as they are."""

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        model = self._model(to_state.apps, app_label)
        self.drop(schema_editor, model)
        self.build(schema_editor, model)

    def database_backwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        self.drop(schema_editor, self._model(from_state.apps, app_label))

    def describe(self) -> str:
        return f"Search index of {self.model_name}.{self.field_name}"

    def build(self, schema_editor: BaseDatabaseSchemaEditor, model: type[models.Model]) -> None:
        for statement in _building(schema_editor.connection, model, self.field_name):
            schema_editor.execute(statement)

    def drop(self, schema_editor: BaseDatabaseSchemaEditor, model: type[models.Model]) -> None:
        for statement in _dropping(schema_editor.connection, model):
            schema_editor.execute(statement)

    def _model(self, known: Apps, app_label: str) -> type[models.Model]:
        return known.get_model(app_label, self.model_name)


def matching(
    rows: QuerySet[Row], field: str, words: Iterable[str], without: Iterable[str] = ()
) -> QuerySet[Row]:
    """The rows whose text holds each of ``words`` and none of ``without``.

    On SQLite there is one short query more for each word.
    """
    is_sqlite = connections[rows.db].vendor == "sqlite"
    for word in words:
        rows = rows.filter(**{f"{field}__{quicker_lookup(rows, word)}": word})
    for word in without:
        if phrase(word) is not None:
            rows = rows.exclude(**{f"{field}__{'holds' if is_sqlite else 'matches'}": word})
    return rows


def count_matching(
    rows: QuerySet[Row], field: str, words: Sequence[str], without: Iterable[str], limit: int
) -> int:
    """How many ``matching`` finds, counting no further than one past ``limit``.

    SQLite reads the index of the first word along and stops when it has seen enough; left to
    itself it would gather every row with the word first.
    """
    found = phrase(words[0]) if words else None
    if found is None or connections[rows.db].vendor != "sqlite":
        return matching(rows, field, words, without).order_by().values("pk")[: limit + 1].count()
    rest = matching(rows, field, words[1:], without).order_by().values("pk")
    connection = connections[rows.db]
    table = connection.ops.quote_name(index_name(rows.model._meta.db_table))
    try:
        inner, params = rest.query.sql_with_params()
    except EmptyResultSet:
        return 0
    sql = (
        f"SELECT count(*) FROM (SELECT 1 FROM {table} WHERE {table} MATCH %s AND EXISTS "  # noqa: S608
        f"(SELECT 1 FROM ({inner}) AS one WHERE one.pk = {table}.rowid) LIMIT %s)"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, [_for_sqlite(found), *params, limit + 1])
        return int(cursor.fetchone()[0])


def quicker_lookup(rows: QuerySet[Row], word: str) -> str:
    """``matches`` (by the index) or ``holds`` (by the row), whichever finds a page sooner.

    SQLite cannot weigh an index of words against the order of a page, so there one short query
    asks how common the word is. PostgreSQL knows by itself.
    """
    is_sqlite = connections[rows.db].vendor == "sqlite"
    return "holds" if is_sqlite and _is_common(rows, word) else "matches"


def restore_indexes(using: str) -> list[str]:
    """Builds anew what a migration lost: SQLite drops triggers when it remakes a table.

    Returns the tables concerned. PostgreSQL keeps its indexes by itself.
    """
    connection = connections[using]
    if connection.vendor != "sqlite":
        return []
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM sqlite_master")
        present = {name for (name,) in cursor.fetchall()}
        lost = [found for found in _searched() if _is_lost(found[0]._meta.db_table, present)]
        for model, field in lost:
            for sql in (*_dropping(connection, model), *_building(connection, model, field)):
                cursor.execute(sql)
    return [model._meta.db_table for model, _ in lost]


def index_name(table: str) -> str:
    return f"{table}_search"


def _is_common(rows: QuerySet[Row], word: str) -> bool:
    """Whether more than ``COMMON`` rows hold the word; counts no further than that."""
    found = phrase(word)
    if found is None:
        return False
    connection = connections[rows.db]
    table = connection.ops.quote_name(index_name(rows.model._meta.db_table))
    sql = f"SELECT count(*) FROM (SELECT 1 FROM {table} WHERE {table} MATCH %s LIMIT %s)"  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(sql, [_for_sqlite(found), COMMON + 1])
        return bool(cursor.fetchone()[0] > COMMON)


def _searched() -> list[tuple[type[models.Model], str]]:
    return [
        (model, field.name)
        for model in apps.get_models()
        for field in model._meta.local_concrete_fields
        if isinstance(field, SearchTextField)
    ]


def _is_lost(table: str, present: set[str]) -> bool:
    parts = {index_name(table), *(f"{index_name(table)}_{event}" for event in EVENTS)}
    return table in present and not parts <= present


def _for_sqlite(found: Phrase) -> str:
    return f'"{" ".join(found.tokens)}"' + (" *" if found.is_open else "")


def _for_postgresql(found: Phrase) -> str:
    quoted = [f"'{token}'" for token in found.tokens]
    return " <-> ".join(quoted) + (":*" if found.is_open else "")


def _building(connection: BaseDatabaseWrapper, model: type[models.Model], field: str) -> list[str]:
    quote = connection.ops.quote_name
    table = model._meta.db_table
    name, rows = quote(index_name(table)), quote(table)
    key, column = quote(_key(model)), quote(field)
    if connection.vendor == "postgresql":
        return [f"CREATE INDEX {name} ON {rows} USING gin (to_tsvector('simple', {column}))"]
    add = f"INSERT INTO {name}(rowid, {column}) VALUES (new.{key}, new.{column});"  # noqa: S608
    gone = (
        f"INSERT INTO {name}({name}, rowid, {column}) "  # noqa: S608
        f"VALUES ('delete', old.{key}, old.{column});"
    )
    deeds = {
        "added": ("INSERT", add),
        "removed": ("DELETE", gone),
        "changed": (f"UPDATE OF {column}, {key}", f"{gone} {add}"),
    }
    return [
        f"CREATE VIRTUAL TABLE {name} USING fts5({column}, content='{table}', "
        f"content_rowid='{_key(model)}', tokenize='unicode61 remove_diacritics 0')",
        *(
            f"CREATE TRIGGER {quote(f'{table}_search_{event}')} AFTER {deed} ON {rows} "
            f"BEGIN {body} END"
            for event, (deed, body) in deeds.items()
        ),
        f"INSERT INTO {name}({name}) VALUES ('rebuild')",  # noqa: S608
    ]


def _dropping(connection: BaseDatabaseWrapper, model: type[models.Model]) -> list[str]:
    quote = connection.ops.quote_name
    table = model._meta.db_table
    if connection.vendor == "postgresql":
        return [f"DROP INDEX IF EXISTS {quote(index_name(table))}"]
    triggers = [f"DROP TRIGGER IF EXISTS {quote(f'{table}_search_{event}')}" for event in EVENTS]
    return [*triggers, f"DROP TABLE IF EXISTS {quote(index_name(table))}"]


def _key(model: type[models.Model]) -> str:
    return str(model._meta.pk.column)
