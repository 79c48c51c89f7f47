"""Office hours, on working days: within them nobody books clearance, outside them no inspection."""

from datetime import datetime, timedelta

from kouan.blueprint import Circumstances
from kouan.kernel.calendar import BeyondCalendar, china
from kouan.kernel.clock import SHANGHAI


def are_office_hours(start: datetime, end: datetime, on: Circumstances) -> bool | None:
    """Whether a window lies within the hours of one working day; None while that year's days off are unknown."""
    opens, closes = (start.astimezone(SHANGHAI), end.astimezone(SHANGHAI))
    midnight = opens.replace(hour=0, minute=0, second=0, microsecond=0)
    try:
        if not china().is_working_day(opens.date()):
            return False
    except BeyondCalendar:
        return None
    first = midnight + timedelta(hours=float(on.terms.number("office-opens")))
    last = midnight + timedelta(hours=float(on.terms.number("office-closes")))
    return first <= opens and closes <= last
