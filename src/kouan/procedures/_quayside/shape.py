"""What the shared rules read of an appointment; both forms have these fields."""

from datetime import datetime
from decimal import Decimal
from typing import Protocol

from kouan.blueprint import Circumstances
from kouan.kernel.clock import SHANGHAI


class Appointment(Protocol):
    """A truck at the quay for one box in a window of time."""

    declared_at: datetime
    duty: str
    guarantee: str | None
    call: str
    bill: str
    container: str
    container_type: str
    temperature: Decimal | None
    un_number: str | None
    hazard_class: str | None
    haulier_name: str
    truck: str
    window_start: datetime
    window_end: datetime


def instant(on: Circumstances, kind: str, id: str, *facts: str) -> datetime | None:
    """The first of these times that is known of an object, in the port's zone; None while none is."""
    said = (on.known(kind, id, fact) for fact in facts)
    return next((datetime.fromisoformat(at).astimezone(SHANGHAI) for at in said if at), None)
