"""The copy that clearance times are taken from follows the log; forecasts follow the copy."""

import logging
from datetime import datetime, timedelta

from django.conf import settings

from kouan.runtime.log import last_position
from kouan.runtime.subscribers import watch

EVERY = 1.0
FORECAST_EVERY = 5.0
"""Seconds between looks."""
_ARCHIVED_EVERY = timedelta(hours=1)
# What this process knows already, by file: up to where it was copied, and when its archive was last seen to.
_copied: dict[str, int] = {}
_archived: dict[str, datetime] = {}

logger = logging.getLogger(__name__)


@watch("timing-copy", every=EVERY)
def copy(moment: datetime) -> bool:
    """Bring the copy up to the end of the log; the months that are over go into the archive.

    How far the copy has come stands in the copy itself: it needs no cursor in the database.
    """
    if not settings.KOUAN_TIMING:
        return False
    # Only the subscribers copy; loading DuckDB would slow every other start.
    from kouan.modules.timing.copying import file as files

    name, end = str(files.path()), last_position()
    if files.path().exists() and _copied.get(name) == end:
        return False
    return _copy(name, end, moment)


@watch("timing-forecasts", every=FORECAST_EVERY)
def forecast(moment: datetime) -> bool:
    """Say anew when open consignments are expected, once enough has happened; see :mod:`.forecasting.pace`."""
    if not (settings.KOUAN_TIMING and settings.KOUAN_FORECASTS):
        return False
    # LightGBM and what it needs: only where forecasts are made.
    from kouan.modules.timing.forecasting import pace

    return pace.look(moment)


def _copy(name: str, end: int, moment: datetime) -> bool:
    from kouan.modules.timing.copying.refusals import Busy
    from kouan.modules.timing.copying.upkeep import archive_months, copy_log

    try:
        copied = copy_log()
        if not copied and _is_due(name, moment) and end:
            archive_months()
            _archived[name] = moment
    except Busy:
        # Somebody reads for long; there is no hurry.
        logger.info("the copy for clearance times waits: %s is in use", name)
        return False
    if not copied:
        _copied[name] = end
    return copied > 0


def _is_due(name: str, moment: datetime) -> bool:
    return name not in _archived or moment - _archived[name] >= _ARCHIVED_EVERY
