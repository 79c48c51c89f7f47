"""Header fields: how it is declared and paid, and under which regime (GACC Announcement 2019-18)."""

from datetime import date
from typing import Annotated

from kouan.blueprint import (
    Clause,
    Code,
    Hint,
    Length,
    Pattern,
    Refers,
    Tag,
    Text,
)
from kouan.procedures._declaration.words import AT_COMPLETION, CLEARANCE, PAYMENT
from kouan.procedures._licence.words import OBJECT

Clearance = Annotated[
    str,
    Text("通关模式", "Clearance mode"),
    Hint(
        Text(
            "提前申报：货物运抵前申报，不被查验的抵港即放行。两步申报：先报概要提货，14 日内完整申报。",
            "Advance: declared before arrival and released on arrival unless selected. "
            "Two-step: take the goods on a summary, complete within 14 days.",
        )
    ),
    CLEARANCE,
    Tag("Type"),
    Clause("gacc-2019-18#document-type"),
]
Payment = Annotated[
    str,
    Text("缴税方式", "How duty is paid"),
    PAYMENT,
    Tag("Type"),
    Clause("gacc-2019-18#document-type"),
]
SelfAssessed = Annotated[
    bool, Text("自报自缴", "Self-assessed and self-paid"), Tag("Type"), Clause("gacc-2019-18#head-30")
]
EntryType = Annotated[
    str,
    Text("报关单类型", "Kind of declaration"),
    Code("entry-type"),
    Tag("EntryType"),
    Clause("gacc-2019-18#entry-type"),
]
ReceivingCustoms = Annotated[
    str,
    Text("申报地海关", "Receiving customs office"),
    Code("customs-district"),
    Tag("CustomMaster"),
    Clause("gacc-2019-18#head-1"),
]
BorderCustoms = Annotated[
    str,
    Text("进出境关别", "Customs office at the border"),
    Code("customs-district"),
    Tag("IEPort"),
    Clause("gacc-2019-18#head-3"),
]
ImportDate = Annotated[
    date | None,
    Text("进口日期", "Date of import"),
    Hint(
        Text(
            "运输工具申报进境的日期；提前申报的填预计进境日期。",
            "The day the conveyance declared entry; for an advance declaration, the day expected.",
        )
    ),
    AT_COMPLETION,
    Tag("IEDate"),
    Clause("gacc-2019-18#head-4"),
]
FilingNumber = Annotated[
    str | None,
    Text("备案号", "Filing number"),
    Hint(
        Text(
            "加工贸易手册、账册或征免税证明，一票一个。",
            "Processing manual, ledger or duty relief certificate; one per declaration.",
        )
    ),
    Pattern(r"[A-Z][0-9A-Z]{11}", "Z51011A00001"),
    Tag("ManualNo"),
    Clause("gacc-2019-18#head-6"),
]
ContractNumber = Annotated[
    str | None, Text("合同协议号", "Contract number"), Length(32), Tag("ContrNo"), Clause("gacc-2019-18#head-17")
]

SupervisionMode = Annotated[
    str,
    Text("监管方式", "Supervision mode"),
    Code("supervision-mode"),
    Tag("TradeMode"),
    Clause("gacc-2019-18#head-13"),
]
LevyNature = Annotated[
    str | None, Text("征免性质", "Levy nature"), Code("levy-nature"), Tag("CutMode"), Clause("gacc-2019-18#head-14")
]
LicenceNumber = Annotated[
    str | None,
    Text("许可证号", "Licence number"),
    Hint(Text("一份报关单只填一个。", "One to a declaration.")),
    Length(20),
    Refers(OBJECT),
    Tag("LicenseNo"),
    Clause("gacc-2019-18#head-15"),
]
