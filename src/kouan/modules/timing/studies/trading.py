"""The World Bank's score for trading across borders (``trading.yaml``): eight components between best and worst."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from importlib.resources import files

from kouan.kernel.text import Text
from kouan.modules.timing.studies.reading import Part, opened

_FILE = "trading.yaml"
_UNITS = ("hours", "dollars")


@dataclass(frozen=True, slots=True)
class Component:
    """Hours or US dollars, as ``unit`` says; ``best`` scores 100 and ``worst`` nothing.

    ``study``: by which a port's own hours are taken, "" where its log cannot tell; ``note``: what the study leaves out,
    or why the log cannot tell.
    """

    code: str
    title: Text
    unit: str
    best: Fraction
    worst: Fraction
    study: str
    note: Text

    def score(self, value: Fraction) -> Fraction:
        """Between 0 and 100, in proportion; what is beyond the bounds scores as the bound does."""
        inside = min(max(value, self.best), self.worst)
        return 100 * (self.worst - inside) / (self.worst - self.best)


@dataclass(frozen=True, slots=True)
class Economy:
    """What was published of an economy in a year: the score as text, the values and which of them were read."""

    economy: str
    title: Text
    year: int
    score: str
    source: Text
    values: Mapping[str, Fraction]
    verified: frozenset[str]


@dataclass(frozen=True, slots=True)
class Method:
    """All of the file; ``verified``: the bounds were read in the method."""

    components: tuple[Component, ...]
    economies: tuple[Economy, ...]
    source: Text
    verified: bool


def score(values: Mapping[str, Fraction]) -> Fraction:
    """The mean of the eight components' scores, 0 to 100. ``values``: by the component's code, all of them.

    Raises KeyError where one is missing.
    """
    parts = [each.score(values[each.code]) for each in components()]
    return sum(parts, Fraction(0)) / len(parts)


def bounds(values: Mapping[str, Fraction]) -> tuple[Fraction, Fraction]:
    """The lowest and the highest score that these values leave open: what is missing at its worst, at its best."""
    worst = {each.code: each.worst for each in components()}
    best = {each.code: each.best for each in components()}
    return score({**worst, **values}), score({**best, **values})


def components() -> tuple[Component, ...]:
    """The eight components, in the order of the file."""
    return method().components


def economies() -> tuple[Economy, ...]:
    """What was published, in the order of the file."""
    return method().economies


@cache
def method() -> Method:
    """The file, read once."""
    whole = opened(files(__package__).joinpath(_FILE).read_text(encoding="utf-8"), _FILE)
    said = whole.fields(("bounds_verified", "bounds_source", "components", "economies"))
    known = tuple(_component(code, part) for code, part in said["components"].entries().items())
    codes = [each.code for each in known]
    found = tuple(_economy(part, codes) for part in said["economies"].parts())
    return Method(known, found, said["bounds_source"].text(), said["bounds_verified"].truth())


def _component(code: str, part: Part) -> Component:
    said = part.fields(("title", "unit", "best", "worst", "note"), ("study",))
    return Component(
        code,
        said["title"].text(),
        said["unit"].word(_UNITS),
        Fraction(said["best"].number()),
        Fraction(said["worst"].number()),
        said["study"].word() if "study" in said else "",
        said["note"].text(),
    )


def _economy(part: Part, codes: list[str]) -> Economy:
    said = part.fields(("economy", "title", "year", "score", "source", "values"))
    values = {code: each.fields(("value", "verified")) for code, each in said["values"].fields(codes).items()}
    return Economy(
        said["economy"].word(),
        said["title"].text(),
        said["year"].whole(1),
        said["score"].number(),
        said["source"].text(),
        {code: Fraction(each["value"].number()) for code, each in values.items()},
        frozenset(code for code, each in values.items() if each["verified"].truth()),
    )
