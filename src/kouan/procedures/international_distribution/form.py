"""What a distribution centre files: itself, where the goods come from, the goods, and the lots they become."""

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
    Later,
    Length,
    Pattern,
    Refers,
    Section,
    Text,
)
from kouan.procedures._application import applicant
from kouan.procedures._zone import particulars
from kouan.procedures.international_distribution.goods import DISTRIBUTE, TALLY, Line, Lot

ARRIVAL, STOCK = "arrival", "stock"
SOURCES = Choice(
    {
        ARRIVAL: Text("进境整批（先理货后分拨）", "A batch from abroad, tallied first"),
        STOCK: Text("区内库存", "Stock in the zone"),
    }
)
REGIMES = Choice(
    {
        "5034": Text("区内物流货物（5034）", "Logistics goods in the zone (5034)"),
        "5033": Text("区内仓储货物（5033）", "Goods stored in the zone (5033)"),
    }
)


class Filing(Form):
    """One distribution: a batch from abroad or out of stock, split into lots."""

    clause: ClassVar[str] = "guangzhou-2019#22"

    firm_uscc: Annotated[
        applicant.Uscc,
        Text("分拨企业代码", "Distribution centre, credit code"),
        Section(Text("分拨企业", "Distribution centre")),
    ]
    firm_name: Annotated[applicant.CompanyName, Text("分拨企业名称", "Distribution centre, name")]
    customs_code: particulars.FirmCode
    contact: applicant.Contact
    phone: applicant.Phone
    office: particulars.Office
    account: particulars.Account
    warehouse: Annotated[str, Text("库区库位", "Warehouse and place"), Length(60), Clause("order-256#by-status")]

    source: Annotated[
        str,
        Text("货物来源", "Where the goods come from"),
        Section(Text("货物来源", "Source of the goods")),
        SOURCES,
        Clause("order-256#bonded-entry"),
    ]
    regime: Annotated[str, Text("监管方式", "Regime"), REGIMES]
    bill: Annotated[
        str | None,
        Text("提运单号", "Bill of lading"),
        Hint(Text("进境整批的填写。", "For a batch from abroad.")),
        Pattern(r"[0-9A-Z*/_-]{4,40}", "COSU6284512930"),
        Refers("bill"),
    ] = None
    boxes: Annotated[
        list[Annotated[str, Identifier("container"), Refers("container")]],
        Text("集装箱", "Containers"),
        AtLeast(0, 100),
    ] = []
    entered_on: Annotated[
        date | None,
        Text("运输工具申报进境日期", "Conveyance declared entry on"),
        Hint(Text("理货申报的十四日从这一天起算。", "The fourteen days of the tally count from this day.")),
        Clause("customs-law#time-limit"),
    ] = None
    owner: Annotated[str | None, Text("境外货主", "Owner abroad"), Length(100)] = None
    currency: Annotated[str, Text("币制", "Currency"), Code("currency")]

    lines: Annotated[list[Line], Text("货物清单", "List of goods"), Section(Text("货物", "Goods")), AtLeast(1, 500)]
    in_list: Annotated[
        particulars.BondedList,
        Text("进区核注清单号", "Bonded list, inward"),
        Section(Text("理货与分拨", "Tally and distribution")),
        Later(TALLY),
    ] = None
    lots: Annotated[
        list[Lot],
        Text("分拨明细", "Lots"),
        Hint(
            Text(
                "进境整批在理货以后填写，全部实收货物都要有去向，暂不分拨的选留区存储。",
                "For a batch from abroad after the tally; all that was received has a channel, be it to stock.",
            )
        ),
        Later(DISTRIBUTE),
        AtLeast(0, 2000),
    ] = []
