"""Rules on licences checked online: one finding a licence, the first that stands in its way."""

from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import Any

from kouan.blueprint import Balance, Circumstances, Finding, Rule, Text, balance
from kouan.procedures._declaration.direction import IMPORT, Direction
from kouan.procedures._declaration.licensing import (
    Named,
    is_checked_online,
    is_valid,
    lines_of,
    most,
    named,
    needed,
)
from kouan.procedures._declaration.rules_licences import IN_HEADER
from kouan.procedures._declaration.words import named as in_words
from kouan.procedures._declaration.words import plain
from kouan.procedures._licence.words import OBJECT
from kouan.reference import table

Values = dict[str, Any]
Trouble = Callable[[Named, Balance, Any, Circumstances, Direction], Values | None]
"""What is wrong with a licence on record, as the values of its sentence; None when nothing is."""

UNKNOWN = (
    "licence-unknown",
    "haiyang-2020#1",
    Text(
        "联网核查没有查到本单位的许可证件 {number}，请核对编号。",
        "Checked online, no licence {number} of yours is on record; check its number.",
    ),
)


def _other_kind(one: Named, known: Balance, filing: Any, on: Circumstances, direction: Direction) -> Values | None:
    kind = str(known.facts.get("kind", one.kind))
    fits = kind == one.kind or (not one.kind and kind in IN_HEADER)
    return None if fits else {"kind": in_words("licence", kind)}


def _other_direction(one: Named, known: Balance, filing: Any, on: Circumstances, direction: Direction) -> Values | None:
    return None if known.facts.get("direction", direction.code) == direction.code else {"direction": direction.words}


def _other_holder(one: Named, known: Balance, filing: Any, on: Circumstances, direction: Direction) -> Values | None:
    trader = filing.consignee_uscc if direction == IMPORT else filing.consignor_uscc
    fits = trader in (known.holder, known.facts.get("consignee")) or not known.holder
    return None if fits else {"trader": trader}


def _not_valid(one: Named, known: Balance, filing: Any, on: Circumstances, direction: Direction) -> Values | None:
    if known.held or is_valid(known, on):
        return None
    said = {name: known.facts.get(name, "") for name in ("since", "until")}
    ended = known.facts.get("state", "active") != "active"
    state = Text("，已停用", ", and is stopped") if ended else Text("", "")
    return {**said, "state": state}


def _spent(one: Named, known: Balance, filing: Any, on: Circumstances, direction: Direction) -> Values | None:
    return {} if known.times_left == 0 and not known.held else None


def _other_goods(one: Named, known: Balance, filing: Any, on: Circumstances, direction: Direction) -> Values | None:
    return None if lines_of(filing, known) else {"hs": known.facts.get("hs", "")}


def _other_office(one: Named, known: Balance, filing: Any, on: Circumstances, direction: Direction) -> Values | None:
    office = known.facts.get("office")
    fits = not office or office in (filing.receiving_customs, filing.border_customs)
    return None if fits else {"office": in_words("customs-district", str(office))}


def _other_country(one: Named, known: Balance, filing: Any, on: Circumstances, direction: Direction) -> Values | None:
    country = known.facts.get("country")
    field = "origin" if direction == IMPORT else "destination"
    said = {getattr(line, field) for line in lines_of(filing, known)}
    fits = not country or said <= {country, None}
    return None if fits else {"country": in_words("country", str(country))}


def _not_counted(one: Named, known: Balance, filing: Any, on: Circumstances, direction: Direction) -> Values | None:
    if needed(filing, known) is not None:
        return None
    unit = table("unit").get(known.unit)
    return {"unit": unit.name if unit else Text(known.unit, known.unit)}


def _too_much(one: Named, known: Balance, filing: Any, on: Circumstances, direction: Direction) -> Values | None:
    amount = needed(filing, known) or Decimal(0)
    return {"left": plain(known.open), "amount": plain(amount)} if amount > most(known, on) else None


