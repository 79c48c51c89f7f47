"""The event log's two tables, and the triggers by which the database itself refuses to change them."""

from django.db import migrations

_COLUMNS = """
    stream TEXT NOT NULL,
    n {integer} NOT NULL CHECK (n > 0),
    kind TEXT NOT NULL,
    happened_at {bigint} NOT NULL,
    recorded_at {bigint} NOT NULL,
    actor_party TEXT NOT NULL,
    actor_person TEXT NOT NULL,
    actor_desk TEXT NOT NULL,
    procedure TEXT NOT NULL,
    version TEXT NOT NULL,
    demo {boolean} NOT NULL,
    payload TEXT NOT NULL,
    objects TEXT NOT NULL,
    hash {bytes} NOT NULL CHECK (length(hash) = 32),
    CONSTRAINT event_stream_n UNIQUE (stream, n)
"""
# An index more than a table: the answer to "which events is this object in", in their order. What stands in
# event.objects is what was hashed; `verify` compares the two.
_RELATION = """
    kind TEXT NOT NULL,
    object_id TEXT NOT NULL,
    position {bigint} NOT NULL,
    qualifier TEXT NOT NULL,
    PRIMARY KEY (kind, object_id, position, qualifier)
"""

_SQLITE_TYPES = {"integer": "INTEGER", "bigint": "INTEGER", "boolean": "INTEGER", "bytes": "BLOB"}
_POSTGRES_TYPES = {"integer": "INTEGER", "bigint": "BIGINT", "boolean": "BOOLEAN", "bytes": "BYTEA"}


def _sqlite_refusal(table: str, action: str) -> str:
    return (
        f"CREATE TRIGGER {table}_no_{action} BEFORE {action} ON {table} BEGIN"
        " SELECT RAISE(ABORT, 'the log is append-only'); END"
    )


# INSERT OR REPLACE deletes the row in its way without firing a DELETE trigger, hence the triggers on INSERT.
_SQLITE = [
    f"CREATE TABLE event (position INTEGER PRIMARY KEY, {_COLUMNS.format(**_SQLITE_TYPES)}) STRICT",
    f"CREATE TABLE event_object ({_RELATION.format(**_SQLITE_TYPES)}) STRICT, WITHOUT ROWID",
    *(_sqlite_refusal(table, action) for table in ("event", "event_object") for action in ("UPDATE", "DELETE")),
    """CREATE TRIGGER event_no_REPLACE BEFORE INSERT ON event
       WHEN EXISTS (SELECT 1 FROM event WHERE stream = NEW.stream AND n = NEW.n)
         OR EXISTS (SELECT 1 FROM event WHERE position = NEW.position)
       BEGIN SELECT RAISE(ABORT, 'event_stream_n: the log is append-only and this place is taken'); END""",
    """CREATE TRIGGER event_object_no_REPLACE BEFORE INSERT ON event_object
       WHEN EXISTS (SELECT 1 FROM event_object WHERE kind = NEW.kind AND object_id = NEW.object_id
                    AND position = NEW.position AND qualifier = NEW.qualifier)
       BEGIN SELECT RAISE(ABORT, 'the log is append-only and this relation is there'); END""",
]

# A position is drawn only after its transaction has its id. On this rests the proof that a missing position will never
# appear (kouan.runtime.log.order); without the CASE the sequence would be asked first.
_POSTGRES_POSITION = "CASE WHEN pg_current_xact_id() IS NOT NULL THEN nextval('event_position') END"
_POSTGRES = [
    "CREATE SEQUENCE event_position AS BIGINT CACHE 1",
    f"CREATE TABLE event (position BIGINT PRIMARY KEY DEFAULT ({_POSTGRES_POSITION}),"
    f" {_COLUMNS.format(**_POSTGRES_TYPES)})",
    "ALTER SEQUENCE event_position OWNED BY event.position",
    f"CREATE TABLE event_object ({_RELATION.format(**_POSTGRES_TYPES)})",
    """CREATE FUNCTION refuse_change_of_the_log() RETURNS trigger LANGUAGE plpgsql AS
       $$ BEGIN RAISE EXCEPTION 'the log is append-only' USING ERRCODE = 'restrict_violation'; END $$""",
    *(
        f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table}"
        " FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_the_log()"
        for table in ("event", "event_object")
    ),
]


def create(apps, schema_editor):
    for statement in {"sqlite": _SQLITE, "postgresql": _POSTGRES}[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [migrations.RunPython(create, migrations.RunPython.noop)]
