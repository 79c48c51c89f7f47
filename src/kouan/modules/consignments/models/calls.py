"""Vessel calls (航次): a ship's visit to the port."""

from django.db import models

from kouan.kernel.text import Text


class Call(models.Model):
    """One visit. Stream ``call/<number>``; ``agent`` acts for ``carrier`` here, ``tally`` counts where one is named."""

    number = models.CharField(max_length=32, primary_key=True)
    imo = models.CharField(max_length=7, blank=True, default="", db_index=True)
    ship = models.CharField(max_length=100)
    ship_zh = models.CharField(max_length=100, blank=True, default="")
    flag = models.CharField(max_length=3, blank=True, default="")
    voyage_in = models.CharField(max_length=32, blank=True, default="")
    voyage_out = models.CharField(max_length=32, blank=True, default="")
    carrier = models.CharField(max_length=18, blank=True, default="", db_index=True)
    agent = models.CharField(max_length=18, blank=True, default="", db_index=True)
    terminal = models.CharField(max_length=18, db_index=True)
    tally = models.CharField(max_length=18, blank=True, default="", db_index=True)
    berth = models.CharField(max_length=32, blank=True, default="")
    previous_port = models.CharField(max_length=8, blank=True, default="")
    next_port = models.CharField(max_length=8, blank=True, default="")
    eta = models.BigIntegerField(null=True, db_index=True)
    etd = models.BigIntegerField(null=True)
    announced_at = models.BigIntegerField(default=0)
    arrived_at = models.BigIntegerField(null=True, db_index=True)
    berthed_at = models.BigIntegerField(null=True)
    departed_at = models.BigIntegerField(null=True, db_index=True)
    demo = models.BooleanField(default=False)
    n = models.IntegerField(default=0)
    hash = models.BinaryField(max_length=32, default=bytes(32))

    def __str__(self) -> str:
        return f"{self.number} {self.ship}"

    @property
    def stream(self) -> str:
        return f"call/{self.number}"

    @property
    def status(self) -> str:
        """ "expected", "arrived", "berthed" or "departed"; the furthest that was reported, whatever came late."""
        if self.departed_at is not None:
            return "departed"
        if self.berthed_at is not None:
            return "berthed"
        return "expected" if self.arrived_at is None else "arrived"

    @property
    def name(self) -> Text:
        return Text(self.ship_zh or self.ship, self.ship)
