"""The database itself refuses to change the book, and lists new entries for the sealer.

An owner of the database can still drop these triggers: that is what the signed checkpoints are
for. They stop every mistake, and every attack that only reaches the application's own rights.
"""

from django.db import migrations

BOOK = ("audit_entry", "audit_leaf", "audit_node", "audit_checkpoint")
KEY_OF = {"audit_leaf": "position"}
REFUSED = "审计簿只增不改"

POSTGRESQL_FUNCTIONS = f"""
CREATE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '{REFUSED}：% %', TG_OP, TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;
CREATE FUNCTION audit_list_for_sealing() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO audit_unsealed (entry_id) VALUES (NEW.id);
    RETURN NULL;
END $$;
CREATE TRIGGER audit_entry_listed AFTER INSERT ON audit_entry
    FOR EACH ROW EXECUTE FUNCTION audit_list_for_sealing();
"""
POSTGRESQL_TRIGGER = """
CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table}
    FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse()
"""
SQLITE_LISTING = """
CREATE TRIGGER audit_entry_listed AFTER INSERT ON audit_entry
BEGIN INSERT INTO audit_unsealed (entry_id) VALUES (NEW.id); END
"""
# INSERT OR REPLACE deletes without firing a delete trigger, so an insert over a row is refused.
SQLITE_TRIGGERS = (
    "CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} BEGIN {refuse} END",
    "CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} BEGIN {refuse} END",
    "CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table} "
    "WHEN EXISTS (SELECT 1 FROM {table} WHERE {key} = NEW.{key}) BEGIN {refuse} END",
)


def forbid_changes(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(POSTGRESQL_FUNCTIONS, params=None)
        for table in BOOK:
            schema_editor.execute(POSTGRESQL_TRIGGER.format(table=table))
        return
    schema_editor.execute(SQLITE_LISTING)
    refuse = f"SELECT RAISE(ABORT, '{REFUSED}');"
    for table in BOOK:
        for trigger in SQLITE_TRIGGERS:
            key = KEY_OF.get(table, "id")
            schema_editor.execute(trigger.format(table=table, key=key, refuse=refuse))


def allow_changes(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP FUNCTION audit_refuse() CASCADE")
        schema_editor.execute("DROP FUNCTION audit_list_for_sealing() CASCADE")
        return
    schema_editor.execute("DROP TRIGGER audit_entry_listed")
    for table in BOOK:
        for name in ("no_update", "no_delete", "no_replace"):
            schema_editor.execute(f"DROP TRIGGER {table}_{name}")


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]

    operations = [migrations.RunPython(forbid_changes, allow_changes)]
