"""How a guarantee is given, what it is for, who answers for it."""

from decimal import Decimal
from typing import Annotated

from kouan.blueprint import Between, Choice, Digits, Length, Pattern, Positive, Refers, Text

KIND = "guarantee"
"""The kind of object under whose number a guarantee is drawn on."""

LETTER, E_LETTER, INSURANCE = "letter", "e-letter", "insurance"
DEPOSIT, FINANCE_COMPANY, GUARANTEE_COMPANY, JOINT = "deposit", "finance-company", "guarantee-company", "joint"
METHODS = Choice(
    {
        LETTER: Text("银行或非银行金融机构保函", "Letter of guarantee of a bank or financial institution"),
        E_LETTER: Text("银关保电子保函", "Electronic bank guarantee"),
        INSURANCE: Text("关税保证保险保单", "Duty guarantee insurance"),
        DEPOSIT: Text("保证金", "Cash deposit"),
        FINANCE_COMPANY: Text("企业集团财务公司担保", "Guarantee of a group finance company"),
        GUARANTEE_COMPANY: Text("融资担保公司担保", "Guarantee of a financing guarantee company"),
        JOINT: Text("同业联合担保", "Joint guarantee of firms of the trade"),
    }
)

CONSOLIDATED, TERM, ELEMENTS = "consolidated", "term", "elements"
USES = Choice(
    {
        CONSOLIDATED: Text("汇总征税", "Consolidated duty"),
        TERM: Text("纳税期限（先放后税）", "Release before payment within its term"),
        ELEMENTS: Text("征税要素未定", "Elements of duty still open"),
    }
)

BANK, INSTITUTION, INSURER, PEER = "bank", "institution", "insurer", "peer"
GUARANTORS = Choice(
    {
        BANK: Text("银行", "Bank"),
        INSTITUTION: Text("非银行金融机构", "Other financial institution"),
        INSURER: Text("保险公司", "Insurer"),
        FINANCE_COMPANY: Text("企业集团财务公司", "Group finance company"),
        GUARANTEE_COMPANY: Text("融资担保公司", "Financing guarantee company"),
        PEER: Text("同业企业", "Firm of the trade"),
    }
)

ACTIVE, SUSPENDED, ENDED = "active", "suspended", "ended"

Number = Annotated[str, Pattern(r"GD\d{13}", "GD2026670100001"), Refers(KIND)]
"""The number customs give a guarantee when they accept it."""
Yuan = Annotated[Decimal, Positive(), Digits(15, 2)]
YuanOrNone = Annotated[Decimal | None, Positive(), Digits(15, 2)]
NothingOrMore = Annotated[Decimal, Between(0), Digits(15, 2)]
Instrument = Annotated[str, Length(60)]
