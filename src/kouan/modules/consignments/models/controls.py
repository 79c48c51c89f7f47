"""What keeps a box: holds, inspection notices, alarms; what is booked for it; and messages already received."""

from django.db import models
from django.db.models import Q

from kouan.modules.consignments.models.cargo import Bill, Box


class Hold(models.Model):
    """An authority keeps one box, or a bill that has no boxes, from leaving. A hold on a bill is one row a box.

    kind: "standing" (every box under customs until declared), "placed", or "inspection". origin: the event of our
    stream that placed it, ``stream#n``. source: the case stream whose event placed it, "" when placed by hand.
    """

    box = models.ForeignKey(Box, models.CASCADE, null=True, related_name="holds")
    bill = models.ForeignKey(Bill, models.CASCADE, null=True, related_name="holds")
    authority = models.CharField(max_length=16)
    kind = models.CharField(max_length=12)
    reason = models.CharField(max_length=200, blank=True, default="")
    origin = models.CharField(max_length=90)
    source = models.CharField(max_length=60, blank=True, default="")
    placed_at = models.BigIntegerField()
    placed_by = models.CharField(max_length=18, blank=True, default="")
    lifted_at = models.BigIntegerField(null=True)
    lifted_by = models.CharField(max_length=18, blank=True, default="")

    class Meta:
        indexes = [
            models.Index("box", condition=Q(lifted_at=None), name="active_holds_of_box"),
            models.Index("bill", condition=Q(lifted_at=None), name="active_holds_of_bill"),
        ]

    def __str__(self) -> str:
        return f"{self.authority} {self.kind} on {self.box_id or self.bill_id}"


class Notice(models.Model):
    """An inspection that an authority ordered for a box: the terminal moves it there and back (调箱)."""

    box = models.ForeignKey(Box, models.CASCADE, related_name="notices")
    authority = models.CharField(max_length=16)
    origin = models.CharField(max_length=90)
    source = models.CharField(max_length=60, blank=True, default="")
    reason = models.CharField(max_length=200, blank=True, default="")
    ordered_at = models.BigIntegerField()
    planned_at = models.BigIntegerField(null=True)
    moved_at = models.BigIntegerField(null=True)
    cleared_at = models.BigIntegerField(null=True)
    returned_at = models.BigIntegerField(null=True)

    class Meta:
        indexes = [models.Index("box", "ordered_at", name="notices_of_box")]

    def __str__(self) -> str:
        return f"{self.authority} inspects {self.box_id}"


class Alarm(models.Model):
    """Somebody tried to take a held box out, or to load it. ``n`` is the event in the box's stream."""

    box = models.ForeignKey(Box, models.CASCADE, related_name="alarms")
    n = models.IntegerField()
    move = models.CharField(max_length=12)
    raised_at = models.BigIntegerField(db_index=True)
    held_by = models.CharField(max_length=120)
    truck = models.CharField(max_length=16, blank=True, default="")
    party = models.CharField(max_length=18, blank=True, default="")
    person = models.CharField(max_length=24, blank=True, default="")
    acknowledged_at = models.BigIntegerField(null=True, db_index=True)
    acknowledged_by = models.CharField(max_length=18, blank=True, default="")
    acknowledged_person = models.CharField(max_length=24, blank=True, default="")
    note = models.CharField(max_length=300, blank=True, default="")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["box", "n"], name="one_alarm_an_event")]

    def __str__(self) -> str:
        return f"{self.move} of {self.box_id}"


class Appointment(models.Model):
    """A truck that takes a box from the ship's side (船边直提), or brings it to be loaded at once (抵港直装).

    kind: "pickup" or "loading".
    outcome: "requested", "granted" or "fell-back" when the box was discharged, "cancelled"; ``unmet``: codes of the
    conditions that were not met. source: the case stream whose booking it is, "" where the goods' side asked here.
    """

    box = models.OneToOneField(Box, models.CASCADE, primary_key=True, related_name="appointment")
    kind = models.CharField(max_length=8, default="pickup")
    truck = models.CharField(max_length=16)
    haulier = models.CharField(max_length=100, blank=True, default="")
    window_start = models.BigIntegerField()
    window_end = models.BigIntegerField()
    requested_at = models.BigIntegerField()
    requested_by = models.CharField(max_length=18, blank=True, default="")
    outcome = models.CharField(max_length=10, default="requested")
    unmet = models.JSONField(default=list)
    decided_at = models.BigIntegerField(null=True)
    source = models.CharField(max_length=60, blank=True, default="")

    def __str__(self) -> str:
        return f"{self.truck} for {self.box_id}: {self.outcome}"


class Booking(models.Model):
    """When and where a box is to be inspected, as a case agreed with customs and the port (预约查验).

    source: the case stream whose booking it is; one case books a box once. ``cancelled_at``: when it was called off.
    """

    box = models.ForeignKey(Box, models.CASCADE, related_name="bookings")
    source = models.CharField(max_length=60)
    site = models.CharField(max_length=60, blank=True, default="")
    window_start = models.BigIntegerField()
    window_end = models.BigIntegerField()
    booked_at = models.BigIntegerField()
    cancelled_at = models.BigIntegerField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["box", "source"], name="one_booking_a_case")]

    def __str__(self) -> str:
        return f"{self.box_id} at {self.window_start}"


class Received(models.Model):
    """A message that was taken: sent again it does nothing, sent again with other content it is refused.

    ``stream`` and ``n``: the event it became.
    """

    party = models.CharField(max_length=18)
    message_id = models.CharField(max_length=64)
    digest = models.CharField(max_length=32)
    stream = models.CharField(max_length=90)
    n = models.IntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["party", "message_id"], name="one_message")]

    def __str__(self) -> str:
        return f"{self.party} {self.message_id}"
