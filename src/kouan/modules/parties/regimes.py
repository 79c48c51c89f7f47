"""Customs credit levels by the law of the day: Orders 237, 251 and 282, as dated data in credit_regimes.yaml."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from kouan.kernel.datafile import strings
from kouan.kernel.text import Text


@dataclass(frozen=True, slots=True)
class Level:
    """One level of one regime. ``follows``: levels of the regime before that turned into it on the first day."""

    code: str
    title: Text
    aeo: bool
    follows: frozenset[str]


@dataclass(frozen=True, slots=True)
class Regime:
    """The levels that exist from ``since`` on, by ``clause``; ``default`` is that of an enterprise without a record."""

    since: date
    clause: str
    title: Text
    verified: bool
    default: str
    levels: Mapping[str, Level]

    def following(self, former: str) -> Level:
        """What a level of the regime before became; the default where the law names no successor."""
        successors = (level for level in self.levels.values() if former in level.follows)
        return next(successors, self.levels[self.default])


@dataclass(frozen=True, slots=True)
class Credit:
    """An enterprise's level on a day. ``since``: the day it began, by record, or by law where a regime began.

    ``verified`` is false where the level only passed from one law to the next, a passage not read in the orders.
    """

    level: str
    title: Text
    aeo: bool
    clause: str
    since: date
    verified: bool


class NoRegime(LookupError):  # noqa: N818 - what is missing, as in NotInForce
    """A day before the first regime in the data; ``message`` says so in both languages."""

    def __init__(self, day: date) -> None:
        first = regimes()[0].since
        self.message = Text(
            f"{day} 的企业信用等级无法给出：数据自 {first} 起。",
            f"The credit level on {day} cannot be given: the data begins on {first}.",
        )
        super().__init__(self.message.en)


@cache
def regimes() -> tuple[Regime, ...]:
    """All regimes, oldest first."""
    raw = files("kouan.modules.parties").joinpath("credit_regimes.yaml").read_text(encoding="utf-8")
    rows: list[dict[str, Any]] = strings(raw)
    return tuple(sorted((_regime(row) for row in rows), key=lambda regime: regime.since))


def regime_on(day: date) -> Regime:
    """The regime in force that day; raises NoRegime before the first."""
    for regime in reversed(regimes()):
        if regime.since <= day:
            return regime
    raise NoRegime(day)


def credit_history(records: Iterable[tuple[date, str]], until: date) -> list[Credit]:
    """Levels up to a day, oldest first, from recorded (day, level) pairs in the order they were recorded.

    Each regime in force by then contributes the level that it starts an enterprise on, and the records within it.
    """
    recorded = dict(sorted(records, key=lambda record: record[0]))
    history: list[Credit] = []
    for regime in regimes():
        end = _end_of(regime)
        days = {day: level for day, level in recorded.items() if regime.since <= day < end and day <= until}
        if regime.since <= until:
            history += _under(regime, history[-1].level if history else None, days)
    return history


def _under(regime: Regime, former: str | None, days: Mapping[date, str]) -> list[Credit]:
    recorded = [_credit(regime, regime.levels[level], day, regime.verified) for day, level in days.items()]
    if regime.since in days:
        return recorded
    first = regime.following(former) if former else regime.levels[regime.default]
    return [_credit(regime, first, regime.since, regime.verified and former is None), *recorded]


def _credit(regime: Regime, level: Level, since: date, verified: bool) -> Credit:
    return Credit(level.code, level.title, level.aeo, regime.clause, since, verified)


def _end_of(regime: Regime) -> date:
    later = (other.since for other in regimes() if other.since > regime.since)
    return next(later, date.max)


def _regime(row: Mapping[str, Any]) -> Regime:
    levels = {level["code"]: _level(level) for level in row["levels"]}
    since = date.fromisoformat(row["since"])
    return Regime(since, row["clause"], Text.of(row["title"]), row["verified"] == "true", row["default"], levels)


def _level(row: Mapping[str, Any]) -> Level:
    return Level(row["code"], Text.of(row["title"]), row["aeo"] == "true", frozenset(row.get("from", ())))
