"""Movements of a balance as cases record them, and cases that draw the way services do: read, decide, record, again."""

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from kouan.kernel import balance as words
from kouan.kernel.event import ITSELF, SYSTEM, Event, ObjectRef
from kouan.modules.balances import public as balances
from kouan.runtime import log

HOLDER, BANK, STRANGER = "91510100569680768F", "913301007654812994", "91110000100000347D"
NOON = datetime(2026, 3, 2, 4, 0, tzinfo=UTC)
KIND, NUMBER = "purse", "P-1"


def event(kind: str, amount: str | Decimal = "", held: tuple[Any, Any] = (0, 0), **more: Any) -> Event:
    """One event on the purse; ``held``: what its case has reserved and used after it."""
    said = {"reserved": str(held[0]), "used": str(held[1]), **more}
    return Event(kind, NOON, SYSTEM, said | ({"amount": str(amount)} if amount != "" else {}), _about())


def _about(number: str = NUMBER) -> tuple[ObjectRef, ...]:
    return (ObjectRef(KIND, number, words.DRAWN),)


def grant(amount: str, number: str = NUMBER, **more: Any) -> None:
    """A purse for the holder, of which the bank knows."""
    said = {
        "step": "issue", "amount": amount, "unit": "CNY", "holder": HOLDER, "since": "2026-01-01",
        "title": {"zh": "账户", "en": "Purse"}, "known_to": [BANK], "facts": {"colour": "red"}, **more,
    }  # fmt: skip
    itself = (ObjectRef(KIND, number, ITSELF),)
    log.append(f"case/grant-{number}", log.Head.NONE, [Event(words.GRANTED, NOON, SYSTEM, said, itself)])


def append(stream: str, *events: Event) -> None:
    """At the end of a case's stream."""
    log.append(stream, log.head(log.read(stream)), list(events))


def row(number: str = NUMBER) -> balances.Balance:
    """The purse as it stands."""
    return balances.Balance.objects.get(number=number)


def draw(stream: str, amount: Decimal) -> str:
    """Reserve if there is enough, the way every service does: what is overtaken reads and decides again."""
    while True:
        if row().left < amount:
            return "short"
        try:
            append(stream, event(words.RESERVED, amount, (amount, 0)))
        except log.Conflict:
            continue
        return "reserved"
