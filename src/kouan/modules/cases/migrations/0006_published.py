import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """The public register. What was published before it was there: ``rebuild`` writes the rows of those cases anew."""

    dependencies = [("cases", "0005_lapsing")]

    operations = [
        migrations.CreateModel(
            name="Published",
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
                ("number", models.CharField(max_length=40, unique=True)),
                ("procedure", models.CharField(max_length=60)),
                ("version", models.CharField(max_length=20)),
                ("title_zh", models.CharField(max_length=200)),
                ("title_en", models.CharField(max_length=300)),
                ("data", models.TextField()),
                ("words", models.TextField()),
                ("published_at", models.BigIntegerField()),
                ("demo", models.BooleanField()),
            ],
            options={
                "db_table": "cases_published",
                "indexes": [models.Index(fields=["-published_at"], name="cases_published_latest")],
            },
        ),
    ]
