"""The firm in the zone, its account book, and the numbers under which goods pass in and out."""

from typing import Annotated

from kouan.blueprint import Clause, Code, Hint, Identifier, Pattern, Refers, Text

FirmCode = Annotated[str, Text("海关编码", "Customs code"), Identifier("customs-code")]
Office = Annotated[str, Text("主管海关", "Competent customs"), Code("customs-district")]
Account = Annotated[
    str,
    Text("保税账册号", "Bonded account book"),
    Hint(
        Text(
            "H 开头的为特殊区域账册，T、L 开头的为物流账册。",
            "H begins the account of a special area, T and L a logistics account.",
        )
    ),
    Pattern(r"[A-Z][0-9A-Z]{11}", "T5165W000018"),
    Refers("account-book"),
    Clause("customs-numbers#record-12"),
]
BondedList = Annotated[
    str | None,
    Pattern(r"QD[0-9]{4}[0-9]{2}[IE][0-9]{9}", "QD516526I000000123"),
    Refers("bonded-list"),
    Clause("gacc-2018-23#list"),
]
"""A bonded list (保税核注清单): office, year, I inward or E outward, serial; given once the account has it."""
GatePass = Annotated[str | None, Pattern(r"[A-Z0-9]{10,24}", "P516526E00000123"), Clause("gacc-2018-23#pass")]
Declaration = Annotated[str | None, Identifier("declaration"), Refers("declaration")]
"""The number of a declaration that may still be to come."""
