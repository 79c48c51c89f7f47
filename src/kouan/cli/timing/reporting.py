"""``kouan timing report``: how long each stage takes, by segment."""

from typing import Any

from kouan.cli.output import show
from kouan.cli.timing.opening import engine_on
from kouan.cli.timing.options import Asked, Wanted
from kouan.cli.timing.plain import both, said, table
from kouan.cli.timing.studying import shown, studies
from kouan.modules.timing.public import Figure, Study, log, report

_MICROS = 1_000_000
_HEADS = ("object\n对象", "stage\n环节", "segment\n分组", "n", "mean\n平均", "p50", "p90", "p99")
_TIMES = ("mean", "trimmed", "sd", "least", "p50", "p90", "p95", "p99", "most")
_COUNTS = ("units", "missing", "negative", "left_out", "limit", "pledged", "within", "share", "compression")


def answer(asked: Asked, wanted: Wanted) -> None:
    """Print ``{"rows": [{study, digest, object_type, stage, segment, value, n, mean, p50, p90, p99, …}]}``, in seconds.

    Figures are null where a stage has nothing to take them of.
    """
    with engine_on(asked) as engine:
        rows = [
            _row(study, figure) for study in studies(engine, asked, wanted) for figure in report(engine, log(), study)
        ]
    if asked.json:
        show({"rows": rows}, "", json=True)
    else:
        table(_HEADS, map(_line, rows))


def _row(study: Study, figure: Figure) -> dict[str, Any]:
    named = {"study": figure.study, "digest": figure.digest, "object_type": study.unit, "stage": figure.stage}
    apart = {"title": figure.title.as_json(), "segment": shown(figure.segment), "value": figure.value, "n": figure.n}
    times = {name: getattr(figure, "median" if name == "p50" else name) for name in _TIMES}
    counts = {name: getattr(figure, name) for name in _COUNTS}
    seconds = {name: None if micros is None else micros / _MICROS for name, micros in times.items()}
    # One division, so that it is the number nearest to the exact mean.
    seconds["mean"] = figure.us / (figure.n * _MICROS) if figure.n else None
    return {**named, **apart, **seconds, **counts}


def _line(row: dict[str, Any]) -> list[object]:
    segment = f"{row['segment']}: {row['value'] or '–'}" if row["segment"] else ""
    times = [said(row[name]) for name in ("mean", "p50", "p90", "p99")]
    return [row["object_type"], both(row["title"]), segment, row["n"], *times]
