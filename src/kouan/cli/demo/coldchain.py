"""Frozen and fresh goods that are checked at the plant: told before the ship, verified on arrival, out or opened."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any

from kouan.cli.demo.agenda import TOGETHER
from kouan.cli.demo.cargo import KINDS, Consignment, Crate, Hold, Visit
from kouan.cli.demo.desks import Desks
from kouan.cli.demo.fleet import CONTAINER, fleet
from kouan.cli.demo.goods import Product, goods
from kouan.cli.demo.turns import Turn, View, after, at, step_of
from kouan.cli.demo.world import World
from kouan.engine import commands
from kouan.kernel.clock import local_date
from kouan.modules.parties.public import Viewer
from kouan.procedures import procedures

CODE = "cold-chain-import"
_HOUR, _DAY = timedelta(hours=1), timedelta(days=1)
_KINDS = {"02": "meat", "03": "fish", "08": "fruit"}
_FRUIT, _REEFER = "fruit", "40R"
# The second ship, then every third.
_EVERY, _FIRST, _MOST = 3, 1, 3
_FILED_BEFORE = (64, 72)
_SET = {"meat": "-20.0", "fish": "-20.0", _FRUIT: "4.0"}
_WARM = 0.2
_HELD = "cold-chain"


class ColdChain:
    """Importers of what must be kept cold."""

    def __init__(self, world: World, desks: Desks, hold: Hold) -> None:
        self.world, self.desks, self.hold = world, desks, hold
        self._chosen: list[Consignment] = []

    def choose(self, visits: Iterable[Visit]) -> None:
        """Choose the goods before anybody's plans are laid; a ship from where they grow brings some."""
        for number, visit in enumerate(visit for visit in visits if visit.ship.type == CONTAINER):
            if number % _EVERY == _FIRST and CODE in procedures():
                chosen = next(filter(_is_fit, visit.inward), None) or self._brought(visit)
                self._chosen += [chosen] if chosen else []

    def _brought(self, visit: Visit) -> Consignment | None:
        """A box more, from a country that the ship comes from."""
        near = [each for each in goods().imports if _is_cold(each) and each.comes_with(visit.service)]
        if not near:
            return None
        dice = self.world.dice(CODE, visit.number)
        made = self.hold.one(visit, dice.choice(near).hs, self.hold.bill(visit), dice)
        made.kept = False
        visit.inward.append(made)
        return made

    def plan(self) -> None:
        """Plan what the importers file."""
        for consignment in self._chosen:
            hours = self.world.dice(CODE, consignment.bill).uniform(*_FILED_BEFORE)
            self.world.at(consignment.visit.eta - hours * _HOUR, partial(self._file, consignment), CODE)

    def _file(self, consignment: Consignment, moment: datetime) -> None:
        people = self.world.people
        firm = people.chief(consignment.firm)
        filer = people.filer(consignment.firm, CODE, self.world.dice("cold", consignment.bill))
        form = {
            "importer_uscc": firm.party,
            "importer_name": firm.party_name.zh,
            "contact": firm.person_name.zh,
            "phone": "0759-2208800",
            **cold_form(consignment),
        }
        kinds = ["certificate", "invoice", "origin"]
        kinds += ["permit"] if "permit" in form else []
        kinds += ["report"] if "report" in form else []
        self.desks.file(filer, CODE, form, kinds, moment, leave=frozenset[str](), heard=partial(_heard, consignment),
                        turns=self._turns(consignment, filer))  # fmt: skip

    def _turns(self, consignment: Consignment, filer: Viewer) -> Mapping[str, Turn]:
        return {
            "ship": Turn(at(consignment.visit.arrived_at + TOGETHER + _HOUR)),
            "arrive": Turn(after(2 * _HOUR), partial(self._arrived, consignment, filer)),
            "at-plant": Turn(after(3 * _HOUR), partial(_at_plant, consignment)),
        }

    def _arrived(self, consignment: Consignment, filer: Viewer, view: View, moment: datetime) -> commands.Command:
        """Seals and the warmest hour of the voyage; now and then a reefer failed on the way."""
        failed = self.world.dice("warm", consignment.bill).random() < _WARM
        warmest = "-11.5" if failed else "-19.0"
        rows = [
            row | {"seal_found": row["seal"], "warmest": "5.5" if view["form"]["kind"] == _FRUIT else warmest}
            for row in view["form"]["reefers"]
        ]
        papers = self.desks.cabinet.take(filer, ("temperatures",))
        return commands.Supply("arrive", {**view["form"], "reefers": rows}, papers)


