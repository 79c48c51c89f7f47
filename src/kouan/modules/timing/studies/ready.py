"""The World Bank's B-READY, Pillar III of its trade topic (``ready.yaml``): indicators, and one economy's values."""

from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from importlib.resources import files

from kouan.kernel.text import Text
from kouan.modules.timing.studies.reading import Part, opened

_FILE = "ready.yaml"
_UNITS = ("days", "percent", "points")


@dataclass(frozen=True, slots=True)
class Indicator:
    """Days, percent or points, as ``unit`` says; ``published``: of the economy that stands beside.

    ``study``: by which a port's own days are taken, "" where its log cannot tell; ``note``: what the study leaves out,
    or what would measure it.
    """

    code: str
    title: Text
    unit: str
    published: Fraction
    study: str
    note: Text


@dataclass(frozen=True, slots=True)
class Pillar:
    """All of the file; ``verified``: the values were read in the World Bank's own report."""

    indicators: tuple[Indicator, ...]
    economy: str
    title: Text
    year: int
    source: Text
    verified: bool


@cache
def pillar() -> Pillar:
    """The file, read once."""
    whole = opened(files(__package__).joinpath(_FILE).read_text(encoding="utf-8"), _FILE)
    said = whole.fields(("source", "verified", "economy", "title", "year", "indicators"))
    return Pillar(
        tuple(_indicator(code, part) for code, part in said["indicators"].entries().items()),
        said["economy"].word(),
        said["title"].text(),
        said["year"].whole(1),
        said["source"].text(),
        said["verified"].truth(),
    )


def _indicator(code: str, part: Part) -> Indicator:
    said = part.fields(("title", "unit", "published", "note"), ("study",))
    return Indicator(
        code,
        said["title"].text(),
        said["unit"].word(_UNITS),
        Fraction(said["published"].number()),
        said["study"].word() if "study" in said else "",
        said["note"].text(),
    )
