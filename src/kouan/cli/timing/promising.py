"""``kouan timing promises``: published time limits, and how they were kept."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from kouan.cli.output import fail, show
from kouan.cli.timing import copied
from kouan.cli.timing.opening import engine_on
from kouan.cli.timing.options import Asked
from kouan.cli.timing.plain import both, table
from kouan.kernel.datafile import Unreadable
from kouan.kernel.text import Text
from kouan.modules.timing.public import (
    Busy,
    Duck,
    NoCopy,
    Promised,
    Source,
    Span,
    copied_log,
    limits_from,
    limits_named,
    promised,
)

_MICROS = 1_000_000
_HEADS = (
    "operator\n经营人",
    "operation\n作业",
    "limit\n时限",
    "pledged\n承诺",
    "n",
    "kept\n兑现率",
    "95 %",
    "verdict\n结论",
)
_MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])")
_BAD_MONTH = Text("月份“{month}”应写作 2026-03。", "The month {month!r} should be written as 2026-03.")
_NO_LIMITS = Text(
    "没有名为“{name}”的时限表，也没有这个文件。", "There is no catalogue of limits, and no file, named {name!r}."
)


def answer(asked: Asked | None, limits: str, month: str, data: Path, json: bool) -> None:
    """Print ``{"rows": [{operator, operation, limit, pledged, n, kept, share, interval, verdict, …}]}``.

    Times are seconds by the limit's clock, of a rate for each move; null where nothing was counted.
    """
    source = _source(limits, json=json) if limits else None
    if month and not _MONTH.fullmatch(month):
        raise fail(_BAD_MONTH.fill(month=month), json=json)
    with _duck(asked, data, json=json) as duck:
        found = promised(duck, source, Span(month, month) if month else Span())
    if json:
        show({"rows": [_row(each) for each in found]}, "", json=True)
    else:
        table(_HEADS, map(_line, found))


@contextmanager
def _duck(asked: Asked | None, data: Path, *, json: bool) -> Iterator[Duck]:
    if asked:
        with engine_on(asked) as engine:
            assert isinstance(engine, Duck)
            yield engine
        return
    copied.open_platform(data, json)
    try:
        with copied_log() as duck:
            yield duck
    except (NoCopy, Busy) as error:
        raise fail(error.message, json=json) from error


def _source(name: str, *, json: bool) -> Source:
    known, path = limits_named(name), Path(name)
    if known:
        return known
    if not path.is_file():
        raise fail(_NO_LIMITS.fill(name=name), json=json)
    try:
        return limits_from(path.read_text(encoding="utf-8"), path.name)
    except Unreadable as error:
        raise fail(error.said, json=json) from error


def _row(each: Promised) -> dict[str, Any]:
    limit, clock = each.said
    operation, held = each.operation, each.limit
    named = {"operator": each.operator, "operation": operation.code, "title": operation.title.as_json()}
    days = {"since": held.since and held.since.isoformat(), "until": held.until and held.until.isoformat()}
    terms = {"limit": limit, "clock": clock, "pledged": float(held.pledged), **days}
    told = {"measured": each.kept is not None, "unmeasured": operation.unmeasured.as_json(), "sha256": each.digest}
    return {**named, **terms, **told, **_figures(each)}


def _figures(each: Promised) -> dict[str, Any]:
    kept = each.kept
    if kept is None:
        return {}
    counts = {name: getattr(kept, name) for name in ("n", "kept", "open", "pending", "odd", "unknown", "worst")}
    times = {name: getattr(kept, name) for name in ("median", "worst_mean", "worst_median")}
    seconds = {name: None if us is None else us / _MICROS for name, us in times.items()}
    return {**counts, "share": kept.share, "interval": kept.interval, "verdict": each.verdict, **seconds}


def _line(each: Promised) -> list[object]:
    kept = each.kept
    row: list[object] = [each.operator, both(each.operation.title.as_json()), each.said[0], f"{each.limit.pledged} %"]
    if kept is None:
        return [*row, "", "", "", "not measured · 未测量"]
    bounds = kept.interval
    shown = f"{bounds[0]:.1%}–{bounds[1]:.1%}" if bounds else "–"
    return [*row, kept.n, "–" if kept.share is None else f"{kept.share:.1%}", shown, each.verdict]
