"""What seals and loggers say on arrival: kept whole and cold, broken, or drawn for a check all the same."""

from decimal import Decimal
from typing import Annotated, ClassVar

from kouan.blueprint import Computed, Facts, Form, Text, Way
from kouan.procedures.cold_chain_import.cargo import FROZEN, Reefer
from kouan.procedures.cold_chain_import.form import ABROAD, Filing

INTACT, BROKEN, DRAWN = "intact", "broken", "drawn"
WAYS = (
    Way(INTACT, Text("封志完好、温度合格", "Seals whole, kept cold")),
    Way(BROKEN, Text("封志或温度异常", "Seals or temperature out of order")),
    Way(DRAWN, Text("随机抽中核查", "Drawn for a check")),
)


class Verified(Form):
    """Which reefers were out of order."""

    clause: ClassVar[str] = "gb-31605#temperature"

    containers: Annotated[list[str], Text("封志或温度异常的箱", "Reefers out of order")] = []


def warmest_allowed(facts: Facts) -> Decimal | None:
    """How warm the goods may have been: frozen with its tolerance, treated fruit as treated; else nothing is set."""
    filing, terms = facts.filing, facts.circumstances.terms
    if filing.kind in FROZEN:
        return terms.number("frozen-at") + terms.number("swing")
    return filing.treated_at if filing.cold_treatment else None


def _is_broken(box: Reefer, limit: Decimal | None) -> bool:
    return box.seal_found != box.seal or (limit is not None and box.warmest is not None and box.warmest > limit)


def verify(facts: Facts) -> Computed:
    """Compare seals and temperatures; of what was checked abroad a share is drawn at random besides."""
    filing: Filing = facts.filing
    limit = warmest_allowed(facts)
    broken = [box.container for box in filing.reefers if _is_broken(box, limit)]
    if broken:
        return Computed(BROKEN, "", {"containers": broken})
    rate = facts.circumstances.terms.number("drawn-share") / 100
    if filing.place == ABROAD and facts.draw("selection") < rate:
        return Computed(DRAWN, "")
    return Computed(INTACT, "")
