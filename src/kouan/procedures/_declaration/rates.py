"""The tariff line of a commodity, asked for by many rules of one filing and so remembered."""

from datetime import date
from functools import lru_cache

from kouan.blueprint import Circumstances
from kouan.procedures._declaration.goods import GoodsLine
from kouan.reference import Tariff, TariffLine
from kouan.reference.tariff import tariff_in_use


@lru_cache(maxsize=8192)
def _line(book: Tariff, code: str, day: date) -> TariffLine | None:
    return book.line(code, day)


def rates_of(line: GoodsLine, on: Circumstances) -> TariffLine | None:
    """Units, rates and supervision conditions of a goods line that day; None when the tariff in use has none."""
    return _line(tariff_in_use(), line.hs_code, on.day)


def is_under(condition: str, line: GoodsLine, on: Circumstances) -> bool:
    """Whether the tariff puts these goods under a supervision condition that day: a letter, like ``A`` or ``B``."""
    rates = rates_of(line, on)
    return rates is not None and condition in rates.licences
