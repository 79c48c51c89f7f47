import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """Hours at which boxes are to be inspected, as cases agreed them."""

    dependencies = [("consignments", "0003_appointments")]

    operations = [
        migrations.CreateModel(
            name="Booking",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("source", models.CharField(max_length=60)),
                ("site", models.CharField(blank=True, default="", max_length=60)),
                ("window_start", models.BigIntegerField()),
                ("window_end", models.BigIntegerField()),
                ("booked_at", models.BigIntegerField()),
                ("cancelled_at", models.BigIntegerField(null=True)),
                (
                    "box",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="bookings", to="consignments.box"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("box", "source"), name="one_booking_a_case")],
            },
        ),
    ]
