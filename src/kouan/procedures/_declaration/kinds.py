"""Which codes belong together: modes of transport that cross the border, supervision modes, perishable goods."""

from kouan.procedures._declaration.goods import GoodsLine
from kouan.reference import table

SEA, RAIL, ROAD, AIR, POST = "2", "3", "4", "5", "6"
NAMED_CONVEYANCE = frozenset({SEA, RAIL, ROAD, AIR})
WITH_VOYAGE = frozenset({SEA, RAIL, ROAD})
WITH_BILL = frozenset({SEA, RAIL, AIR})
CARRIES_BOXES = frozenset({SEA, RAIL, ROAD})
NO_CROSSING = frozenset("0178HTWXYZ")
"""Modes of transport under which nothing crosses the border."""

CHINA = "CHN"
NAKED_OR_BULK = frozenset({"00", "01"})
KILOGRAM = "035"

MODE_LEVIES: dict[str, set[str]] = {}
LEVY_DUTIES: dict[tuple[str, str], set[str]] = {}
BLANK_LEVY: set[str] = set()
for _row in table("mode-levy-duty").entries.values():
    _mode, _levy, _duty = (_row.attributes.get(name, "") for name in ("mode", "levy", "duty"))
    if _levy:
        MODE_LEVIES.setdefault(_mode, set()).add(_levy)
        LEVY_DUTIES.setdefault((_mode, _levy), set()).add(_duty)
    else:
        BLANK_LEVY.add(_mode)

PERISHABLE = frozenset(
    f"{heading:04d}"
    for first, last in ((101, 106), (301, 302), (306, 308), (401, 401), (407, 407), (601, 604), (701, 709), (803, 810))
    for heading in range(first, last + 1)
)
"""Four-digit headings of live, fresh and chilled goods that spoil while they wait."""


def is_perishable(line: GoodsLine) -> bool:
    """Whether the goods spoil while they wait: live animals, fresh fish, flowers, vegetables, fruit."""
    return line.hs_code[:4] in PERISHABLE
