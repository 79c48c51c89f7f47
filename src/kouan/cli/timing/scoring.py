"""``kouan timing score``: the World Bank's scores of the port whose log a data folder has."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from kouan.cli.output import fail, show
from kouan.cli.timing.copied import open_platform
from kouan.cli.timing.plain import both, table
from kouan.kernel.calendar import BeyondCalendar
from kouan.kernel.clock import now
from kouan.kernel.text import Text
from kouan.modules.timing.public import figures, scores

_HEADS = ("component\n项目", "unit\n单位", "published\n公布", "here\n本口岸", "score\n得分", "how\n怎样得来")
_NO_PERIOD = Text(
    "时间“{name}”应写作 2026-03、last-30-days、last-week、this-week 或 days-2026-03-01-2026-03-15。",
    "The period {name!r} should be written as 2026-03, last-30-days, last-week, this-week or"
    " days-2026-03-01-2026-03-15.",
)


def answer(data: Path, name: str, upto: int | None, json: bool) -> None:
    """Print ``{period, position, doing_business: {score, bounds, known, components, published}, b_ready, entries}``."""
    period = figures.period(name, now())
    if period is None:
        raise fail(_NO_PERIOD.fill(name=name), json=json)
    open_platform(data, json)
    try:
        said = scores.as_json(scores.board(period, upto))
    except (figures.Unavailable, BeyondCalendar) as error:
        raise fail(error.message, json=json) from error
    if json:
        show(said, "", json=True)
    else:
        table(_HEADS, _lines(said))


def _lines(said: dict[str, Any]) -> Iterator[list[object]]:
    trading = said["doing_business"]
    china = trading["published"][0]
    for each in trading["components"]:
        here = [_number(each["value"]), _number(each["score"]), each["how"]]
        yield [both(each["title"]), each["unit"], _number(china["values"][each["component"]]), *here]
    low, high = map(_number, trading["bounds"])
    whole = _number(trading["score"]) if trading["score"] is not None else f"{low}–{high}"
    yield ["score · 得分", "points", china["score"], "", whole, f"{trading['known']} of 8"]
    for each in said["b_ready"]["indicators"]:
        yield [both(each["title"]), each["unit"], _number(each["published"]), _number(each["value"]), "", each["how"]]


def _number(value: float | None) -> str:
    return "–" if value is None else f"{value:,.1f}"
