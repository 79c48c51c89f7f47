"""Demands on an application: the goods need this licence, units and sums agree, batches, end use, registration."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from kouan.blueprint import Circumstances, Finding, Rule, Text, rule
from kouan.kernel.calendar import china
from kouan.kernel.money import to_fen
from kouan.procedures._licence.fields import Application
from kouan.procedures._licence.words import (
    AUTOMATIC,
    DUAL_USE,
    FAMILIES,
    IMPORT,
    KILOGRAM,
    KINDS,
    LAWS,
    NOTICES,
    PESTICIDE,
    SEVERAL,
    TONNE,
    VETERINARY,
    Family,
    family_of,
)
from kouan.reference import TariffLine, table
from kouan.reference.tariff import tariff_in_use

REGISTERED = frozenset({PESTICIDE, VETERINARY})
PROHIBITED = {IMPORT: "9", "export": "8"}


def _tariff(filing: Application, on: Circumstances) -> TariffLine | None:
    return tariff_in_use().line(filing.hs_code, on.day)


def _named(kind: str) -> Text:
    return table("licence").entries[kind].name


def _asks_for(kind: str, direction: str) -> frozenset[str]:
    """Conditions of the tariff that a kind of licence meets: one automatic licence stands for another."""
    family = KINDS[direction][kind]
    return frozenset(code for code, of in KINDS[direction].items() if of == family and family == AUTOMATIC) | {kind}


def rules_for(direction: str) -> tuple[Rule, ...]:
    """The demands in one direction."""
    families = FAMILIES[direction].values()
    of_each = (demand for family in families for demand in _on_family(direction, family))
    return (*_on_goods(direction), *_on_trade(direction), *of_each, *_on_end(direction))


def _on_goods(direction: str) -> tuple[Rule, ...]:
    @rule("goods-prohibited", basis="goods-regulation#prohibited")
    def the_goods_are_not_prohibited(filing: Application, on: Circumstances) -> Iterator[Finding]:
        """{hs} 列入禁止目录，不予许可。 | {hs} is on the list of banned goods; no licence is given."""
        line = _tariff(filing, on)
        if line and PROHIBITED[direction] in line.licences:
            yield "hs_code", {"hs": filing.hs_code}

    @rule("licence-not-needed", basis="goods-regulation#licence")
    def the_goods_need_this_licence(filing: Application, on: Circumstances) -> Iterator[Finding]:
        """{hs} 的监管条件不含“{kind}”，无须申领。 | The tariff asks for no such licence with {hs}: {kind}."""
        line = _tariff(filing, on)
        if line is None or PROHIBITED[direction] in line.licences:
            return
        if not _asks_for(filing.kind, direction).intersection(line.licences):
            yield "kind", {"hs": filing.hs_code, "kind": _named(filing.kind)}

    return (the_goods_are_not_prohibited, the_goods_need_this_licence)


def _on_trade(direction: str) -> tuple[Rule, ...]:
    """Demands on quantity, sum and day, by the law of the direction."""
    law = LAWS[direction]

    @rule("unit-of-the-goods", basis=f"{law}#batches")
    def the_unit_is_one_of_the_goods(filing: Application, on: Circumstances) -> Iterator[Finding]:
        """{hs} 不用该单位计量，应为 {units}，否则报关时无法核销。
        | {hs} is not counted in that unit but in {units}: declarations could not be written off.
        """
        units = _units(filing, on)
        if units and filing.unit not in units | ({TONNE} if KILOGRAM in units else set()):
            yield "unit", {"hs": filing.hs_code, "units": _unit_names(units)}

    @rule("total-off", basis=f"{law}#apply")
    def the_total_is_quantity_times_price(filing: Application) -> Iterator[Finding]:
        """总值应为数量乘单价，即 {total}。 | Quantity times unit price is {total}."""
        total = to_fen(filing.quantity * filing.unit_price)
        if abs(total - filing.total) > Decimal("0.01"):
            yield "total", {"total": f"{total:,.2f}"}

    @rule("planned-behind", basis=f"{law}#apply")
    def the_shipment_is_still_to_come(filing: Application, on: Circumstances) -> Iterator[Finding]:
        """预计进出口日期 {day} 已过；许可证须在报关之前申领。
        | The day planned, {day}, has passed; a licence is applied for before declaring.
        """
        if filing.planned_on < on.day:
            yield "planned_on", {"day": filing.planned_on}

    return (the_unit_is_one_of_the_goods, the_total_is_quantity_times_price, the_shipment_is_still_to_come)


def _units(filing: Application, on: Circumstances) -> frozenset[str]:
    """The units of the goods in the tariff; none where the tariff does not have them."""
    line = _tariff(filing, on)
    return frozenset(unit for unit in (line.unit1, line.unit2) if unit) if line else frozenset()


def _unit_names(units: frozenset[str]) -> Text:
    names = [table("unit").entries[unit].name for unit in sorted(units)]
    return Text("、".join(name.zh for name in names), ", ".join(name.en for name in names))


def most_uses(filing: Application, direction: str, on: Circumstances) -> int:
    """How often a licence of this kind can be used at most."""
    return int(on.terms.number(f"uses-{family_of(filing.kind, direction).name}"))


def latest(filing: Any, direction: str, day: date, on: Circumstances) -> date:
    """The last day that a licence issued on a day may have."""
    family = family_of(filing.kind, direction)
    ends = {"december": date(day.year, 12, 31), "march": date(day.year + 1, 3, 31), "free": date.max}
    return min(china().last_day(day, on.terms.limit(f"validity-{family.name}")), ends[family.across])


def is_of(family: Family, filing: Any, direction: str) -> bool:
    """Whether an application is for one of a family."""
    return family_of(filing.kind, direction) == family


def _on_family(direction: str, family: Family) -> tuple[Rule, ...]:
    """How often one of a family serves and how long it lasts, by the clauses of its own law."""
    on_batches = (_single(direction, family),) if family.name in NOTICES else _several(direction, family)
    return (*on_batches, _lasting(direction, family))


def _single(direction: str, family: Family) -> Rule:
    @rule("single-only", basis=family.batches)
    def some_serve_one_batch_only(filing: Application) -> Iterator[Finding]:
        """“{kind}”只能一批一证。 | One batch only: {kind}."""
        if is_of(family, filing, direction) and filing.batch == SEVERAL:
            yield "batch", {"kind": _named(filing.kind)}

    return some_serve_one_batch_only


def _several(direction: str, family: Family) -> tuple[Rule, ...]:
    @rule("uses-fit", basis=family.batches)
    def uses_go_with_several_batches(filing: Application) -> Iterator[Finding]:
        """非一批一证须填计划使用次数，一批一证不填。
        | Say how many uses are planned for several batches, and for one batch nothing.
        """
        if is_of(family, filing, direction) and (filing.batch == SEVERAL) != (filing.uses is not None):
            yield "uses"

    @rule("uses-too-many", basis=family.batches, given="uses")
    def uses_have_their_limit(filing: Application, on: Circumstances) -> Iterator[Finding]:
        """“{kind}”最多使用 {most} 次。 | {kind}: at most {most} uses."""
        if not is_of(family, filing, direction) or filing.batch != SEVERAL or not filing.uses:
            return
        most = most_uses(filing, direction, on)
        if filing.uses > most:
            yield "uses", {"kind": _named(filing.kind), "most": most}

    return (uses_go_with_several_batches, uses_have_their_limit)


def _lasting(direction: str, family: Family) -> Rule:
    @rule("planned-beyond", basis=family.validity, severity="warning")
    def it_lasts_until_the_shipment(filing: Application, on: Circumstances) -> Iterator[Finding]:
        """今日签发最长有效到 {last}，预计进出口日期在此以后；请临近时再申领。
        | Issued today it holds until {last} at most, and the day planned is later; apply nearer the time.
        """
        if not is_of(family, filing, direction):
            return
        last = latest(filing, direction, on.day, on)
        if filing.planned_on > last:
            yield "planned_on", {"last": last}

    return it_lasts_until_the_shipment


def _on_end(direction: str) -> tuple[Rule, ...]:
    @rule("end-use", basis="dual-use-measures#end-user")
    def dual_use_goods_have_an_end(filing: Application) -> Iterator[Finding]:
        """两用物项须填最终用户和最终用途。 | Dual-use items need their end user and end use."""
        if KINDS[direction].get(filing.kind) == DUAL_USE:
            yield from (name for name in ("end_user", "end_use") if getattr(filing, name) is None)

    @rule("not-registered", basis="release-notices#registered")
    def drugs_and_pesticides_are_registered(filing: Application) -> Iterator[Finding]:
        """农药、兽药须填登记证号。 | A pesticide or veterinary drug needs its registration."""
        if KINDS[direction].get(filing.kind) in REGISTERED and not filing.registration:
            yield "registration"

    return (dual_use_goods_have_an_end, drugs_and_pesticides_are_registered)
