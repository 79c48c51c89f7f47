"""One crossing of one vehicle, told once for border inspection and customs."""

from datetime import date, datetime
from typing import Annotated, ClassVar

from kouan.blueprint import Between, Choice, Clause, Code, Form, Hint, Length, Pattern, Section, Text, Zoned
from kouan.procedures._application.applicant import Phone, Uscc
from kouan.procedures._road import vehicles
from kouan.procedures.vehicle_crossing.load import LOADS, Carried, Consignment, Kilograms, Passenger

GOODS, COACH, CAR, TRANSFER = "goods", "coach", "car", "transfer"
USES = Choice(
    {
        GOODS: Text("货车", "Goods vehicle"),
        COACH: Text("客车", "Coach"),
        CAR: Text("小型汽车", "Car"),
        TRANSFER: Text("机场中转旅客车", "Coach between the airports"),
    }
)
DUAL, SINGLE = "dual", "single"
SCHEMES = Choice(
    {
        DUAL: Text("两地牌", "Plates of both sides"),
        SINGLE: Text("港车、澳车单牌（北上）", "Hong Kong or Macao plate alone"),
    }
)
QUICK_LANE, MANNED, TRANSFER_LANE = "quick", "manned", "transfer"
LANES = Choice(
    {
        QUICK_LANE: Text("一站式快捷通道（仅驾驶人）", "One-stop quick lane, driver alone"),
        MANNED: Text("一站式人工通道", "One-stop manned lane"),
        TRANSFER_LANE: Text("机场中转专用通道", "Lane for airport transfers"),
    }
)


