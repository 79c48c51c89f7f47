"""Kinds of fresh goods: which codes they have, who packs them, how they travel."""

from collections.abc import Mapping
from dataclasses import dataclass

from kouan.blueprint import Choice, Text


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of fresh goods: headings or chapters, and what its lots need."""

    title: Text
    codes: tuple[str, ...]
    live: bool = False
    packed: bool = False
    cold: bool = False


KINDS: Mapping[str, Kind] = {
    "vegetable": Kind(Text("蔬菜", "Vegetables"), ("07",), packed=True),
    "fruit": Kind(Text("水果", "Fruit"), ("08",), packed=True),
    "pig": Kind(Text("活猪", "Live pigs"), ("0103",), live=True),
    "cattle": Kind(Text("活牛、活羊", "Live cattle and sheep"), ("0102", "0104"), live=True),
    "poultry": Kind(Text("活禽", "Live poultry"), ("0105",), live=True),
    "aquatic": Kind(Text("鲜活水产", "Live and fresh aquatic produce"), ("0301", "0302", "0306", "0307")),
    "meat": Kind(Text("冰鲜肉", "Chilled meat"), ("0201", "0203", "0204", "0206", "0207"), packed=True, cold=True),
    "egg": Kind(Text("鲜蛋", "Fresh eggs"), ("0407",)),
}
CHOICES = Choice({code: kind.title for code, kind in KINDS.items()})
NEGATIVE = frozenset(code for code, kind in KINDS.items() if kind.live)
"""Kinds kept from direct release; not confirmed (direct-release#negative-list)."""
BY_THE_HEAD = frozenset({"008", "009"})
"""Units of live animals: 只 and 头."""
