"""Forecasts in people's words: how they are taken, and the columns of scores and of single forecasts."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.urls import reverse

from kouan.kernel.clock import from_micros
from kouan.kernel.text import Text
from kouan.modules.timing.public import by_code
from kouan.web.formats import local_time
from kouan.web.markup import badge, link
from kouan.web.pages.timing.words import hours, hours_text, percent
from kouan.web.tables import Column

if TYPE_CHECKING:
    from kouan.modules.timing.public import figures

PROMISED = (0.77, 0.85)
"""Shares of windows that hold what comes, between which four in five are kept."""
AHEAD = {
    "0": Text("不到 1 天", "Under 1 day"),
    "1": Text("1 至 3 天", "1 to 3 days"),
    "2": Text("3 至 7 天", "3 to 7 days"),
    "3": Text("7 天以上", "Over 7 days"),
}
PARTS = {
    "all": Text("全部", "All"),
    "ahead": Text("按提前多久", "By how far ahead"),
    "month": Text("按月份", "By month"),
}
METHOD: tuple[tuple[Text, Text], ...] = (
    (
        Text("预测什么", "What is forecast"),
        Text(
            "每件未结货物在每次有新动作后，还要多久到达节点：先按同一状态的中位数；数据够多且更准时，取它与梯度提升树"
            "（LightGBM）的平均，树明显更准时只用树；再按已知结果校准区间。模型每天只用当时已知的记录重新学习。",
            "After each thing that happens to an open consignment, how long it still takes to a milestone: by the"
            " median of the same state; by the mean of it and gradient-boosted trees (LightGBM) where there is enough"
            " to learn and that is closer, or by the trees alone where they are clearly closer; the window is then set"
            " by what came of earlier ones. Models learn anew every day.",
        ),
    ),
    (
        Text("区间", "Window"),
        Text(
            "五次中应有四次落在区间内；落在其中的比例即“命中率”，77 % 至 85 % 为兑现。",
            "Four times in five what comes should fall into it. The share that did is the coverage; 77 to 85 % does.",
        ),
    ),
    (
        Text("误差", "Error"),
        Text(
            "预测的中位数与实际之差的绝对值，取平均；并与只按状态取中位数的误差相比。",
            "The mean of the unsigned differences between the forecast's median and what came; beside it the same for"
            " the median by state alone.",
        ),
    ),
    (
        Text("计入", "What counts"),
        Text(
            "动作发生后一小时内记录、且已有结果的预测。更晚记录的，货物已经等了一段，不计；"
            "还没有结果的不计，所以最近几天先计入的是快的。",
            "Forecasts recorded within an hour of the event that they follow, whose outcome has come. Of those recorded"
            " later the thing had waited already; those without an outcome are not in yet, so of the latest days the"
            " quick ones come first.",
        ),
    ),
    (
        Text("记录", "Record"),
        Text(
            "每次预测都是日志中的一个事件，带有模型摘要和当时已知的位置，不可更改；页面可按任一事件号复现。",
            "Each forecast stands in an event of the log, with its model's digest and the position that was known. It"
            " cannot be changed, and the page can be made again as of any event.",
        ),
    ),
)


def kept_word(score: figures.Score) -> Text:
    """Whether four in five were kept."""
    low, high = PROMISED
    if score.coverage is None:
        return Text("", "")
    if score.coverage < low:
        return Text("偏窄", "too narrow")
    return Text("偏宽", "too wide") if score.coverage > high else Text("兑现", "kept")


def value_title(score: figures.Score) -> Text:
    """How far ahead, or which month."""
    return AHEAD[score.value] if score.by == "ahead" else Text(score.value, score.value)


SCORES: tuple[Column[figures.Score], ...] = (
    Column("aim", Text("节点", "Milestone"), lambda each: each.aim.title),
    Column("by", Text("区分", "Told apart"), lambda each: PARTS[each.by]),
    Column("value", Text("取值", "Value"), lambda each: value_title(each) if each.value else ""),
    Column("n", Text("计入", "Counted"), lambda each: each.n),
    Column("error", Text("平均绝对误差（小时）", "Mean absolute error, h"), lambda each: hours(each.error_us)),
    Column("plain", Text("只按状态中位数（小时）", "Median by state, h"), lambda each: hours(each.plain_error_us)),
    Column("coverage", Text("命中率", "Coverage"), lambda each: percent(each.coverage)),
    Column("width", Text("区间平均宽度（小时）", "Mean width of the window, h"), lambda each: hours(each.width_us)),
    Column("code", Text("代码", "Code"), lambda each: each.aim.code),
    Column("definition", Text("口径哈希 SHA-256", "SHA-256 of the definition"), lambda each: each.aim.target.digest),
)


def provenance(board: figures.Board) -> tuple[Column[Any], ...]:
    """As of which event, and whether the data are made up."""
    demo = Text("演示数据", "Demo data") if board.known.demo else Text("", "")
    return (
        Column("position", Text("截至事件", "As of event"), lambda _: board.known.position),
        Column("demo", Text("数据", "Data"), lambda _: demo),
    )


def proof(row: figures.Outcome) -> str:
    """The event in which it was said."""
    return link(reverse("timing-event", args=(row.event,)), str(row.event))


def page_of(row: figures.Outcome) -> str:
    """Everything that was forecast of the same thing."""
    return reverse("timing-forecast", args=(row.kind, row.object))


def _held(row: figures.Outcome) -> Text:
    if row.held is None:
        return Text("还没有结果", "Not yet")
    return Text("命中", "Held") if row.held else Text("未命中", "Missed")


def held_badge(row: figures.Outcome) -> str:
    """Whether the window held what came."""
    return badge(_held(row), "" if row.held is None else "good" if row.held else "warn")


def at(us: int | None) -> Any:
    """A time of so many microseconds."""
    return None if us is None else from_micros(us)


def _time(key: str, title: Text, of: Callable[[figures.Outcome], int | None]) -> Column[figures.Outcome]:
    """A time near the one in the first column, which tells the year."""
    return Column(key, title, lambda row: at(of(row)), sort=True, html=lambda row: local_time(at(of(row)), "short"))


SAID: tuple[Column[figures.Outcome], ...] = (
    Column("made", Text("依据的动作发生于", "Said after"), lambda row: at(row.made_at), sort=True),
    _time("recorded", Text("记录于", "Recorded"), lambda row: row.recorded),
    _time("since", Text("最早", "From"), lambda row: row.made_at + row.low_us),
    _time("median", Text("中位", "Median"), lambda row: row.made_at + row.median_us),
    _time("until", Text("最晚", "Until"), lambda row: row.made_at + row.high_us),
    _time("reached", Text("实际", "What came"), lambda row: row.reached),
    Column(
        "missed",
        Text("差（小时）", "Off by, h"),
        lambda row: hours(row.missed_us),
        sort=True,
        html=lambda row: hours_text(row.missed_us),
        number=True,
    ),
    Column("held", Text("区间", "Window"), _held, html=held_badge),
)
WHAT: Column[figures.Outcome] = Column("aim", Text("节点", "Milestone"), lambda row: by_code()[row.aim].title)
MODEL: Column[figures.Outcome] = Column("model", Text("模型 SHA-256", "SHA-256 of the model"), lambda row: row.model)
EVENT: Column[figures.Outcome] = Column("event", Text("事件号", "Event"), lambda row: row.event)
