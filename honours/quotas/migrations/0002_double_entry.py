"""The database itself moves the balances, and lets no other hand write them.

A movement, once inserted, takes its places from one account and gives them to the other, the
account with the lower key first, so that two movements never wait for each other in a circle.
The check constraint of the account then refuses what is not there. Movements are only added.

An owner of the database can still drop these triggers: the signed audit book is for that. A later
migration that rebuilds one of these tables on SQLite has to lay its triggers again (``lay``).
"""

from django.db import migrations

ONLY_ADDED = "名额流水只增不改"
ONLY_MOVED = "名额余额只能由流水变动"
ONE_STOCK = "付出与收入账户不属同一名额"

POSTGRESQL = f"""
CREATE FUNCTION quotas_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '{ONLY_ADDED}：% %', TG_OP, TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;
CREATE FUNCTION quotas_only_moved() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    -- Depth 1 is a statement from outside; the trigger of a movement runs this at depth 2.
    IF TG_OP = 'INSERT' AND NEW.balance = 0 THEN RETURN NEW; END IF;
    IF TG_OP = 'UPDATE' AND NEW.id = OLD.id AND NEW.ledger_id = OLD.ledger_id
        AND NEW.organization_id = OLD.organization_id AND NEW.kind = OLD.kind
        AND NEW.title = OLD.title AND NEW.purpose = OLD.purpose
        AND (NEW.balance = OLD.balance OR pg_trigger_depth() > 1) THEN RETURN NEW; END IF;
    RAISE EXCEPTION '{ONLY_MOVED}' USING ERRCODE = 'restrict_violation';
END $$;
CREATE FUNCTION quotas_move() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM 1 FROM quotas_account d, quotas_account c
    WHERE d.id = NEW.debit_id AND c.id = NEW.credit_id AND d.ledger_id = NEW.ledger_id
        AND c.ledger_id = NEW.ledger_id AND d.kind = c.kind AND d.title = c.title;
    IF NOT FOUND THEN
        RAISE EXCEPTION '{ONE_STOCK}' USING ERRCODE = 'restrict_violation';
    END IF;
    IF NEW.debit_id < NEW.credit_id THEN
        UPDATE quotas_account SET balance = balance - NEW.places WHERE id = NEW.debit_id;
        UPDATE quotas_account SET balance = balance + NEW.places WHERE id = NEW.credit_id;
    ELSE
        UPDATE quotas_account SET balance = balance + NEW.places WHERE id = NEW.credit_id;
        UPDATE quotas_account SET balance = balance - NEW.places WHERE id = NEW.debit_id;
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER quotas_movement_moves AFTER INSERT ON quotas_movement
    FOR EACH ROW EXECUTE FUNCTION quotas_move();
CREATE TRIGGER quotas_movement_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON quotas_movement
    FOR EACH STATEMENT EXECUTE FUNCTION quotas_refuse();
CREATE TRIGGER quotas_account_only_moved BEFORE INSERT OR UPDATE ON quotas_account
    FOR EACH ROW EXECUTE FUNCTION quotas_only_moved();
"""
# quotas_moving holds a row only while a movement is being carried out: SQLite cannot tell a
# trigger's own statement from one that came from outside.
SQLITE = (
    "CREATE TABLE quotas_moving (movement_id integer PRIMARY KEY)",
    f"""
CREATE TRIGGER quotas_movement_moves AFTER INSERT ON quotas_movement
BEGIN
    SELECT RAISE(ABORT, '{ONE_STOCK}') WHERE NOT EXISTS (
        SELECT 1 FROM quotas_account d, quotas_account c
        WHERE d.id = NEW.debit_id AND c.id = NEW.credit_id AND d.ledger_id = NEW.ledger_id
            AND c.ledger_id = NEW.ledger_id AND d.kind = c.kind AND d.title = c.title);
    INSERT INTO quotas_moving VALUES (NEW.id);
    UPDATE quotas_account SET balance = balance - NEW.places WHERE id = NEW.debit_id;
    UPDATE quotas_account SET balance = balance + NEW.places WHERE id = NEW.credit_id;
    DELETE FROM quotas_moving;
END""",
    f"""
CREATE TRIGGER quotas_account_only_moved BEFORE UPDATE OF balance ON quotas_account
WHEN NEW.balance <> OLD.balance AND NOT EXISTS (SELECT 1 FROM quotas_moving)
BEGIN SELECT RAISE(ABORT, '{ONLY_MOVED}'); END""",
    f"""
CREATE TRIGGER quotas_account_begins_empty BEFORE INSERT ON quotas_account
WHEN NEW.balance <> 0 OR EXISTS (SELECT 1 FROM quotas_account WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, '{ONLY_MOVED}'); END""",
    f"""
CREATE TRIGGER quotas_account_stays_what_it_is BEFORE UPDATE ON quotas_account
WHEN NEW.id <> OLD.id OR NEW.ledger_id <> OLD.ledger_id
    OR NEW.organization_id <> OLD.organization_id OR NEW.kind <> OLD.kind
    OR NEW.title <> OLD.title OR NEW.purpose <> OLD.purpose
BEGIN SELECT RAISE(ABORT, '{ONLY_MOVED}'); END""",
    f"""
CREATE TRIGGER quotas_movement_no_update BEFORE UPDATE ON quotas_movement
BEGIN SELECT RAISE(ABORT, '{ONLY_ADDED}'); END""",
    f"""
CREATE TRIGGER quotas_movement_no_delete BEFORE DELETE ON quotas_movement
BEGIN SELECT RAISE(ABORT, '{ONLY_ADDED}'); END""",
    # INSERT OR REPLACE deletes without firing a delete trigger.
    f"""
CREATE TRIGGER quotas_movement_no_replace BEFORE INSERT ON quotas_movement
WHEN EXISTS (SELECT 1 FROM quotas_movement WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, '{ONLY_ADDED}'); END""",
)
SQLITE_NAMES = (
    "quotas_movement_moves",
    "quotas_account_only_moved",
    "quotas_account_begins_empty",
    "quotas_account_stays_what_it_is",
    "quotas_movement_no_update",
    "quotas_movement_no_delete",
    "quotas_movement_no_replace",
)


def lay(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(POSTGRESQL, params=None)
        return
    for statement in SQLITE:
        schema_editor.execute(statement)


def lift(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        for function in ("quotas_refuse", "quotas_only_moved", "quotas_move"):
            schema_editor.execute(f"DROP FUNCTION {function}() CASCADE")
        return
    for name in SQLITE_NAMES:
        schema_editor.execute(f"DROP TRIGGER {name}")
    schema_editor.execute("DROP TABLE quotas_moving")


class Migration(migrations.Migration):
    dependencies = [("quotas", "0001_initial")]

    operations = [migrations.RunPython(lay, lift)]
