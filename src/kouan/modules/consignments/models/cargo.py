"""Bills of lading and boxes, and which box carries goods of which bill."""

from django.db import models

from kouan.modules.consignments.models.calls import Call


class Bill(models.Model):
    """A bill of lading, or for exports the booking that becomes one (提运单). Stream ``bill/<number>``.

    What goes by ship is of a ``call``. A waybill of a flight, a train or a truck is of none: ``mode``, ``conveyance``
    and ``voyage`` say what carries it, and ``sender``, who sent its manifest, stands in for the ship's side.
    ``master``: of a house waybill. ``deleted_at``: when it was taken off the manifest.
    """

    number = models.CharField(max_length=40, primary_key=True)
    call = models.ForeignKey(Call, models.PROTECT, null=True, related_name="bills")
    mode = models.CharField(max_length=16, blank=True, default="")
    conveyance = models.CharField(max_length=100, blank=True, default="")
    voyage = models.CharField(max_length=32, blank=True, default="")
    master = models.CharField(max_length=40, blank=True, default="", db_index=True)
    sender = models.CharField(max_length=18, blank=True, default="", db_index=True)
    direction = models.CharField(max_length=6)
    cargo = models.CharField(max_length=12)
    consignee = models.CharField(max_length=18, blank=True, default="", db_index=True)
    consignee_name = models.CharField(max_length=200, blank=True, default="")
    shipper = models.CharField(max_length=18, blank=True, default="", db_index=True)
    shipper_name = models.CharField(max_length=200, blank=True, default="")
    goods = models.CharField(max_length=400, blank=True, default="")
    packages = models.IntegerField(default=0)
    gross_weight = models.DecimalField(max_digits=14, decimal_places=3, default=0)
    load_port = models.CharField(max_length=8, blank=True, default="")
    discharge_port = models.CharField(max_length=8, blank=True, default="")
    manifested_at = models.BigIntegerField(default=0)
    deleted_at = models.BigIntegerField(null=True)
    # Exports: when the last of its boxes was in. Imports arrive with their ship, if they come by one: ``arrived_at``.
    gathered_at = models.BigIntegerField(null=True)
    declared_at = models.BigIntegerField(null=True)
    declared_mode = models.CharField(max_length=24, blank=True, default="")
    carrier_released_at = models.BigIntegerField(null=True)
    released_at = models.BigIntegerField(null=True)
    tallied_at = models.BigIntegerField(null=True)
    tallied_packages = models.IntegerField(null=True)
    # Positions of procedures' events on the log that were taken up: a second delivery does nothing.
    taken = models.JSONField(default=list)
    demo = models.BooleanField(default=False)
    n = models.IntegerField(default=0)
    hash = models.BinaryField(max_length=32, default=bytes(32))

    def __str__(self) -> str:
        return self.number

    @property
    def stream(self) -> str:
        return f"bill/{self.number}"

    @property
    def arrived_at(self) -> int | None:
        """When the goods reached the port: imports with the ship, exports with the last box through the gate.

        What comes or goes without a ship has arrived when that is reported.
        """
        return self.call.arrived_at if self.call and self.direction == "import" else self.gathered_at

    @property
    def ships_side(self) -> frozenset[str]:
        """Who sends its manifest and releases it: the carrier and agent of its ship, else its sender."""
        side = {self.call.carrier, self.call.agent} if self.call else {self.sender}
        return frozenset(side - {""})


class Box(models.Model):
    """A container on one visit to the port. ``id`` is ``<container number>/<call or booking>``, its stream's name.

    ``place``: where the latest move left it (``words.PLACES``). ``held_by``: authorities with an active hold on it,
    sorted, as ``",customs,msa,"``; empty when none.
    """

    id = models.CharField(max_length=60, primary_key=True)
    container = models.CharField(max_length=11, db_index=True)
    call = models.ForeignKey(Call, models.PROTECT, null=True, related_name="boxes")
    terminal = models.CharField(max_length=18, blank=True, default="", db_index=True)
    direction = models.CharField(max_length=6)
    iso_type = models.CharField(max_length=4, blank=True, default="")
    seal = models.CharField(max_length=40, blank=True, default="")
    packages = models.IntegerField(default=0)
    gross_weight = models.DecimalField(max_digits=14, decimal_places=3, default=0)
    bill_numbers = models.JSONField(default=list)
    bills = models.ManyToManyField(Bill, through="Stowage", related_name="boxes")
    opened_at = models.BigIntegerField(default=0)
    place = models.CharField(max_length=12, default="expected")
    place_since = models.BigIntegerField(null=True)
    yard = models.CharField(max_length=20, blank=True, default="")
    truck = models.CharField(max_length=16, blank=True, default="")
    # Discharged onto a truck at the ship's side.
    direct = models.BooleanField(default=False)
    discharged_at = models.BigIntegerField(null=True)
    tallied_at = models.BigIntegerField(null=True)
    tallied_packages = models.IntegerField(null=True)
    damage = models.CharField(max_length=200, blank=True, default="")
    gated_in_at = models.BigIntegerField(null=True)
    moved_at = models.BigIntegerField(null=True)
    returned_at = models.BigIntegerField(null=True)
    loaded_at = models.BigIntegerField(null=True)
    gated_out_at = models.BigIntegerField(null=True)
    held_by = models.CharField(max_length=120, blank=True, default="")
    released_at = models.BigIntegerField(null=True)
    # The event of its stream that carries the release signal in force.
    released_n = models.IntegerField(null=True)
    taken = models.JSONField(default=list)
    demo = models.BooleanField(default=False)
    n = models.IntegerField(default=0)
    hash = models.BinaryField(max_length=32, default=bytes(32))

    class Meta:
        indexes = [
            models.Index("call", "container", name="box_of_call"),
            models.Index("place", "place_since", name="box_by_place"),
        ]

    def __str__(self) -> str:
        return self.id

    @property
    def stream(self) -> str:
        return f"container/{self.id}"

    @property
    def visit(self) -> str:
        """The call, or the booking, that this visit is named after."""
        return self.id.partition("/")[2]

    @property
    def held(self) -> bool:
        return bool(self.held_by)

    @property
    def holders(self) -> list[str]:
        """Codes of the authorities that hold it."""
        return [code for code in self.held_by.split(",") if code]

    @property
    def gone(self) -> bool:
        """Whether it has left the terminal, by the gate or on a ship."""
        return self.gated_out_at is not None or self.loaded_at is not None


class Stowage(models.Model):
    """Goods of a bill in a box: several bills may share one box (拼箱)."""

    bill = models.ForeignKey(Bill, models.CASCADE)
    box = models.ForeignKey(Box, models.CASCADE)
    packages = models.IntegerField(default=0)
    gross_weight = models.DecimalField(max_digits=14, decimal_places=3, default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["bill", "box"], name="one_stowage")]

    def __str__(self) -> str:
        return f"{self.bill_id} in {self.box_id}"
