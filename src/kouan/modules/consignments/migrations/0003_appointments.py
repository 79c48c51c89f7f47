import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """Trucks are booked for ship-side pick-up and for loading on arrival, here or by a case."""

    dependencies = [("consignments", "0002_waybills_without_a_ship")]

    operations = [
        migrations.RenameModel(old_name="Pickup", new_name="Appointment"),
        migrations.AlterField(
            model_name="appointment",
            name="box",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.CASCADE,
                primary_key=True,
                related_name="appointment",
                serialize=False,
                to="consignments.box",
            ),
        ),
        migrations.AddField(
            model_name="appointment", name="kind", field=models.CharField(default="pickup", max_length=8)
        ),
        migrations.AddField(
            model_name="appointment", name="haulier", field=models.CharField(blank=True, default="", max_length=100)
        ),
        migrations.AddField(
            model_name="appointment", name="source", field=models.CharField(blank=True, default="", max_length=60)
        ),
    ]
