"""What a replay says, for people and for machines."""

from collections.abc import Sequence
from typing import Any

from kouan.cli.output import show
from kouan.cli.timing.plain import both, said, table
from kouan.kernel.text import Text
from kouan.modules.timing.public import replaying

_MICROS = 1_000_000
_HEADS = ("", "n", "before\n原来", "after\n推演", "change\n变化", "95 %")
_MEAN, _P90 = Text("平均", "Mean"), Text("第 90 百分位", "90th percentile")


def as_json(told: replaying.WhatIf) -> dict[str, Any]:
    """For machines, times in seconds."""
    levers = [
        {
            "lever": replaying.spelled(each),
            "title": replaying.title(each, told.chain).as_json(),
            "assumes": replaying.assumes(each, told.chain).as_json(),
            "unknown": replaying.unknown(each, told.chain).as_json(),
        }
        for each in told.levers
    ]
    counts = {name: getattr(told, name) for name in ("n", "reproduced", "moved", "later", "resamples")}
    return {
        **{"study": told.study.code, "digest": told.study.digest, "question": told.digest},
        **{"chain": told.chain.name, "chain_digest": told.chain.digest, "levers": levers, **counts},
        **{"mean": _change(told.mean), "p90": _change(told.p90)},
        "stages": [
            {"stage": each.stage, "n": each.n, "mean": _change(each.mean), "p90": _change(each.p90)}
            for each in told.stages
        ],
        "steps": [
            {
                **{"step": each.step, "awaited": each.awaited, "units": each.units},
                **{"before": each.before / _MICROS, "after": each.after / _MICROS},
            }
            for each in told.gains
        ],
        "units": [
            {"unit": each.unit, "before": each.before / _MICROS, "after": each.after / _MICROS, "most": each.most}
            for each in told.units
        ],
        "model": [each.as_json() for each in replaying.MODEL],
    }


def _change(change: replaying.Change) -> dict[str, float | None]:
    names = ("before", "after", "change", "low", "high")
    return {name: None if (us := getattr(change, name)) is None else us / _MICROS for name in names}


def as_text(told: replaying.WhatIf) -> None:
    """A table, and below it what was assumed."""
    rows = [_line(_MEAN, told.n, told.mean), _line(_P90, told.n, told.p90)]
    rows += [_line(each.title, each.n, each.mean) for each in told.stages]
    table(_HEADS, rows)
    lines = [f"{told.moved} / {told.n} · {told.study.code} · {told.digest}"]
    for lever in told.levers:
        for text in (each(lever, told.chain) for each in (replaying.title, replaying.assumes, replaying.unknown)):
            lines += [text.zh, text.en]
    lines += [words for each in replaying.MODEL for words in (each.zh, each.en)]
    show({}, "\n".join(lines), json=False)


def _line(title: Text, n: int, change: replaying.Change) -> Sequence[object]:
    times = (None if each is None else each / _MICROS for each in (change.before, change.after, change.change))
    low, high = (None if each is None else each / _MICROS for each in (change.low, change.high))
    interval = f"{said(low)} … {said(high)}" if low is not None else ""
    return [both(title.as_json()), n, *map(said, times), interval]
