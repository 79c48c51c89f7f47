"""What happens to a box."""

from decimal import Decimal
from typing import Annotated

from kouan.blueprint import Between, Digits, Hint, Identifier, Length, Pattern, Refers, Text
from kouan.modules.consignments.forms.report import Report

VISIT = Pattern(r"[A-Z0-9*._-]{4,40}", "VC-2026-000123")
_TRUCK = Pattern(r"[\u4e00-\u9fffA-Z0-9·-]{5,12}", "鲁B12345")


class BoxMove(Report):
    """``visit``: the call or booking that the box is here for; without it, the visit that is open."""

    container: Annotated[str, Text("箱号", "Container number"), Identifier("container"), Refers("container")]
    visit: Annotated[
        str | None,
        Text("航次或订舱号", "Call or booking"),
        VISIT,
        Hint(Text("同一箱多次到港时填写；留空为当前这一次。", "When a box came more than once; empty means now.")),
    ] = None


class Discharge(Report):
    """The box is off the ship. One that no manifest names is taken up too (溢卸), under customs hold."""

    call: Annotated[str, Text("航次编号", "Call number"), Refers("vessel-call"), Length(32)]
    container: Annotated[str, Text("箱号", "Container number"), Identifier("container"), Refers("container")]
    yard: Annotated[str | None, Text("场位", "Yard position"), Length(20)] = None


class Tally(BoxMove):
    """What was counted (理货). ``packages`` where they were counted one by one."""

    clause = "order-172#tally-import"

    packages: Annotated[int | None, Text("实点件数", "Packages counted"), Between(0, 99_999_999)] = None
    seal: Annotated[str | None, Text("铅封号", "Seal"), Length(40)] = None
    damage: Annotated[str | None, Text("残损", "Damage"), Length(200)] = None


class TallyBill(Report):
    """What was counted of a bill without boxes."""

    clause = "order-172#tally-import"

    bill: Annotated[str, Text("提运单号", "Bill of lading"), Refers("bill"), Length(40)]
    packages: Annotated[int, Text("实点件数", "Packages counted"), Between(0, 99_999_999)]
    damage: Annotated[str | None, Text("残损", "Damage"), Length(200)] = None


class GateIn(BoxMove):
    """The box came in through the gate. ``booking`` or ``call`` name its visit where no manifest does yet."""

    clause = "order-172#arrival"

    booking: Annotated[str | None, Text("订舱号", "Booking"), Refers("bill"), VISIT] = None
    call: Annotated[str | None, Text("航次编号", "Call number"), Refers("vessel-call"), Length(32)] = None
    truck: Annotated[str | None, Text("车牌", "Truck"), _TRUCK] = None
    seal: Annotated[str | None, Text("铅封号", "Seal"), Length(40)] = None
    gross_weight: Annotated[Decimal | None, Text("过磅毛重（千克）", "Weighed, kg"), Digits(11, 3), Between(0)] = None
    yard: Annotated[str | None, Text("场位", "Yard position"), Length(20)] = None


class GateOut(BoxMove):
    """The box leaves through the gate."""

    clause = "customs-law#custody"

    truck: Annotated[str | None, Text("车牌", "Truck"), _TRUCK] = None


class Load(BoxMove):
    """The box is on the ship."""

    clause = "order-172#loaded"

    call: Annotated[str | None, Text("航次编号", "Call number"), Refers("vessel-call"), Length(32)] = None


class MoveToInspection(BoxMove):
    """The box was moved to the inspection site (调箱)."""

    site: Annotated[str | None, Text("查验场地", "Inspection site"), Length(20)] = None


class ReturnToYard(BoxMove):
    """The box is back in the yard."""

    yard: Annotated[str | None, Text("场位", "Yard position"), Length(20)] = None
