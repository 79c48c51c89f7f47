"""Clearance times that others published (``published.yaml``), and the arithmetic of such publications, exact."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cache
from importlib.resources import files

from kouan.kernel.text import Text
from kouan.modules.timing.studies.reading import Part, opened

MINUTE = 60_000_000
_FILE = "published.yaml"
_LEAST = -10_000


@dataclass(frozen=True, slots=True)
class Published:
    """One figure: hours, days of a stay, percent of a share. ``reduction``: percent less than in 2017, "" if not said.

    ``economy``: an ISO 3166 code, a port by its UN/LOCODE after a hyphen; ``derived``: computed, nobody's publication.
    """

    economy: str
    period: str
    direction: str
    mode: str
    measure: str
    title: Text
    value: Fraction
    reduction: str
    source: Text
    verified: bool
    derived: bool


@cache
def published() -> tuple[Published, ...]:
    """All of them, in the order of the file."""
    return tuple(_read(opened(files(__package__).joinpath(_FILE).read_text(encoding="utf-8"), _FILE)))


def _read(whole: Part) -> Iterator[Published]:
    said = whole.fields(("measures", "releases"))
    titles = {code: part.text() for code, part in said["measures"].entries().items()}
    for release in said["releases"].parts():
        told = release.fields(("source", "verified", "rows"), ("derived",))
        derived = "derived" in told and told["derived"].truth()
        for row in told["rows"].parts():
            place, value = row.parts()[:5], row.parts()[5]
            economy, period, direction, mode, measure = (each.word() for each in place)
            place[4].word(titles)
            reduction = row.parts()[6].number() if len(row.parts()) > 6 else ""
            where = (economy, period, direction, mode, measure, titles[measure], _value(value), reduction)
            yield Published(*where, told["source"].text(), told["verified"].truth(), derived)


def _value(part: Part) -> Fraction:
    said = part.word()
    return Fraction(from_hours_and_minutes(said), 60 * MINUTE) if ":" in said else Fraction(part.number(_LEAST))


def compression(mean: Fraction | Decimal | str, baseline: Fraction | Decimal | str) -> Fraction:
    """By how much shorter a mean is than the baseline: 1 - T / T0. Both in the same unit."""
    return 1 - Fraction(mean) / Fraction(baseline)


def hours_and_minutes(micros: int) -> str:
    """``85:42`` of microseconds, as India publishes them: whole minutes, half up; ``-2:30`` below nothing."""
    minutes = (2 * abs(micros) + MINUTE) // (2 * MINUTE)
    return f"{'-' if micros < 0 and minutes else ''}{minutes // 60}:{minutes % 60:02}"


def from_hours_and_minutes(said: str) -> int:
    """Microseconds of ``85:42``; raises ValueError where minutes are not two digits below 60."""
    hours, _, minutes = said.partition(":")
    sign = -1 if hours.startswith("-") else 1
    if not (hours.removeprefix("-").isdecimal() and len(minutes) == 2 and minutes.isdecimal() and int(minutes) < 60):
        raise ValueError(f"hours and minutes are written as 85:42, not {said!r}")
    return sign * (int(hours.removeprefix("-")) * 60 + int(minutes)) * MINUTE
