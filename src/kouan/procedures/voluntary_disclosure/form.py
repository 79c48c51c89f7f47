"""The report (主动披露报告表): who discloses, what was found, which acts, what came before."""

from datetime import date
from typing import Annotated, ClassVar

from kouan.blueprint import AtLeast, Choice, Clause, Code, Form, Hint, Identifier, Length, Pattern, Section, Text
from kouan.procedures._application.applicant import CompanyName, Contact, Phone, Uscc
from kouan.procedures.voluntary_disclosure.acts import ITEMS, KINDS, Act, Earlier

WHERE = Choice(
    {
        "declared": Text("报关地海关", "Where the goods were declared"),
        "traded": Text("实际进出口地海关", "Where the goods crossed"),
        "registered": Text("注册地海关", "Where the firm is registered"),
    }
)


class Filing(Form):
    """Report of acts against customs law that the firm found itself."""

    clause: ClassVar[str] = "gacc-2023-127#report"

    discloser_uscc: Annotated[
        Uscc, Text("披露单位代码", "Discloser, credit code"), Section(Text("披露单位", "Who discloses"))
    ]
    discloser_name: Annotated[CompanyName, Text("披露单位名称", "Discloser, name")]
    customs_code: Annotated[
        str | None, Text("海关编码", "Customs code"), Identifier("customs-code"), Clause("gacc-2023-127#report")
    ] = None
    contact: Contact
    phone: Phone
    office: Annotated[str, Text("受理海关", "Customs that receives it"), Code("customs-district")]
    office_is: Annotated[str, Text("该海关是", "That customs is"), WHERE]

    kind: Annotated[
        str,
        Text("违规性质", "Nature of the act"),
        Section(Text("违规情况", "The acts")),
        KINDS,
        Clause("gacc-2023-127#scope"),
    ]
    item: Annotated[str, Text("所违反的条款", "Item of the law"), ITEMS, Clause("gacc-2023-127#repeat")]
    manual: Annotated[
        str | None,
        Text("加工贸易手册或账册号", "Processing trade manual"),
        Hint(Text("单耗问题必填。", "Needed for unit consumption.")),
        Pattern(r"[BCE][0-9A-Z]{11}", "C67002600118"),
    ] = None
    acts: Annotated[list[Act], Text("涉及的报关单", "Declarations concerned"), AtLeast(1, 500)]
    cause: Annotated[str, Text("发生原因", "How it came about"), Length(1000)]
    discovered_on: Annotated[date, Text("自查发现日期", "Found on"), Section(Text("发现与改正", "Found and put right"))]
    discovered_by: Annotated[str, Text("自查经过", "How it was found"), Length(1000)]
    remedy: Annotated[str, Text("已采取或拟采取的改正措施", "How it is put right"), Length(1000)]
    found_by_customs: Annotated[
        bool,
        Text("海关已发现或已通知稽查、核查、查验", "Customs has found it or announced an audit or check"),
        Clause("audit-regulation#voluntary"),
    ]
    suspected_crime: Annotated[
        bool, Text("涉嫌走私或其他犯罪", "Smuggling or another crime is suspected"), Clause("gacc-2023-127#scope")
    ]
    surcharge_relief: Annotated[
        bool, Text("申请减免滞纳金", "Relief from the surcharge is asked for"), Clause("gacc-2023-127#surcharge")
    ] = False
    earlier: Annotated[
        list[Earlier],
        Text("此前的主动披露", "Earlier disclosures"),
        Section(Text("此前的披露", "Earlier disclosures")),
        Hint(Text("连续十二个月内的都要填。", "All those of the last twelve months.")),
        AtLeast(0, 50),
        Clause("gacc-2023-127#repeat"),
    ] = []
