"""What the clerk fills in: header, goods, boxes, licences. What only imports have is not here."""

from datetime import date, datetime
from typing import Annotated, ClassVar

from kouan.blueprint import Choice, Clause, Form, Hint, Length, Section, Tag, Text, Zoned
from kouan.procedures._declaration import carriage, goods, parties, regime, worth
from kouan.procedures._declaration.words import ADVANCE, AT_COMPLETION, ORDINARY

CLEARANCE = Choice(
    {
        ORDINARY: Text("普通申报（运抵后）", "Ordinary, after arrival"),
        ADVANCE: Text("提前申报（运抵前）", "In advance, before arrival"),
    }
)


class ExportDeclaration(Form):
    """The export declaration of GACC Announcement 2019-18; item numbers are the places in ``lines``."""

    clause: ClassVar[str] = "gacc-2019-18#head-2"

    clearance: Annotated[
        str,
        Text("通关模式", "Clearance mode"),
        Section(Text("申报", "Declaration")),
        Hint(
            Text(
                "提前申报：货物备齐装箱后、运抵监管场所前三日内申报，不被查验的运抵即放行。",
                "In advance: goods ready and packed, in the three days before arrival; released on arrival.",
            )
        ),
        CLEARANCE,
        Tag("Type"),
        Clause("gacc-2014-74#export"),
    ] = ORDINARY
    entry_type: regime.EntryType = "M"
    receiving_customs: regime.ReceivingCustoms
    border_customs: regime.BorderCustoms
    filing_number: regime.FilingNumber = None
    contract_number: regime.ContractNumber = None
    rebate: Annotated[
        bool,
        Text("申请出口退税", "Tax rebate claimed"),
        Hint(Text("结关后把退税信息传给税务机关。", "After clearance the data go to the tax bureau.")),
        Clause("customs-numbers#rebate-21"),
    ] = False

    goods_ready: Annotated[
        bool | None,
        Text("货物已备齐装箱", "Goods are ready and packed"),
        Section(Text("运抵与装货", "Arrival and loading")),
        Hint(Text("提前申报须确认。", "To be confirmed when declared in advance.")),
        Clause("gacc-2014-74#packed"),
    ] = None
    expected_arrival: Annotated[
        date | None,
        Text("预计运抵监管场所日期", "Expected at the supervised place"),
        Hint(Text("提前申报的必填。", "Needed when declared in advance.")),
        Clause("gacc-2014-74#export"),
    ] = None
    loading_at: Annotated[
        datetime | None, Text("预计装货时间", "Loading expected"), Zoned(), Clause("customs-law#time-limit")
    ] = None
    late_approval: Annotated[
        str | None,
        Text("海关特准编号", "Special leave of customs"),
        Hint(
            Text(
                "经海关特准在装货前 24 小时内申报的填写。",
                "When customs lets it be declared within 24 hours of loading.",
            )
        ),
        Length(40),
        Clause("customs-law#time-limit"),
    ] = None

    consignor_uscc: Annotated[parties.TraderUscc, Section(Text("收发货人", "Parties"))]
    consignor_name: parties.TraderName
    consignor_customs_code: parties.TraderCustomsCode = None
    consignee_name: Annotated[
        str | None,
        Text("境外收货人名称", "Overseas consignee"),
        Hint(Text("填英文名称；特殊情况没有的填 NO。", "Its name in English; NO where there is none.")),
        AT_COMPLETION,
        Length(100),
        Tag("OverseasConsigneeEname"),
        Clause("gacc-2019-18#head-7"),
    ] = None
    consignee_aeo: Annotated[
        str | None,
        Text("境外收货人 AEO 编码", "Overseas consignee, AEO code"),
        Hint(
            Text(
                "国别两位字母加其 AEO 编码；不是 AEO 的留空。",
                "Two-letter country and AEO code; blank when not an AEO.",
            )
        ),
        Length(50),
        Tag("OverseasConsigneeCode"),
        Clause("gacc-2019-18#head-7"),
    ] = None
    owner_uscc: parties.OwnerUscc = None
    owner_name: parties.OwnerName = None
    owner_customs_code: parties.OwnerCustomsCode = None
    agent_uscc: parties.AgentUscc
    agent_name: parties.AgentName
    agent_customs_code: parties.AgentCustomsCode = None
    declarant_name: parties.DeclarantName

    transport_mode: Annotated[carriage.TransportMode, Section(Text("运输", "Transport"))]
    conveyance: carriage.Conveyance = None
    voyage: carriage.Voyage = None
    bill_number: carriage.BillNumber = None
    trade_country: carriage.TradeCountry = None
    destination_country: carriage.OtherCountry = None
    destination_port: carriage.CallPort = None
    exit_port: carriage.BorderPort = None

    supervision_mode: Annotated[regime.SupervisionMode, Section(Text("监管与征免", "Regime"))]
    levy_nature: regime.LevyNature = None
    licence_number: regime.LicenceNumber = None

    delivery_terms: Annotated[worth.DeliveryTerms, Section(Text("成交与费用", "Price and costs"))] = None
    freight: worth.Freight = None
    insurance: worth.Insurance = None
    other_cost: worth.OtherCost = None
    special_relation: Annotated[
        bool | None,
        Text("特殊关系确认", "Buyer and seller are related"),
        Hint(Text("出口免填。", "Not needed for exports.")),
        Tag("PromiseItmes"),
        Clause("gacc-2019-18#logic-price-relations"),
    ] = None
    price_influence: Annotated[
        bool | None,
        Text("价格影响确认", "The relation affects the price"),
        Tag("PromiseItmes"),
        Clause("gacc-2019-18#logic-price-relations"),
    ] = None
    royalty: Annotated[
        bool | None,
        Text("支付特许权使用费确认", "Royalties are paid"),
        Tag("PromiseItmes"),
        Clause("gacc-2019-18#logic-price-relations"),
    ] = None

    package_type: Annotated[worth.PackageType, Section(Text("包装与重量", "Packages and weight"))] = None
    packages: worth.Packages = None
    other_packages: goods.OtherPackages = []
    gross_weight: worth.GrossWeight = None
    net_weight: worth.NetWeight = None
    marks: worth.Marks = None
    remarks: worth.Remarks = None
    related_filing: worth.RelatedFiling = None
    related_declaration: worth.RelatedDeclaration = None
    bonded_place: worth.BondedPlace = None
    yard: Annotated[str | None, Text("货场代码", "Yard"), Length(20), Tag("CusFie"), Clause("gacc-2019-18#head-28")] = (
        None
    )

    inspection_office: Annotated[
        worth.Office,
        Text("检验检疫受理机关", "Inspection office"),
        Section(Text("检验检疫", "Inspection and quarantine")),
        Tag("OrgCode"),
    ] = None
    certificate_office: Annotated[worth.Office, Text("领证机关", "Office issuing certificates"), Tag("VsaOrgCode")] = (
        None
    )
    port_inspection_office: Annotated[
        worth.Office, Text("口岸检验检疫机关", "Inspection office at the port"), Tag("InspOrgCode")
    ] = None
    special_business: worth.SpecialBusiness = None

    lines: goods.Lines
    containers: goods.Containers = []
    licences: goods.Licences = []
