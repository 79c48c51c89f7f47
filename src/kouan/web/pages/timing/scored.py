"""The scores as rows, for tables on the page and in files: a value of this port beside what was published."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from kouan.kernel.text import Text
from kouan.modules.parties.public import people
from kouan.modules.timing.public import scores
from kouan.web.tables import Column

UNITS: Mapping[str, Text] = {
    "hours": Text("小时", "h"),
    "dollars": Text("美元", "US$"),
    "days": Text("天", "days"),
    "percent": Text("%", "%"),
    "points": Text("分", "points"),
}
HOW: Mapping[str, Text] = {
    "measured": Text("按日志计算", "From the log"),
    "entered": Text("录入", "Entered"),
    "missing": Text("未计量", "Not measured here"),
}
TRADING, READY = Text("营商环境", "Doing Business"), Text("营商环境成熟度", "B-READY")
_TOTAL = Text("得分（八项平均）", "Score (mean of the eight)")
_OPEN = Text("缺 {n} 项，在 {low} 与 {high} 之间", "{n} missing: between {low} and {high}")
_TENTH, _CENT = Decimal("0.1"), Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Row:
    """A component, an indicator or the total: what was published, and what this port has. None: there is none.

    ``verified``: of what was published; of a component its value, whose bounds are told apart (``bounds``).
    """

    index: Text
    code: str
    title: Text
    unit: Text
    how: str
    note: Text
    bounds: tuple[Fraction, Fraction] | None = None
    published: Fraction | None = None
    published_score: Fraction | None = None
    verified: bool = False
    value: Fraction | None = None
    score: Fraction | None = None
    measured: scores.Measured | None = None
    entry: scores.Entry | None = None


def trading(board: scores.Board) -> list[Row]:
    """The eight components of Doing Business beside those of China in 2020."""
    return [_component(each) for each in board.lines]


def ready(board: scores.Board) -> list[Row]:
    """The indicators of B-READY beside those of Ghana in 2024."""
    return [_indicator(each) for each in board.ready]


def total(board: scores.Board) -> Row:
    """The mean of the eight; where one is missing, what it lies between is said in words."""
    china = scores.method().economies[0]
    low, high = map(tenth, board.bounds)
    missing = len(board.lines) - len(board.values)
    note = _OPEN.fill(n=missing, low=low, high=high) if missing else Text("", "")
    how = "missing" if missing else ""
    published = scores.score(china.values)
    return Row(TRADING, "total", _TOTAL, UNITS["points"], how, note, published_score=published, score=board.total)


def _component(line: scores.Line) -> Row:
    of, china = line.component, scores.method().economies[0]
    published = china.values[of.code]
    return Row(
        index=TRADING,
        code=of.code,
        title=of.title,
        unit=UNITS[of.unit],
        bounds=(of.best, of.worst),
        published=published,
        published_score=of.score(published),
        verified=of.code in china.verified,
        value=line.value,
        score=line.score,
        how=scores.how(line),
        note=of.note,
        measured=line.measured,
        entry=line.entry,
    )


def _indicator(line: scores.Ready) -> Row:
    of = line.indicator
    return Row(
        index=READY,
        code=of.code,
        title=of.title,
        unit=UNITS[of.unit],
        published=of.published,
        verified=scores.pillar().verified,
        value=line.value,
        how=scores.how(line),
        note=of.note,
        measured=line.measured,
    )


def tenth(value: Fraction | None) -> Decimal | None:
    """To a tenth, half up."""
    return None if value is None else _rounded(value, _TENTH)


def amount(value: Fraction | None) -> Decimal | None:
    """As it was said, where two decimals say it; else to a tenth."""
    if value is None or value.denominator == 1:
        return None if value is None else Decimal(int(value))
    return _rounded(value, _CENT if 10 * value % 1 and not 100 * value % 1 else _TENTH)


def _rounded(value: Fraction, place: Decimal) -> Decimal:
    return (Decimal(value.numerator) / value.denominator).quantize(place, ROUND_HALF_UP)


# ── Files ────────────────────────────────────────────────────────────────────────────────────────────────────────
def rows(board: scores.Board) -> Iterator[Row]:
    """All of them, the score after its eight components."""
    yield from trading(board)
    yield total(board)
    yield from ready(board)


def _entered_by(row: Row) -> Text | str:
    return people({row.entry.person}).get(row.entry.person, row.entry.person) if row.entry else ""


def _said(row: Row) -> Text | str:
    return row.entry.source if row.entry else row.note


COLUMNS: tuple[Column[Row], ...] = (
    Column("index", Text("评分", "Index"), lambda each: each.index),
    Column("code", Text("代码", "Code"), lambda each: each.code),
    Column("title", Text("项目", "Component"), lambda each: each.title),
    Column("unit", Text("单位", "Unit"), lambda each: each.unit),
    Column("best", Text("最佳", "Best"), lambda each: amount(each.bounds[0]) if each.bounds else None),
    Column("worst", Text("最差", "Worst"), lambda each: amount(each.bounds[1]) if each.bounds else None),
    Column("published", Text("公布值", "Published"), lambda each: amount(each.published)),
    Column("published_score", Text("公布值得分", "Score of the published"), lambda each: tenth(each.published_score)),
    Column("verified", Text("公布值已核实", "Published value verified"), lambda each: each.verified),
    Column("value", Text("本口岸", "This port"), lambda each: amount(each.value)),
    Column("score", Text("本口岸得分", "Score of this port"), lambda each: tenth(each.score)),
    Column("how", Text("怎样得来", "Where it is from"), lambda each: HOW.get(each.how, "")),
    Column("n", Text("计入", "Counted"), lambda each: each.measured.figure.n if each.measured else None),
    Column("study", Text("口径", "Study"), lambda each: each.measured.study.title if each.measured else ""),
    Column("sha256", Text("口径哈希", "SHA-256"), lambda each: each.measured.study.digest if each.measured else ""),
    Column("position", Text("截至事件", "As of event"), lambda each: each.measured.position if each.measured else None),
    Column("source", Text("来源或说明", "Source or note"), _said),
    Column("since", Text("自", "From"), lambda each: each.entry.since if each.entry else None),
    Column("by", Text("录入人", "Entered by"), _entered_by),
    Column("event", Text("事件号", "Event"), lambda each: each.entry.position if each.entry else None),
)