class Filing(Form):
    """Crossing of a vehicle between Guangdong and Hong Kong or Macao."""

    clause: ClassVar[str] = "exit-entry-law#report-ahead"

    direction: Annotated[str, Text("过境方向", "Direction"), Section(Text("过境", "Crossing")), vehicles.DIRECTIONS]
    port: Annotated[vehicles.LandPort, Text("口岸", "Land port"), Clause("exit-entry-law#first-port")]
    eta: Annotated[vehicles.Moment, Text("预计抵达口岸时间", "Expected at the port")]
    lane: Annotated[str, Text("通道", "Lane"), LANES, Clause("shenzhen-2019#31")]

    use: Annotated[str, Text("车辆用途", "Use"), Section(Text("车辆", "Vehicle")), USES]
    scheme: Annotated[str, Text("牌照", "Plates"), SCHEMES]
    mainland_plate: Annotated[
        vehicles.MainlandPlate | None,
        Text("内地号牌", "Mainland plate"),
        Hint(Text("两地牌填写，如粤ZF023港。", "For plates of both sides.")),
    ] = None
    home_plate: Annotated[vehicles.HomePlate, Text("港澳号牌", "Hong Kong or Macao plate")]
    permit: Annotated[str, Text("批准通行证件号", "Permit to cross"), Length(40), Clause("gd-hk-cars#booking")]
    permit_until: Annotated[date, Text("批准通行有效期至", "Permit valid until")]
    permitted_ports: Annotated[
        list[vehicles.LandPort],
        Text("批准通行口岸", "Ports it may cross at"),
        Hint(Text("两地牌填写，见批准通行证件。", "For plates of both sides, as the permit says.")),
    ] = []
    record: Annotated[
        str | None,
        Text("海关车辆备案号", "Customs record of the vehicle"),
        Hint(Text("货车填写。", "For goods vehicles.")),
        Pattern(r"[0-9A-Z]{6,14}", "5300Z10023"),
        Clause("order-118#filing"),
    ] = None
    seats: Annotated[int, Text("核定载客（含驾驶人）", "Persons allowed, driver too"), Between(1, 80)]
    tare: Annotated[Kilograms, Text("整备质量（千克）", "Unladen mass, kg")]
    payload: Annotated[
        Kilograms | None,
        Text("核定载质量（千克）", "Payload allowed, kg"),
        Hint(Text("货车填写。", "For goods vehicles.")),
        Clause("road-traffic-law#payload"),
    ] = None
    insured_until: Annotated[date, Text("保险有效期至", "Insured until"), Clause("road-traffic-law#papers")]
    inspected_until: Annotated[date, Text("检验有效期至", "Inspected until"), Clause("road-traffic-law#papers")]

    operator_uscc: Annotated[
        Uscc | None,
        Text("运营企业代码", "Operator, credit code"),
        Section(Text("运营人与驾驶人", "Operator and driver")),
        Hint(Text("个人车辆不填。", "Not for a private car.")),
    ] = None
    operator: Annotated[str, Text("运营人或车主", "Operator or owner"), Length(100)]
    phone: Phone
    driver: Annotated[vehicles.Name, Text("驾驶人", "Driver")]
    document_kind: vehicles.DocumentKind
    document_number: vehicles.DocumentNumber
    document_until: vehicles.DocumentUntil
    enrolled: Annotated[
        bool, Text("驾驶人已在边检备案并采集", "Driver enrolled with border inspection"), Clause("gd-hk-cars#booking")
    ] = False
    occupants: Annotated[
        int, Text("驾驶人以外人数", "Persons besides the driver"), Between(0, 79),
        Clause("border-inspection-regulation#vehicle-persons"),
    ] = 0  # fmt: skip
    ill: Annotated[bool, Text("车上有人患病或有症状", "Somebody is ill"), Clause("border-health-law#declare")] = False
    animals: Annotated[
        bool,
        Text("载有动植物或其产品", "Animals, plants or products of them"),
        Clause("animal-plant-quarantine-law#declare"),
    ] = False

    load: Annotated[
        str | None,
        Text("载货情况", "Load"),
        Section(Text("货物（货车填写）", "Goods, for goods vehicles")),
        LOADS,
        Clause("gacc-2007-58#load-list"),
    ] = None
    batch: Annotated[
        str | None,
        Text("货物运输批次号", "Batch number of the road manifest"),
        Pattern(r"[0-9A-Z]{10,16}", "5354260318002"),
        Clause("order-172#kinds"),
    ] = None
    manifest_at: Annotated[
        datetime | None, Text("舱单传输时间", "Manifest sent at"), Zoned(), Clause("order-172#original-time")
    ] = None
    consignments: Annotated[list[Consignment], Text("货物", "Goods")] = []
    containers: Annotated[list[Carried], Text("集装箱", "Containers")] = []
    lock: Annotated[
        vehicles.Seal | None,
        Text("安全智能锁或电子封志号", "Electronic lock"),
        Clause("gacc-2007-58#lock"),
    ] = None
    inland: Annotated[
        str | None,
        Text("指运地或启运地海关", "Inland customs office"),
        Code("customs-district"),
        Clause("order-118#route"),
    ] = None

    passengers: Annotated[
        list[Passenger], Text("中转旅客", "Transfer passengers"), Section(Text("机场中转旅客", "Airport transfers")),
    ] = []  # fmt: skip
    baggage_seal: Annotated[
        vehicles.Seal | None, Text("行李舱封志号", "Seal of the baggage hold"), Clause("shenzhen-2019#35")
    ] = None

    leaves_on: Annotated[
        date | None,
        Text("计划出境日期", "Leaves on"),
        Section(Text("单牌车停留", "Stay of a car with one plate")),
        Hint(Text("单牌车入境时填写。", "On entry.")),
        Clause("gd-hk-cars#stay"),
    ] = None
    stayed: Annotated[
        int, Text("本年已停留日数", "Days stayed this year"), Between(0, 366), Clause("gd-hk-cars#stay")
    ] = 0
    entered_on: Annotated[
        date | None,
        Text("本次入境日期", "Entered on"),
        Hint(Text("单牌车出境时填写。", "On exit.")),
        Clause("gd-hk-cars#stay"),
    ] = None

    @property
    def plate(self) -> str:
        """The plate people know the vehicle by."""
        return self.mainland_plate or self.home_plate


class Arrival(Form):
    """The driver says that the vehicle is at the port (确报)."""

    clause: ClassVar[str] = "order-196#forecast"

    at: Annotated[datetime, Text("抵达口岸时间", "At the port at"), Zoned()]
    lane: Annotated[str | None, Text("排队车道号", "Lane number"), Pattern(r"[0-9A-Z]{1,4}", "G07")] = None
