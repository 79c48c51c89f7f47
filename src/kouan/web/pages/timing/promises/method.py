"""How shares and verdicts are taken, as pages tell it; and rows of the board as files, with the definition on them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, JsonResponse
from django.http.response import HttpResponseBase

from kouan.kernel.clock import from_micros
from kouan.kernel.text import Text
from kouan.web import exports
from kouan.web.pages.timing.definition import Encoder
from kouan.web.pages.timing.promises.lines import Line
from kouan.web.pages.timing.promises.words import (
    UNMEASURED,
    VERDICTS,
    boxes_an_hour,
    clock_words,
    limit_words,
)
from kouan.web.tables import Cell, Column

if TYPE_CHECKING:
    from kouan.modules.timing.public import promises

_DEMO = {True: Text("演示数据", "Demo data"), False: Text("", "")}


METHOD: tuple[tuple[Text, Text], ...] = (
    (
        Text("计入", "Counted"),
        Text(
            "一次作业自起始事件计时，计入起始所在的月份，按起始当日有效的时限衡量；此后变更的时限不改变它。",
            "A case runs from its first event, counts in the month in which that was, and is held against the limit of"
            " that day; a limit that changes later does not touch it.",
        ),
    ),
    (
        Text("未结束的", "Open cases"),
        Text(
            "已超过时限的计为未兑现；仍在时限内的不计入。结束早于起始的不计入。",
            "Those beyond the limit count as not kept; those within it do not count yet. What ended before it began"
            " does not count.",
        ),
    ),
    (
        Text("区间", "Interval"),
        Text(
            "兑现率的 95 % 威尔逊得分区间：(p + z²/2n ± z·√(p(1−p)/n + z²/4n²)) / (1 + z²/n)，z = 1.959964。",
            "Wilson's score interval of 95 % for the kept share: (p + z²/2n ± z·√(p(1−p)/n + z²/4n²)) / (1 + z²/n),"
            " z = 1.959964.",
        ),
    ),
    (
        Text("结论", "Verdict"),
        Text(
            "承诺低于区间为“兑现”，高于区间为“未兑现”，落在区间内为“样本不足”。承诺 100 % 的，一次超时即未兑现，"
            "无超时则为“尚未违约”：再多的作业也不能证明永不超时。",
            "A pledge below the interval is kept, one above it is not kept, and within it there are too few to say."
            " A pledge of 100 % is not kept once a single case is late; until then it is not broken so far, since no"
            " number of cases proves it.",
        ),
    ),
    (
        Text("最慢十分之一", "Slowest tenth"),
        Text(
            "计入的作业中最慢的十分之一，向上取整；未结束的按至今已用的时间。",
            "The slowest tenth of the cases that count, rounded up; open ones by the time used so far.",
        ),
    ),
    (
        Text("未测量的", "Not measured"),
        Text(
            "日志没有相应事件的，只列出公布的内容，不计兑现率。",
            "Where the log has no such events, what was published is shown, and no share.",
        ),
    ),
)
"""The method, line by line."""


# ── Files ────────────────────────────────────────────────────────────────────────────────────────────────────────
def download(request: HttpRequest, board: promises.Board, key: str, rows: Sequence[Line]) -> HttpResponseBase | None:
    """The lines as a file, where the address asks for one (``format=xlsx|csv|json``)."""
    wanted = request.GET.get("format")
    if wanted in exports.FORMATS:
        return exports.download(wanted, key, (*COLUMNS, *_provenance(board)), rows)
    if wanted == "json":
        said = {
            "sha256": board.digest,
            "position": board.position,
            "recorded": from_micros(board.recorded),
            "demo": board.demo,
            "rows": [_plain(each) for each in rows],
        }
        return JsonResponse(said, json_dumps_params={"ensure_ascii": False}, encoder=Encoder)
    return None


def _plain(line: Line) -> dict[str, Any]:
    """A line for machines: the limit, the operation with its definition's hash, and times in microseconds."""
    said = {"limit": asdict(line.limit), "operation": line.operation.code, "sha256": line.operation.digest}
    figures = {**asdict(line.kept), "month": line.month or None, "interval": line.kept.interval}
    return said | {"measured": line.is_measured, "verdict": line.verdict if line.is_measured else None, **figures}


