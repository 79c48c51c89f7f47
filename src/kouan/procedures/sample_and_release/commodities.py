"""Which bulk goods are released before tests, since when and by which clause, and what is tested of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from kouan.blueprint import Choice, Text

IRON, CRUDE = "iron", "crude"


@dataclass(frozen=True, slots=True)
class Commodity:
    """Goods of one kind; those of ``heading`` are covered ``since`` a day."""

    kind: str
    name: Text
    since: date


_ORES, _OIL = date(2018, 10, 19), date(2020, 10, 1)
COMMODITIES: Mapping[str, Commodity] = {
    "2601": Commodity(IRON, Text("铁矿", "iron ore"), _ORES),
    "2602": Commodity("manganese", Text("锰矿", "manganese ore"), _ORES),
    "2607": Commodity("lead", Text("铅矿及其精矿", "lead ore"), _ORES),
    "2608": Commodity("zinc", Text("锌矿及其精矿", "zinc ore"), _ORES),
    "2610": Commodity("chromium", Text("铬矿", "chromium ore"), _ORES),
    "2709": Commodity(CRUDE, Text("原油", "crude oil"), _OIL),
}


def commodity(hs_code: str, day: date) -> Commodity | None:
    """The commodity of a ten-digit code, where it is covered on that day."""
    found = COMMODITIES.get(hs_code[:4])
    return found if found and found.since <= day else None


NAMES: Mapping[str, Text] = {
    "main": Text("主元素含量", "main element"),
    "silica": Text("二氧化硅", "silica"),
    "alumina": Text("三氧化二铝", "alumina"),
    "phosphorus": Text("磷", "phosphorus"),
    "sulphur": Text("硫", "sulphur"),
    "moisture": Text("水分", "moisture"),
    "size": Text("粒度", "size"),
    "arsenic": Text("砷", "arsenic"),
    "mercury": Text("汞", "mercury"),
    "density": Text("密度", "density"),
    "salt": Text("盐含量", "salt"),
}
ITEMS = Choice(NAMES)
NONE, DRAFT, SCALE, TANK = "none", "draft", "scale", "tank"
METHODS = Choice(
    {
        NONE: Text("不申请", "Not asked"),
        DRAFT: Text("水尺计重", "Draft survey"),
        SCALE: Text("衡器计重", "Weighbridge or belt scale"),
        TANK: Text("岸罐或船舱计重", "Shore or ship's tank gauging"),
    }
)
