"""Charts as values: what the browser draws and the table that stands behind it come from one object."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from kouan.kernel.text import Text
from kouan.web.formats import exact
from kouan.web.language import pick

_ITEM = Text("项目", "Item")
Tone = Literal["brand", "good", "warn", "bad", "quiet"]


@dataclass(frozen=True, slots=True)
class Series:
    """One line or one colour of bars; ``links`` lead from each value to what it was counted from."""

    name: Text
    values: Sequence[float | None]
    links: Sequence[str | None] = ()
    tone: Tone | None = None


@dataclass(frozen=True, slots=True)
class Span:
    """One stay in a lane of a gantt chart."""

    lane: str
    start: datetime
    end: datetime
    label: str
    tone: Tone = "brand"
    link: str = ""


@dataclass(frozen=True, slots=True)
class Point:
    """One dot of a scatter chart."""

    x: float
    y: float
    label: str
    link: str = ""


@dataclass(frozen=True, slots=True)
class Node:
    """One place of a graph or a sankey; ``weight`` sets its size. ``colour``: a party's number, 0: a quiet one."""

    id: str
    label: Text
    weight: float
    link: str = ""
    colour: int = 0


@dataclass(frozen=True, slots=True)
class Edge:
    """One way between two places of a graph."""

    start: str
    end: str
    weight: float
    link: str = ""


@dataclass(frozen=True, slots=True)
class Chart:
    """line and bar: ``categories`` and ``series``; gantt: ``spans``; scatter: ``points``; graph and sankey: ``nodes``,
    ``edges``; band: as line, with the space between the first and the last line shaded.

    ``promised`` draws a dashed line at the promise, which ``promise`` names. ``axis`` names the other axis (and the
    table's first column).
    """

    kind: Literal["line", "band", "bar", "gantt", "scatter", "graph", "sankey"]
    title: Text
    unit: Text
    axis: Text = _ITEM
    categories: Sequence[str | Text] = ()
    series: Sequence[Series] = ()
    promised: float | None = None
    promise: Text | None = None
    horizontal: bool = False
    stacked: bool = False
    spans: Sequence[Span] = ()
    points: Sequence[Point] = ()
    nodes: Sequence[Node] = ()
    edges: Sequence[Edge] = ()
    note: Text | None = None

    def as_json(self) -> dict[str, Any]:
        """What ``frontend/src/charts/spec.ts`` reads."""
        drawn: dict[str, Any] = {
            "kind": self.kind,
            "title": self.title.as_json(),
            "unit": self.unit.as_json(),
            "axis": self.axis.as_json(),
            "horizontal": self.horizontal,
            "stacked": self.stacked,
        }
        if self.promised is not None:
            drawn["promised"] = self.promised
        if self.promise is not None:
            drawn["promise"] = self.promise.as_json()
        return drawn | _DATA[self.kind](self)

    def head(self) -> tuple[Text, ...]:
        """Column titles of the table behind the chart."""
        if self.kind in ("line", "band", "bar"):
            return (self.axis, *(_with_unit(each.name, self.unit) for each in self.series))
        return (self.axis, *_HEADS[self.kind], self.unit) if self.kind != "gantt" else _HEADS["gantt"]

    def body(self) -> list[list[tuple[Any, str]]]:
        """Rows of the table behind the chart: (value, address or "")."""
        return _BODIES[self.kind](self)


def _with_unit(name: Text, unit: Text) -> Text:
    return Text(f"{name.zh}（{unit.zh}）", f"{name.en}, {unit.en}")


def _series(chart: Chart) -> dict[str, Any]:
    return {
        "categories": [pick(category) for category in chart.categories],
        "series": [
            {"name": each.name.as_json(), "tone": each.tone, "values": list(each.values), "links": list(each.links)}
            for each in chart.series
        ],
    }


def _millis(moment: datetime) -> int:
    return int(moment.timestamp() * 1000)


def _spans(chart: Chart) -> dict[str, Any]:
    return {
        "spans": [
            {
                "lane": span.lane,
                "from": _millis(span.start),
                "to": _millis(span.end),
                "label": span.label,
                "tone": span.tone,
                "link": span.link,
            }
            for span in chart.spans
        ]
    }


def _points(chart: Chart) -> dict[str, Any]:
    return {"points": [{"x": p.x, "y": p.y, "label": p.label, "link": p.link} for p in chart.points]}


def _graph(chart: Chart) -> dict[str, Any]:
    return {
        "nodes": [
            {"id": n.id, "label": pick(n.label), "weight": n.weight, "link": n.link, "colour": n.colour}
            for n in chart.nodes
        ],
        "edges": [{"from": e.start, "to": e.end, "weight": e.weight, "link": e.link} for e in chart.edges],
    }


_DATA = {
    **{"line": _series, "band": _series, "bar": _series, "gantt": _spans},
    **{"scatter": _points, "graph": _graph, "sankey": _graph},
}
_HEADS: dict[str, tuple[Text, ...]] = {
    "gantt": (Text("位置", "Lane"), Text("对象", "What"), Text("开始", "From"), Text("结束", "To")),
    "scatter": (Text("对象", "What"),),
    "graph": (Text("去向", "To"),),
    "sankey": (Text("去向", "To"),),
}


def _series_rows(chart: Chart) -> list[list[tuple[Any, str]]]:
    return [
        [(pick(category), ""), *((s.values[at], (s.links[at] or "") if s.links else "") for s in chart.series)]
        for at, category in enumerate(chart.categories)
    ]


def _span_rows(chart: Chart) -> list[list[tuple[Any, str]]]:
    return [[(s.lane, ""), (s.label, s.link), (exact(s.start), ""), (exact(s.end), "")] for s in chart.spans]


def _point_rows(chart: Chart) -> list[list[tuple[Any, str]]]:
    return [[(p.x, ""), (p.label, p.link), (p.y, "")] for p in chart.points]


def _edge_rows(chart: Chart) -> list[list[tuple[Any, str]]]:
    labels = {node.id: pick(node.label) for node in chart.nodes}
    return [[(labels[e.start], ""), (labels[e.end], ""), (e.weight, e.link)] for e in chart.edges]


_BODIES = {
    **{"line": _series_rows, "band": _series_rows, "bar": _series_rows, "gantt": _span_rows},
    **{"scatter": _point_rows, "graph": _edge_rows, "sankey": _edge_rows},
}
