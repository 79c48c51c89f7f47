"""From ship to truck and from truck to ship: some boxes are booked to pass the quay without a stop in the yard."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from kouan.cli.demo.agenda import TOGETHER
from kouan.cli.demo.backing import DISCREDITED
from kouan.cli.demo.cargo import KINDS, Consignment, Crate, Visit
from kouan.cli.demo.desks import Desks, Followed
from kouan.cli.demo.fleet import CONTAINER
from kouan.cli.demo.quay import Quay, plate
from kouan.cli.demo.trade import Trade, declares_at
from kouan.cli.demo.turns import Turn, View, after, at, step_of
from kouan.cli.demo.world import World
from kouan.engine import commands
from kouan.procedures import procedures

PICKUP, LOADING = "direct-pickup", "direct-loading"
_HAULIER, _DRIVERS = "suyun", ("林国强", "卢海平", "莫志远", "冼永发")
_HOUR, _MINUTE = timedelta(hours=1), timedelta(minutes=1)
# Of every third ship, the first one among them.
_EVERY = 3
_MOST = 2
_CARRIER, _BOOKED = 1 * _HOUR, 3 * _HOUR
_BEFORE, _AFTER = 0.75 * _HOUR, 1.2 * _HOUR
_USUAL = {PICKUP: "36.5", LOADING: "41.0"}
_FRESH_AT, _FROZEN_AT = "2.0", "-18.0"
_LEFT_OPEN = frozenset({"slot"})


class Quayside:
    """Traders who book their trucks to the ship's side."""

    def __init__(self, world: World, desks: Desks, quay: Quay, trade: Trade) -> None:
        self.world, self.desks, self.quay, self.trade = world, desks, quay, trade

    def choose(self, visits: Iterable[Visit]) -> None:
        """Choose whose boxes pass the quay without a stop, before anybody's plans are laid."""
        for number, visit in enumerate(visit for visit in visits if visit.ship.type == CONTAINER):
            if number % _EVERY == 0:
                for code, cargo in ((PICKUP, visit.inward), (LOADING, visit.outward)):
                    chosen = next(filter(_may_be_direct, cargo), None)
                    if chosen is not None and code in procedures():
                        chosen.direct, chosen.carrier_hold = True, False

    def plan(self, visits: Iterable[Visit]) -> None:
        """Plan the bookings of those who were chosen."""
        for visit in visits:
            for consignment in (*visit.inward, *visit.outward):
                if consignment.direct:
                    self._plan(consignment)

    def _plan(self, consignment: Consignment) -> None:
        declared = declares_at(consignment)
        if consignment.is_import:
            self.world.at(declared + _CARRIER, partial(self.quay.carrier_releases, consignment))
        for number, crate in enumerate(consignment.crates):
            moment = declared + _BOOKED + number * 6 * _MINUTE
            self.world.at(moment, partial(self._book, consignment, crate), PICKUP if consignment.is_import else LOADING)

    def _book(self, consignment: Consignment, crate: Crate, moment: datetime) -> None:
        declared = self.trade.cases.get(consignment.bill)
        assert crate.worked_at
        if declared is None:
            return
        code = PICKUP if consignment.is_import else LOADING
        crate.truck = plate(self.world.dice("direct", crate.number))
        filer = self.world.people.filer(consignment.firm, code, self.world.dice(code, crate.number))
        form = self._form(consignment, crate, declared) | {"contact": filer.person_name.zh}
        leave = _LEFT_OPEN if crate.worked_at > self.world.scale.until else frozenset[str]()
        turns = self._turns(code, consignment, crate)
        self.desks.file(filer, code, form, (), moment, leave=leave, turns=turns)

    def _turns(self, code: str, consignment: Consignment, crate: Crate) -> Mapping[str, Turn]:
        assert crate.worked_at
        return {
            "customs": Turn(after(_HOUR / 2), _on_condition),
            "move": Turn(at(crate.worked_at + TOGETHER + _HOUR)),
            "handover": Turn(after(_HOUR / 4), partial(_handed_over, code, consignment, crate)),
        }

    # ── What is filed ────────────────────────────────────────────────────────────────────────────────────────────
    def _form(self, consignment: Consignment, crate: Crate, declared: Followed) -> dict[str, Any]:
        trader = self.world.people.chief(consignment.firm)
        side = "consignee" if consignment.is_import else "consignor"
        return {
            f"{side}_uscc": trader.party,
            f"{side}_name": trader.party_name.zh,
            "phone": "0759-2208611",
            "declaration": declared.view["number"],
            "declared_at": declared.filed_at.isoformat(),
            "call": consignment.visit.number,
            "bill": consignment.bill,
            "container": crate.number,
            "container_type": KINDS[crate.kind][1],
            **dict(_cold(consignment, crate)),
            **self._truck(crate),
            **(_inward if consignment.is_import else _outward)(consignment, crate, declared),
        }

    def _truck(self, crate: Crate) -> dict[str, str]:
        haulier, dice = self.world.people.chief(_HAULIER), self.world.dice("driver", crate.number)
        return {
            "haulier_uscc": haulier.party,
            "haulier_name": haulier.party_name.zh,
            "truck": crate.truck,
            "driver": dice.choice(_DRIVERS),
            "driver_phone": f"1380000{dice.randrange(1000, 10000)}",
        }


