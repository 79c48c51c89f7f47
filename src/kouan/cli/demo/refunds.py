"""Exporters claim back the tax on what left the port in the month before, by the numbers of its declarations."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import partial
from typing import Any

from kouan.cli.demo.cargo import Consignment
from kouan.cli.demo.declared import ORDINARY_TRADE
from kouan.cli.demo.desks import Desks, Followed
from kouan.cli.demo.fleet import fleet
from kouan.cli.demo.goods import Product, goods
from kouan.cli.demo.habits import in_business
from kouan.cli.demo.world import World
from kouan.kernel.clock import local_date
from kouan.kernel.money import to_fen
from kouan.procedures import procedures

CODE = "export-tax-refund"
_DAY = timedelta(days=1)
# Who claims, its class, and how long ago: paid by now, being examined, just handed in.
_CLAIMS = (("taige", "1", 11.0), ("xingtu", "2", 4.0), ("heyuan", "1", 0.7))
_RATE, _YUAN = Decimal(13), Decimal("7.1")
_MOST = 12
_SPARE = Decimal(250_000)


class Refunds:
    """Producers that export; ``cases``: the declarations of the month by bill."""

    def __init__(self, world: World, desks: Desks, cases: Mapping[str, Followed]) -> None:
        self.world, self.desks, self.cases = world, desks, cases

    def plan(self) -> None:
        """Plan the claims."""
        for firm, grade, days in _CLAIMS if CODE in procedures() else ():
            moment = in_business(self.world.scale.until - days * _DAY, self.world.dice(CODE, firm), 9, 17)
            self.world.at(moment, partial(self._claim, firm, grade), CODE)

    def _claim(self, name: str, grade: str, at: datetime) -> None:
        firm, before = self.world.people.chief(name), local_date(at).replace(day=1) - _DAY
        lines = list(self._left_in(name, before))[:_MOST] or [self._earlier(name, before)]
        refund = sum((to_fen(Decimal(line["fob"]) * _RATE / 100) for line in lines), Decimal(0))
        form = {
            "exporter_uscc": firm.party,
            "exporter_name": firm.party_name.zh,
            "customs_code": self.world.people.customs_code(firm.party),
            "contact": firm.person_name.zh,
            "phone": "0759-2208800",
            "tax_office": "国家税务总局澄湾市税务局第二税务分局",
            "kind": "producer",
            "grade": grade,
            "period": f"{before:%Y%m}",
            "batch": "001",
            "exports": lines,
            "credit_left": f"{refund + _SPARE:.2f}",
            "claimed": f"{refund:.2f}",
            "bank_account": "4405016800000123456",
            "records": True,
        }
        self.desks.file(firm, CODE, form, (), at)

    def _left_in(self, firm: str, before: date) -> Iterable[dict[str, Any]]:
        """Every line that the firm declared and that sailed in the month of ``before``."""
        for declared in self.cases.values():
            goods_of = declared.about
            if isinstance(goods_of, Consignment) and not goods_of.is_import and goods_of.firm == firm:
                sailed = goods_of.visit.leaves_at
                loaded = all(crate.planned for crate in goods_of.crates)
                if sailed and loaded and local_date(sailed).replace(day=1) == before.replace(day=1):
                    yield from _lines(declared, local_date(sailed))

    def _earlier(self, firm: str, before: date) -> dict[str, Any]:
        """What it exported before the month that is told here, where that month has nothing of it yet."""
        product = next(each for each in goods().exports if firm in each.firms)
        left = min(before.replace(day=15), local_date(self.world.scale.begins) - 3 * _DAY)
        number = f"{fleet().port['receiving']}{left.year}0{970_000_000 + left.toordinal():09d}"
        quantity = product.per_box[product.unit]
        fob = to_fen(quantity * Decimal(product.price[0]) * _YUAN)
        return {**_line(product.hs, product), "declaration": number, "item": 1, "exported_on": left.isoformat(),
                "quantity": f"{quantity}", "fob": f"{fob:.2f}"}  # fmt: skip


def _line(hs: str, product: Product) -> dict[str, Any]:
    return {
        "mode": ORDINARY_TRADE,
        "hs_code": hs,
        "name": product.name.zh,
        "unit": product.unit,
        "refund_rate": f"{_RATE}",
    }


def _lines(declared: Followed, left: date) -> Iterable[dict[str, Any]]:
    assert isinstance(declared.about, Consignment)
    for item, row in enumerate(declared.view["form"]["lines"], 1):
        yield {
            **_line(row["hs_code"], declared.about.product),
            "declaration": declared.view["number"],
            "item": item,
            "exported_on": left.isoformat(),
            "quantity": row["quantity"],
            "fob": f"{to_fen(Decimal(row['total']) * _YUAN):.2f}",
        }
