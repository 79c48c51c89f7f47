"""Shapes of organisations and mandates."""

from typing import Literal

from pydantic import BaseModel

from kouan.api.shapes.words import Words


class Me(BaseModel):
    """Whom a token speaks for, and what it may do."""

    person: str
    person_name: Words
    party: str
    party_name: Words
    kind: Literal["trader", "agency", "terminal", "port-office"]
    roles: list[str]
    desks: list[str]
    scopes: list[str]


class CreditLevel(BaseModel):
    """A customs credit level and the law it was given under."""

    level: str
    title: Words
    aeo: bool
    since: str
    clause: str
    verified: bool


class Organisation(BaseModel):
    """Your organisation; credit levels oldest first."""

    id: str
    name: Words
    customs_code: str
    roles: list[str]
    credit: list[CreditLevel]


class Mandate(BaseModel):
    """代理报关委托: ``principal`` lets ``agent`` act for it; ``procedures`` empty means all of them."""

    id: int
    principal: str
    principal_name: Words
    agent: str
    agent_name: Words
    procedures: list[str]
    start: str
    end: str | None = None
    status: Literal["offered", "accepted", "revoked"]
