"""Rules on containers and on what lies in them."""

from collections.abc import Iterator
from decimal import Decimal

from kouan.blueprint import Finding, Rule, rule
from kouan.procedures._declaration.goods import Container
from kouan.procedures._declaration.kinds import CARRIES_BOXES
from kouan.procedures._declaration.shape import Declaration
from kouan.procedures._declaration.words import named, plain

HEAVIEST_BOX = Decimal(36_000)
"""Greatest gross mass of a freight container in kilograms."""


def _lines_in(box: Container) -> list[int]:
    return [int(number) for number in (box.lines or "").split(",") if number]


@rule("containers-transport", basis="gacc-2019-18#container-number")
def boxes_travel_by_sea_rail_or_road(filing: Declaration) -> Iterator[Finding]:
    """运输方式 {mode} 不用集装箱，集装箱应留空。 | Transport mode {mode} carries no containers; leave them out."""
    if filing.containers and filing.transport_mode not in CARRIES_BOXES:
        yield "containers", {"mode": named("transport-mode", filing.transport_mode)}


@rule("container-repeated", basis="gacc-2019-18#container-number")
def no_box_is_listed_twice(filing: Declaration) -> Iterator[Finding]:
    """集装箱 {number} 重复填报，每箱一行。 | Container {number} is listed twice; each has one row."""
    seen: set[str] = set()
    for index, box in enumerate(filing.containers):
        if box.number in seen:
            yield ("containers", index, "number"), {"number": box.number}
        seen.add(box.number)


@rule("container-line", basis="gacc-2019-18#container-items")
def boxes_name_lines_that_exist(filing: Declaration) -> Iterator[Finding]:
    """集装箱 {number} 内的第 {line} 项商品不存在，表体只有 {most} 项。
    | Container {number} holds line {line}; there are only {most}.
    """
    most = len(filing.lines)
    for index, box in enumerate(filing.containers):
        for line in _lines_in(box):
            if line > most:
                yield ("containers", index, "lines"), {"number": box.number, "line": line, "most": most}


@rule("line-in-no-container", basis="gacc-2019-18#container-items")
def every_line_is_in_a_box(filing: Declaration) -> Iterator[Finding]:
    """第 {line} 项商品不在任何集装箱内，请补商品项号关系。
    | Line {line} is in no container; add it to the one that holds it.
    """
    most = len(filing.lines)
    held = {line for box in filing.containers for line in _lines_in(box)}
    if not filing.containers or any(box.lines is None for box in filing.containers) or max(held) > most:
        return
    for line in range(1, most + 1):
        if line not in held:
            yield ("lines", line - 1), {"line": line}


@rule("container-weights", basis="gacc-2019-18#logic-quantity")
def boxes_hold_no_more_than_the_gross_weight(filing: Declaration) -> Iterator[Finding]:
    """各箱货重合计 {total} 千克，大于毛重 {gross} 千克。
    | The containers hold {total} kg, above the gross weight {gross} kg.
    """
    gross, net = filing.gross_weight, filing.net_weight
    if gross is None or (net is not None and net > gross):
        return
    total = sum((box.goods_weight for box in filing.containers if box.goods_weight), Decimal(0))
    if total > gross + 1:
        yield "gross_weight", {"total": plain(total), "gross": plain(gross)}


@rule("container-too-heavy", basis="iso-6346#size-type", severity="warning")
def no_box_is_too_heavy(filing: Declaration) -> Iterator[Finding]:
    """集装箱 {number} 货重加自重 {mass} 千克，超过最大总重 36000 千克。
    | Container {number} weighs {mass} kg, above 36,000 kg.
    """
    for index, box in enumerate(filing.containers):
        mass = (box.goods_weight or Decimal(0)) + (box.tare or Decimal(0))
        if mass > HEAVIEST_BOX:
            yield ("containers", index, "goods_weight"), {"number": box.number, "mass": plain(mass)}


RULES: tuple[Rule, ...] = (
    boxes_travel_by_sea_rail_or_road,
    no_box_is_listed_twice,
    boxes_name_lines_that_exist,
    every_line_is_in_a_box,
    boxes_hold_no_more_than_the_gross_weight,
    no_box_is_too_heavy,
)
