"""``kouan timing report``: how long each stage takes, by segment, and what was done on the same day."""

from typing import Any

import typer

from kouan.cli.output import show
from kouan.cli.timing.opening import engine_on
from kouan.cli.timing.options import Asked, Wanted
from kouan.cli.timing.plain import both, said, table
from kouan.cli.timing.studying import shown, studies
from kouan.kernel.clock import SHANGHAI, from_micros
from kouan.modules.timing.public import Engine, Figure, Rated, Study, kept_cases, log, over, rates, report

_MICROS = 1_000_000
_HEADS = ("object\n对象", "stage\n环节", "segment\n分组", "n", "mean\n平均", "p50", "p90", "p99")
_TIMES = ("mean", "trimmed", "sd", "least", "p50", "p90", "p95", "p99", "most")
_RATE_HEADS = ("object\n对象", "same day\n当日", "segment\n分组", "n", "done\n完成", "share\n占比", "open\n未完成")
_COUNTS = ("units", "missing", "negative", "left_out", "limit", "pledged", "within", "share", "compression")


def answer(asked: Asked, wanted: Wanted) -> None:
    """Print ``{"rows": [{study, digest, object_type, stage, segment, value, n, mean, p50, p90, p99, …}]}``, in seconds,
    with ``"rates": [{study, digest, object_type, rate, segment, value, before, n, done, open, share, pledged}]``.

    Figures are null where there is nothing to take them of.
    """
    rows: list[dict[str, Any]] = []
    daily: list[dict[str, Any]] = []
    with engine_on(asked) as engine:
        until = over(_last_recorded(engine))
        for study in studies(engine, asked, wanted):
            case = kept_cases(engine, log(), study)
            rows += [_row(study, figure) for figure in report(engine, log(), study, case=case)]
            segments = [each.name for each in study.segments]
            daily += [_rate(study, each, until) for each in rates(engine, study, case, None, until, segments)]
    if asked.json:
        show({"rows": rows, "rates": daily}, "", json=True)
        return
    table(_HEADS, map(_line, rows))
    if daily:
        typer.echo()
        table(_RATE_HEADS, map(_rate_line, daily))


def _last_recorded(engine: Engine) -> int:
    event = log().event
    [(last,)] = engine.rows(event.aggregate(last=event.recorded.max()))
    return int(last)


def _rate(study: Study, each: Rated, until: int) -> dict[str, Any]:
    """A rate; ``before``: the day, in the port, that was not over yet: what began before it is counted."""
    named = {"study": each.study, "digest": each.digest, "object_type": study.unit, "rate": each.rate}
    apart = {"title": each.title.as_json(), "segment": shown(each.segment), "value": each.value}
    before = from_micros(until).astimezone(SHANGHAI).date().isoformat()
    counts = {"before": before, "n": each.n, "done": each.done, "open": each.open, "share": each.share}
    return {**named, **apart, **counts, "pledged": each.pledged}


def _row(study: Study, figure: Figure) -> dict[str, Any]:
    named = {"study": figure.study, "digest": figure.digest, "object_type": study.unit, "stage": figure.stage}
    apart = {"title": figure.title.as_json(), "segment": shown(figure.segment), "value": figure.value, "n": figure.n}
    times = {name: getattr(figure, "median" if name == "p50" else name) for name in _TIMES}
    counts = {name: getattr(figure, name) for name in _COUNTS}
    seconds = {name: None if micros is None else micros / _MICROS for name, micros in times.items()}
    # One division, so that it is the number nearest to the exact mean.
    seconds["mean"] = figure.us / (figure.n * _MICROS) if figure.n else None
    return {**named, **apart, **seconds, **counts}


def _apart(row: dict[str, Any]) -> str:
    return f"{row['segment']}: {row['value'] or '–'}" if row["segment"] else ""


def _rate_line(row: dict[str, Any]) -> list[object]:
    share = "–" if row["share"] is None else f"{row['share']:.1%}"
    return [row["object_type"], both(row["title"]), _apart(row), row["n"], row["done"], share, row["open"]]


def _line(row: dict[str, Any]) -> list[object]:
    times = [said(row[name]) for name in ("mean", "p50", "p90", "p99")]
    return [row["object_type"], both(row["title"]), _apart(row), row["n"], *times]
