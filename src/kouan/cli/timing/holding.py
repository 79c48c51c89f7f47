"""``kouan timing waterfall``: who, or what, held the time."""

from typing import Any

from kouan.cli.output import show
from kouan.cli.timing.opening import engine_on
from kouan.cli.timing.options import Asked, Wanted
from kouan.cli.timing.plain import both, said, table
from kouan.cli.timing.studying import shown, studies
from kouan.modules.timing.public import Held, Study, log, waterfall

_MICROS = 1_000_000
_HEADS = ("object\n对象", "awaited\n所待", "segment\n分组", "n", "total\n合计", "mean\n平均", "share\n占比")


def answer(asked: Asked, wanted: Wanted, top: int) -> None:
    """Print ``{"rows": [{study, digest, object_type, holder, segment, value, n, us, total, mean, share}]}`` in seconds.

    ``us``: the total in whole microseconds; over a kind of object they add up to its whole time exactly.
    """
    with engine_on(asked) as engine:
        rows = [
            row
            for study in studies(engine, asked, wanted)
            for row in _rows(study, waterfall(engine, log(), study, _by(study)), top)
        ]
    if asked.json:
        show({"rows": rows}, "", json=True)
    else:
        table(_HEADS, map(_line, rows))


def _by(study: Study) -> tuple[str, ...]:
    return tuple(segment.name for segment in study.segments)


def _rows(study: Study, found: list[Held], top: int) -> list[dict[str, Any]]:
    """Of each segment the first ``top``, all where it is 0."""
    seen: dict[tuple[str, str], int] = {}
    kept = []
    for held in found:
        seen[held.segment, held.value] = number = seen.get((held.segment, held.value), 0) + 1
        if not top or number <= top:
            kept.append(_row(study, held))
    return kept


def _row(study: Study, held: Held) -> dict[str, Any]:
    named = {"study": held.study, "digest": held.digest, "object_type": study.unit, "holder": held.holder}
    apart = {"title": held.title.as_json(), "segment": shown(held.segment), "value": held.value, "n": held.units}
    times = {"us": held.us, "total": held.us / _MICROS, "mean": held.us / (held.units * _MICROS)}
    return {**named, **apart, **times, "share": held.share}


def _line(row: dict[str, Any]) -> list[object]:
    segment = f"{row['segment']}: {row['value'] or '–'}" if row["segment"] else ""
    share = f"{row['share']:.1%}"
    return [row["object_type"], both(row["title"]), segment, row["n"], said(row["total"]), said(row["mean"]), share]
