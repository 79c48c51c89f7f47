"""Demands on a pick-up: an import, declared before arrival; what may still be put right before discharge is told."""

from collections.abc import Iterator

from kouan.blueprint import Circumstances, Computed, Facts, Finding, Rule, rule
from kouan.kernel.identifiers import is_import_number
from kouan.procedures._quayside.booking import OPEN
from kouan.procedures._quayside.flow import checked
from kouan.procedures._quayside.rules import QUAY_RULES
from kouan.procedures._quayside.shape import instant
from kouan.procedures.direct_pickup.form import Filing


@rule("not-an-import", basis="customs-numbers#declaration-18")
def the_declaration_is_an_import(filing: Filing) -> Iterator[Finding]:
    """报关单号第 9 位应为 1 或 I（进口）。
    | The ninth character of the declaration number must be 1 or I, for import.
    """
    if not is_import_number(filing.declaration):
        yield "declaration"


@rule("bill-not-import", basis="direct-pickup#pickup")
def the_bill_is_an_import(filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """{bill} 是出口舱单；船边直提只用于进口货物。 | {bill} is an export; ship-side pick-up is for imports."""
    if on.known("bill", filing.bill, "direction", "import") != "import":
        yield "bill", {"bill": filing.bill}


@rule("declared-after-arrival", basis="direct-pickup#pickup")
def declared_before_the_ship_arrived(filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """船舶已于 {arrived} 抵港，报关晚于抵港的不适用船边直提，请到堆场提箱。
    | The ship arrived at {arrived}; declared after that, the box is picked up in the yard.
    """
    arrived = instant(on, "vessel-call", filing.call, "arrived_at")
    if arrived and arrived <= filing.declared_at <= on.moment:
        yield "declared_at", {"arrived": f"{arrived:%Y-%m-%d %H:%M}"}


@rule("already-discharged", basis="direct-pickup#fallback")
def the_box_is_still_aboard(filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """箱 {box} 已卸船，请到堆场提箱。 | Box {box} is off the ship; pick it up in the yard."""
    same = filing.bill in on.known("container", filing.container, "bills", ())
    if same and on.known("container", filing.container, "discharged_at"):
        yield "container", {"box": filing.container}


@rule("window-before-arrival", basis="direct-pickup#pickup")
def the_ship_is_here_by_then(filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """预约时段早于船舶抵港（{arrives}），请改约。
    | The window starts before the ship arrives ({arrives}); book a later one.
    """
    arrives = instant(on, "vessel-call", filing.call, "arrived_at", "eta")
    if arrives and filing.window_start < arrives:
        yield "window_start", {"arrives": f"{arrives:%Y-%m-%d %H:%M}"}


@rule("not-released", basis="direct-pickup#pickup", severity="warning")
def the_box_is_released(filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """箱 {box} 尚未放行；卸船时仍未放行的转入堆场。
    | Box {box} is not released yet; unless it is by discharge, it goes to the yard.
    """
    if on.known("container", filing.container, "bill") and not on.known("container", filing.container, "released_at"):
        yield "container", {"box": filing.container}


@rule("carrier-not-released", basis="direct-pickup#pickup", severity="warning")
def the_carrier_has_released(filing: Filing) -> Iterator[Finding]:
    """尚无电子提货单；卸船前船公司没有放货的转入堆场。
    | There is no delivery order yet; unless the carrier releases before discharge, the box goes to the yard.
    """
    if filing.delivery_order is None:
        yield "delivery_order"


@rule("duty-open", basis="direct-pickup#pickup", severity="warning")
def duty_is_settled(filing: Filing) -> Iterator[Finding]:
    """税款尚未缴清或担保，货物不会放行；请在卸船前办妥。
    | Duty is neither paid nor secured, so nothing is released; settle it before discharge.
    """
    if filing.duty == OPEN:
        yield "duty"


RULES: tuple[Rule, ...] = (
    the_declaration_is_an_import,
    the_bill_is_an_import,
    declared_before_the_ship_arrived,
    the_box_is_still_aboard,
    the_ship_is_here_by_then,
    the_box_is_released,
    the_carrier_has_released,
    duty_is_settled,
    *QUAY_RULES,
)


def check(facts: Facts) -> Computed:
    """Which conditions are open, as the quay names them."""
    filing, on = facts.filing, facts.circumstances
    conditions = {
        "not-released": on.known("container", filing.container, "released_at") is not None,
        "held": not on.known("container", filing.container, "held_by", ()),
        "carrier-not-released": filing.delivery_order is not None,
        "duty-open": filing.duty != OPEN,
    }
    return checked([code for code, met in conditions.items() if not met])
