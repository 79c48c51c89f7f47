"""Ten-digit commodity codes: the six digits of the Harmonized System with the four of the national tariff.

The full national tariff is the user's to load; until then a ten-digit code is judged and named by its first six
digits, and a search offers the six digits with ``0000`` behind them.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import lru_cache

from kouan.kernel.text import Text
from kouan.reference.table import Entry, Table
from kouan.reference.tariff_line import Tariff

HS10 = "hs10"
_LENGTH = 10


class _TenDigitEntries(Mapping[str, Entry]):
    """Listed: one row per six-digit code and per tariff line. Contained: every ten digits that extend a known six."""

    def __init__(self, six: Mapping[str, Entry], tariff: Tariff) -> None:
        self._six = six
        self._listed = {f"{code}0000": _extended(entry, f"{code}0000") for code, entry in six.items()}
        for code in tariff.lines:
            if code[:6] in six:
                self._listed[code] = _extended(six[code[:6]], code, tariff)

    def __contains__(self, code: object) -> bool:
        return isinstance(code, str) and len(code) == _LENGTH and code.isdecimal() and code[:6] in self._six

    def __getitem__(self, code: str) -> Entry:
        if code not in self:
            raise KeyError(code)
        return self._listed.get(code) or _extended(self._six[code[:6]], code)

    def __iter__(self) -> Iterator[str]:
        return iter(self._listed)

    def __len__(self) -> int:
        return len(self._listed)


def _extended(six: Entry, code: str, tariff: Tariff | None = None) -> Entry:
    line = tariff.latest(code) if tariff else None
    attributes = {**six.attributes, "hs6": six.code}
    if line is None:
        return Entry(code, six.name, False, attributes)
    return Entry(code, line.name, line.verified, {**attributes, "tariff": "true"})


@lru_cache(maxsize=2)
def ten_digit_codes(hs6: Table, tariff: Tariff) -> Table:
    """The ``hs10`` table made of the six-digit table and the tariff in use."""
    return replace(
        hs6,
        code=HS10,
        title=Text("十位商品编号", "Ten-digit commodity code"),
        source=f"{hs6.source}; {tariff.source}",
        verified=False,
        entries=_TenDigitEntries(hs6.entries, tariff),
    )
