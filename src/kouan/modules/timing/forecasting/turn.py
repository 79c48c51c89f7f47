"""A turn: the platform looks at its log as it stands, learns where that is due, and says anew what has changed.

A window is said anew when something happened to its object, or when a newer model or newer outcomes moved one of its
ends by more than half an hour and a tenth of its width. So nothing is recorded for the mere passing of time.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from kouan.kernel.clock import to_micros
from kouan.modules.timing.copying import file as files
from kouan.modules.timing.engines.duck import Duck
from kouan.modules.timing.forecasting.keeping import Moment, model_for
from kouan.modules.timing.forecasting.prefixes import NEVER, Prefixes, prefixes
from kouan.modules.timing.forecasting.recording import forecasts
from kouan.modules.timing.forecasting.writing import write
from kouan.modules.timing.foretold.aims import Aim, aims
from kouan.modules.timing.foretold.said import Forecast, Said, made
from kouan.modules.timing.models import Window

MODELS = "models"
"""The folder beside the copy in which they are kept."""
LOOKED_BACK = timedelta(days=120)
"""What nothing happened to for so long is neither learned from nor forecast."""
_HALF_HOUR = 30 * 60_000_000
_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Taken:
    """upto: the last position that was known; said: how many windows were said anew."""

    upto: int
    said: int


def take_turn(at: datetime) -> Taken:
    """Forecast all that is open. Raises NoCopy, Busy."""
    with files.read() as duck:
        upto = files.copied_to(duck)
        seen = {aim.code: seen_by(duck, aim, at) for aim in aims()}
    moment = Moment(at, upto, files.folder() / MODELS)
    return Taken(upto, sum(_say(aim, seen[aim.code], moment) for aim in aims()))


def seen_by(duck: Duck, aim: Aim, at: datetime) -> Prefixes:
    """What a milestone is learned from and forecast from at a time."""
    return prefixes(duck, aim.target, to_micros(at - LOOKED_BACK))


def _say(aim: Aim, rows: Prefixes, moment: Moment) -> int:
    model = model_for(aim, lambda: rows, moment) if len(rows) else None
    if model is None:
        return 0
    came = rows.only((rows.ts >= model.cutoff) & (rows.ended != NEVER))
    open_ = forecasts(model, rows.only(rows.ended == NEVER), model.scored(came))
    before, now = _let_go(aim, open_), to_micros(moment.at)
    # Of what took longer by now than nine of ten did, nothing new can be said.
    said = {name: each for name, each in open_.items() if each.made_at + each.high_us > now}
    fresh = {name: each for name, each in said.items() if name not in before or is_news(before[name], each)}
    told = Said(aim.code, aim.kind, aim.target.digest, model.digest, moment.upto, fresh)
    write(made(told, moment.at), aim, moment.at)
    return len(fresh)


def is_news(before: tuple[int, int, int], now: Forecast) -> bool:
    """Whether a window differs from the one before: its event, low and high."""
    made_at, low, high = before
    if made_at != now.made_at:
        return True
    moved = max(abs(now.low_us - low), abs(now.high_us - high))
    return moved > max(_HALF_HOUR, (high - low) // 10)


def _let_go(aim: Aim, said: Mapping[str, Forecast]) -> dict[str, tuple[int, int, int]]:
    """What was last said of each that is still open; rows of what is not are let go."""
    rows = Window.objects.filter(aim=aim.code).values_list("object", "made_at", "low_us", "high_us")
    before = {name: (made_at, low, high) for name, made_at, low, high in rows}
    gone = sorted(before.keys() - said.keys())
    for first in range(0, len(gone), _AT_ONCE):
        Window.objects.filter(aim=aim.code, object__in=gone[first : first + _AT_ONCE]).delete()
    return {name: before[name] for name in before.keys() & said.keys()}
