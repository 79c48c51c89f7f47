"""Tables of the balances module. All of them follow from the log: ``rebuild()`` makes them anew from it.

They are written with the events they follow from (:mod:`.following`), and the database itself refuses what no balance
bears. Amounts are whole numbers of :mod:`.amounts`; days are ISO texts, :data:`FOREVER` where there is no last one.
"""

from decimal import Decimal

from django.db import models
from django.db.models import F, Q

from kouan.kernel.text import Text
from kouan.modules.balances.amounts import from_parts

FOREVER = "9999-12-31"


class Balance(models.Model):
    """Something granted, by ``kind/number``. ``times``: how many cases may draw on it; ``taken``: how many do.

    ``suspensions``: how many cases keep it suspended. ``said``: JSON of who may know of it and what rules may read.
    ``stream``: the case that granted it.
    """

    key = models.CharField(primary_key=True, max_length=120)
    kind = models.CharField(max_length=40)
    number = models.CharField(max_length=80)
    title_zh = models.CharField(max_length=200)
    title_en = models.CharField(max_length=300)
    unit = models.CharField(max_length=10)
    holder = models.CharField(max_length=18)
    since = models.CharField(max_length=10)
    until = models.CharField(max_length=10)
    times = models.IntegerField(null=True)
    granted = models.BigIntegerField()
    reserved = models.BigIntegerField()
    used = models.BigIntegerField()
    taken = models.IntegerField()
    suspensions = models.IntegerField()
    ended = models.BooleanField()
    said = models.TextField()
    stream = models.CharField(max_length=80)
    granted_at = models.BigIntegerField()
    demo = models.BooleanField()

    class Meta:
        db_table = "balances_balance"
        constraints = [
            models.CheckConstraint(
                condition=Q(reserved__gte=0) & Q(used__gte=0) & Q(granted__gte=F("reserved") + F("used")),
                name="balances_balance_never_negative",
            ),
            models.CheckConstraint(
                condition=Q(taken__gte=0) & (Q(times__isnull=True) | Q(taken__lte=F("times"))),
                name="balances_balance_times",
            ),
            models.CheckConstraint(condition=Q(suspensions__gte=0), name="balances_balance_suspensions"),
        ]

    @property
    def title(self) -> Text:
        return Text(self.title_zh, self.title_en)

    @property
    def left(self) -> Decimal:
        """What nobody holds."""
        return from_parts(self.granted - self.reserved - self.used)

    @property
    def state(self) -> str:
        """``active``, ``suspended`` or ``ended``; whether its days have passed is asked of the day."""
        return "ended" if self.ended else "suspended" if self.suspensions else "active"


class BalanceParty(models.Model):
    """Who may know of a balance: its holder, and whom the grant names."""

    balance = models.ForeignKey(Balance, models.CASCADE, related_name="parties")
    party = models.CharField(max_length=20, db_index=True)

    class Meta:
        db_table = "balances_party"
        constraints = [models.UniqueConstraint(fields=["balance", "party"], name="balances_party_once")]


class Holding(models.Model):
    """What one case (its stream) holds of a balance; written as its last event on it says."""

    balance = models.ForeignKey(Balance, models.CASCADE, related_name="holdings")
    stream = models.CharField(max_length=80)
    reserved = models.BigIntegerField()
    used = models.BigIntegerField()

    class Meta:
        db_table = "balances_holding"
        constraints = [
            models.UniqueConstraint(fields=["balance", "stream"], name="balances_holding_once"),
            models.CheckConstraint(
                condition=Q(reserved__gte=0) & Q(used__gte=0), name="balances_holding_never_negative"
            ),
        ]
