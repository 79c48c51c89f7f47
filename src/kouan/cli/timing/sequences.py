"""``kouan timing variants``: the ways that objects of a kind go, how many go each, and how long they take."""

from collections import Counter
from typing import Any

from kouan.cli.output import show
from kouan.cli.timing.opening import engine_on, most_frequent
from kouan.cli.timing.options import Asked
from kouan.cli.timing.plain import said, table
from kouan.modules.timing.public import Way, log, ways

_MICROS = 1_000_000
_HEADS = ("object\n对象", "n", "share\n占比", "mean\n平均", "activities\n活动")


def answer(asked: Asked, top: int) -> None:
    """Print ``{"variants": [{object_type, activities, n, share, mean}]}``: share of the kind's objects, seconds."""
    with engine_on(asked) as engine:
        found = [way for way in ways(engine, log()) if not asked.kinds or way.kind in asked.kinds]
    shown = most_frequent(_rows(found), top)
    if asked.json:
        show({"variants": shown}, "", json=True)
    else:
        table(_HEADS, map(_line, shown))


def _rows(found: list[Way]) -> list[dict[str, Any]]:
    objects: Counter[str] = Counter()
    for way in found:
        objects[way.kind] += way.n
    return [
        {
            **{"object_type": way.kind, "activities": list(way.activities), "n": way.n},
            **{"share": way.n / objects[way.kind], "mean": way.us / (way.n * _MICROS)},
        }
        for way in found
    ]


def _line(row: dict[str, Any]) -> list[object]:
    share = f"{row['share']:.1%}"
    return [row["object_type"], row["n"], share, said(row["mean"]), " → ".join(row["activities"])]
