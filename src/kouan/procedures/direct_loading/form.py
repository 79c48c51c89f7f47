"""What the goods' side says to bring one export box with one truck straight to the ship."""

from datetime import datetime
from decimal import Decimal
from typing import Annotated, ClassVar

from kouan.blueprint import Between, Clause, Digits, Form, Hint, Length, Section, Text, Zoned
from kouan.procedures._quayside import booking
from kouan.procedures._quayside.handover import CAUSES


class Filing(Form):
    """Appointment for loading on arrival: one box, one truck, one window at the gate."""

    clause: ClassVar[str] = "direct-pickup#loading"

    consignor_uscc: Annotated[
        booking.Organisation, Text("发货人代码", "Consignor, credit code"), Section(Text("发货人", "Consignor"))
    ]
    consignor_name: Annotated[booking.Name, Text("发货人名称", "Consignor, name")]
    contact: Annotated[booking.Name, Text("联系人", "Contact")]
    phone: Annotated[booking.Phone, Text("联系电话", "Phone")]

    declaration: Annotated[
        booking.Declaration,
        Text("出口报关单号", "Export declaration"),
        Section(Text("通关（提前申报）", "Clearance, declared early")),
        Clause("gacc-2014-74#export"),
    ]
    declared_at: booking.DeclaredAt
    duty: booking.Duty
    guarantee: Annotated[booking.Guarantee, Clause("customs-law#guarantee")] = None

    call: booking.Call
    bill: Annotated[booking.Bill, Text("订舱号（提运单号）", "Booking or bill of lading")]
    container: booking.Box
    container_type: booking.BoxType
    seal: Annotated[str, Text("封志号", "Seal"), Length(20), Clause("gacc-2014-74#packed")]
    verified_mass: Annotated[
        Decimal | None,
        Text("核实重量 VGM（千克）", "Verified gross mass, kg"),
        Hint(Text("含箱重；可先预约，进闸前补报，否则不得装船。", "With the box; due before the gate, or no loading.")),
        Between(1000, 60000),
        Digits(5, 1),
        Clause("solas#vgm"),
    ] = None
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
    loads_at: Annotated[
        datetime,
        Text("计划装船时间", "Planned loading"),
        Hint(Text("码头装船计划中本箱的时间。", "The box's time by the terminal's loading plan.")),
        Zoned(),
    ]


class Handover(Form):
    """The quay's record: when the box came in and was aboard, or why it went to the yard."""

    clause: ClassVar[str] = "direct-pickup#fallback"

    began: Annotated[datetime | None, Text("进闸时间", "In at the gate at"), Zoned()] = None
    ended: Annotated[datetime | None, Text("装船时间", "Aboard at"), Zoned()] = None
    usual_hours: Annotated[
        Decimal | None,
        Text("同期进闸至装船平均小时数", "Usual hours from gate-in to loading"),
        Hint(Text("本码头上月实绩，用来计算节省的时间。", "This terminal's last month, to tell the time saved.")),
        Between(0),
        Digits(4, 1),
    ] = None
    cause: Annotated[str | None, Text("转入堆场的原因", "Why it went to the yard"), CAUSES] = None
