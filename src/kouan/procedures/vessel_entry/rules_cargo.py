"""Demands on cargo, dangerous goods and waste."""

from collections.abc import Iterator

from kouan.blueprint import Finding, Rule, rule
from kouan.procedures._vessel.rules import LOAD_RULES
from kouan.procedures.vessel_entry.cargo import Cargo, Waste


@rule("discharged-above-on-board", basis="fal-convention#cargo", each="cargo")
def no_more_is_discharged_than_carried(cargo: Cargo) -> Iterator[Finding]:
    """拟卸重量不能大于在船的 {most} 吨。 | No more can be discharged than the {most} t on board."""
    if cargo.discharged > cargo.on_board:
        yield "discharged", {"most": f"{cargo.on_board:f}"}


@rule("waste-above-capacity", basis="fal-convention#waste", each="waste")
def waste_fits_its_tank(waste: Waste) -> Iterator[Finding]:
    """在船数量不能大于舱容 {most} 立方米。 | No more can be on board than the {most} m³ of the capacity."""
    if waste.on_board > waste.capacity:
        yield "on_board", {"most": f"{waste.capacity:f}"}


@rule("waste-landed", basis="fal-convention#waste", each="waste")
def no_more_waste_is_landed_than_there_is(waste: Waste) -> Iterator[Finding]:
    """拟交付数量不能大于在船的 {most} 立方米。 | No more can be landed than the {most} m³ on board."""
    if waste.landed > waste.on_board:
        yield "landed", {"most": f"{waste.on_board:f}"}


@rule("waste-receiver", basis="fal-convention#waste", each="waste")
def landed_waste_has_a_receiver(waste: Waste) -> Iterator[Finding]:
    """拟交付废弃物，须填接收单位。 | Waste is to be landed, so say who receives it."""
    if waste.landed and waste.receiver is None:
        yield "receiver"


CARGO_RULES: tuple[Rule, ...] = (
    *LOAD_RULES,
    no_more_is_discharged_than_carried,
    waste_fits_its_tank,
    no_more_waste_is_landed_than_there_is,
    landed_waste_has_a_receiver,
)
