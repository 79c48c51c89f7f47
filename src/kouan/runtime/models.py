"""Small tables beside the log: where each subscriber is, what waits, the Merkle tree, running numbers.

The log itself has no model: it is written and read by SQL in :mod:`kouan.runtime.log` and nowhere else.
"""

from django.db import models


class SubscriberCursor(models.Model):
    """How far a subscriber has come: every event up to ``position`` is delivered or is a :class:`WaitingEvent`."""

    name = models.TextField(primary_key=True)
    position = models.BigIntegerField(default=0)

    class Meta:
        db_table = "subscriber_cursor"


class StuckKey(models.Model):
    """A key of a subscriber that cannot take events now: its last delivery failed, or has not come back.

    attempts: failed deliveries in a row; retry_at: microseconds, not tried before; error: what went wrong last.
    """

    name = models.TextField()
    key = models.TextField()
    attempts = models.IntegerField(default=0)
    retry_at = models.BigIntegerField(default=0)
    error = models.TextField(default="")

    class Meta:
        db_table = "subscriber_stuck_key"
        constraints = [models.UniqueConstraint(fields=["name", "key"], name="subscriber_stuck_key_once")]


class WaitingEvent(models.Model):
    """An event that waits for a stuck key: the one that failed, and those of its key behind it."""

    name = models.TextField()
    key = models.TextField()
    position = models.BigIntegerField()

    class Meta:
        db_table = "subscriber_waiting_event"
        constraints = [models.UniqueConstraint(fields=["name", "key", "position"], name="subscriber_waiting_once")]


class TreeHead(models.Model):
    """A signed tree head, and the leaves that came with it: number ``first`` up to ``size`` - 1.

    entries: 40 bytes a leaf (:func:`kouan.runtime.merkle.store.entry`), the last of them for ``last_position``;
    signed_at: microseconds.
    """

    size = models.BigIntegerField(primary_key=True)
    first = models.BigIntegerField(unique=True)
    last_position = models.BigIntegerField(unique=True)
    entries = models.BinaryField()
    root = models.BinaryField(max_length=32)
    signed_at = models.BigIntegerField(db_index=True)
    key_id = models.TextField()
    signature = models.BinaryField(max_length=64)

    class Meta:
        db_table = "merkle_tree_head"


class MerkleNode(models.Model):
    """The hash over the 2^level leaves from index·2^level on, once there are that many; level is 8, 16, 24 ..."""

    level = models.SmallIntegerField()
    index = models.BigIntegerField()
    hash = models.BinaryField(max_length=32)
    pk = models.CompositePrimaryKey("level", "index")

    class Meta:
        db_table = "merkle_node"


class NumberSeries(models.Model):
    """The last number of a series that was handed to some process."""

    key = models.TextField(primary_key=True)
    taken = models.BigIntegerField()

    class Meta:
        db_table = "number_series"
