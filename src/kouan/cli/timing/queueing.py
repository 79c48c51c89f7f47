"""``kouan timing queues``: how many wait between two events, hour by hour, and the most that ever did."""

from datetime import UTC, datetime
from typing import Any

from kouan.cli.output import fail, show
from kouan.cli.timing.opening import engine_on
from kouan.cli.timing.options import Asked, Wanted
from kouan.cli.timing.plain import table
from kouan.cli.timing.studying import studies
from kouan.kernel.text import Text
from kouan.modules.timing.public import Engine, Hour, Stage, Study, between, hourly, log, longest

_HOUR = 3_600_000_000
_HEADS = ("object\n对象", "from\n从", "to\n到", "hours\n小时数", "most\n最多", "first so\n首次达到", "mean\n平均")
_NO_STAGE = Text(
    '请用 --stage "活动 -> 活动" 说明看哪一段的排队。',
    'Say between which events things queue: --stage "ACTIVITY -> ACTIVITY".',
)


def answer(asked: Asked, wanted: Wanted) -> None:
    """Print ``{"queues": [{object_type, from, to, most, at, mean, hours: [{hour, most, mean}]}]}``.

    From the full hour of the log's first event to the one after its last. ``at``, ``hour``: ISO 8601 in UTC; ``mean``:
    how many waited on the average. Who still waits at the end waits until then.
    """
    if not wanted.stages:
        raise fail(_NO_STAGE, json=asked.json)
    with engine_on(asked) as engine:
        first, end = _span(engine)
        found = [
            _queue(engine, study, stage, first, end)
            for study in studies(engine, asked, wanted)
            for stage in study.stages
        ]
    if asked.json:
        show({"queues": found}, "", json=True)
    else:
        table(_HEADS, map(_line, found))


def _span(engine: Engine) -> tuple[int, int]:
    events = log().event
    [(first, last)] = engine.rows(events.aggregate(first=events.ts.min(), last=events.ts.max()))
    return first - first % _HOUR, last - last % _HOUR + _HOUR


def _queue(engine: Engine, study: Study, stage: Stage, first: int, end: int) -> dict[str, Any]:
    ends = {each.name: each.picked.events[0] for each in study.milestones}
    waits = between(log(), study.unit, ends[stage.start], ends[stage.end])
    hours, most = hourly(engine, waits, first, end), longest(engine, waits, first, end)
    return {
        **{"object_type": study.unit, "from": ends[stage.start], "to": ends[stage.end]},
        **{"most": most.most if most else 0, "at": _moment(most.at) if most else None},
        "mean": sum(each.waited_us for each in hours) / (end - first),
        "hours": [_hour(each) for each in hours],
    }


def _hour(each: Hour) -> dict[str, Any]:
    return {"hour": _moment(each.start), "most": each.most, "mean": each.mean}


def _moment(us: int) -> str:
    return datetime.fromtimestamp(us / 1_000_000, UTC).isoformat(timespec="seconds")


def _line(row: dict[str, Any]) -> list[object]:
    named = [row["object_type"], row["from"], row["to"], len(row["hours"])]
    return [*named, row["most"], row["at"] or "–", f"{row['mean']:.2f}"]
