"""The database itself refuses to edit what cases were judged by: rows are added, or ended once."""

from django.db import migrations

ENDED_ONCE = ("clearances_matrixrow", "clearances_disqualifier")
NEVER_CHANGED = ("clearances_clearanceanswer", "clearances_bodyname", "clearances_bodymerger")
REFUSED = "只增不改"
FIXED = {
    "clearances_matrixrow": (
        "kind",
        "body_id",
        "is_required",
        "document",
        "clause",
        "place",
        "since",
        "is_reference",
    ),
    "clearances_disqualifier": (
        "code",
        "ground",
        "certifier_id",
        "document",
        "clause",
        "place",
        "since",
        "is_reference",
    ),
}

POSTGRESQL_FUNCTION = f"""
CREATE FUNCTION clearances_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '{REFUSED}：% %', TG_OP, TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;
"""
POSTGRESQL_NEVER = """
CREATE TRIGGER {table}_only_added BEFORE UPDATE OR DELETE ON {table}
    FOR EACH ROW EXECUTE FUNCTION clearances_refuse();
"""
POSTGRESQL_ONCE = """
CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table}
    FOR EACH ROW EXECUTE FUNCTION clearances_refuse();
CREATE TRIGGER {table}_ended_once BEFORE UPDATE ON {table}
    FOR EACH ROW WHEN ({changed} OR OLD.until IS NOT NULL)
    EXECUTE FUNCTION clearances_refuse();
"""
SQLITE_NEVER = (
    "CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} BEGIN {refuse} END",
    "CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} BEGIN {refuse} END",
)
SQLITE_ONCE = (
    "CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} BEGIN {refuse} END",
    "CREATE TRIGGER {table}_ended_once BEFORE UPDATE ON {table} "
    "WHEN {changed} OR OLD.until IS NOT NULL BEGIN {refuse} END",
)


def forbid_changes(apps, schema_editor):
    is_postgresql = schema_editor.connection.vendor == "postgresql"
    if is_postgresql:
        schema_editor.execute(POSTGRESQL_FUNCTION, params=None)
    refuse = f"SELECT RAISE(ABORT, '{REFUSED}');"
    differs = "IS DISTINCT FROM" if is_postgresql else "IS NOT"
    for table in NEVER_CHANGED:
        for trigger in (POSTGRESQL_NEVER,) if is_postgresql else SQLITE_NEVER:
            schema_editor.execute(trigger.format(table=table, refuse=refuse), params=None)
    for table in ENDED_ONCE:
        changed = " OR ".join(f"OLD.{column} {differs} NEW.{column}" for column in FIXED[table])
        for trigger in (POSTGRESQL_ONCE,) if is_postgresql else SQLITE_ONCE:
            written = trigger.format(table=table, refuse=refuse, changed=changed)
            schema_editor.execute(written, params=None)


def allow_changes(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP FUNCTION clearances_refuse() CASCADE")
        return
    for table in NEVER_CHANGED:
        for name in ("no_update", "no_delete"):
            schema_editor.execute(f"DROP TRIGGER {table}_{name}")
    for table in ENDED_ONCE:
        for name in ("no_delete", "ended_once"):
            schema_editor.execute(f"DROP TRIGGER {table}_{name}")


class Migration(migrations.Migration):
    dependencies = [("clearances", "0001_initial")]

    operations = [migrations.RunPython(forbid_changes, allow_changes)]
