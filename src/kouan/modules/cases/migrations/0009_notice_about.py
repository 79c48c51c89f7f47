from django.db import migrations, models


class Migration(migrations.Migration):
    """A notice may be about something else than a case."""

    dependencies = [("cases", "0008_awaited_since")]

    operations = [
        migrations.AddField(
            model_name="notice",
            name="about",
            field=models.CharField(db_default="case", default="case", max_length=20),
        ),
    ]
