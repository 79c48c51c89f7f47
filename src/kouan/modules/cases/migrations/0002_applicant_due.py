from django.db import migrations, models


class Migration(migrations.Migration):
    """When what lies with the applicant falls due. Cases that lie there now: ``rebuild`` writes their rows anew."""

    dependencies = [("cases", "0001_initial")]

    operations = [
        migrations.AddField(model_name="case", name="applicant_due", field=models.BigIntegerField(null=True)),
    ]
