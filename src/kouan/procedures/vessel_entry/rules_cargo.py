"""Demands on cargo, dangerous goods and waste."""

from collections.abc import Iterator

from kouan.blueprint import Finding, Rule, rule
from kouan.procedures.vessel_entry.cargo import Cargo, Dangerous, Waste
from kouan.procedures.vessel_entry.form import Filing
from kouan.reference import table

UN_CLASS = {f"UN{code}": entry.attributes["class"] for code, entry in table("un-number").entries.items()}


@rule("cargo-missing", basis="fal-convention#cargo")
def cargo_is_told(filing: Filing) -> Iterator[Finding]:
    """不是空载，须填货物概要。 | The ship is not in ballast, so its cargo must be told."""
    if not filing.in_ballast and not filing.cargo:
        yield "cargo"


@rule("cargo-in-ballast", basis="fal-convention#cargo")
def a_ship_in_ballast_carries_nothing(filing: Filing) -> Iterator[Finding]:
    """填了空载却有在船货物。 | The ship is said to be in ballast yet has cargo on board."""
    if filing.in_ballast and any(cargo.on_board for cargo in filing.cargo):
        yield "in_ballast"


@rule("discharged-above-on-board", basis="fal-convention#cargo", each="cargo")
def no_more_is_discharged_than_carried(cargo: Cargo) -> Iterator[Finding]:
    """拟卸重量大于在船重量。 | More is to be discharged than there is on board."""
    if cargo.discharged > cargo.on_board:
        yield "discharged"


@rule("dangerous-unlisted", basis="fal-convention#dangerous")
def dangerous_goods_are_listed(filing: Filing) -> Iterator[Finding]:
    """载有危险货物，须填危险货物舱单。 | Dangerous goods are carried, so their manifest is needed."""
    if filing.carries_dangerous and not filing.dangerous:
        yield "dangerous"


@rule("dangerous-denied", basis="dg-ship#conceal")
def dangerous_goods_are_not_denied(filing: Filing) -> Iterator[Finding]:
    """危险货物舱单有货，“载有危险货物”应填是。 | The manifest lists dangerous goods, so they are carried."""
    if filing.dangerous and not filing.carries_dangerous:
        yield "carries_dangerous"


@rule("un-class", basis="imdg-code#identification", each="dangerous")
def the_class_is_that_of_the_number(goods: Dangerous) -> Iterator[Finding]:
    """{un} 属第 {right} 类，不是 {division} 类。 | {un} is of class {right}, not {division}."""
    right = UN_CLASS.get(goods.un_number, goods.hazard_class)
    if goods.hazard_class != right:
        yield "hazard_class", {"un": goods.un_number, "right": right, "division": goods.hazard_class}


@rule("dangerous-undeclared", basis="dg-ship#declare-24-hours", severity="warning", each="dangerous")
def dangerous_goods_have_their_own_declaration(goods: Dangerous) -> Iterator[Finding]:
    """须另办危险货物进港申报，并填其编号。 | Dangerous goods need their own declaration; give its number."""
    if goods.declaration is None:
        yield "declaration"


@rule("waste-above-capacity", basis="fal-convention#waste", each="waste")
def waste_fits_its_tank(waste: Waste) -> Iterator[Finding]:
    """在船数量大于舱容。 | There is more on board than the capacity."""
    if waste.on_board > waste.capacity:
        yield "on_board"


@rule("waste-landed", basis="fal-convention#waste", each="waste")
def no_more_waste_is_landed_than_there_is(waste: Waste) -> Iterator[Finding]:
    """拟交付数量大于在船数量。 | More is to be landed than there is on board."""
    if waste.landed > waste.on_board:
        yield "landed"


@rule("waste-receiver", basis="fal-convention#waste", each="waste")
def landed_waste_has_a_receiver(waste: Waste) -> Iterator[Finding]:
    """拟交付废弃物，须填接收单位。 | Waste is to be landed, so say who receives it."""
    if waste.landed and waste.receiver is None:
        yield "receiver"


CARGO_RULES: tuple[Rule, ...] = (
    cargo_is_told,
    a_ship_in_ballast_carries_nothing,
    no_more_is_discharged_than_carried,
    dangerous_goods_are_listed,
    dangerous_goods_are_not_denied,
    the_class_is_that_of_the_number,
    dangerous_goods_have_their_own_declaration,
    waste_fits_its_tank,
    no_more_waste_is_landed_than_there_is,
    landed_waste_has_a_receiver,
)
