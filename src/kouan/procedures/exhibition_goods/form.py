"""The one declaration: fair, applicant, transport, guarantee, exhibits; later stays and closings are added to it."""

from datetime import date
from typing import Annotated, ClassVar

from kouan.blueprint import (
    AtLeast,
    Choice,
    Clause,
    Code,
    Form,
    Hint,
    Identifier,
    Length,
    Pattern,
    Refers,
    Section,
    Text,
)
from kouan.procedures._application.applicant import CompanyName, Contact, Phone, Uscc
from kouan.procedures.exhibition_goods.exhibits import Closing, Exhibit, Extension

ATA = "ata"
REGIMES = Choice(
    {
        "2700": Text("展览品（2700）", "Exhibition goods (2700)"),
        "2600": Text("暂时进出货物（2600）", "Temporary entry and exit (2600)"),
        ATA: Text("ATA 单证册", "ATA carnet"),
    }
)
HALL, CARNET = "hall", "carnet"
GUARANTEES = Choice(
    {
        "deposit": Text("保证金", "Deposit"),
        "letter": Text("银行或保险保函", "Letter of a bank or insurer"),
        HALL: Text("海关派员监管场馆，免担保", "Hall staffed by customs, none"),
        CARNET: Text("单证册担保", "By the carnet"),
    }
)


class Filing(Form):
    """Exhibits for a fair, declared once."""

    clause: ClassVar[str] = "order-233#exhibition"

    fair: Annotated[str, Text("展会名称", "Fair"), Section(Text("展会", "The fair")), Length(100)]
    hall: Annotated[str, Text("展馆", "Hall"), Length(100)]
    opens_on: Annotated[date, Text("开幕日期", "Opens on")]
    closes_on: Annotated[date, Text("闭幕日期", "Closes on")]

    organiser_uscc: Annotated[
        Uscc, Text("办展人或参展人代码", "Organiser, credit code"), Section(Text("办展人", "Organiser"))
    ]
    organiser_name: Annotated[CompanyName, Text("办展人或参展人名称", "Organiser, name")]
    contact: Contact
    phone: Phone
    office: Annotated[str, Text("主管地海关", "Customs in charge"), Code("customs-district")]

    regime: Annotated[
        str,
        Text("监管方式", "Regime"),
        Section(Text("进境", "Entry")),
        REGIMES,
        Clause("guangzhou-2019#11"),
    ]
    carnet: Annotated[
        str | None,
        Text("单证册编号", "Carnet number"),
        Pattern(r"[A-Z]{2}[0-9A-Z/ -]{4,24}", "DE24/3401-000187"),
        Clause("order-233#ata"),
    ] = None
    carnet_until: Annotated[date | None, Text("单证册有效期至", "Carnet valid until"), Clause("order-233#ata")] = None
    bill: Annotated[
        str, Text("提运单号", "Bill of lading"), Pattern(r"[0-9A-Z*/_-]{4,40}", "COSU6284512930"), Refers("bill")
    ]
    boxes: Annotated[
        list[Annotated[str, Identifier("container"), Refers("container")]],
        Text("集装箱", "Containers"),
        AtLeast(0, 100),
    ] = []
    entered_on: Annotated[
        date,
        Text("进境日期", "Day of entry"),
        Hint(Text("运输工具申报进境之日，六个月和第二阶段交单都从这一天起算。", "Both periods count from this day.")),
        Clause("order-233#stay"),
    ]

    guarantee: Annotated[
        str,
        Text("担保方式", "Guarantee"),
        Section(Text("担保", "Guarantee")),
        GUARANTEES,
        Clause("order-233#guarantee"),
    ]
    guarantee_number: Annotated[str | None, Text("担保编号", "Number of the guarantee"), Length(40)] = None
    guaranteed_until: Annotated[date | None, Text("担保有效期至", "Guarantee valid until")] = None

    exhibits: Annotated[
        list[Exhibit], Text("展览品清单", "List of exhibits"), Section(Text("展览品", "Exhibits")), AtLeast(1, 500)
    ]

    extensions: Annotated[
        list[Extension],
        Text("延期申请", "Longer stays"),
        Section(Text("延期与核销（进境以后填写）", "Longer stay and closing, after entry")),
        AtLeast(0, 3),
        Clause("order-233#extend"),
    ] = []
    closings: Annotated[
        list[Closing], Text("核销", "What became of the exhibits"), AtLeast(0, 2000), Clause("order-233#close")
    ] = []
