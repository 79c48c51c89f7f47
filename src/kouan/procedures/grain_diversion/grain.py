"""What counts as grain, what it may be made into, and how its residues are made harmless."""

from collections.abc import Mapping

from kouan.blueprint import Choice, Text

OIL, FLOUR, FEED, STARCH, BREW, FOOD = "oil", "flour", "feed", "starch", "brew", "food"
_USES: Mapping[str, Text] = {
    OIL: Text("压榨油脂", "Oil crushing"),
    FLOUR: Text("制粉", "Milling"),
    FEED: Text("饲料加工", "Feed"),
    STARCH: Text("淀粉、酒精等深加工", "Starch, alcohol and the like"),
    BREW: Text("制麦、酿造", "Malting and brewing"),
    FOOD: Text("食品加工", "Food"),
}
USES = Choice(_USES)
USES_OF: Mapping[str, frozenset[str]] = {
    "0713": frozenset({FOOD, FEED, STARCH}),
    "0714": frozenset({STARCH, FEED, FOOD}),
    "1001": frozenset({FLOUR, FEED, STARCH, FOOD}),
    "1002": frozenset({FLOUR, FEED, BREW, FOOD}),
    "1003": frozenset({BREW, FEED, FOOD}),
    "1004": frozenset({FOOD, FEED}),
    "1005": frozenset({FEED, STARCH, FOOD, OIL}),
    "1006": frozenset({FOOD, FLOUR, FEED, STARCH, BREW}),
    "1007": frozenset({FEED, BREW, STARCH, FOOD}),
    "1008": frozenset({FOOD, FEED}),
    "1201": frozenset({OIL, FOOD, FEED}),
    "1204": frozenset({OIL, FEED}),
    "1205": frozenset({OIL, FEED}),
    "1206": frozenset({OIL, FOOD, FEED}),
}
"""Headings of grain, with what each is made into."""
SEEDS = frozenset({"100111", "100191", "100210", "100310", "100410", "100510", "100710", "100821", "120110"})
"""Six-digit codes of grain for sowing."""


def is_grain(hs_code: str) -> bool:
    """Whether the code is of grain for processing."""
    return hs_code[:4] in USES_OF and hs_code[:6] not in SEEDS


def use_names(hs_code: str) -> Text:
    """What grain of this code is made into, in words."""
    uses = [text for code, text in _USES.items() if code in USES_OF.get(hs_code[:4], ())]
    return Text("、".join(use.zh for use in uses), ", ".join(use.en.lower() for use in uses))


BURNT, HEATED = "burnt", "heated"
HARMLESS = frozenset({BURNT, HEATED})
RESIDUES = Choice(
    {
        BURNT: Text("焚烧", "Burnt"),
        HEATED: Text("高温灭活后利用", "Heated and used"),
        "buried": Text("深埋", "Buried"),
        "composted": Text("发酵堆肥", "Composted"),
    }
)
