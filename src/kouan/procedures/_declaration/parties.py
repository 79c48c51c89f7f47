"""Header fields: who trades, who owns, who declares (GACC Announcement 2019-18)."""

from typing import Annotated

from kouan.blueprint import (
    Clause,
    Hint,
    Identifier,
    Length,
    Refers,
    Tag,
    Text,
)
from kouan.procedures._declaration.words import AT_COMPLETION

TraderUscc = Annotated[
    str,
    Text("境内收发货人代码", "Domestic trader, credit code"),
    Hint(Text("18 位统一社会信用代码。", "The 18-character social credit code.")),
    Identifier("uscc"),
    Refers("organisation"),
    Tag("TradeCoScc"),
    Clause("gacc-2019-18#head-2"),
]
TraderName = Annotated[
    str, Text("境内收发货人名称", "Domestic trader, name"), Length(70), Tag("TradeName"), Clause("gacc-2019-18#head-2")
]
TraderCustomsCode = Annotated[
    str | None,
    Text("境内收发货人海关编码", "Domestic trader, customs code"),
    Hint(Text("10 位海关备案编码。", "The 10-character customs registration.")),
    AT_COMPLETION,
    Identifier("customs-code"),
    Tag("TradeCode"),
    Clause("gacc-2019-18#head-2"),
]
OwnerUscc = Annotated[
    str | None,
    Text("消费使用/生产销售单位代码", "Owner, credit code"),
    Hint(Text("18 位统一社会信用代码；没有的填 NO。", "The 18-character social credit code; NO when there is none.")),
    AT_COMPLETION,
    Length(18),
    Tag("OwnerCodeScc"),
    Clause("gacc-2019-18#head-12"),
]
OwnerName = Annotated[
    str | None,
    Text("消费使用/生产销售单位名称", "Owner, name"),
    AT_COMPLETION,
    Length(70),
    Tag("OwnerName"),
    Clause("gacc-2019-18#head-12"),
]
OwnerCustomsCode = Annotated[
    str | None,
    Text("消费使用/生产销售单位海关编码", "Owner, customs code"),
    Identifier("customs-code"),
    Tag("OwnerCode"),
    Clause("gacc-2019-18#head-12"),
]
AgentUscc = Annotated[
    str,
    Text("申报单位代码", "Declarant firm, credit code"),
    Hint(Text("自理报关的填本单位；代理报关的填报关企业。", "Your own firm, or the broker that declares for you.")),
    Identifier("uscc"),
    Refers("organisation"),
    Tag("AgentCodeScc"),
    Clause("gacc-2019-18#head-31"),
]
AgentName = Annotated[
    str, Text("申报单位名称", "Declarant firm, name"), Length(70), Tag("AgentName"), Clause("gacc-2019-18#head-31")
]
AgentCustomsCode = Annotated[
    str | None,
    Text("申报单位海关编码", "Declarant firm, customs code"),
    AT_COMPLETION,
    Identifier("customs-code"),
    Tag("AgentCode"),
    Clause("gacc-2019-18#head-31"),
]
DeclarantName = Annotated[
    str, Text("报关人员", "Declarant"), Length(32), Tag("DeclareName"), Clause("gacc-2019-18#head-31")
]
