"""What the keeper of art in bond files: itself, which movement, the show or the buyer or the transport, the works."""

from datetime import date
from decimal import Decimal
from typing import Annotated, ClassVar

from kouan.blueprint import (
    AtLeast,
    Between,
    Choice,
    Clause,
    Code,
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
)
from kouan.procedures._application import applicant
from kouan.procedures._zone import particulars
from kouan.procedures.bonded_art.works import Work

ENTER, SHOW_INSIDE, SHOW_OUTSIDE, SALE, EXIT = "enter", "show-inside", "show-outside", "sale", "exit"
MOVEMENTS = Choice(
    {
        ENTER: Text("境外入区", "Entry from abroad"),
        SHOW_INSIDE: Text("区内展示", "Shown in the zone"),
        SHOW_OUTSIDE: Text("出区展示", "Shown outside the zone"),
        SALE: Text("成交出区进口", "Sold and imported"),
        EXIT: Text("复运出境", "Leaves the country again"),
    }
)
SHOWS = frozenset({SHOW_INSIDE, SHOW_OUTSIDE})
GUARANTEES = Choice(
    {
        "deposit": Text("保证金", "Deposit"),
        "letter": Text("银行保函", "Letter of a bank"),
        "insurance": Text("关税保证保险", "Duty insurance"),
    }
)


class Filing(Form):
    """One movement of works of art in bond."""

    clause: ClassVar[str] = "guangzhou-2019#23"

    firm_uscc: Annotated[
        applicant.Uscc, Text("保税艺术品企业代码", "Keeper, credit code"), Section(Text("企业", "The firm"))
    ]
    firm_name: Annotated[applicant.CompanyName, Text("保税艺术品企业名称", "Keeper, name")]
    customs_code: particulars.FirmCode
    contact: applicant.Contact
    phone: applicant.Phone
    office: particulars.Office
    account: particulars.Account
    vault: Annotated[str, Text("区内库房或展厅", "Vault or hall in the zone"), Length(60)]

    movement: Annotated[
        str,
        Text("业务", "Movement"),
        Section(Text("本次业务", "This movement")),
        MOVEMENTS,
        Clause("order-256#business"),
    ]
    owner: Annotated[str, Text("货主", "Owner"), Length(100)]
    currency: Annotated[str, Text("币制", "Currency"), Code("currency")]
    permit: Annotated[
        str | None,
        Text("文化部门批准文号", "Permit of the department of culture"),
        Hint(
            Text(
                "已批准的同一批作品填原批准文号，不再审批；没有的由文化部门在本事项中审批。",
                "For works already permitted, on which nothing more is asked; without one the department decides here.",
            )
        ),
        Length(60),
        Clause("art-measures#same-works"),
    ] = None
    bill: Annotated[
        str | None,
        Text("提运单号", "Bill of lading or air waybill"),
        Hint(Text("境外入区的填写。", "For entry from abroad.")),
        Pattern(r"[0-9A-Z*/_-]{4,40}", "784-11028834"),
        Refers("bill"),
    ] = None
    boxes: Annotated[
        list[Annotated[str, Identifier("container"), Refers("container")]],
        Text("集装箱", "Containers"),
        AtLeast(0, 20),
    ] = []
    buyer: Annotated[
        str | None,
        Text("买受人", "Buyer"),
        Hint(Text("成交出区进口的填写。", "When sold and imported.")),
        Length(100),
    ] = None
    buyer_uscc: Annotated[
        str | None, Text("买受单位代码", "Buyer, credit code"), Identifier("uscc"), Refers("organisation")
    ] = None

    show: Annotated[str | None, Text("展览名称", "Exhibition"), Section(Text("展示", "The show")), Length(100)] = None
    venue: Annotated[str | None, Text("展览场所", "Venue"), Length(100)] = None
    opens_on: Annotated[date | None, Text("开展日期", "Opens on"), Clause("art-measures#show")] = None
    closes_on: Annotated[date | None, Text("闭展日期", "Closes on")] = None
    capacity: Annotated[
        int | None,
        Text("展厅核定人数", "Persons the hall may hold"),
        Hint(Text("区内展示的填写，凭预约实名进出区。", "For a show in the zone, which visitors enter by name.")),
        Between(1, 5000),
        Clause("guangzhou-2019#23"),
    ] = None
    most_at_once: Annotated[
        int | None, Text("同时在场最多人数", "Most visitors at once"), Between(1, 5000), Clause("guangzhou-2019#23")
    ] = None
    gate: Annotated[
        str | None, Text("人员进出卡口与路线", "Gate and way of visitors"), Length(100), Clause("guangzhou-2019#23")
    ] = None

    guarantee: Annotated[
        str | None,
        Text("担保方式", "Guarantee"),
        Section(Text("担保（出区展示）", "Guarantee, when shown outside")),
        GUARANTEES,
        Clause("order-256#outside"),
    ] = None
    guarantee_number: Annotated[str | None, Text("担保编号", "Number of the guarantee"), Length(40)] = None
    guaranteed: Annotated[
        Decimal | None,
        Text("担保金额（元）", "Guaranteed, yuan"),
        Positive(),
        Digits(14, 2),
        Clause("order-256#outside"),
    ] = None
    guaranteed_until: Annotated[date | None, Text("担保有效期至", "Guarantee valid until")] = None

    works: Annotated[list[Work], Text("作品清单", "List of works"), Section(Text("作品", "Works")), AtLeast(1, 300)]
