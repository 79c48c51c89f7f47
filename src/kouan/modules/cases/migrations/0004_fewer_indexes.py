import django.db.models.deletion
from django.db import migrations, models

# On PostgreSQL Django gives every text key a second index, for LIKE 'x%'. Nobody asks that of a key, and every filing
# would write to all of them.
_FOR_LIKE = """SELECT format('DROP INDEX %I', indexname) FROM pg_indexes
WHERE schemaname = current_schema() AND tablename IN ('cases_case', 'cases_awaited', 'cases_reading')
AND indexdef LIKE '%varchar_pattern_ops%'"""


def drop_indexes_for_like(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        with schema_editor.connection.cursor() as cursor:
            cursor.execute(_FOR_LIKE)
            for (statement,) in cursor.fetchall():
                cursor.execute(statement)


def _case():
    return models.ForeignKey(
        db_constraint=False, db_index=False, on_delete=django.db.models.deletion.CASCADE, to="cases.case"
    )


class Migration(migrations.Migration):
    """No index that no query uses: each costs every filing."""

    dependencies = [("cases", "0003_draft_reference")]

    operations = [
        migrations.RemoveConstraint(model_name="caseparty", name="cases_party_once"),
        migrations.AlterField(model_name="caseparty", name="case", field=_case()),
        migrations.AlterField(model_name="step", name="case", field=_case()),
        migrations.AddIndex(
            model_name="caseparty", index=models.Index(fields=["party", "case"], name="cases_party_sees")
        ),
        migrations.AddConstraint(
            model_name="caseparty",
            constraint=models.UniqueConstraint(fields=("case", "party", "role"), name="cases_party_once"),
        ),
        migrations.RunPython(drop_indexes_for_like, migrations.RunPython.noop),
    ]
