from django.db import migrations, models


class Migration(migrations.Migration):
    """A step may wait for what happens since its case was filed, and not for what had happened before."""

    dependencies = [("cases", "0007_awaited_outcome")]

    operations = [
        migrations.AddField(model_name="awaited", name="since", field=models.BigIntegerField(null=True)),
    ]