_CHECKS: tuple[tuple[str, str, Text, Trouble], ...] = (
    (
        "licence-other-kind",
        "haiyang-2020#1",
        Text("{number} 不是所填的证件，而是{kind}。", "{number} is not the kind that is declared but {kind}."),
        _other_kind,
    ),
    (
        "licence-other-direction",
        "haiyang-2020#1",
        Text("{number} 不是{direction}用的证件。", "{number} is no licence for {direction}."),
        _other_direction,
    ),
    (
        "licence-holder",
        "import-licence-measures#transfer",
        Text(
            "{number} 不是 {trader} 的许可证件，不能使用。", "{number} is not a licence of {trader}, who cannot use it."
        ),
        _other_holder,
    ),
    (
        "licence-not-valid",
        "import-licence-measures#validity",
        Text(
            "{number} 的有效期为 {since} 至 {until}{state}，当日不能使用。",
            "{number} holds from {since} to {until}{state}; it cannot be used that day.",
        ),
        _not_valid,
    ),
    (
        "licence-spent",
        "import-licence-measures#batches",
        Text("{number} 的使用次数已用完。", "{number} has been used as often as it may be."),
        _spent,
    ),
    (
        "licence-goods",
        "haiyang-2020#1",
        Text("{number} 许可的是 {hs}，报关单没有这种商品。", "{number} is for {hs}, and no such goods are declared."),
        _other_goods,
    ),
    (
        "licence-office",
        "import-licence-measures#one-office",
        Text("{number} 只能在{office}报关。", "{number} is used at {office} only."),
        _other_office,
    ),
    (
        "licence-country",
        "haiyang-2020#1",
        Text("{number} 许可的国家（地区）是{country}。", "{number} is for {country}."),
        _other_country,
    ),
    (
        "licence-unit",
        "import-licence-measures#batches",
        Text(
            "{number} 按{unit}核销，请用该单位申报商品。", "{number} is written off in {unit}; declare the goods in it."
        ),
        _not_counted,
    ),
    (
        "licence-short",
        "import-licence-measures#batches",
        Text(
            "{number} 余额 {left}，不足以核销 {amount}；请改用余额足够的许可证件。",
            "{number} has {left} left, less than {amount}; name one with enough left.",
        ),
        _too_much,
    ),
)


def network_rules(direction: Direction) -> tuple[Rule, ...]:
    """The rules in one direction, on the header's licence and those among the documents."""
    checks = (UNKNOWN, *((code, basis, text) for code, basis, text, _ in _CHECKS))
    return tuple(
        Rule(code, text, basis, "error", "", "", None, None, _asks(code, direction), 2) for code, basis, text in checks
    )


def _asks(code: str, direction: Direction) -> Callable[..., Iterable[Finding]]:
    def ask(filing: Any, on: Circumstances) -> Iterable[Finding]:
        # Mostly there are none, and every filing is asked.
        if not filing.licences and not filing.licence_number:
            return ()
        troubles = _troubles(filing, on, direction)
        return [(one.place, {"number": one.number, **said}) for one, trouble, said in troubles if trouble == code]

    return ask


Troubles = tuple[tuple[Named, str, Values], ...]
_judged: tuple[Any, Any, Troubles] = (None, None, ())


def _troubles(filing: Any, on: Circumstances, direction: Direction) -> Troubles:
    """Every licence in trouble, with its first. All rules ask it of one filing in turn, so the last answer is kept."""
    global _judged  # noqa: PLW0603 - swapped whole, so that threads never see half of it
    last = _judged
    if last[0] is filing and last[1] is on:
        return last[2]
    found = [(one, _first(one, filing, on, direction)) for one in named(filing)]
    troubles = tuple((one, *trouble) for one, trouble in found if trouble)
    _judged = (filing, on, troubles)
    return troubles


def _first(one: Named, filing: Any, on: Circumstances, direction: Direction) -> tuple[str, Values] | None:
    """What stands in the way of a licence first."""
    if not is_checked_online(one, direction):
        return None
    known = balance(on, OBJECT, one.number)
    if known is None:
        looked_up = on.objects.get((OBJECT, one.number))
        return (UNKNOWN[0], {}) if looked_up is not None and not looked_up else None
    for code, _, _, trouble in _CHECKS:
        values = trouble(one, known, filing, on, direction)
        if values is not None:
            return code, values
    return None
