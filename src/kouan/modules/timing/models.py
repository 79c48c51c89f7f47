"""The one table of the module in the platform's database: what was last said of each thing that is open.

It follows from the log (:mod:`.following`) and is made anew from it; pages look there, not into the copy.
"""

from django.db import models


class Window(models.Model):
    """``made_at``: microseconds since 1970; ``low_us``, ``median_us``, ``high_us``: from made_at on."""

    pk = models.CompositePrimaryKey("aim", "object")
    aim = models.CharField(max_length=40)
    object = models.CharField(max_length=80)
    kind = models.CharField(max_length=40)
    made_at = models.BigIntegerField()
    low_us = models.BigIntegerField()
    median_us = models.BigIntegerField()
    high_us = models.BigIntegerField()
    model = models.CharField(max_length=64)

    class Meta:
        db_table = "timing_window"
        indexes = [models.Index(fields=["kind", "object"], name="timing_window_object")]
