"""The month of an instant in the port, by whole numbers: engines have time zones of their own, and none is asked."""

import ibis.expr.types as ir

from kouan.modules.timing.worktime.hours import DAY, OFFSET

# Years are counted from 1 March, so that a leap day comes last; 400 of them have always as many days.
_TO_MARCH_OF_YEAR_0 = 719_468
_DAYS_OF_400_YEARS = 146_097


def month(moment: ir.IntegerValue) -> ir.StringValue:
    """``2026-03`` of microseconds since 1970 in UTC, for instants since then; null where there is none."""
    local = moment + OFFSET
    day = (local - local % DAY) // DAY + _TO_MARCH_OF_YEAR_0
    of_400 = day % _DAYS_OF_400_YEARS
    year = (of_400 - of_400 // 1460 + of_400 // 36_524 - of_400 // 146_096) // 365
    of_year = of_400 - (365 * year + year // 4 - year // 100)
    from_march = (5 * of_year + 2) // 153
    months = (day // _DAYS_OF_400_YEARS * 400 + year) * 12 + from_march + 2
    written = (months // 12 * 100 + months % 12 + 1).cast("string")
    return written.substr(0, 4).concat("-", written.substr(4, 2))
