"""``kouan timing map``: which activity follows which, for each kind of object, how often and after how long."""

from typing import Any

from kouan.cli.output import show
from kouan.cli.timing.opening import engine_on, most_frequent
from kouan.cli.timing.options import Asked
from kouan.cli.timing.plain import said, table
from kouan.modules.timing.public import Engine, edges, log

_MICROS = 1_000_000
_HEADS = ("object\n对象", "from\n从", "to\n到", "n", "mean\n平均", "median\n中位")


def answer(asked: Asked, top: int) -> None:
    """Print the map of a log: ``{"edges": [{object_type, from, to, n, mean, median}]}``, times in seconds."""
    with engine_on(asked) as engine:
        found = [edge for edge in _edges(engine) if not asked.kinds or edge["object_type"] in asked.kinds]
    shown = most_frequent(found, top)
    if asked.json:
        show({"edges": shown}, "", json=True)
    else:
        table(_HEADS, [[*list(edge.values())[:4], said(edge["mean"]), said(edge["median"])] for edge in shown])


def _edges(engine: Engine) -> list[dict[str, Any]]:
    """By kind of object, and then the most frequent first."""
    rows = [
        {
            **{"object_type": edge.kind, "from": edge.before, "to": edge.after, "n": edge.n},
            **{"mean": edge.us / (edge.n * _MICROS), "median": edge.median_us / _MICROS},
        }
        for edge in edges(engine, log())
    ]
    return sorted(rows, key=lambda edge: (edge["object_type"], -edge["n"], edge["from"], edge["to"]))
