"""Balances in the words of the log: something granted with an amount, on which cases draw. One meaning everywhere.

Every event is about one object (the last of its relations, else the case itself) and carries in its payload

- ``amount``: how much was granted, reserved …, a decimal in plain digits, always positive;
- ``reserved`` and ``used``: what the case holds of the object after the event, the same way;
- for ``balance-granted`` also what :class:`kouan.blueprint.draw.Grant` says; for ``balance-extended`` ``until``, a day.
"""

from decimal import Decimal

from kouan.kernel.event import Event, ObjectRef

GRANTED, RAISED, LOWERED, EXTENDED = "balance-granted", "balance-raised", "balance-lowered", "balance-extended"
RESERVED, RELEASED = "balance-reserved", "balance-released"
COMMITTED, RESTORED = "balance-committed", "balance-restored"
SUSPENDED, RESUMED, ENDED = "balance-suspended", "balance-resumed", "balance-ended"
KINDS = frozenset(
    {
        *(GRANTED, RAISED, LOWERED, EXTENDED, RESERVED, RELEASED, COMMITTED, RESTORED),
        *(SUSPENDED, RESUMED, ENDED),
    }
)
"""Every kind of event that moves a balance. ``balance-restored`` gives back what was used for good."""

DRAWN = "balance"
"""Qualifier of the relation of such an event to the object that is drawn on."""

PLACES = 5
"""Digits after the point that an amount may have: quantities on declarations have as many."""


def plain(amount: Decimal) -> str:
    """An amount as it stands on the log: ``1250000.00``; ValueError when it is finer than :data:`PLACES` digits."""
    if amount.as_tuple().exponent < -PLACES and amount != round(amount, PLACES):  # type: ignore[operator]
        raise ValueError(f"{amount} has more than {PLACES} digits after the point")
    return f"{amount:f}"


def drawn_on(event: Event) -> ObjectRef:
    """The object whose balance an event moves."""
    return event.objects[-1]
