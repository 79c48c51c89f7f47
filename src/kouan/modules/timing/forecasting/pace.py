"""When a turn is due: the copy has moved on, and the platform has rested for ten times as long as the last one took."""

import logging
import time
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings

from kouan.modules.timing.copying import file as files
from kouan.modules.timing.copying.refusals import Busy, NoCopy
from kouan.modules.timing.forecasting.rehearsal import rehearse
from kouan.modules.timing.forecasting.turn import take_turn
from kouan.modules.timing.foretold.said import KIND
from kouan.runtime.sql import fetch

REST, SHARE = 300.0, 10
"""Seconds between turns at least; and of the time at most one part in so many."""
_REHEARSED_DAYS = 10
logger = logging.getLogger(__name__)


@dataclass(slots=True)
class Pace:
    """Of one copy: how far it was at the last turn, and when (monotonic seconds) the next may be."""

    upto: int = -1
    due: float = 0.0


_paces: dict[str, Pace] = {}


def look(at: datetime) -> bool:
    """Take a turn where one is due; whether anything was said."""
    pace = _paces.setdefault(str(files.path()), Pace())
    if time.monotonic() < pace.due or not files.path().exists() or not _has_news(pace.upto):
        return False
    began = time.monotonic()
    try:
        if settings.KOUAN_DEMO and not _has_spoken():
            rehearse(at, _REHEARSED_DAYS)
        taken = take_turn(at)
    except (Busy, NoCopy) as error:
        logger.info("forecasts wait: %s", error)
        return False
    pace.upto, pace.due = taken.upto, time.monotonic() + max(REST, SHARE * (time.monotonic() - began))
    return taken.said > 0


def _has_news(upto: int) -> bool:
    """Whether the log has anything after a position but forecasts."""
    ours = f"stream >= '{KIND}/' AND stream < '{KIND}0'"
    return bool(fetch(f"SELECT 1 FROM event WHERE position > %s AND NOT ({ours}) LIMIT 1", [upto]))  # noqa: S608


def _has_spoken() -> bool:
    return bool(fetch("SELECT 1 FROM event_object WHERE kind = %s LIMIT 1", [KIND]))
