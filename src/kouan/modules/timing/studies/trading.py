"""The World Bank's score for trading across borders (``trading.yaml``): eight components between best and worst."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from importlib.resources import files

from kouan.kernel.text import Text
from kouan.modules.timing.studies.reading import Part, opened

_FILE = "trading.yaml"


@dataclass(frozen=True, slots=True)
class Component:
    """Hours or dollars; ``best`` scores 100 and ``worst`` nothing. ``verified``: the bounds were read in the method."""

    code: str
    title: Text
    best: Fraction
    worst: Fraction
    verified: bool

    def score(self, value: Fraction) -> Fraction:
        """Between 0 and 100, in proportion; what is beyond the bounds scores as the bound does."""
        inside = min(max(value, self.best), self.worst)
        return 100 * (self.worst - inside) / (self.worst - self.best)


@dataclass(frozen=True, slots=True)
class Economy:
    """What was published of an economy in a year: the score as text, the values and which of them were read."""

    economy: str
    year: int
    score: str
    values: Mapping[str, Fraction]
    verified: frozenset[str]


def score(values: Mapping[str, Fraction]) -> Fraction:
    """The mean of the eight components' scores, 0 to 100. ``values``: by the component's code, all of them.

    Raises KeyError where one is missing.
    """
    parts = [each.score(values[each.code]) for each in components()]
    return sum(parts, Fraction(0)) / len(parts)


def components() -> tuple[Component, ...]:
    """The eight components, in the order of the file."""
    return _read()[0]


def economies() -> tuple[Economy, ...]:
    """What was published, in the order of the file."""
    return _read()[1]


@cache
def _read() -> tuple[tuple[Component, ...], tuple[Economy, ...]]:
    whole = opened(files(__package__).joinpath(_FILE).read_text(encoding="utf-8"), _FILE)
    said = whole.fields(("bounds_verified", "components", "economies"))
    verified = said["bounds_verified"].truth()
    known = tuple(_component(code, part, verified=verified) for code, part in said["components"].entries().items())
    return known, tuple(_economy(part, [each.code for each in known]) for part in said["economies"].parts())


def _component(code: str, part: Part, *, verified: bool) -> Component:
    said = part.fields(("title", "best", "worst"))
    return Component(
        code, said["title"].text(), Fraction(said["best"].number()), Fraction(said["worst"].number()), verified
    )


def _economy(part: Part, codes: list[str]) -> Economy:
    said = part.fields(("economy", "year", "score", "values"))
    values = {code: each.fields(("value", "verified")) for code, each in said["values"].fields(codes).items()}
    return Economy(
        said["economy"].word(),
        said["year"].whole(1),
        said["score"].number(),
        {code: Fraction(each["value"].number()) for code, each in values.items()},
        frozenset(code for code, each in values.items() if each["verified"].truth()),
    )
