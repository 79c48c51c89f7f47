"""A line of the national tariff, and a tariff as the lines of one file."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from kouan.kernel.text import Text


@dataclass(frozen=True, slots=True)
class TariffLine:
    """One line of the tariff. Rates are percentages (``13`` is 13 %); units are codes of table ``unit``.

    ``unit2`` is empty when the law asks for one unit only. ``licences`` are the supervision conditions, codes of table
    ``licence``; ``ciq`` are the three-digit inspection suffixes. ``start`` and ``end`` are inclusive, None is open.
    """

    code: str
    name: Text
    unit1: str
    unit2: str
    mfn_rate: Decimal
    vat_rate: Decimal
    consumption_rate: Decimal
    licences: tuple[str, ...]
    ciq: tuple[str, ...]
    start: date | None
    end: date | None
    verified: bool

    def valid(self, on: date) -> bool:
        """Whether the line is in force on that day."""
        return (self.start is None or self.start <= on) and (self.end is None or on <= self.end)


@dataclass(frozen=True, slots=True, eq=False)
class Tariff:
    """All lines of one tariff file by code; a code has several lines when its rates changed."""

    source: str
    lines: Mapping[str, tuple[TariffLine, ...]]

    def line(self, code10: str, on: date) -> TariffLine | None:
        """The line in force on that day, or None."""
        return next((line for line in self.lines.get(code10, ()) if line.valid(on)), None)

    def latest(self, code10: str) -> TariffLine | None:
        """The line that came into force last, or None."""
        return max(self.lines.get(code10, ()), key=lambda line: line.start or date.min, default=None)