def _paced(line: Line, us: float | None) -> Cell:
    """Minutes to a tenth, or boxes an hour."""
    if us is None:
        return None
    return (
        boxes_an_hour(us) if line.limit.unit == "boxes-an-hour" else Decimal(us / 60_000_000).quantize(Decimal("0.1"))
    )


def _share(share: float | None) -> str:
    return "" if share is None else f"{100 * share:.2f}"


def _bound(line: Line, at: int) -> str:
    return _share(line.kept.interval[at] if line.kept.interval else None)


def _verdict(line: Line) -> Text:
    return VERDICTS[line.verdict] if line.is_measured else UNMEASURED


COLUMNS: tuple[Column[Line], ...] = (
    Column("operator", Text("经营人", "Operator"), lambda line: line.operator),
    Column("stage", Text("环节", "Stage"), lambda line: line.operation.stage),
    Column("operation", Text("作业", "Operation"), lambda line: line.operation.title),
    Column("trigger", Text("起", "From"), lambda line: line.operation.trigger),
    Column("until_event", Text("止", "To"), lambda line: line.operation.until),
    Column("limit", Text("时限", "Limit"), lambda line: limit_words(line.limit)),
    Column("clock", Text("计时", "Clock"), lambda line: clock_words(line.limit)),
    Column("since", Text("生效", "Holds from"), lambda line: line.limit.since),
    Column("until", Text("失效", "Until"), lambda line: line.limit.until),
    Column("month", Text("月份", "Month"), lambda line: line.month),
    Column("pledged", Text("承诺（%）", "Pledged, %"), lambda line: line.limit.pledged),
    Column("n", Text("计入", "Counted"), lambda line: line.kept.n if line.is_measured else None),
    Column("kept", Text("按时", "In time"), lambda line: line.kept.kept if line.is_measured else None),
    Column("share", Text("兑现率（%）", "Kept, %"), lambda line: _share(line.kept.share)),
    Column("low", Text("区间下限（%）", "Interval from, %"), lambda line: _bound(line, 0)),
    Column("high", Text("区间上限（%）", "Interval to, %"), lambda line: _bound(line, 1)),
    Column("verdict", Text("结论", "Verdict"), _verdict),
    Column("open", Text("未结束且超时", "Open and late"), lambda line: line.kept.open),
    Column("pending", Text("未结束、未超时", "Open, in time"), lambda line: line.kept.pending),
    Column(
        "median", Text("中位数（分钟；箱/小时）", "Median, min or boxes/h"), lambda line: _paced(line, line.kept.median)
    ),
    Column("worst", Text("最慢十分之一：数量", "Slowest tenth: number"), lambda line: line.kept.worst),
    Column(
        "worst_mean", Text("最慢十分之一：平均", "Slowest tenth: mean"), lambda line: _paced(line, line.kept.worst_mean)
    ),
    Column(
        "worst_median",
        Text("最慢十分之一：中位数", "Slowest tenth: median"),
        lambda line: _paced(line, line.kept.worst_median),
    ),
    Column("publication", Text("公布于", "Published in"), lambda line: line.limit.publication),
    Column("unmeasured", Text("未测量的原因", "Why not measured"), lambda line: line.operation.unmeasured),
    Column("definition", Text("口径哈希 SHA-256", "SHA-256 of the definition"), lambda line: line.operation.digest),
)


def _provenance(board: promises.Board) -> tuple[Column[Line], ...]:
    return (
        Column("sha256", Text("全表哈希 SHA-256", "SHA-256 of the board"), lambda _: board.digest),
        Column("position", Text("截至事件", "As of event"), lambda _: board.position),
        Column("demo", Text("数据", "Data"), lambda _: _DEMO[board.demo]),
    )
