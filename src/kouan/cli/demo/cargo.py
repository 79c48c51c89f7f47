"""Ships' visits, and what is on board: bills and boxes with numbers and weights that agree with each other."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from itertools import count
from random import Random

from kouan.cli.demo.fleet import Service, Ship, fleet
from kouan.cli.demo.goods import EXPORT, IMPORT, Product, goods
from kouan.kernel.identifiers import container_check
from kouan.modules.parties.public import Viewer

_A_BILL_HAS = ((1, 62), (2, 20), (3, 9), (4, 6), (6, 3))
_EURO_COUNTRIES = frozenset({"DEU", "NLD", "BEL", "FRA", "ESP", "ITA"})
_TWO_LINES = 0.25
_PLACES = Decimal("0.0001")
_SERIALS = 300_000
# Kind of box → ISO size and type, code of the declaration, tare in kilograms.
KINDS = {
    "20": ("22G1", "21", 2230),
    "40": ("45G1", "11", 3800),
    "40R": ("45R1", "12", 4800),
    "20T": ("22T1", "23", 3600),
}


@dataclass(slots=True)
class Visit:
    """A ship's visit. ``berth`` in words; ``kept``: its entry is left to whoever tries the demo.

    ``alongside_at``, ``leaves_at``: when she comes to the berth and leaves it, once that is planned; ``entry``: the
    number of the case of her entry; ``by_case``: her manifests are sent as cases, not as messages.
    """

    number: str
    ship: Ship
    service: Service
    terminal: Viewer
    agent: Viewer
    eta: datetime
    etd: datetime
    voyage_in: str
    voyage_out: str
    berth: str
    arrived_at: datetime
    inward: list["Consignment"] = field(default_factory=list)
    outward: list["Consignment"] = field(default_factory=list)
    has_arrived: bool = False
    kept: bool = False
    alongside_at: datetime | None = None
    leaves_at: datetime | None = None
    entry: str = ""
    by_case: bool = False

    @property
    def last_port(self) -> str:
        return self.service.ports[0]

    @property
    def next_port(self) -> str:
        return self.service.ports[-1] if len(self.service.ports) > 1 else "CNSHA"


@dataclass(slots=True)
class Crate:
    """One container of a bill. ``here_at``: when it came off the ship or through the gate; ``gone_at``: out of it.

    ``worked_at``: when the crane is to take it; ``truck``: the one that was booked for it; ``holds``: what keeps it
    here, as far as the people on the quay know.
    """

    number: str
    kind: str
    packages: int
    quantity: int
    net: int
    gross: int
    here_at: datetime | None = None
    holds: set[str] = field(default_factory=set)
    planned: bool = False
    gone_at: datetime | None = None
    worked_at: datetime | None = None
    truck: str = ""

    @property
    def held(self) -> bool:
        return bool(self.holds)

    @property
    def seal(self) -> str:
        """The seal it is closed with."""
        return f"CW{self.number[4:10]}"


@dataclass(slots=True)
class Consignment:
    """A bill with its goods. Money in ``currency``, weights in kilograms; ``firm``: the trader's short name.

    ``parted``: its last box holds another model, declared as a line of its own. ``abroad``: where it goes, for exports.
    ``kept``: no trader of the month declares it. ``direct``: it goes between ship and truck without the yard.
    """

    bill: str
    visit: Visit
    direction: str
    product: Product
    firm: str
    origin: str
    currency: str
    price: Decimal
    packages: int
    quantity: int
    net: int
    gross: int
    crates: list[Crate]
    abroad: str = ""
    parted: bool = False
    carrier_hold: bool = False
    kept: bool = False
    direct: bool = False
    released_at: datetime | None = None

    @property
    def is_import(self) -> bool:
        return self.direction == IMPORT

    @property
    def here_at(self) -> datetime | None:
        """When the last of its boxes was here; None while one is missing."""
        times = [crate.here_at for crate in self.crates]
        known = [at for at in times if at is not None]
        return max(known) if known and len(known) == len(times) else None


class Hold:
    """The running numbers of what is made."""

    def __init__(self) -> None:
        self._serials = count(_SERIALS)
        self._bills = count(1)

    def box(self, dice: Random) -> str:
        """A container number that no other box of the month has."""
        first10 = f"{dice.choice(fleet().owners)}{next(self._serials):06d}"
        return first10 + container_check(first10)

    def bill(self, visit: Visit) -> str:
        """A bill number of a visit."""
        return f"CW{visit.ship.sign[-3:]}{visit.eta:%y%m}{next(self._bills):05d}"

    def stowed(self, visit: Visit, direction: str, boxes: int, dice: Random) -> Iterator[Consignment]:
        """Consignments that fill so many boxes."""
        while boxes > 0:
            wanted = min(boxes, _one_of(_A_BILL_HAS, dice))
            product = _product(visit, direction, dice)
            boxes -= wanted
            yield self._consignment(visit, direction, product, self._crates(product, wanted, dice), dice)

    def loose(self, visit: Visit, dice: Random) -> Iterator[Consignment]:
        """What a ship without boxes brings."""
        for product in goods().imports:
            if product.service == visit.ship.service:
                yield self._consignment(visit, IMPORT, product, [], dice)

    def one(self, visit: Visit, hs: str, bill: str, dice: Random) -> Consignment:
        """A single full box of an import that nobody declares by themselves."""
        product = next(each for each in goods().imports if each.hs == hs)
        made = self._consignment(visit, IMPORT, product, self._crates(product, 1, dice), dice)
        made.bill, made.kept, made.carrier_hold, made.currency = bill, True, False, "USD"
        return made

    def _crates(self, product: Product, boxes: int, dice: Random) -> list[Crate]:
        # All boxes are full but the last, which is nearly so.
        fills = [1.0] * (boxes - 1) + [dice.uniform(0.7, 1.0)]
        return [self._crate(product, fill, dice) for fill in fills]

    def _crate(self, product: Product, fill: float, dice: Random) -> Crate:
        net = max(1, round(product.net * fill))
        amount = product.per_box[product.unit]
        quantity = net if amount == product.net else max(1, round(amount * fill))
        packages = max(1, round(product.packages * fill))
        return Crate(self.box(dice), product.box, packages, quantity, net, round(net * 1.05) + packages // 4 + 1)

    def _consignment(
        self, visit: Visit, direction: str, product: Product, crates: list[Crate], dice: Random
    ) -> Consignment:
        origin = _origin(visit, product, dice) if direction == IMPORT else "CHN"
        euro = direction == IMPORT and origin in _EURO_COUNTRIES and dice.random() < 0.6
        loose = not crates
        return Consignment(
            bill=self.bill(visit), visit=visit, direction=direction, product=product, firm=dice.choice(product.firms),
            origin=origin, currency="EUR" if euro else "USD",
            price=Decimal(dice.uniform(*product.price)).quantize(_PLACES),
            packages=product.packages if loose else sum(crate.packages for crate in crates),
            quantity=product.per_box[product.unit] if loose else sum(crate.quantity for crate in crates),
            net=product.net if loose else sum(crate.net for crate in crates),
            gross=product.net if loose else sum(crate.gross for crate in crates),
            crates=crates, carrier_hold=direction == IMPORT and dice.random() < 0.08,
            parted=len(crates) > 1 and dice.random() < _TWO_LINES, abroad=dice.choice(sorted(visit.service.countries)),
        )  # fmt: skip


def _product(visit: Visit, direction: str, dice: Random) -> Product:
    if direction == EXPORT:
        known = goods().exports
    else:
        known = tuple(each for each in goods().imports if each.is_boxed and each.comes_with(visit.service))
    return dice.choices(known, [each.weight for each in known])[0]


def _origin(visit: Visit, product: Product, dice: Random) -> str:
    near = [country for country in product.origins if country in visit.service.countries]
    return dice.choice(near or list(product.origins))


def _one_of(weighted: tuple[tuple[int, int], ...], dice: Random) -> int:
    values, weights = zip(*weighted, strict=True)
    return int(dice.choices(values, weights)[0])
