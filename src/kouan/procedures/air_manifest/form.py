"""The manifest of a flight: master waybills, their goods and house waybills."""

from datetime import datetime
from typing import Annotated, ClassVar

from kouan.blueprint import (
    AtLeast,
    Choice,
    Clause,
    Code,
    Form,
    Hint,
    Later,
    Length,
    Pattern,
    Refers,
    Section,
    Tag,
    Text,
    Zoned,
)
from kouan.procedures._manifest import conveyance as of
from kouan.procedures._manifest.cargo import FREIGHT, Count, Item, Kilograms, Party
from kouan.procedures._manifest.rules_conveyance import EXPORT, IMPORT

Airport = Pattern(r"[A-Z]{3}", "XMN")
DANGEROUS, PERISHABLE, ANIMALS = "DGR", "PER", "AVI"
HANDLING = Choice(
    {
        DANGEROUS: Text("危险品", "Dangerous goods"),
        PERISHABLE: Text("鲜活易腐", "Perishable"),
        ANIMALS: Text("活动物", "Live animals"),
        "PIL": Text("药品", "Pharmaceuticals"),
        "COL": Text("冷藏", "Cool goods"),
        "VAL": Text("贵重物品", "Valuables"),
    }
)
DIRECTIONS = Choice(
    {
        IMPORT: Text("进港（原始舱单）", "Inbound, original manifest"),
        EXPORT: Text("出港（预配舱单）", "Outbound, pre-loaded manifest"),
    }
)


class House(Form):
    """A house waybill under a master."""

    clause: ClassVar[str] = "gacc-2010-70#items"

    bill: Annotated[
        str,
        Text("分运单号", "House waybill"),
        Hint(Text("写作“总运单号_分运单号”，与报关单一致。", "Write MASTER_HOUSE, as on the declaration.")),
        Pattern(r"\d{3}-\d{8}_[A-Z0-9-]{1,20}", "784-12345675_XM0001"),
        Refers("bill", "house"),
    ]
    description: Annotated[str, Text("货物描述", "Description of goods"), Length(400)]
    packages: Annotated[Count, Text("件数", "Packages")]
    gross_weight: Annotated[Kilograms, Text("毛重（千克）", "Gross weight, kg")]
    shipper: Annotated[Party, Text("发货人", "Shipper")]
    consignee: Annotated[Party, Text("收货人", "Consignee")]


class Waybill(Form):
    """A master air waybill."""

    clause: ClassVar[str] = "gacc-2010-70#items"

    bill: Annotated[
        str,
        Text("总运单号", "Master waybill"),
        Section(Text("总运单", "Master waybill")),
        Hint(Text("三位承运人数字代码和八位号码。", "The airline's three digits and eight more.")),
        Pattern(r"\d{3}-\d{8}", "784-12345675"),
        Refers("bill"),
        Tag("TransportContractDocument/ID"),
        Clause("iata-600a#check-digit"),
    ]
    origin: Annotated[str, Text("始发机场", "Airport of origin"), Airport]
    destination: Annotated[str, Text("目的机场", "Airport of destination"), Airport]
    shipper: Annotated[Party, Text("发货人", "Shipper")]
    consignee: Annotated[Party, Text("收货人", "Consignee")]
    notify: Annotated[Party | None, Text("通知人", "Party to notify")] = None
    packages: Annotated[Count, Text("总件数", "Packages in all")]
    package_type: Annotated[str, Text("包装种类", "Kind of package"), Code("package-type")]
    gross_weight: Annotated[Kilograms, Text("总毛重（千克）", "Gross weight in all, kg")]
    freight: Annotated[str | None, Text("运费支付方式", "Freight paid"), FREIGHT, Later("complete")] = None
    handling: Annotated[
        list[Annotated[str, HANDLING]], Text("特殊操作代码", "Special handling"), Clause("iata-600a#handling")
    ] = []
    items: Annotated[list[Item], Text("货物明细", "Goods by kind"), AtLeast(1, 200)]
    houses: Annotated[list[House], Text("分运单", "House waybills"), AtLeast(0, 300)] = []
    units: Annotated[
        list[Annotated[str, Pattern(r"[A-Z]{3}\d{4,5}[A-Z0-9]{2,3}", "AKE12345MF")]],
        Text("集装器", "Unit load devices"),
        AtLeast(0, 60),
    ] = []


class Filing(Form):
    """Manifest of one flight (messages MT1201 and MT2201)."""

    clause: ClassVar[str] = "order-172#kinds"

    direction: Annotated[str, Text("进出港", "Direction"), Section(Text("航班", "Flight")), DIRECTIONS]
    flight: Annotated[
        str,
        Text("航班号", "Flight"),
        Pattern(r"[A-Z0-9]{2}\d{3,4}[A-Z]?", "MF8618"),
        Tag("BorderTransportMeans/JourneyID"),
    ]
    registration: Annotated[
        str | None, Text("航空器注册编号", "Registration of the aircraft"), Pattern(r"[A-Z0-9-]{3,10}", "B-2868")
    ] = None
    carrier: of.Carrier
    takes_off: Annotated[datetime, Text("起飞时间", "Takes off"), Zoned()]
    lands: Annotated[
        datetime,
        Text("降落时间", "Lands"),
        Hint(Text("进港填抵达境内第一目的港时间。", "Inbound: at the first airport in China.")),
        Zoned(),
    ]
    loading_starts: Annotated[
        datetime | None,
        Text("开始装机时间", "Loading starts"),
        Hint(Text("出港必填。", "For outbound flights.")),
        Zoned(),
        Clause("order-172#pre-other"),
    ] = None
    office: Annotated[of.Office, Code("customs-district")]
    sender: of.SenderName
    sender_uscc: of.SenderUscc
    stage: of.Stage
    bills: Annotated[
        list[Waybill], Text("总运单", "Master waybills"), Section(Text("运单", "Waybills")), AtLeast(1, 300)
    ]
