"""The national tariff in use: ten-digit lines with legal units and rates, in force between dates.

The package ships a small sample so that quantity and duty rules have something real-shaped to work on. The official
tariff is published once a year and is loaded by whoever runs the system, with :func:`load_tariff`.
"""

from datetime import date
from functools import cache
from importlib.resources import files
from pathlib import Path

from kouan.reference.tariff_file import parse_tariff, read_tariff
from kouan.reference.tariff_line import Tariff, TariffLine

_loaded: list[Tariff] = []


def tariff(code10: str, on: date) -> TariffLine | None:
    """The line of the tariff in use for a ten-digit code on a day, or None when it has none."""
    return tariff_in_use().line(code10, on)


def tariff_in_use() -> Tariff:
    """The tariff loaded last, or the sample shipped with the package."""
    return _loaded[0] if _loaded else _sample()


def load_tariff(path: Path | str, *, verified: bool = False) -> Tariff:
    """Read a tariff file and use it from now on; a file with faults changes nothing and raises TariffFileError.

    ``verified`` states that whoever loads it has checked it against the official tariff.
    """
    fresh = read_tariff(path, verified=verified)
    _loaded[:] = [fresh]
    return fresh


def unload_tariff() -> None:
    """Go back to the sample shipped with the package."""
    _loaded.clear()


@cache
def _sample() -> Tariff:
    text = (files("kouan.reference") / "data" / "tariff_sample.csv").read_text("utf-8")
    return parse_tariff(text, source="sample tariff shipped with the package", verified=False)
