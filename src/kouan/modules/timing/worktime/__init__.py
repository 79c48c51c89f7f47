"""Working time: what of a time lies within opening hours on working days, exactly, to the microsecond."""

from typing import TYPE_CHECKING

from kouan.modules.timing.lazily import as_type_checkers_see
from kouan.modules.timing.worktime.hours import Hours, worked

if TYPE_CHECKING:
    from kouan.modules.timing.worktime.table import beyond, with_worked, within

__all__ = ["Hours", "beyond", "with_worked", "within", "worked"]

if not TYPE_CHECKING:
    # Opening hours are part of every study; ibis is only for who measures by them.
    __getattr__ = as_type_checkers_see(__name__, __file__)
