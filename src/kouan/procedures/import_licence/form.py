"""The application: who imports what from where, how much, in how many batches."""

from datetime import date
from typing import Annotated, ClassVar

from kouan.blueprint import Clause, Code, Form, Hint, Length, Section, Text
from kouan.procedures._application.applicant import CompanyName, Contact, Phone, Uscc
from kouan.procedures._licence import fields as of
from kouan.procedures._licence.words import BY_QUANTITY, IMPORT, SINGLE, kinds_of

KINDS = kinds_of(IMPORT)


class Filing(Form):
    """Application for an import licence."""

    clause: ClassVar[str] = "import-licence-measures#apply"

    kind: Annotated[str, Text("证件种类", "Kind of licence"), Section(Text("申请", "Application")), KINDS]
    importer_uscc: Annotated[Uscc, Text("进口商代码", "Importer, credit code")]
    importer_name: Annotated[CompanyName, Text("进口商名称", "Importer, name")]
    consignee_uscc: Annotated[
        Uscc | None,
        Text("收货人代码", "Consignee, credit code"),
        Hint(Text("与进口商不同时填写。", "Where it is not the importer.")),
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
    origin: Annotated[
        str, Text("原产国（地区）", "Country of origin"), Section(Text("交易", "The trade")), Code("country")
    ]
    supplier_country: Annotated[str, Text("出口国（地区）", "Exporting country"), Code("country")]
    office: Annotated[of.Office, Clause("import-licence-measures#one-office")]
    mode: of.Mode
    contract: of.Contract
    planned_on: Annotated[date, Text("预计进口日期", "Import planned on")]
    purpose: Annotated[str, Text("商品用途", "Use of the goods"), Length(200)]
    batch: Annotated[
        of.Batch, Section(Text("使用", "Use of the licence")), Clause("import-licence-measures#batches")
    ] = SINGLE
    uses: Annotated[of.Uses, Clause("import-licence-measures#batches")] = None
    end_user: of.EndUser = None
    end_use: of.EndUse = None
    registration: of.Registration = None
    remarks: of.Remarks = None
