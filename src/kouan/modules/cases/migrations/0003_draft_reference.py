from django.db import migrations, models


class Migration(migrations.Migration):
    """A draft keeps the filer's own number."""

    dependencies = [("cases", "0002_applicant_due")]

    operations = [
        migrations.AddField(
            model_name="draft", name="reference", field=models.CharField(blank=True, default="", max_length=64)
        ),
    ]
