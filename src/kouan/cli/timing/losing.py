"""``kouan timing bottlenecks``: where the hours go, what or whom things wait for, and how much of it is avoidable."""

from collections.abc import Iterator
from itertools import islice
from typing import Any

from kouan.cli.output import show
from kouan.cli.timing.opening import engine_on
from kouan.cli.timing.options import Asked, Wanted
from kouan.cli.timing.plain import both, said, table
from kouan.cli.timing.studying import shown, studies
from kouan.modules.timing.public import (
    EDGE,
    HOLDER,
    Bottleneck,
    Engine,
    Study,
    bottlenecks,
    case_ms,
    edge_waits,
    held,
    held_waits,
    log,
    told_apart,
)

_MICROS = 1_000_000
_HEADS = (
    *("object\n对象", "waited for\n所待", "n", "units\n涉及", "lost\n合计", "median\n中位", "avoidable\n可避免"),
    "variance\n方差占比",
)


def answer(asked: Asked, wanted: Wanted, top: int) -> None:
    """Print ``{"rows": [{object_type, from, to | holder, n, units, us, lost, median, avoidable, variance}]}``, seconds.

    Each with the study's code and digest. Without a study the edges of the map, with one the holders; ``--by``: what is
    avoidable is judged within its values.
    """
    with engine_on(asked) as engine:
        rows = [row for study in studies(engine, asked, wanted) for row in islice(_rows(engine, study, wanted), top)]
    if asked.json:
        show({"rows": rows}, "", json=True)
    else:
        table(_HEADS, map(_line, rows))


def _rows(engine: Engine, study: Study, wanted: Wanted) -> Iterator[dict[str, Any]]:
    known = case_ms(log(), study)
    by_holder = bool(wanted.study)
    waits = held_waits(held(log(), study, known)) if by_holder else edge_waits(log(), study.unit)
    if wanted.by and not by_holder:
        [segment] = [each.name for each in study.segments if shown(each.name) == wanted.by[0]]
        waits = told_apart(waits, known.select("unit", segment=segment))
    for found in bottlenecks(engine, waits, HOLDER if by_holder else EDGE):
        yield _row(study, found, by_holder=by_holder)


def _row(study: Study, found: Bottleneck, *, by_holder: bool) -> dict[str, Any]:
    named: dict[str, Any] = dict(zip(("holder",) if by_holder else ("from", "to"), found.what, strict=True))
    if by_holder and study.holders:
        title = study.holders.titles.get(found.what[0])
        named["title"] = title.as_json() if title else {"zh": found.what[0], "en": found.what[0]}
    return {
        "study": study.code,
        "digest": study.digest,
        "object_type": study.unit,
        **named,
        "n": found.n,
        "units": found.units,
        "us": found.us,
        "lost": found.us / _MICROS,
        "median": found.median_us / _MICROS,
        "avoidable": found.avoidable_us / _MICROS,
        "variance": found.variance,
    }


def _line(row: dict[str, Any]) -> list[object]:
    what = both(row["title"]) if "title" in row else f"{row['from']} → {row['to']}"
    times = [said(row[name]) for name in ("lost", "median", "avoidable")]
    share = "–" if row["variance"] is None else f"{row['variance']:.1%}"
    return [row["object_type"], what, row["n"], row["units"], *times, share]
