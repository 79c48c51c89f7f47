"""Shapes of balances: guarantees, licences, quotas. Amounts are decimal strings in the balance's unit."""

from typing import Literal

from pydantic import BaseModel

from kouan.api.shapes.words import Micros, Words


class Balance(BaseModel):
    """Something granted with an amount. ``times``: how many cases may draw on it, absent for any number."""

    kind: str
    number: str
    title: Words
    holder: str
    unit: str
    granted: str
    reserved: str
    used: str
    left: str
    since: str
    until: str | None = None
    times: int | None = None
    taken: int
    state: Literal["active", "later", "expired", "suspended", "ended"]
    state_text: Words
    granted_at: Micros


class BalancePage(BaseModel):
    """Some balances, the newest first."""

    count: int
    page: int
    balances: list[Balance]


class Movement(BaseModel):
    """One event on a balance. ``case``: the number of the case behind it; ``case_id`` where you may read that case."""

    kind: str
    title: Words
    position: int
    happened_at: Micros
    recorded_at: Micros
    case: str
    case_id: str | None = None
    amount: str | None = None
    left: str
    until: str | None = None
