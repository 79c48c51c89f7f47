"""How limits and clocks are written, in files, on the log and where somebody types them."""

import re
from decimal import Decimal
from itertools import pairwise

from kouan.modules.timing.promises.model import NO_AMOUNT, UNITS, Counts, Unit
from kouan.modules.timing.worktime import Hours

_SPAN = re.compile(r"([01]\d|2[0-4]):([0-5]\d)-([01]\d|2[0-4]):([0-5]\d)")
_DAY = 24 * 60
_MOST = 100_000


def limit_of(said: str, counts: Counts) -> tuple[Unit, Decimal | None] | None:
    """``30 minutes``, ``22 boxes-an-hour``, ``same-day``, ``share``; None where it is no limit on such an operation."""
    number, _, unit = said.strip().rpartition(" ")
    if unit not in UNITS[counts] or (unit in NO_AMOUNT) is bool(number):
        return None
    if not number:
        return unit, None
    whole = number.isascii() and number.isdecimal() and 0 < int(number) < _MOST
    return (unit, Decimal(number)) if whole else None


def limit_text(unit: Unit, amount: Decimal | None) -> str:
    """The same as it is written."""
    return unit if amount is None else f"{amount} {unit}"


def clock_of(said: str) -> Hours | None:
    """``working 08:30-12:00 13:30-17:30`` or ``every 08:00-20:00``; None where it is no clock."""
    days, *spans = said.split() or [""]
    read = [_span(each) for each in spans]
    found = [each for each in read if each]
    if days not in ("working", "every") or not found or len(found) < len(read):
        return None
    if any(after[0] < before[1] for before, after in pairwise(found)):
        return None
    return Hours("every" if days == "every" else "working", tuple(found))


def clock_text(hours: Hours | None) -> str:
    """The same as it is written; "" for the calendar's."""
    if hours is None:
        return ""
    spans = (f"{a // 60:02}:{a % 60:02}-{b // 60:02}:{b % 60:02}" for a, b in hours.spans)
    return " ".join((hours.days, *spans))


def _span(said: str) -> tuple[int, int] | None:
    found = _SPAN.fullmatch(said)
    if not found:
        return None
    start, end = (int(found[at]) * 60 + int(found[at + 1]) for at in (1, 3))
    return (start, end) if start < end <= _DAY else None
