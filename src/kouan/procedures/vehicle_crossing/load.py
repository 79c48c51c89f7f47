"""What a vehicle carries: goods by bill, boxes, and passengers between two airports."""

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, ClassVar

from kouan.blueprint import (
    Between,
    Choice,
    Clause,
    Digits,
    Form,
    Hint,
    Identifier,
    Length,
    Pattern,
    Positive,
    Refers,
    Section,
    Text,
    Zoned,
)
from kouan.procedures._road.vehicles import Seal
from kouan.procedures._vessel import people

EMPTY, BOX, LADEN = "empty", "empty-box", "laden"
LOADS = Choice(
    {
        EMPTY: Text("空车", "Empty"),
        BOX: Text("空集装箱", "Empty container"),
        LADEN: Text("载货", "Laden"),
    }
)
PORT, TRANSIT, QUICK = "port", "transit", "quick"
CLEARANCES = Choice(
    {
        PORT: Text("口岸清关", "Cleared at the port"),
        TRANSIT: Text("转关", "Customs transit"),
        QUICK: Text("跨境快速通关", "Quick clearance under electronic seal"),
    }
)
Kilograms = Annotated[Decimal, Positive(), Digits(6, 1)]


class Consignment(Form):
    """Goods of one bill on the road manifest."""

    clause: ClassVar[str] = "gacc-2007-58#load-list"

    bill: Annotated[
        str,
        Text("提（运）单号", "Bill"),
        Section(Text("货物", "Goods")),
        Pattern(r"[0-9A-Z*/_-]{4,40}", "LT2603180021"),
        Refers("bill"),
    ]
    clearance: Annotated[str, Text("通关方式", "How it is cleared"), CLEARANCES, Clause("gacc-2007-58#modes")]
    declaration: Annotated[
        str | None,
        Text("报关单号", "Declaration"),
        Hint(Text("口岸清关的出境货物必填；进境未报关的由海关先核。", "Needed for exports cleared at the port.")),
        Identifier("declaration"),
        Refers("declaration"),
    ] = None
    packages: Annotated[int, Text("件数", "Packages"), Positive()]
    gross_weight: Annotated[Kilograms, Text("毛重（千克）", "Gross weight, kg")]


class Carried(Form):
    """A container on the vehicle."""

    clause: ClassVar[str] = "order-118#lock"

    number: Annotated[str, Text("箱号", "Container"), Identifier("container"), Refers("container")]
    seal: Annotated[Seal | None, Text("封志号", "Seal")] = None


class Passenger(Form):
    """Somebody on the way from one airport to the other. Personal data."""

    clause: ClassVar[str] = "shenzhen-2019#35"

    family_name: people.FamilyName
    given_name: people.GivenName
    nationality: people.Nationality
    born: people.Born
    document_kind: people.DocumentKind
    document_number: people.DocumentNumber
    document_issuer: people.DocumentIssuer
    document_until: Annotated[date, Text("证件有效期至", "Document valid until")]
    flight: Annotated[
        str,
        Text("后续航班", "Onward flight"),
        Section(Text("航班与行李", "Flight and baggage")),
        Pattern(r"[0-9A-Z]{2}[0-9]{1,4}[A-Z]?", "ZH9303"),
    ]
    flies_at: Annotated[datetime, Text("起飞时间", "Leaves at"), Zoned()]
    bags: Annotated[int, Text("直挂行李件数", "Bags checked through"), Between(0, 9)] = 0
    tags: Annotated[
        list[Annotated[str, Length(12, 6)]], Text("行李牌号", "Baggage tags"), Clause("shenzhen-2019#35")
    ] = []
