"""What is tested of a garment, by which method, and how much of it is allowed in each safety class."""

from collections.abc import Mapping
from decimal import Decimal

from kouan.blueprint import Choice, Circumstances, Text

INFANT, CHILD, ADULT = "infant", "child", "adult"
WEARERS = Choice(
    {
        INFANT: Text("婴幼儿（36 个月及以下）", "Infants, up to 36 months"),
        CHILD: Text("儿童（3 至 14 岁）", "Children, 3 to 14 years"),
        ADULT: Text("成人", "Adults"),
    }
)
CLASSES = Choice(
    {
        "A": Text("A 类（婴幼儿用品）", "A, for infants"),
        "B": Text("B 类（直接接触皮肤）", "B, touching the skin"),
        "C": Text("C 类（非直接接触皮肤）", "C, not touching the skin"),
    }
)
FORMALDEHYDE, PH = "formaldehyde", "ph"
NAMES: Mapping[str, Text] = {
    FORMALDEHYDE: Text("甲醛含量", "formaldehyde"),
    PH: Text("pH 值", "pH"),
    "water": Text("耐水色牢度", "fastness to water"),
    "perspiration": Text("耐汗渍色牢度", "fastness to perspiration"),
    "rubbing": Text("耐干摩擦色牢度", "fastness to dry rubbing"),
    "saliva": Text("耐唾液色牢度", "fastness to saliva"),
    "odour": Text("异味", "odour"),
    "azo": Text("可分解致癌芳香胺染料", "certain azo dyes"),
    "attachments": Text("附件抗拉强力", "strength of attached parts"),
    "cords": Text("绳带", "cords"),
}
ITEMS = Choice(NAMES)
METHODS: Mapping[str, tuple[str, ...]] = {
    FORMALDEHYDE: ("GB/T 2912.1",),
    PH: ("GB/T 7573",),
    "water": ("GB/T 5713",),
    "perspiration": ("GB/T 3922",),
    "rubbing": ("GB/T 3920",),
    "saliva": ("GB/T 18886",),
    "odour": ("GB 18401",),
    "azo": ("GB/T 17592", "GB/T 23344"),
    "attachments": ("GB 31701",),
    "cords": ("GB 31701", "GB/T 22702", "GB/T 22705"),
}
_ALL = frozenset(NAMES) - {"saliva", "attachments", "cords"}
NEEDED: Mapping[str, frozenset[str]] = {
    ADULT: _ALL,
    CHILD: _ALL | {"attachments", "cords"},
    INFANT: frozenset(NAMES),
}
MEASURED = frozenset({FORMALDEHYDE, PH})
"""Items whose value is reported as a number that the class limits."""


def bounds(item: str, safety_class: str, on: Circumstances) -> tuple[Decimal, Decimal]:
    """The least and the most that a measured item may be in a class: mg/kg, or pH."""
    least = on.terms.number("ph-low") if item == PH else Decimal(0)
    return least, on.terms.number(f"{item}-{safety_class.lower()}")
