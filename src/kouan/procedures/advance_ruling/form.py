"""The application form (预裁定申请书)."""

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
    Length,
    Pattern,
    Refers,
    Section,
    Text,
)
from kouan.procedures.advance_ruling.matters import MATTERS, Classification, Origin, Value

NONE, OTHER = "none", "other"
CAUSES = Choice(
    {
        NONE: Text("不适用", "Does not apply"),
        "force-majeure": Text("不可抗力", "Force majeure"),
        "policy": Text("政策调整", "Change of policy"),
        "new": Text("在海关备案不足三个月", "Filed with customs less than three months ago"),
        OTHER: Text("其他正当理由", "Other good cause"),
    }
)
SECRETS = Choice(
    {
        "goods_name": Text("商品名称", "Name of the goods"),
        "model": Text("规格型号", "Specification and model"),
        "classification": Text("归类资料", "What was told for classification"),
        "origin": Text("原产地资料", "What was told for origin"),
        "value": Text("价格资料", "What was told for value"),
        "passage": Text("文字片段", "A passage of text"),
    }
)


class Secret(Form):
    """Something to keep secret, and why (Article 6)."""

    clause: ClassVar[str] = "order-236#secrets"

    item: Annotated[str, Text("保密内容", "What is secret"), SECRETS]
    passage: Annotated[
        str | None,
        Text("须隐去的文字", "Words to leave out"),
        Hint(Text("公开裁定时凡出现这些文字都会隐去。", "Left out wherever they occur in what is published.")),
        Length(200, 2),
    ] = None
    reason: Annotated[str, Text("理由", "Why"), Length(300)]


class Filing(Form):
    """Application for an advance ruling: one application, one matter."""

    clause: ClassVar[str] = "order-236#materials"

    applicant_uscc: Annotated[
        str,
        Text("申请人代码", "Applicant, credit code"),
        Section(Text("申请人", "Applicant")),
        Identifier("uscc"),
        Refers("organisation"),
        Clause("order-236#applicant"),
    ]
    applicant_name: Annotated[str, Text("申请人名称", "Applicant, name"), Length(70)]
    customs_code: Annotated[
        str | None,
        Text("海关编码", "Customs code"),
        Hint(Text("10 位海关备案编码；2024年12月以前为注册登记编码。", "The ten characters of filing with customs.")),
        Identifier("customs-code"),
        Clause("order-236#applicant"),
    ] = None
    is_small: Annotated[bool, Text("中小企业", "Small or medium enterprise")] = False
    contact: Annotated[str, Text("联系人", "Contact"), Length(40)]
    phone: Annotated[str, Text("联系电话", "Phone"), Pattern(r"\+?[0-9][0-9 \-]{6,24}", "0759-2208000")]
    office: Annotated[
        str, Text("备案地直属海关", "Customs district where filed"), Code("customs-district"), Clause("order-236#where")
    ]

    matter: Annotated[
        str,
        Text("申请事项", "Matter"),
        Section(Text("事项与货物", "Matter and goods")),
        MATTERS,
        Clause("order-236#matters"),
    ]
    direction: Annotated[
        str, Text("进出口", "Direction"), Choice({"import": Text("进口", "Import"), "export": Text("出口", "Export")})
    ]
    planned_on: Annotated[date, Text("拟进出口日期", "Planned day of trade"), Clause("order-236#when")]
    late_cause: Annotated[
        str,
        Text("不足三个月的理由", "Cause for less than three months"),
        CAUSES,
        Clause("order-236#when"),
    ] = NONE
    late_details: Annotated[str | None, Text("理由说明", "The cause in words"), Length(500)] = None
    goods_name: Annotated[str, Text("商品名称", "Name of the goods"), Length(120)]
    goods_english: Annotated[str | None, Text("商品英文名称", "Name in English"), Length(120)] = None
    model: Annotated[str | None, Text("规格型号", "Specification and model"), Length(200)] = None
    earlier: Annotated[
        bool,
        Text("就同一事项已申请或已有裁定", "The same matter is already before customs or ruled on"),
        Clause("order-236#refuse"),
    ] = False

    classification: Annotated[
        Classification | None, Text("归类资料", "For classification"), Section(Text("事项资料", "The matter"))
    ] = None
    origin: Annotated[Origin | None, Text("原产地资料", "For origin")] = None
    value: Annotated[Value | None, Text("价格资料", "For value")] = None

    may_publish: Annotated[
        bool,
        Text("同意公开裁定", "The ruling may be published"),
        Section(Text("公开与保密", "Publication and secrets")),
        Hint(Text("公开时隐去下列保密内容。", "What is listed below is left out.")),
        Clause("zhanjiang-2022#8"),
    ] = True
    secrets: Annotated[
        list[Secret], Text("商业秘密", "Business secrets"), AtLeast(0, 20), Clause("order-236#secrets")
    ] = []
