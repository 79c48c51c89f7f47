"""Classes of the IMDG Code as rules read them: the class of a division, its packing groups, what may lie together."""

from itertools import chain

from kouan.procedures.dangerous_goods_entry.goods import Goods
from kouan.reference import table

CLASSES: dict[str, str] = {
    code: entry.attributes.get("class", code) for code, entry in table("imdg-class").entries.items()
}
"""Division → class: ``1.4S`` → ``1``, ``2.1`` → ``2``."""

UN_CLASS = {f"UN{code}": entry.attributes["class"] for code, entry in table("un-number").entries.items()}
UN_GROUP = {
    f"UN{code}": entry.attributes["packing_group"]
    for code, entry in table("un-number").entries.items()
    if entry.attributes.get("packing_group")
}

EXPLOSIVE, FLAMMABLE_LIQUID, RADIOACTIVE = "1", "3", "7"
NEVER_GROUPED = frozenset({"1", "2", "7"})
NEVER_GROUPED_DIVISIONS = frozenset({"5.2", "6.2"})
GROUPED = frozenset({"3", "4.2", "4.3", "5.1", "6.1", "8"})
ARTICLES = frozenset({"UN2794", "UN2795", "UN2800", "UN3028"})
"""Batteries: articles of class 8 that have no packing group."""
HARMFUL_TO_THE_SEA = frozenset({"UN3077", "UN3082"})
"""Environmentally hazardous substances: marine pollutants by their very entry."""


def division(goods: Goods) -> str:
    """The class or division by the UN number, else as declared: one wrong class is one finding, not six."""
    return UN_CLASS.get(goods.un_number, goods.hazard_class)


def has_packing_group(goods: Goods) -> bool:
    """Whether such goods can have a packing group at all."""
    of = division(goods)
    return CLASSES[of] not in NEVER_GROUPED and of not in NEVER_GROUPED_DIVISIONS


# Pairs of divisions that the general segregation table parts, told from memory: the rule only warns.
_PARTED = {
    "2.1": ("3", "4.1", "4.2", "4.3", "5.1", "5.2", "6.2", "7", "8"),
    "2.2": ("3", "4.2", "5.2", "6.2", "7"),
    "2.3": ("3", "4.2", "5.2", "6.2", "7"),
    "3": ("4.2", "4.3", "5.1", "5.2", "6.2", "7"),
    "4.1": ("4.2", "5.1", "5.2", "6.2", "7", "8"),
    "4.2": ("4.3", "5.1", "5.2", "6.1", "6.2", "7", "8"),
    "4.3": ("5.1", "5.2", "6.2", "7", "8"),
    "5.1": ("5.2", "6.1", "6.2", "7", "8"),
    "5.2": ("6.1", "6.2", "7", "8"),
    "6.1": ("6.2",),
    "6.2": ("7", "8"),
    "7": ("8",),
}
PARTED = frozenset(chain.from_iterable(((a, b), (b, a)) for a, others in _PARTED.items() for b in others))
