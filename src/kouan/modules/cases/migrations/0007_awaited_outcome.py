from django.db import migrations, models


class Migration(migrations.Migration):
    """A step may wait for one of several events, each of which ends it in its own way."""

    dependencies = [("cases", "0006_published")]

    operations = [
        migrations.AddField(
            model_name="awaited", name="outcome", field=models.CharField(default="done", max_length=40)
        ),
    ]
