"""What the goods' side says to take one box from the ship's side with one truck."""

from datetime import datetime
from decimal import Decimal
from typing import Annotated, ClassVar

from kouan.blueprint import Between, Choice, Clause, Digits, Form, Hint, Length, Section, Text, Zoned
from kouan.procedures._quayside import booking
from kouan.procedures._quayside.handover import CAUSES

EARLY = Choice(
    {
        "advance": Text("提前申报", "Advance declaration"),
        "two-step": Text("两步申报（概要）", "Two-step, summary"),
    }
)


class Filing(Form):
    """Appointment for ship-side pick-up: one box, one truck, one window."""

    clause: ClassVar[str] = "direct-pickup#pickup"

    consignee_uscc: Annotated[
        booking.Organisation, Text("收货人代码", "Consignee, credit code"), Section(Text("收货人", "Consignee"))
    ]
    consignee_name: Annotated[booking.Name, Text("收货人名称", "Consignee, name")]
    contact: Annotated[booking.Name, Text("联系人", "Contact")]
    phone: Annotated[booking.Phone, Text("联系电话", "Phone")]

    declaration: Annotated[
        booking.Declaration, Text("进口报关单号", "Import declaration"), Section(Text("通关", "Clearance"))
    ]
    clearance: Annotated[
        str,
        Text("申报模式", "Mode of declaration"),
        EARLY,
        Hint(Text("抵港后才申报的货物不适用船边直提。", "Goods declared after arrival go through the yard.")),
    ]
    declared_at: booking.DeclaredAt
    duty: booking.Duty
    guarantee: Annotated[booking.Guarantee, Clause("customs-law#guarantee")] = None
    delivery_order: Annotated[
        str | None,
        Text("电子提货单号", "Electronic delivery order"),
        Hint(Text("船公司放货后取得；可先预约，卸船前补办。", "From the carrier's release, due before discharge.")),
        Length(40),
        Clause("mot-blockchain-2021#release"),
    ] = None

    call: booking.Call
    bill: Annotated[booking.Bill, Text("提单号", "Bill of lading")]
    container: booking.Box
    container_type: booking.BoxType
    gross_weight: Annotated[booking.Weight, Text("货物毛重（千克）", "Gross weight of goods, kg")]
    temperature: booking.Temperature = None
    perishable: booking.Perishable = False
    un_number: booking.UnNumber = None
    hazard_class: booking.HazardClass = None

    haulier_uscc: booking.Haulier
    haulier_name: booking.HaulierName
    truck: booking.Truck
    driver: booking.Driver
    driver_phone: booking.DriverPhone
    window_start: booking.WindowStart
    window_end: booking.WindowEnd
    destination: Annotated[str, Text("提离后运往", "Where it goes"), Length(100)]


class Handover(Form):
    """The quay's record: when the box came off and left by the gate, or why it went to the yard."""

    clause: ClassVar[str] = "direct-pickup#fallback"

    began: Annotated[datetime | None, Text("卸船时间", "Off the ship at"), Zoned()] = None
    ended: Annotated[datetime | None, Text("出闸时间", "Out of the gate at"), Zoned()] = None
    usual_hours: Annotated[
        Decimal | None,
        Text("同期卸船至提离平均小时数", "Usual hours from discharge to pick-up"),
        Hint(Text("本码头上月实绩，用来计算节省的时间。", "This terminal's last month, to tell the time saved.")),
        Between(0),
        Digits(4, 1),
    ] = None
    cause: Annotated[str | None, Text("转入堆场的原因", "Why it went to the yard"), CAUSES] = None
