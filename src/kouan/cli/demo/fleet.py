"""Ships, services and the port's own codes, as written in ``fleet.yaml``."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from kouan.kernel.datafile import values
from kouan.kernel.identifiers import imo_check

CONTAINER = "container"


@dataclass(frozen=True, slots=True)
class Service:
    """Ports in the order of the voyage here, the countries goods come from, and hours from the last port."""

    ports: tuple[str, ...]
    countries: frozenset[str]
    hours: int


@dataclass(frozen=True, slots=True)
class Ship:
    """A ship that does not exist. ``carrier`` and ``agent`` are short names of firms."""

    imo: str
    name: str
    zh: str
    service: str
    type: str
    flag: str
    registry: str
    sign: str
    gross: int
    net: int
    length: str
    agent: str
    carrier: str


@dataclass(frozen=True, slots=True)
class Fleet:
    """All of it. ``masters`` and ``crew``: family name, given names, nationality."""

    port: Mapping[str, str]
    services: Mapping[str, Service]
    ships: tuple[Ship, ...]
    owners: tuple[str, ...]
    masters: tuple[tuple[str, str, str], ...]
    crew: tuple[tuple[str, str, str], ...]

    def of_type(self, *, container: bool) -> tuple[Ship, ...]:
        """Container ships, or the others."""
        return tuple(ship for ship in self.ships if (ship.type == CONTAINER) is container)


@cache
def fleet() -> Fleet:
    """The fleet, read once."""
    raw: dict[str, Any] = values(files("kouan.cli.demo").joinpath("fleet.yaml").read_text("utf-8"))
    return Fleet(
        port=raw["port"],
        services={name: _service(row) for name, row in raw["services"].items()},
        ships=tuple(map(_ship, raw["ships"])),
        owners=tuple(raw["owners"]),
        masters=tuple((family, given, country) for family, given, country in raw["masters"]),
        crew=tuple((family, given, country) for family, given, country in raw["crew"]),
    )


def _service(row: Mapping[str, Any]) -> Service:
    return Service(tuple(row["ports"]), frozenset(row["countries"]), row["hours"])


def _ship(row: dict[str, Any]) -> Ship:
    hull = row.pop("hull")
    return Ship(imo=hull + imo_check(hull), carrier=row.pop("carrier", ""), **row)
