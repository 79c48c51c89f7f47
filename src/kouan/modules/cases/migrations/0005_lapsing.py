import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """Cases in which a step ends of itself when its limit has passed."""

    dependencies = [("cases", "0004_fewer_indexes")]

    operations = [
        migrations.CreateModel(
            name="Lapsing",
            fields=[
                (
                    "case",
                    models.OneToOneField(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        serialize=False,
                        to="cases.case",
                    ),
                ),
                ("look_at", models.BigIntegerField(db_index=True)),
            ],
            options={"db_table": "cases_lapsing"},
        ),
    ]
