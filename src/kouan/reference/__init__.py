"""Official code tables with issuer, date, source and an honest word on what is verified; pure data and look-ups."""

from kouan.reference.library import table, tables
from kouan.reference.lookup import search
from kouan.reference.table import Entry, Table
from kouan.reference.tariff import load_tariff, tariff, unload_tariff
from kouan.reference.tariff_file import TariffFileError, read_tariff
from kouan.reference.tariff_line import Tariff, TariffLine

__all__ = [
    "Entry",
    "Table",
    "Tariff",
    "TariffFileError",
    "TariffLine",
    "load_tariff",
    "read_tariff",
    "search",
    "table",
    "tables",
    "tariff",
    "unload_tariff",
]
