"""Which guarantee is stopped and why, what was done about it, what customs think of that."""

from datetime import date
from typing import Annotated, ClassVar

from kouan.blueprint import Choice, Clause, Form, Hint, Identifier, Length, Refers, Section, Text
from kouan.procedures._application.applicant import CompanyName, Uscc
from kouan.procedures._guarantee.words import Number

UNMET, STANDING, MEANS, DISCREDITED = "unmet", "standing", "means", "discredited"
GROUNDS = Choice(
    {
        UNMET: Text("企业有未履行的义务", "The firm has left obligations unmet"),
        STANDING: Text("担保人丧失担保资格", "The guarantor has lost its standing"),
        MEANS: Text("担保人丧失担保能力", "The guarantor has lost its means"),
        DISCREDITED: Text("企业被认定为失信企业", "The firm was rated discredited"),
    }
)
OF_GUARANTOR = frozenset({STANDING, MEANS})


class Filing(Form):
    """What customs found, and about whom."""

    clause: ClassVar[str] = "guarantee-regulation#stop-general"

    guarantee: Annotated[Number, Text("担保备案编号", "Guarantee"), Section(Text("担保", "The guarantee"))]
    firm_uscc: Annotated[Uscc, Text("纳税企业代码", "Firm, credit code")]
    firm_name: Annotated[CompanyName, Text("纳税企业名称", "Firm, name")]
    ground: Annotated[str, Text("停止使用的理由", "Ground"), Section(Text("理由", "Why")), GROUNDS]
    guarantor_uscc: Annotated[
        Uscc | None,
        Text("担保人代码", "Guarantor, credit code"),
        Hint(Text("理由在担保人一方的填写。", "Where the ground lies with the guarantor.")),
    ] = None
    declaration: Annotated[
        str | None,
        Text("未履行义务的报关单号", "Declaration with the obligation unmet"),
        Identifier("declaration"),
        Refers("declaration"),
        Hint(Text("理由是企业未履行义务的填写。", "Where the firm has left an obligation unmet.")),
    ] = None
    found_on: Annotated[date, Text("发现日期", "Found on")]
    details: Annotated[str, Text("事实和证据", "Facts and evidence"), Length(2000, 4)]


class Remedy(Form):
    """What the firm has done so that it may use its guarantee again."""

    clause: ClassVar[str] = "guarantee-regulation#stop-general"

    done: Annotated[str, Text("已采取的措施", "What was done"), Length(2000, 4)]
    done_on: Annotated[date, Text("完成日期", "Done on"), Clause("guarantee-regulation#perform")]
