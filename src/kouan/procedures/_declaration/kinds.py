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


ORDINARY_TRADE = "0110"
PROCESSING = frozenset("BCDEHTL")
"""First letters of processing manuals, ledgers and special-area ledgers."""
ITEMISED = frozenset("BCDEHZ")
"""Filings whose goods are listed by item."""

_MANUALS = {
    "B": ("0214", "0245", "0255", "0258", "0265", "0300"),
    "C": ("0615", "0644", "0654", "0657", "0664", "0700"),
}
FILING_KINDS: dict[str, tuple[str, ...]] = {
    **{mode: (letter, "E", "H") for letter, modes in _MANUALS.items() for mode in modes},
    "0320": ("D",),
    "0420": ("D", "Z"),
    "0500": ("Z",),
    "2025": ("Z",),
    "2225": ("Z",),
    "5014": ("H",),
    "5015": ("H",),
    "5033": ("H", "T"),
    "5034": ("H", "T"),
}
"""Supervision mode → first letters of the filing number it needs."""

RELIEF = frozenset({"401", "403", "406", "408", "412", "413", "422", "423", "789", "799", "898"})
"""Levy natures that rest on a duty relief certificate."""
RETURNS = frozenset({"0300", "0700", "3100", "4400", "4561", "4600"})
TRANSFERS = frozenset({"0255", "0258", "0456", "0500", "0654", "0657"})
STAYS_BONDED = frozenset(
    {"1200", "1210", "1233", "1234", "1239", "5000", "5010", "5014", "5015", "5033", "5034", "6033"}
)
"""Goods that do not enter the domestic market now, so that import licences are not asked for."""
