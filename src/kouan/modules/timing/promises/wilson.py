"""What a kept share says of the share that was pledged: the score interval of Wilson (1927)."""

from decimal import Decimal
from math import sqrt
from typing import Literal

Z = 1.959963984540054
"""The quantile 0.975 of the normal distribution: an interval of 95 %."""
Verdict = Literal["kept", "unbroken", "not-kept", "too-few", "nothing"]
_WHOLE = 100


def interval(kept: int, n: int, z: float = Z) -> tuple[float, float]:
    """(centre ± half) / (1 + z²/n) of p = kept/n: centre = p + z²/2n, half = z·√(p(1-p)/n + z²/4n²). ``n``: above 0.

    No correction for continuity. At p = 0 and p = 1 the bound there is 0 and 1 exactly.
    """
    p, square = kept / n, z * z
    centre, half = p + square / (2 * n), z * sqrt(p * (1 - p) / n + square / (4 * n * n))
    low, high = (centre - half) / (1 + square / n), (centre + half) / (1 + square / n)
    return (0.0 if kept == 0 else low), (1.0 if kept == n else high)


def verdict(kept: int, n: int, pledged: Decimal) -> Verdict:
    """``pledged`` in percent. Kept: the pledge lies below the interval; not kept: above it; else there are too few.

    A pledge of all of them can be broken by a single case, and no number of cases proves it: "unbroken" so far.
    """
    if not n:
        return "nothing"
    if pledged == _WHOLE:
        return "unbroken" if kept == n else "not-kept"
    low, high = interval(kept, n)
    share = float(pledged) / _WHOLE
    if share < low:
        return "kept"
    return "not-kept" if share > high else "too-few"
