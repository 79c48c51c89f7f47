"""Draws: what the end of a step does to balances. A guarantee, a licence, a quota is granted, drawn on and given back.

A balance belongs to an object (kind and number) and has an amount in a unit, a time, a holder. A way of a step says
what it draws, as pure functions of the facts::

    Way("reserved", Text("已占用担保", "Guarantee charged"), draws=(reserve("guarantee", duty_due),))

How much is left, rules and computed steps read as facts of the object: :func:`balance`. Whatever a case has reserved
is given back when it is returned before anything binds, withdrawn, refused or declared void; no procedure says so.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, Literal

from kouan.blueprint.facts import Circumstances, Facts
from kouan.kernel.balance import plain
from kouan.kernel.text import Text

Sense = Literal["grant", "raise", "lower", "extend", "reserve", "release", "commit", "suspend", "resume", "end"]
_NOTHING = Decimal(0)


@dataclass(frozen=True, slots=True)
class Grant:
    """What is granted to whom. ``times``: how many cases may draw on it, any number when None.

    ``unit``: a currency, or a code of the table ``unit``; ``until`` counts; ``known_to``: who besides the holder may
    know of it (a guarantor, agencies); ``facts``: what else stays true of it, for rules to read.
    """

    title: Text
    amount: Decimal
    unit: str
    holder: str
    since: date
    until: date | None = None
    times: int | None = None
    known_to: tuple[str, ...] = ()
    facts: Mapping[str, Any] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """All but the amount, for the event that grants it."""
        said = {
            "title": self.title.as_json(),
            "unit": self.unit,
            "holder": self.holder,
            "since": self.since.isoformat(),
            "until": self.until.isoformat() if self.until else None,
            "times": self.times,
            "known_to": list(self.known_to),
            "facts": dict(self.facts),
        }
        return {name: value for name, value in said.items() if value not in (None, [], {})}


@dataclass(frozen=True, slots=True)
class Take:
    """One object of a draw, by its number ("" for the case itself), how much of it, and what else is said."""

    id: str
    amount: Decimal = _NOTHING
    data: Mapping[str, Any] = field(default_factory=dict)


What = Callable[[Facts], Iterable[Take]]


@dataclass(frozen=True, slots=True)
class Draw:
    """One thing done to balances of a kind of object. Without ``what``: to all that the sense can mean."""

    sense: Sense
    of: str
    what: What | None = None


def grant(of: str, terms: Callable[[Facts], Grant]) -> Draw:
    """The case itself becomes an object with a balance; ``of`` is the procedure's kind of object."""

    def what(facts: Facts) -> Iterable[Take]:
        granted = terms(facts)
        return (Take("", granted.amount, granted.as_json()),)

    return Draw("grant", of, what)


def raise_by(of: str, what: What) -> Draw:
    """More is granted."""
    return Draw("raise", of, what)


def lower_by(of: str, what: What) -> Draw:
    """Less is granted; what is reserved or used cannot be taken away."""
    return Draw("lower", of, what)


def extend_to(of: str, days: Callable[[Facts], Iterable[tuple[str, date]]]) -> Draw:
    """It holds until a later day; an earlier one changes nothing."""
    return Draw("extend", of, lambda facts: [Take(id, data={"until": day.isoformat()}) for id, day in days(facts)])


def reserve(of: str, what: What) -> Draw:
    """Amounts are set aside for the case; nothing is reserved where the amount is zero."""
    return Draw("reserve", of, what)


def release(of: str, what: What | None = None) -> Draw:
    """Amounts are given back; without ``what`` all that the case has reserved."""
    return Draw("release", of, what)


def commit(of: str, what: What | None = None) -> Draw:
    """Reserved amounts are used for good; without ``what`` all that the case has reserved."""
    return Draw("commit", of, what)


def suspend(of: str, what: What | None = None) -> Draw:
    """Nothing more can be drawn until the same case resumes it or ends; without ``what`` all objects it names."""
    return Draw("suspend", of, what)


def resume(of: str, what: What | None = None) -> Draw:
    """It can be drawn on again, as far as this case is concerned; without ``what`` all that it suspended."""
    return Draw("resume", of, what)


def end(of: str, what: What | None = None) -> Draw:
    """Nothing more can be drawn for good; what is held stays held. Without ``what`` all objects the filing names."""
    return Draw("end", of, what)


@dataclass(frozen=True, slots=True)
class Balance:
    """A balance as a case sees it. ``left``: what nobody holds; ``held``: what this case has reserved.

    ``valid``: it can be drawn on, that day; ``times_left``: how many more cases may draw, None for any number.
    """

    granted: Decimal
    left: Decimal
    held: Decimal
    unit: str
    holder: str
    valid: bool
    times_left: int | None
    facts: Mapping[str, Any]

    @property
    def open(self) -> Decimal:
        """What this case may hold in all."""
        return self.left + self.held

    def bears(self, amount: Decimal) -> bool:
        """Whether this case may hold so much of it in all, that day."""
        return self.valid and amount <= self.open and (self.times_left is None or self.held > 0 or self.times_left > 0)


def balance(on: Circumstances, of: str, id: str | None) -> Balance | None:
    """The balance of an object; None where nothing is known of it, or where it was looked up and not found."""
    facts = on.objects.get((of, id or ""))
    if not facts or "left" not in facts:
        return None
    return Balance(
        Decimal(str(facts.get("granted", facts["left"]))),
        Decimal(str(facts["left"])),
        Decimal(str(facts.get("held", 0))),
        str(facts.get("unit", "")),
        str(facts.get("holder", "")),
        bool(facts.get("valid", True)),
        facts.get("times_left"),
        facts,
    )


def with_holding(facts: Mapping[str, Any], held: Decimal, less: Decimal, uses: int) -> dict[str, Any]:
    """Facts of a balance, with what a case holds of it, ``less`` left and ``uses`` more cases than they say."""
    told = dict(facts) | {"left": plain(Decimal(str(facts.get("left", 0))) - less), "held": plain(held)}
    if facts.get("times_left") is not None:
        told["times_left"] = facts["times_left"] - uses
    return told
