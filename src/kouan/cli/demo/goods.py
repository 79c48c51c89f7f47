"""What is traded, as written in ``goods.yaml``."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

from kouan.cli.demo.fleet import Service
from kouan.kernel.datafile import values
from kouan.kernel.text import Text

IMPORT, EXPORT = "import", "export"
LOOSE = frozenset({"bulk", "liquid", "roro"})
_KILOGRAM = "035"
FOOD, INDUSTRY, COSMETICS = "12", "26", "27"


@dataclass(frozen=True, slots=True)
class Product:
    """Goods of one kind. ``per_box``: unit → how many of it one box (or one loose consignment) holds.

    ``box``: kind of box, or how it travels without one. ``inspected``: inspection code and name. ``licence``: code of
    the document needed. ``dangerous``: what the IMDG Code says of it.
    """

    hs: str
    name: Text
    elements: str
    per_box: Mapping[str, int]
    net: int
    packages: int
    price: tuple[float, float]
    firms: tuple[str, ...]
    box: str
    weight: int
    origins: tuple[str, ...] = ()
    package: str = "22"
    inspected: tuple[str, str] | None = None
    purpose: str = INDUSTRY
    attributes: tuple[str, ...] = ("19",)
    licence: str = ""
    ledger: bool = False
    agreement: str = ""
    service: str = ""
    dangerous: Mapping[str, Any] = field(default_factory=dict)

    @property
    def unit(self) -> str:
        """The unit it is sold by."""
        return next(iter(self.per_box))

    @property
    def is_boxed(self) -> bool:
        return self.box not in LOOSE

    @property
    def is_fresh(self) -> bool:
        return self.hs[:2] in ("07", "08")

    def comes_with(self, service: Service) -> bool:
        return not service.countries.isdisjoint(self.origins)


@dataclass(frozen=True, slots=True)
class Goods:
    """All that is traded. ``sellers``: country → who sells there."""

    imports: tuple[Product, ...]
    exports: tuple[Product, ...]
    sellers: Mapping[str, str]


@cache
def goods() -> Goods:
    """The goods, read once."""
    raw: dict[str, Any] = values(files("kouan.cli.demo").joinpath("goods.yaml").read_text("utf-8"))
    return Goods(tuple(map(_product, raw["imports"])), tuple(map(_product, raw["exports"])), raw["sellers"])


def _product(row: Mapping[str, Any]) -> Product:
    food, inspected = row.get("food"), row.get("food") or row.get("inspected")
    purpose = FOOD if food else COSMETICS if row.get("cosmetic") else INDUSTRY
    low, high = row["price"]
    return Product(
        hs=row["hs"],
        name=Text.of(row["name"]),
        elements=row["elements"],
        per_box=row["per_box"],
        net=row.get("kilograms") or row["per_box"][_KILOGRAM],
        packages=row["packages"],
        price=(low, high),
        firms=tuple(row["firms"]),
        box=row["box"],
        weight=row["weight"],
        origins=tuple(row.get("origins", ())),
        package=row.get("package", "22"),
        inspected=(inspected[0], inspected[1]) if inspected else None,
        purpose=purpose,
        attributes=("14" if row.get("packed") else "15", *(("17",) if food else ()), "19"),
        licence=row.get("licence", ""),
        ledger=row.get("ledger", False),
        agreement=row.get("agreement", ""),
        service=row.get("service", ""),
        dangerous=row.get("dangerous", {}),
    )
