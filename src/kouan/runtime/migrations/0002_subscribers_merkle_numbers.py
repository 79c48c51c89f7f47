"""Where subscribers are and what waits for them; the Merkle tree; running numbers."""

from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("runtime", "0001_log"),
    ]

    operations = [
        migrations.CreateModel(
            name="MerkleNode",
            fields=[
                ("level", models.SmallIntegerField()),
                ("index", models.BigIntegerField()),
                ("hash", models.BinaryField(max_length=32)),
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "level", "index", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
            ],
            options={
                "db_table": "merkle_node",
            },
        ),
        migrations.CreateModel(
            name="NumberSeries",
            fields=[
                ("key", models.TextField(primary_key=True, serialize=False)),
                ("taken", models.BigIntegerField()),
            ],
            options={
                "db_table": "number_series",
            },
        ),
        migrations.CreateModel(
            name="SubscriberCursor",
            fields=[
                ("name", models.TextField(primary_key=True, serialize=False)),
                ("position", models.BigIntegerField(default=0)),
            ],
            options={
                "db_table": "subscriber_cursor",
            },
        ),
        migrations.CreateModel(
            name="TreeHead",
            fields=[
                ("size", models.BigIntegerField(primary_key=True, serialize=False)),
                ("first", models.BigIntegerField(unique=True)),
                ("last_position", models.BigIntegerField(unique=True)),
                ("entries", models.BinaryField()),
                ("root", models.BinaryField(max_length=32)),
                ("signed_at", models.BigIntegerField(db_index=True)),
                ("key_id", models.TextField()),
                ("signature", models.BinaryField(max_length=64)),
            ],
            options={
                "db_table": "merkle_tree_head",
            },
        ),
        migrations.CreateModel(
            name="StuckKey",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.TextField()),
                ("key", models.TextField()),
                ("attempts", models.IntegerField(default=0)),
                ("retry_at", models.BigIntegerField(default=0)),
                ("error", models.TextField(default="")),
            ],
            options={
                "db_table": "subscriber_stuck_key",
                "constraints": [models.UniqueConstraint(fields=("name", "key"), name="subscriber_stuck_key_once")],
            },
        ),
        migrations.CreateModel(
            name="WaitingEvent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.TextField()),
                ("key", models.TextField()),
                ("position", models.BigIntegerField()),
            ],
            options={
                "db_table": "subscriber_waiting_event",
                "constraints": [
                    models.UniqueConstraint(fields=("name", "key", "position"), name="subscriber_waiting_once")
                ],
            },
        ),
    ]
