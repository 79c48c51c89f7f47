import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """Waybills of flights, trains and trucks are of no call; bills may be taken off their manifest."""

    dependencies = [
        ("consignments", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="bill",
            name="conveyance",
            field=models.CharField(blank=True, default="", max_length=100),
        ),
        migrations.AddField(
            model_name="bill",
            name="deleted_at",
            field=models.BigIntegerField(null=True),
        ),
        migrations.AddField(
            model_name="bill",
            name="master",
            field=models.CharField(blank=True, db_index=True, default="", max_length=40),
        ),
        migrations.AddField(
            model_name="bill",
            name="mode",
            field=models.CharField(blank=True, default="", max_length=16),
        ),
        migrations.AddField(
            model_name="bill",
            name="sender",
            field=models.CharField(blank=True, db_index=True, default="", max_length=18),
        ),
        migrations.AddField(
            model_name="bill",
            name="voyage",
            field=models.CharField(blank=True, default="", max_length=32),
        ),
        migrations.AlterField(
            model_name="bill",
            name="call",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="bills", to="consignments.call"
            ),
        ),
    ]
