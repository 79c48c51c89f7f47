"""What the clerk fills in: header, goods, boxes, licences. Required fields are those a two-step summary needs."""

from typing import Annotated, ClassVar

from kouan.blueprint import Form, Hint, Length, Pattern, Section, Tag, Text
from kouan.procedures._declaration import carriage, goods, parties, regime, worth
from kouan.procedures._declaration.words import AT_COMPLETION


class ImportDeclaration(Form):
    """The import declaration of GACC Announcement 2019-18; item numbers are the places in ``lines``."""

    clause: ClassVar[str] = "gacc-2019-18#head-2"

    clearance: Annotated[regime.Clearance, Section(Text("申报", "Declaration"))] = "ordinary"
    payment: regime.Payment = "ordinary"
    self_assessed: regime.SelfAssessed = False
    guarantee_number: worth.GuaranteeNumber = None
    entry_type: regime.EntryType = "M"
    receiving_customs: regime.ReceivingCustoms
    border_customs: regime.BorderCustoms
    import_date: regime.ImportDate = None
    filing_number: regime.FilingNumber = None
    contract_number: regime.ContractNumber = None

    involves_licence: Annotated[
        bool | None,
        Text("涉证", "Licence needed"),
        Section(Text("概要申报确认", "Confirmed in the summary")),
        Hint(Text("两步申报须逐项确认。", "To be answered in a two-step declaration.")),
    ] = None
    involves_inspection: Annotated[bool | None, Text("涉检", "Inspection needed")] = None
    involves_duty: Annotated[bool | None, Text("涉税", "Duty due")] = None

    consignee_uscc: Annotated[parties.TraderUscc, Section(Text("收发货人", "Parties"))]
    consignee_name: parties.TraderName
    consignee_customs_code: parties.TraderCustomsCode = None
    consignor_name: Annotated[
        str | None,
        Text("境外发货人名称", "Overseas consignor"),
        Hint(Text("填英文名称；特殊情况没有的填 NO。", "Its name in English; NO where there is none.")),
        AT_COMPLETION,
        Length(100),
        Tag("OverseasConsignorEname"),
    ] = None
    consignor_aeo: Annotated[
        str | None,
        Text("境外发货人 AEO 编码", "Overseas consignor, AEO code"),
        Hint(
            Text(
                "国别两位字母加其 AEO 编码；不是 AEO 的留空。",
                "Two-letter country and AEO code; blank when not an AEO.",
            )
        ),
        Length(50),
        Tag("OverseasConsignorCode"),
    ] = None
    consignor_address: Annotated[
        str | None, Text("境外发货人地址", "Overseas consignor, address"), Length(100), Tag("OverseasConsignorAddr")
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
    departure_country: carriage.OtherCountry = None
    departure_port: carriage.DeparturePort = None
    transit_port: carriage.CallPort = None
    departure_date: worth.DepartureDate = None
    entry_port: carriage.BorderPort = None
    storage_place: carriage.StoragePlace = None

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
        Hint(Text("征税进口必须确认。", "To be answered for dutiable imports.")),
        Tag("PromiseItmes"),
    ] = None
    price_influence: Annotated[
        bool | None, Text("价格影响确认", "The relation affects the price"), Tag("PromiseItmes")
    ] = None
    royalty: Annotated[bool | None, Text("支付特许权使用费确认", "Royalties are paid"), Tag("PromiseItmes")] = None
    formula_price: Annotated[bool | None, Text("公式定价确认", "Priced by formula"), Tag("PromiseItmes")] = None
    provisional_price: Annotated[bool | None, Text("暂定价格确认", "Price provisional"), Tag("PromiseItmes")] = None

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
    yard: Annotated[str | None, Text("货场代码", "Yard"), Length(20), Tag("CusFie")] = None

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
    destination_office: Annotated[
        worth.Office, Text("目的地检验检疫机关", "Inspection office at destination"), Tag("PurpOrgCode")
    ] = None
    inspection_bill: worth.InspectionBill = None
    special_business: worth.SpecialBusiness = None
    user_name: Annotated[
        str | None, Text("使用单位联系人", "Contact at the user"), Length(20), Tag("UseOrgPersonCode")
    ] = None
    user_phone: Annotated[
        str | None,
        Text("使用单位联系电话", "Phone of the user"),
        Pattern(r"\+?[0-9\-]{6,20}", "0759-2200000"),
        Tag("UseOrgPersonTel"),
    ] = None

    lines: goods.Lines
    containers: goods.Containers = []
    licences: goods.Licences = []
