"""Licences that a declaration names, checked online (联网核查) and written off (核销).

Kinds that are issued here must be on record: whoever's they are, for these goods, valid that day, with enough left.
Other kinds are issued elsewhere and read by an officer.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from kouan.blueprint import Balance, Circumstances, Facts, Flow, Take, Text, Way, auto, balance, commit, reserve
from kouan.blueprint.problem import Location
from kouan.kernel.clock import local_date
from kouan.procedures._declaration.direction import Direction
from kouan.procedures._declaration.examination import RELEASED
from kouan.procedures._declaration.goods import GoodsLine
from kouan.procedures._declaration.words import TWO_STEP
from kouan.procedures._licence.words import BY_QUANTITY, KILOGRAM, KINDS, OBJECT, TONNE

OIL = ("2709", "2710")
_SIX = "0000"


@dataclass(frozen=True, slots=True)
class Named:
    """A licence as a declaration names it; ``kind`` is "" in the header, which does not say it."""

    place: Location
    kind: str
    number: str


def named(filing: Any) -> Iterator[Named]:
    """The licences named, in the header and among the documents."""
    if filing.licence_number:
        yield Named(("licence_number",), "", filing.licence_number)
    for index, licence in enumerate(filing.licences):
        yield Named(("licences", index, "number"), licence.kind, licence.number)


def is_checked_online(one: Named, direction: Direction) -> bool:
    """Whether its kind is issued here, so that it must be on record."""
    return not one.kind or one.kind in KINDS[direction.code]


def lines_of(filing: Any, known: Balance) -> list[GoodsLine]:
    """The goods that a licence is for; a summary may give six digits of their code."""
    hs = str(known.facts.get("hs", ""))
    return [line for line in filing.lines if line.hs_code == hs or _in_six(filing, line.hs_code, hs)]


def _in_six(filing: Any, code: str, hs: str) -> bool:
    return filing.clearance == TWO_STEP and code.endswith(_SIX) and code[:6] == hs[:6]


def needed(filing: Any, known: Balance) -> Decimal | None:
    """What the declaration takes from a licence, in its unit; None where its goods are not counted in that."""
    amounts = [_amount(line, known) for line in lines_of(filing, known)]
    counted = [amount for amount in amounts if amount is not None]
    return sum(counted, Decimal(0)) if len(counted) == len(amounts) else None


def _amount(line: GoodsLine, known: Balance) -> Decimal | None:
    if known.facts.get("measured_by", BY_QUANTITY) != BY_QUANTITY:
        return line.total if line.currency == known.unit else None
    said = {
        line.second_unit: line.second_quantity,
        line.legal_unit: line.legal_quantity,
        line.unit: line.quantity,
    }
    if known.unit not in said and known.unit in (KILOGRAM, TONNE):
        return _by_weight(said, known.unit)
    return said.get(known.unit)


def _by_weight(said: dict[str | None, Decimal | None], unit: str) -> Decimal | None:
    """Kilograms and tonnes stand for one another."""
    other = said.get(TONNE if unit == KILOGRAM else KILOGRAM)
    if other is None:
        return None
    return other * 1000 if unit == KILOGRAM else other / 1000


def most(known: Balance, on: Circumstances) -> Decimal:
    """What this declaration may take at most: bulk goods somewhat more than is left (溢装)."""
    if not known.facts.get("bulk"):
        return known.open
    oil = str(known.facts.get("hs", "")).startswith(OIL)
    return known.open * (1 + on.terms.number("overshoot-oil" if oil else "overshoot"))


def is_valid(known: Balance, on: Circumstances) -> bool:
    """Whether it holds on the day the declaration is handed in."""
    day, since, until = (local_date(on.moment).isoformat(), *(str(known.facts.get(n, "")) for n in ("since", "until")))
    active = known.facts.get("state", "active") == "active"
    return active and (not since or since <= day) and (not until or day <= until)


# ── Set aside and written off ────────────────────────────────────────────────────────────────────────────────────
def names_licences(facts: Facts) -> bool:
    """填报了许可证或监管证件 | Licences are named"""
    return bool(facts.filing.licences or facts.filing.licence_number)


def _set_aside(facts: Facts) -> Iterator[Take]:
    """What is taken of each licence on record, once each; of one that is exceeded in bulk, all that is left."""
    for number in dict.fromkeys(one.number for one in named(facts.filing)):
        known = balance(facts.circumstances, OBJECT, number)
        amount = needed(facts.filing, known) if known else None
        if known and amount:
            yield Take(number, min(amount, known.open))


WRITTEN_OFF = tuple(replace(way, draws=(commit(OBJECT),)) for way in RELEASED)
"""What a release does: what was set aside is used for good; it comes back only if the declaration falls."""


def verified() -> Flow:
    """Licences on record are set aside for the declaration as it is accepted."""
    ways = (Way("done", Text("已核查并预扣", "Verified and set aside"), draws=(reserve(OBJECT, _set_aside),)),)
    step = auto("licences", "监管证件联网核查 | Licences verified online", ways=ways)
    return step.when(names_licences)
