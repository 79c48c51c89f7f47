"""The forecasts of days gone by, as turns taken every hour would have made them: for the demo, made at once.

Every model knows only what was recorded before its day; every window follows from its event and what came before.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta

import numpy as np

from kouan.kernel.clock import from_micros, to_micros
from kouan.kernel.event import Event
from kouan.modules.timing.copying import file as files
from kouan.modules.timing.forecasting.features import HOUR
from kouan.modules.timing.forecasting.keeping import Moment, model_for
from kouan.modules.timing.forecasting.model import Model
from kouan.modules.timing.forecasting.prefixes import NEVER, Flags, Prefixes, Whole
from kouan.modules.timing.forecasting.recording import windows
from kouan.modules.timing.forecasting.turn import MODELS, seen_by
from kouan.modules.timing.forecasting.writing import write
from kouan.modules.timing.foretold.aims import Aim, aims
from kouan.modules.timing.foretold.said import Said, made

_DAY = timedelta(days=1)
_YOUNG = timedelta(days=4)


def rehearse(until: datetime, days: int) -> None:
    """The last so many days up to a time. Raises NoCopy, Busy."""
    for ago in range(days, 0, -1):
        for aim in aims():
            _rehearse(aim, until - ago * _DAY)


def _rehearse(aim: Aim, day: datetime) -> None:
    since = to_micros(day)
    with files.read(as_of=to_micros(day + _DAY)) as duck:
        upto, rows = files.position_at(duck, since), seen_by(duck, aim, day)
    moment = Moment(day, upto, files.folder() / MODELS, _YOUNG, then=True)
    model = model_for(aim, lambda: _known(aim, day), moment)
    if model is None:
        return
    came = rows.only((rows.ts >= model.cutoff) & (rows.ended != NEVER))
    hour = -(-rows.ts // HOUR) * HOUR
    today = (rows.ts > since) & (rows.ts <= to_micros(day + _DAY))
    chosen = today & (rows.ended > hour) & _last_of_hour(rows, hour)
    if chosen.any():
        said = _said(aim, model, rows.only(chosen), hour[chosen], moment.upto, came)
        write(said, aim, day, then=True)


def _known(aim: Aim, day: datetime) -> Prefixes:
    with files.read(as_of=to_micros(day)) as duck:
        return seen_by(duck, aim, day)


def _last_of_hour(rows: Prefixes, hour: Whole) -> Flags:
    """Rows after which nothing more happened to the object in the same hour."""
    differs = (rows.object[1:] != rows.object[:-1]) | (hour[1:] != hour[:-1])
    return np.append(differs, True)[: len(rows)]


def _said(aim: Aim, model: Model, rows: Prefixes, hour: Whole, upto: int, came: Prefixes) -> Iterator[Event]:
    """The events of a day, hour by hour."""
    found = windows(model, rows, model.scored(came))
    for each in np.unique(hour):
        of_it = {str(rows.object[at]): found[at] for at in np.flatnonzero(hour == each)}
        told = Said(aim.code, aim.kind, aim.target.digest, model.digest, upto, of_it)
        yield from made(told, from_micros(int(each)))
