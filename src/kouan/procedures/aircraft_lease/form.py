"""What a lessor in the zone files: which of three occasions, the lease, the aircraft, and what the occasion asks."""

from datetime import date
from decimal import Decimal
from typing import Annotated, ClassVar

from kouan.blueprint import (
    Between,
    Choice,
    Clause,
    Code,
    Digits,
    Form,
    Hint,
    Length,
    Pattern,
    Positive,
    Refers,
    Section,
    Text,
)
from kouan.procedures._application import applicant
from kouan.procedures._zone import particulars
from kouan.procedures.aircraft_lease.aircraft import Aircraft

ENTRY, RENT, END = "entry", "rent", "end"
OCCASIONS = Choice(
    {
        ENTRY: Text("租赁进口（首期租金）", "Import on lease, with the first rent"),
        RENT: Text("后续租金纳税", "Tax on a later rent"),
        END: Text("租赁期满", "End of the lease"),
    }
)
FINANCE = "finance"
KINDS = Choice({FINANCE: Text("融资租赁", "Finance lease"), "operating": Text("经营性租赁", "Operating lease")})
LONG, SHORT = "1523", "1500"
REGIMES = Choice(
    {
        LONG: Text("租赁贸易（1523，租期一年以上）", "Leasing trade (1523), a year or longer"),
        SHORT: Text("租赁不满一年（1500）", "Lease of less than a year (1500)"),
    }
)
MONTHLY, QUARTERLY, HALF_YEARLY, ONCE = "monthly", "quarterly", "half-yearly", "once"
PERIODS = Choice(
    {
        MONTHLY: Text("按月", "Monthly"),
        QUARTERLY: Text("按季", "Quarterly"),
        HALF_YEARLY: Text("按半年", "Half-yearly"),
        ONCE: Text("一次付清", "All at once"),
    }
)
RETURN, BUY, RENEW = "return", "buy", "renew"
ENDS = Choice(
    {
        RETURN: Text("退租复运出境", "Returned abroad"),
        BUY: Text("留购", "Bought"),
        RENEW: Text("续租", "Renewed"),
    }
)
LESSEES = Choice(
    {
        "airline": Text("国内航空公司", "Airline here"),
        "other": Text("其他（通用航空、公务机等）", "Other, general or business"),
    }
)


class Filing(Form):
    """One occasion in the lease of an aircraft."""

    clause: ClassVar[str] = "guangzhou-2019#27"

    firm_uscc: Annotated[
        applicant.Uscc,
        Text("出租人（项目公司）代码", "Lessor, credit code"),
        Section(Text("出租人", "Lessor")),
    ]
    firm_name: Annotated[applicant.CompanyName, Text("出租人（项目公司）名称", "Lessor, name")]
    customs_code: particulars.FirmCode
    contact: applicant.Contact
    phone: applicant.Phone
    office: particulars.Office
    account: particulars.Account

    occasion: Annotated[
        str, Text("办理事项", "Occasion"), Section(Text("租赁", "Lease")), OCCASIONS, Clause("order-256#business")
    ]
    lease: Annotated[
        str, Text("租赁合同号", "Lease contract"), Pattern(r"[A-Z0-9/-]{4,40}", "CWL-2026-A320-07"), Refers("lease")
    ]
    kind: Annotated[str, Text("租赁方式", "Kind of lease"), KINDS]
    regime: Annotated[str, Text("监管方式", "Regime"), REGIMES, Clause("order-272#rent")]
    starts_on: Annotated[date, Text("起租日期", "Starts on")]
    ends_on: Annotated[date, Text("租期届满日期", "Ends on"), Clause("order-272#lease-end")]
    period: Annotated[str, Text("租金支付", "Rent is paid"), PERIODS]
    rent: Annotated[Decimal, Text("每期租金", "Rent of a period"), Positive(), Digits(12, 2)]
    currency: Annotated[str, Text("币制", "Currency"), Code("currency")]
    lessee_uscc: Annotated[applicant.Uscc, Text("承租人代码", "Lessee, credit code")]
    lessee_name: Annotated[applicant.CompanyName, Text("承租人名称", "Lessee, name")]
    lessee_kind: Annotated[str, Text("承租人类别", "Kind of lessee"), LESSEES, Clause("mof-2013-53#large-aircraft")]

    aircraft: Annotated[Aircraft, Text("飞机", "Aircraft")]
    seen_at: Annotated[
        str,
        Text("飞机实际所在地海关", "Customs where the aircraft is"),
        Section(Text("实际监管", "Where it is supervised")),
        Hint(
            Text(
                "与主管海关不同关区的，由实际所在地海关受托监管，飞机不必飞到区内。",
                "In another district the customs there supervise on request; it need not fly to the zone.",
            )
        ),
        Code("customs-district"),
        Clause("state-council-2019-3#leasing"),
    ]
    airport: Annotated[str, Text("所在机场", "Airport"), Length(60)]

    instalment: Annotated[
        int | None,
        Text("租金期次", "Number of the rent"),
        Section(Text("后续租金", "A later rent")),
        Between(2, 600),
        Clause("order-272#rent"),
    ] = None
    entry_declaration: Annotated[
        particulars.Declaration,
        Text("租赁进口报关单号", "Declaration of the import on lease"),
        Hint(Text("后续租金和期满的填写。", "For a later rent, and at the end.")),
    ] = None
    rent_paid_on: Annotated[
        date | None,
        Text("租金支付日期", "Rent paid on"),
        Hint(Text("十五日内申报纳税，从这一天起算。", "The fifteen days to declare count from this day.")),
        Clause("order-272#rent"),
    ] = None

    ending: Annotated[str | None, Text("期满处理", "At the end"), Section(Text("期满", "End of the lease")), ENDS] = (
        None
    )
    price: Annotated[Decimal | None, Text("留购价", "Price when bought"), Positive(), Digits(12, 2)] = None
    renewed_until: Annotated[date | None, Text("续租至", "Renewed until")] = None

    subsidy: Annotated[
        bool,
        Text("申请租赁补贴", "Asks for the leasing subsidy"),
        Section(Text("补贴", "Subsidy")),
        Clause("guangzhou-2019#27"),
    ] = False
    subsidy_policy: Annotated[str | None, Text("补贴政策文号", "Policy it is asked under"), Length(60)] = None
    subsidy_asked: Annotated[
        Decimal | None, Text("申请补贴金额（元）", "Subsidy asked, yuan"), Positive(), Digits(12, 2)
    ] = None
    subsidy_account: Annotated[
        str | None, Text("收款账户", "Account to be paid"), Pattern(r"[0-9]{8,30}", "4405016800000123456")
    ] = None
