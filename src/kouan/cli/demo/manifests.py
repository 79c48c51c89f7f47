"""Some ships' manifests are sent as cases: main data before the ship is loaded abroad, the rest before she is here."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from kouan.cli.demo.cargo import KINDS, Consignment, Crate, Visit
from kouan.cli.demo.desks import Desks
from kouan.cli.demo.fleet import CONTAINER, fleet
from kouan.cli.demo.goods import goods
from kouan.cli.demo.people import People
from kouan.cli.demo.turns import Turn, View, at
from kouan.cli.demo.world import World
from kouan.engine import commands
from kouan.procedures import procedures

INWARD, OUTWARD = "original-manifest", "pre-loaded-manifest"
_HOUR = timedelta(hours=1)
# Only ships of short voyages: their main data come after the call is announced.
_SHORT, _EVERY = 90, 4
_LOADS_FOR, _IN_TIME = 12 * _HOUR, 26 * _HOUR
_OUTWARD_SENT, _COMPLETED = 127 * _HOUR, 30 * _HOUR
_BUYER = "GENERAL IMPORTERS LTD"


class Manifests:
    """Agents who send manifests as cases."""

    def __init__(self, world: World, desks: Desks) -> None:
        self.world, self.desks = world, desks

    def choose(self, visits: Iterable[Visit]) -> None:
        """Choose the ships, before anybody's plans are laid: the first that is fit, then every fourth."""
        for number, visit in enumerate(filter(_is_fit, visits)):
            visit.by_case = number % _EVERY == 0 and {INWARD, OUTWARD} <= set(procedures())
            for consignment in visit.inward if visit.by_case else ():
                consignment.carrier_hold = False

    def plan(self, visits: Iterable[Visit]) -> None:
        """Plan both manifests of the ships that were chosen."""
        for visit in visits:
            if visit.by_case:
                self.world.at(_loads_abroad(visit) - _IN_TIME, partial(self._send_inward, visit), INWARD)
                self.world.at(visit.eta - _OUTWARD_SENT, partial(self._send_outward, visit), OUTWARD)

    def _send_inward(self, visit: Visit, moment: datetime) -> None:
        times = {"loading_starts": _loads_abroad(visit), "first_arrival": visit.eta, "arrival": visit.eta}
        form = _of(visit, visit.voyage_in, visit.inward, self.world.people) | _iso(times)
        turns = {"complete": Turn(at(visit.eta - _COMPLETED), partial(_completed, visit.inward))}
        self.desks.file(visit.agent, INWARD, form, (), moment, leave=frozenset[str](), turns=turns)

    def _send_outward(self, visit: Visit, moment: datetime) -> None:
        assert visit.alongside_at
        assert visit.leaves_at
        form = _of(visit, visit.voyage_out, visit.outward, self.world.people)
        form |= _iso({"loading_starts": visit.alongside_at + _HOUR, "departure": visit.leaves_at})
        turns = {
            "complete": Turn(at(visit.alongside_at - _COMPLETED), partial(_completed, visit.outward)),
            "load": Turn(at(visit.alongside_at + _HOUR / 5), partial(_loaded, visit)),
        }
        self.desks.file(visit.agent, OUTWARD, form, (), moment, leave=frozenset[str](), turns=turns)


def _is_fit(visit: Visit) -> bool:
    """A container ship of a short voyage, without prepared boxes or boxes that skip the yard."""
    cargo = [*visit.inward, *visit.outward]
    special = any(each.kept or each.direct for each in cargo)
    return visit.ship.type == CONTAINER and visit.service.hours < _SHORT and bool(visit.outward) and not special


def _loads_abroad(visit: Visit) -> datetime:
    return visit.eta - visit.service.hours * _HOUR - _LOADS_FOR


def _iso(times: dict[str, datetime]) -> dict[str, str]:
    return {name: moment.isoformat() for name, moment in times.items()}


# ── What is sent ─────────────────────────────────────────────────────────────────────────────────────────────────
def _of(visit: Visit, voyage: str, cargo: Iterable[Consignment], people: People) -> dict[str, Any]:
    """Main data of a manifest, all but its times."""
    return {
        "mode": "container-ship",
        "call": visit.number,
        "imo": visit.ship.imo,
        "conveyance": visit.ship.name,
        "voyage": voyage,
        "carrier": f"{visit.ship.name} LINE",
        "office": fleet().port["border"],
        "sender": visit.agent.party_name.zh,
        "sender_uscc": visit.agent.party,
        "stage": "main",
        "bills": [_bill(each, people) for each in cargo],
    }


def _bill(consignment: Consignment, people: People) -> dict[str, Any]:
    goods_of_it = {
        "description": consignment.product.name.en,
        "packages": consignment.packages,
        "gross_weight": f"{consignment.gross}",
        **({"un_number": consignment.product.dangerous["number"]} if consignment.product.dangerous else {}),
    }
    told = consignment.product.dangerous
    contact = {"dangerous_contact": "应急值班", "dangerous_phone": "+86 759 2208000"} if told else {}
    return {
        "bill": consignment.bill,
        **contact,
        **_ways(consignment, people),
        "packages": consignment.packages,
        "package_type": consignment.product.package,
        "gross_weight": f"{consignment.gross}",
        "items": [goods_of_it],
        "boxes": [_box(crate) for crate in consignment.crates],
    }


def _ways(consignment: Consignment, people: People) -> dict[str, Any]:
    """Where it goes from and to, and between whom."""
    visit, here = consignment.visit, fleet().port["code"]
    trader = people.chief(consignment.firm)
    ours = {"name": trader.party_name.zh, "uscc": trader.party, "country": "CHN"}
    country = consignment.origin if consignment.is_import else consignment.abroad
    theirs = {"name": goods().sellers.get(country, _BUYER), "country": country}
    if consignment.is_import:
        return {"load_port": visit.last_port, "discharge_port": here, "shipper": theirs, "consignee": ours}
    return {"load_port": here, "discharge_port": visit.next_port, "shipper": ours, "consignee": theirs}


def _box(crate: Crate) -> dict[str, Any]:
    iso_type, _, _ = KINDS[crate.kind]
    return {
        "container": crate.number,
        "iso_type": iso_type,
        "packages": crate.packages,
        "gross_weight": f"{crate.gross}",
    }


def _completed(cargo: Iterable[Consignment], view: View, moment: datetime) -> commands.Command:
    """How freight is paid, and of every box that it is full and under which seal."""
    seals = {crate.number: crate.seal for each in cargo for crate in each.crates}
    bills = [
        bill
        | {"freight": "prepaid"}
        | {"boxes": [{**box, "fullness": "full", "seal": seals[box["container"]]} for box in bill["boxes"]]}
        for bill in view["form"]["bills"]
    ]
    return commands.Supply("complete", {**view["form"], "bills": bills})


def _loaded(visit: Visit, view: View, moment: datetime) -> commands.Command | None:
    """What is released and here is to be loaded; without any nothing is said yet."""
    rows = list(_ready(visit))
    if not rows:
        return None
    begins = max(moment + _HOUR * 0.6, (visit.alongside_at or moment) + _HOUR)
    return commands.Supply("load", {**view["form"], "loaded": {"loading_starts": begins.isoformat(), "bills": rows}})


def _ready(visit: Visit) -> Iterator[dict[str, Any]]:
    for each in visit.outward:
        if each.released_at and each.here_at and not any(crate.held for crate in each.crates):
            yield {"bill": each.bill, "packages": each.packages, "gross_weight": f"{each.gross}"}
