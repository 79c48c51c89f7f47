"""Working time: what of a time lies within opening hours on working days, exactly, to the microsecond."""

from kouan.modules.timing.worktime.hours import Hours, worked
from kouan.modules.timing.worktime.table import beyond, with_worked, within

__all__ = ["Hours", "beyond", "with_worked", "within", "worked"]
