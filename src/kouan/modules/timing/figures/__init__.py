"""What a page asks of a study: its figures in a period, the units behind each, and one of them with its events."""

from kouan.modules.timing.figures.flowing import Flow, flowing
from kouan.modules.timing.figures.listing import (
    LEVELS,
    Behind,
    Consignment,
    consignments,
    level,
    rate_of,
    spanned,
    stage_of,
)
from kouan.modules.timing.figures.mapping import Map, process_map
from kouan.modules.timing.figures.overview import Only, apart, by_month, held, holder_title, taken
from kouan.modules.timing.figures.period import LAST_30, LAST_WEEK, THIS_WEEK, Period, before, month_of, period
from kouan.modules.timing.figures.sameday import same_day
from kouan.modules.timing.figures.single import Happened, Interval, Single, single
from kouan.modules.timing.figures.standing import Standing, Unavailable, forget, standing
from kouan.modules.timing.figures.supposing import stepping, supposed

__all__ = [
    "LAST_30",
    "LAST_WEEK",
    "LEVELS",
    "THIS_WEEK",
    "Behind",
    "Consignment",
    "Flow",
    "Happened",
    "Interval",
    "Map",
    "Only",
    "Period",
    "Single",
    "Standing",
    "Unavailable",
    "apart",
    "before",
    "by_month",
    "consignments",
    "flowing",
    "forget",
    "held",
    "holder_title",
    "level",
    "month_of",
    "period",
    "process_map",
    "rate_of",
    "same_day",
    "single",
    "spanned",
    "stage_of",
    "standing",
    "stepping",
    "supposed",
    "taken",
]
