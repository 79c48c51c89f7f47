"""Types that many fields share, and the short answers that a declaration allows."""

from decimal import Decimal
from typing import Annotated

from kouan.blueprint import Choice, Digits, Later, Positive, Text
from kouan.reference import table

COMPLETE = "complete"
AT_COMPLETION = Later(COMPLETE)
"""The field may wait for the second step of a two-step declaration."""

Mass = Annotated[Decimal | None, Positive(), Digits(14, 5)]
Amount = Annotated[Decimal, Digits(15, 5)]

ORDINARY, ADVANCE, TWO_STEP = "ordinary", "advance", "two-step"
CLEARANCE = Choice(
    {
        ORDINARY: Text("普通申报", "Ordinary declaration"),
        ADVANCE: Text("提前申报", "Advance declaration"),
        TWO_STEP: Text("两步申报", "Two-step declaration"),
    }
)

CONSOLIDATED, GUARANTEE, ELEMENTS = "consolidated", "guarantee", "elements"
PAYMENT = Choice(
    {
        ORDINARY: Text("逐票缴税", "Paid shipment by shipment"),
        CONSOLIDATED: Text("汇总征税", "Consolidated payment"),
        GUARANTEE: Text("凭担保先放后税", "Released on guarantee, paid later"),
        ELEMENTS: Text("征税要素未定，凭担保放行", "Released on guarantee while elements of duty are open"),
    }
)

BRANDS = {
    "0": Text("无品牌", "No brand"),
    "1": Text("境内自主品牌", "Domestic own brand"),
    "2": Text("境内收购品牌", "Domestic acquired brand"),
    "3": Text("境外品牌（贴牌生产）", "Foreign brand, made to order"),
    "4": Text("境外品牌（其他）", "Foreign brand, other"),
}
PACKING_GROUPS = Choice(
    {
        "1": Text("一类（大危险性）", "Packing group I, great danger"),
        "2": Text("二类（中等危险性）", "Packing group II, medium danger"),
        "3": Text("三类（小危险性）", "Packing group III, minor danger"),
    }
)
PROOFS = Choice(
    {
        "C": Text("原产地证书", "Certificate of origin"),
        "D": Text("原产地声明", "Declaration of origin"),
    }
)


def named(code_table: str, code: str) -> Text:
    """A code with its name, for sentences: ``3（FOB）`` / ``3 (FOB)``; the bare code when the table has it not."""
    entry = table(code_table).get(code)
    return Text(f"{code}（{entry.name.zh}）", f"{code} ({entry.name.en})") if entry else Text(code, code)


def plain(number: Decimal) -> str:
    """A number as people write it: no exponent, no trailing zeros."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