def _is_cold(product: Product) -> bool:
    return product.box == _REEFER and product.hs[:2] in _KINDS


def _is_fit(consignment: Consignment) -> bool:
    special = consignment.kept or consignment.direct
    return _is_cold(consignment.product) and not special and len(consignment.crates) <= _MOST


def _heard(consignment: Consignment, view: View, moment: datetime) -> None:
    """While customs want to see the boxes, nobody fetches them."""
    row = step_of(view, "inspection")
    for crate in consignment.crates if row else ():
        (crate.holds.discard if row and "outcome" in row else crate.holds.add)(_HELD)


def _at_plant(consignment: Consignment, view: View, moment: datetime) -> commands.Command | None:
    """Once the last box has come to the store."""
    gone = [crate.gone_at for crate in consignment.crates if crate.gone_at]
    if len(gone) < len(consignment.crates) or max(gone) + 2 * _HOUR > moment:
        return None
    arrived = max(gone) + 1.5 * _HOUR
    return commands.Supply("at-plant", {"arrived_at": arrived.isoformat(), "seals_whole": True, "product_at": "5.0"})


# ── What is filed ────────────────────────────────────────────────────────────────────────────────────────────────
def cold_form(consignment: Consignment) -> dict[str, Any]:
    """Goods, papers, plant, place of the check, ship and reefers; all but who imports it."""
    visit, kind = consignment.visit, _KINDS[consignment.product.hs[:2]]
    loaded = local_date(visit.eta - (visit.service.hours + 30) * _HOUR)
    made = loaded - (5 if kind == _FRUIT else 45) * _DAY
    country = consignment.origin
    return {
        "record": f"JKS-6701-{consignment.firm.upper()}",
        "kind": kind,
        "origin": country,
        "batches": [_batch(consignment, made, kind)],
        **(_permit(consignment, loaded) if kind != "fish" else {}),
        "certificate": f"{country}-{loaded:%Y}-{consignment.bill[-5:]}",
        "certified_on": (loaded - _DAY).isoformat(),
        "plant": f"{country} 3348",
        "plant_name": goods().sellers[country],
        "plant_country": country,
        "registered_from": made.replace(year=made.year - 2, day=1).isoformat(),
        "registered_until": made.replace(year=made.year + 3, day=1).isoformat(),
        **(_checked_here() if kind == _FRUIT else _checked_abroad(country, loaded)),
        "call": visit.number,
        "bill": consignment.bill,
        "loaded_on": loaded.isoformat(),
        "arrives": visit.eta.isoformat(),
        "site": "澄湾东湾进境肉类、水产、水果指定监管场地",
        "site_for": ["meat", "fish", _FRUIT],
        "reefers": [_reefer(crate, kind) for crate in consignment.crates],
    }


def _batch(consignment: Consignment, made: date, kind: str) -> dict[str, Any]:
    keeps = {} if kind == _FRUIT else {"best_before": (made + 700 * _DAY).isoformat()}
    return {
        "number": f"{consignment.origin}{made:%y%m%d}",
        "hs_code": consignment.product.hs,
        "name": consignment.product.name.zh,
        "made_on": made.isoformat(),
        **keeps,
        "packages": consignment.packages,
        "net_weight": f"{consignment.net}",
    }


def _permit(consignment: Consignment, loaded: date) -> dict[str, str]:
    return {
        "permit": f"{loaded.year}{consignment.bill[-5:]:0>8}",
        "permit_until": (loaded + 150 * _DAY).isoformat(),
        "permit_left": f"{consignment.net + 40_000}",
    }


def _checked_abroad(country: str, loaded: date) -> dict[str, str]:
    return {
        "place": "plant-abroad",
        "recognition": f"MRA-{country}-2025-03",
        "preinspected_on": (loaded - 3 * _DAY).isoformat(),
        "report": f"PI-{country}-{loaded:%y%m%d}",
    }


def _checked_here() -> dict[str, str]:
    store = {"store": "澄湾海吉星果品冷库", "store_record": "LK-6701-0031", "store_office": fleet().port["receiving"]}
    return {"place": "plant-here", **store}


def _reefer(crate: Crate, kind: str) -> dict[str, str]:
    return {
        "container": crate.number,
        "container_type": KINDS[crate.kind][1],
        "seal": crate.seal,
        "logger": f"TL-{crate.number[-5:]}",
        "set_at": _SET[kind],
    }
