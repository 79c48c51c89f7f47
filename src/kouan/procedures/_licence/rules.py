"""Demands on an application: the goods need this licence, units and sums agree, batches, end use, registration."""

from collections.abc import Iterator
from decimal import Decimal

from kouan.blueprint import Circumstances, Finding, Rule, Text, rule
from kouan.kernel.money import to_fen
from kouan.procedures._licence.fields import Application
from kouan.procedures._licence.words import (
    AUTOMATIC,
    DUAL_USE,
    IMPORT,
    KILOGRAM,
    KINDS,
    PESTICIDE,
    SEVERAL,
    TONNE,
    VETERINARY,
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
    return (*_on_goods(direction), *_on_batches(direction), *_on_families(direction))


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

    return (the_goods_are_not_prohibited, the_goods_need_this_licence, *GOODS)


@rule("unit-of-the-goods", basis="import-licence-measures#batches")
def the_unit_is_one_of_the_goods(filing: Application, on: Circumstances) -> Iterator[Finding]:
    """{hs} 不用该单位计量，应为 {units}，否则报关时无法核销。
    | {hs} is not counted in that unit but in {units}: declarations could not be written off.
    """
    line = _tariff(filing, on)
    if line is None:
        return
    units = {unit for unit in (line.unit1, line.unit2) if unit}
    if filing.unit not in units | ({TONNE} if KILOGRAM in units else set()):
        names = [table("unit").entries[unit].name for unit in sorted(units)]
        words = Text("、".join(name.zh for name in names), ", ".join(name.en for name in names))
        yield "unit", {"hs": filing.hs_code, "units": words}


@rule("total-off", basis="import-licence-measures#apply")
def the_total_is_quantity_times_price(filing: Application) -> Iterator[Finding]:
    """总值应为数量乘单价，即 {total}。 | Quantity times unit price is {total}."""
    total = to_fen(filing.quantity * filing.unit_price)
    if abs(total - filing.total) > Decimal("0.01"):
        yield "total", {"total": f"{total:,.2f}"}


@rule("planned-behind", basis="import-licence-measures#apply")
def the_shipment_is_still_to_come(filing: Application, on: Circumstances) -> Iterator[Finding]:
    """预计进出口日期 {day} 已过；许可证须在报关之前申领。
    | The day planned, {day}, has passed; a licence is applied for before declaring.
    """
    if filing.planned_on < on.day:
        yield "planned_on", {"day": filing.planned_on}


GOODS: tuple[Rule, ...] = (
    the_unit_is_one_of_the_goods,
    the_total_is_quantity_times_price,
    the_shipment_is_still_to_come,
)


def most_uses(filing: Application, direction: str, on: Circumstances) -> int:
    """How often a licence of this kind can be used at most."""
    return int(on.terms.number(f"uses-{family_of(filing.kind, direction).name}"))


def _on_batches(direction: str) -> tuple[Rule, ...]:
    @rule("single-only", basis="release-notices#toxic")
    def some_serve_one_batch_only(filing: Application, on: Circumstances) -> Iterator[Finding]:
        """“{kind}”只能一批一证。 | One batch only: {kind}."""
        if filing.batch == SEVERAL and most_uses(filing, direction, on) == 1:
            yield "batch", {"kind": _named(filing.kind)}

    @rule("uses-fit", basis="import-licence-measures#batches")
    def uses_go_with_several_batches(filing: Application, on: Circumstances) -> Iterator[Finding]:
        """非一批一证须填计划使用次数，一批一证不填。
        | Say how many uses are planned for several batches, and for one batch nothing.
        """
        if (filing.batch == SEVERAL) != (filing.uses is not None) and most_uses(filing, direction, on) > 1:
            yield "uses"

    @rule("uses-too-many", basis="import-licence-measures#batches", given="uses")
    def uses_have_their_limit(filing: Application, on: Circumstances) -> Iterator[Finding]:
        """“{kind}”最多使用 {most} 次。 | {kind}: at most {most} uses."""
        most = most_uses(filing, direction, on)
        if filing.batch == SEVERAL and filing.uses and filing.uses > most > 1:
            yield "uses", {"kind": _named(filing.kind), "most": most}

    return (some_serve_one_batch_only, uses_go_with_several_batches, uses_have_their_limit)


def _on_families(direction: str) -> tuple[Rule, ...]:
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
