"""The door of ``timing``: a log of any origin, opened, and what is asked of it; loaded when it is asked for."""

from typing import TYPE_CHECKING

from kouan.modules.timing.lazily import as_type_checkers_see

if TYPE_CHECKING:
    from kouan.modules.timing import figures, replaying, scores
    from kouan.modules.timing.alerts.catalogue import Alert, Catalogue, catalogue
    from kouan.modules.timing.alerts.lifts import Lift
    from kouan.modules.timing.alerts.posts import Click, Post, clicks, posts
    from kouan.modules.timing.alerts.raising import Raised
    from kouan.modules.timing.copying.behind import NoFormat, export_behind
    from kouan.modules.timing.copying.refusals import Busy, NoCopy
    from kouan.modules.timing.engines import Engine
    from kouan.modules.timing.engines.duck import Duck, Limits, opened
    from kouan.modules.timing.engines.spark import MISSING, NoSpark
    from kouan.modules.timing.engines.spark import opened as spark
    from kouan.modules.timing.foretold.aims import Aim, aims, by_code
    from kouan.modules.timing.foretold.expected import Expected, expected
    from kouan.modules.timing.keeping import (
        archive_faults,
        archive_months,
        copied_log,
        copied_upto,
        copy_log,
        copy_state,
        rebuild_copy,
    )
    from kouan.modules.timing.logs import read
    from kouan.modules.timing.logs.columns import Columns, columns_of
    from kouan.modules.timing.logs.malformed import Malformed
    from kouan.modules.timing.logs.own import write
    from kouan.modules.timing.measures.bottlenecks import (
        EDGE,
        HOLDER,
        Bottleneck,
        bottlenecks,
        edge_waits,
        held_waits,
        told_apart,
    )
    from kouan.modules.timing.measures.changes import Change, changes
    from kouan.modules.timing.measures.holders import held, intervals
    from kouan.modules.timing.measures.maps import Edge, edges, steps
    from kouan.modules.timing.measures.milestones import case_ms, kept_cases
    from kouan.modules.timing.measures.names import activities, kinds
    from kouan.modules.timing.measures.parts import Way, ways
    from kouan.modules.timing.measures.queues import Hour, Longest, between, hourly, longest
    from kouan.modules.timing.measures.rates import Rated, over, rates
    from kouan.modules.timing.measures.report import Figure, report
    from kouan.modules.timing.measures.stages import percentiles
    from kouan.modules.timing.measures.waterfall import Held, waterfall
    from kouan.modules.timing.promises import platform as promises
    from kouan.modules.timing.promises.figures import Span
    from kouan.modules.timing.promises.measuring import Promised, Source, limits_from, limits_named, promised
    from kouan.modules.timing.promises.operators import may_pledge
    from kouan.modules.timing.shape import Log, log
    from kouan.modules.timing.studies.awaiting import Picked
    from kouan.modules.timing.studies.library import UnknownStudy, first_to_last, preset, presets
    from kouan.modules.timing.studies.model import Baseline, Milestone, Outliers, Rate, Segment, Stage, Study
    from kouan.modules.timing.studies.parsing import read as read_study
    from kouan.modules.timing.studies.published import Published, compression, hours_and_minutes, published

__all__ = [
    "EDGE",
    "HOLDER",
    "MISSING",
    "Aim",
    "Alert",
    "Baseline",
    "Bottleneck",
    "Busy",
    "Catalogue",
    "Change",
    "Click",
    "Columns",
    "Duck",
    "Edge",
    "Engine",
    "Expected",
    "Figure",
    "Held",
    "Hour",
    "Lift",
    "Limits",
    "Log",
    "Longest",
    "Malformed",
    "Milestone",
    "NoCopy",
    "NoFormat",
    "NoSpark",
    "Outliers",
    "Picked",
    "Post",
    "Promised",
    "Published",
    "Raised",
    "Rate",
    "Rated",
    "Segment",
    "Source",
    "Span",
    "Stage",
    "Study",
    "UnknownStudy",
    "Way",
    "activities",
    "aims",
    "archive_faults",
    "archive_months",
    "between",
    "bottlenecks",
    "by_code",
    "case_ms",
    "catalogue",
    "changes",
    "clicks",
    "columns_of",
    "compression",
    "copied_log",
    "copied_upto",
    "copy_log",
    "copy_state",
    "edge_waits",
    "edges",
    "expected",
    "export_behind",
    "figures",
    "first_to_last",
    "held",
    "held_waits",
    "hourly",
    "hours_and_minutes",
    "intervals",
    "kept_cases",
    "kinds",
    "limits_from",
    "limits_named",
    "log",
    "longest",
    "may_pledge",
    "opened",
    "over",
    "percentiles",
    "posts",
    "preset",
    "presets",
    "promised",
    "promises",
    "published",
    "rates",
    "read",
    "read_study",
    "rebuild_copy",
    "replaying",
    "report",
    "scores",
    "spark",
    "steps",
    "told_apart",
    "waterfall",
    "ways",
    "write",
]

if not TYPE_CHECKING:
    __getattr__ = as_type_checkers_see(__name__, __file__)