def _may_be_direct(consignment: Consignment) -> bool:
    """Few boxes of ordinary goods, of a firm in good standing."""
    product = consignment.product
    special = product.licence or product.dangerous or product.ledger or product.agreement or consignment.kept
    return not special and 0 < len(consignment.crates) <= _MOST and consignment.firm != DISCREDITED


def _cold(consignment: Consignment, crate: Crate) -> Iterator[tuple[str, Any]]:
    if crate.kind == "40R":
        yield "temperature", _FRESH_AT if consignment.product.is_fresh else _FROZEN_AT
        yield "perishable", True


def _inward(consignment: Consignment, crate: Crate, declared: Followed) -> dict[str, Any]:
    assert crate.worked_at
    begins = max(crate.worked_at - _BEFORE, consignment.visit.eta, consignment.visit.arrived_at)
    return {
        "clearance": "advance",
        "duty": _duty(declared),
        **({"guarantee": declared.view["form"]["guarantee_number"]} if _duty(declared) == "secured" else {}),
        "delivery_order": f"EDO-{consignment.bill}",
        "gross_weight": f"{crate.gross}",
        "window_start": begins.isoformat(),
        "window_end": (begins + _BEFORE + _AFTER).isoformat(),
        "destination": "澄湾高新区物流园",
    }


def _duty(declared: Followed) -> str:
    """As the declaration says by now: secured, paid, or still open."""
    paid = step_of(declared.view, "payment")
    if declared.view["form"]["payment"] != "ordinary":
        return "secured"
    return "open" if paid is not None and "outcome" not in paid else "paid"


def _outward(consignment: Consignment, crate: Crate, declared: Followed) -> dict[str, Any]:
    assert crate.worked_at
    return {
        "duty": "free",
        "seal": crate.seal,
        "verified_mass": f"{crate.gross + KINDS[crate.kind][2]}",
        "window_start": (crate.worked_at - 2.5 * _HOUR).isoformat(),
        "window_end": (crate.worked_at - 1.2 * _HOUR).isoformat(),
        "loads_at": crate.worked_at.isoformat(),
    }


# ── What becomes of it ───────────────────────────────────────────────────────────────────────────────────────────
def _on_condition(view: View, moment: datetime) -> commands.Command:
    return commands.Decide("customs", "on-condition")


def _handed_over(
    code: str, consignment: Consignment, crate: Crate, view: View, moment: datetime
) -> commands.Command | None:
    """Two times where it went without a stop, else why it went to the yard."""
    began, ended = _times(code, consignment, crate)
    if began is None:
        return None
    if ended is None or ended - began > 4 * _HOUR:
        return commands.Decide("handover", "recorded", data={"cause": _cause(consignment, crate)})
    times = {"began": began.isoformat(), "ended": ended.isoformat(), "usual_hours": _USUAL[code]}
    return commands.Decide("handover", "recorded", data=times)


def _times(code: str, consignment: Consignment, crate: Crate) -> tuple[datetime | None, datetime | None]:
    return crate.here_at, crate.gone_at if code == PICKUP else crate.worked_at if crate.planned else None


def _cause(consignment: Consignment, crate: Crate) -> str:
    if crate.held:
        return "held"
    return "carrier-not-released" if consignment.carrier_hold else "not-released"
