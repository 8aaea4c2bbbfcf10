"""The database itself refuses to change or delete what was frozen when a report was signed."""

from django.db import migrations

TABLE = "reports_frozenreport"
REFUSED = "报告签发后不再改动"

POSTGRESQL = f"""
CREATE FUNCTION reports_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '{REFUSED}：% %', TG_OP, TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER {TABLE}_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON {TABLE}
    FOR EACH STATEMENT EXECUTE FUNCTION reports_refuse();
"""
POSTGRESQL_DROP = f"""
DROP TRIGGER IF EXISTS {TABLE}_stays ON {TABLE};
DROP FUNCTION IF EXISTS reports_refuse();
"""
REFUSE = f"SELECT RAISE(ABORT, '{REFUSED}');"
# INSERT OR REPLACE deletes without firing a delete trigger, so an insert over a row is refused.
SQLITE = {
    "no_update": f"BEFORE UPDATE ON {TABLE} BEGIN {REFUSE} END",
    "no_delete": f"BEFORE DELETE ON {TABLE} BEGIN {REFUSE} END",
    "no_replace": (
        f"BEFORE INSERT ON {TABLE} WHEN EXISTS "
        f"(SELECT 1 FROM {TABLE} WHERE report_id = NEW.report_id) BEGIN {REFUSE} END"
    ),
}


def forbid_changes(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(POSTGRESQL, params=None)
        return
    for name, text in SQLITE.items():
        schema_editor.execute(f"CREATE TRIGGER {TABLE}_{name} {text}", params=None)


def allow_changes(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(POSTGRESQL_DROP, params=None)
        return
    for name in SQLITE:
        schema_editor.execute(f"DROP TRIGGER IF EXISTS {TABLE}_{name}", params=None)


class Migration(migrations.Migration):
    dependencies = [("reports", "0001_initial")]
    operations = [migrations.RunPython(forbid_changes, allow_changes)]
