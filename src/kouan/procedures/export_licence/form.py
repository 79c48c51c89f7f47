"""The application: who exports what to where, how much, on which quota, in how many batches."""

from datetime import date
from typing import Annotated, ClassVar

from kouan.blueprint import Clause, Code, Form, Hint, Length, Section, Text
from kouan.procedures._application.applicant import CompanyName, Contact, Phone, Uscc
from kouan.procedures._licence import fields as of
from kouan.procedures._licence.words import BY_QUANTITY, EXPORT, SINGLE, kinds_of

KINDS = kinds_of(EXPORT)


class Filing(Form):
    """Application for an export licence."""

    clause: ClassVar[str] = "export-licence-measures#apply"

    kind: Annotated[str, Text("证件种类", "Kind of licence"), Section(Text("申请", "Application")), KINDS]
    exporter_uscc: Annotated[Uscc, Text("出口商代码", "Exporter, credit code")]
    exporter_name: Annotated[CompanyName, Text("出口商名称", "Exporter, name")]
    shipper_uscc: Annotated[
        Uscc | None,
        Text("发货人代码", "Shipper, credit code"),
        Hint(Text("与出口商不同时填写。", "Where it is not the exporter.")),
    ] = None
    contact: Contact
    phone: Phone
    hs_code: Annotated[of.HsCode, Section(Text("商品", "Goods"))]
    goods: of.Goods
    specification: of.Specification = None
    quantity: of.Quantity
    unit: of.Unit
    unit_price: of.UnitPrice
    currency: of.Currency
    total: of.Total
    measured_by: of.Measure = BY_QUANTITY
    bulk: of.Bulk = False
    destination: Annotated[
        str, Text("最终目的国（地区）", "Country of destination"), Section(Text("交易", "The trade")), Code("country")
    ]
    buyer: Annotated[str, Text("境外买方", "Buyer abroad"), Length(120)]
    office: Annotated[of.Office, Clause("export-licence-measures#batches")]
    mode: of.Mode
    contract: of.Contract
    quota: Annotated[
        str | None,
        Text("配额或中标证明编号", "Proof of quota or bid"),
        Hint(Text("实行配额、招标管理的商品填写。", "For goods under quota or tender.")),
        Length(40),
        Clause("export-licence-measures#apply"),
    ] = None
    planned_on: Annotated[date, Text("预计出口日期", "Export planned on")]
    foreign_invested: Annotated[
        bool,
        Text("外商投资企业或补偿贸易", "Foreign-invested, or compensation trade"),
        Clause("export-licence-measures#batches"),
    ] = False
    batch: Annotated[
        of.Batch, Section(Text("使用", "Use of the licence")), Clause("export-licence-measures#batches")
    ] = SINGLE
    uses: Annotated[of.Uses, Clause("export-licence-measures#batches")] = None
    end_user: of.EndUser = None
    end_use: of.EndUse = None
    registration: of.Registration = None
    remarks: of.Remarks = None
