"""What a page asks of a study: its figures in a period, the units behind each, and one of them with its events."""

from kouan.modules.timing.alerts.posts import posts
from kouan.modules.timing.figures.alarms import Alarms, Rung, alarms
from kouan.modules.timing.figures.flowing import Flow, flowing
from kouan.modules.timing.figures.forecasts import MOST, Board, Outcome, Score, Sums, behind_score, board, said_of
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
from kouan.modules.timing.figures.looking import Unavailable
from kouan.modules.timing.figures.losing import Edges, Wait, lost_between, lost_to, waited_between
from kouan.modules.timing.figures.mapping import Map, process_map
from kouan.modules.timing.figures.memory import forget
from kouan.modules.timing.figures.overview import Only, apart, by_month, held, holder_title, taken
from kouan.modules.timing.figures.period import LAST_30, LAST_WEEK, THIS_WEEK, Period, before, days_of, month_of, period
from kouan.modules.timing.figures.queueing import (
    Queue,
    Waiting,
    at_edge,
    at_holder,
    at_stage,
    holders_of,
    of_edge,
    of_holder,
    of_stage,
)
from kouan.modules.timing.figures.sameday import same_day
from kouan.modules.timing.figures.single import Happened, Interval, Single, single
from kouan.modules.timing.figures.sources import Lack, Owing, Skew, lacking, lacks, skewed, skews
from kouan.modules.timing.figures.standing import Standing, standing
from kouan.modules.timing.figures.supposing import stepping, supposed
from kouan.modules.timing.measures.bottlenecks import Bottleneck
from kouan.modules.timing.measures.changes import changes

__all__ = [
    "LAST_30",
    "LAST_WEEK",
    "LEVELS",
    "MOST",
    "THIS_WEEK",
    "Alarms",
    "Behind",
    "Board",
    "Bottleneck",
    "Consignment",
    "Edges",
    "Flow",
    "Happened",
    "Interval",
    "Lack",
    "Map",
    "Only",
    "Outcome",
    "Owing",
    "Period",
    "Queue",
    "Rung",
    "Score",
    "Single",
    "Skew",
    "Standing",
    "Sums",
    "Unavailable",
    "Wait",
    "Waiting",
    "alarms",
    "apart",
    "at_edge",
    "at_holder",
    "at_stage",
    "before",
    "behind_score",
    "board",
    "by_month",
    "changes",
    "consignments",
    "days_of",
    "flowing",
    "forget",
    "held",
    "holder_title",
    "holders_of",
    "lacking",
    "lacks",
    "level",
    "lost_between",
    "lost_to",
    "month_of",
    "of_edge",
    "of_holder",
    "of_stage",
    "period",
    "posts",
    "process_map",
    "rate_of",
    "said_of",
    "same_day",
    "single",
    "skewed",
    "skews",
    "spanned",
    "stage_of",
    "standing",
    "stepping",
    "supposed",
    "taken",
    "waited_between",
]
