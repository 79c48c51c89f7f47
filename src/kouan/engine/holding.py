"""What a case holds of balances, as its events make it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal

from kouan.kernel import balance as words
from kouan.kernel.event import Event

Ref = tuple[str, str]
"""Kind and number of an object."""
_NOTHING = Decimal(0)


@dataclass(frozen=True, slots=True)
class Held:
    """What a case holds of one object. ``by_step``: what each step reserved and nobody gave back yet."""

    by_step: Mapping[str, Decimal] = field(default_factory=dict)
    used: Decimal = _NOTHING
    suspends: bool = False

    @property
    def reserved(self) -> Decimal:
        return sum(self.by_step.values(), _NOTHING)

    @property
    def total(self) -> Decimal:
        return self.reserved + self.used


def after(held: Held, event: Event) -> Held:
    """What a case holds of an object after one of its events on it."""
    change = _CHANGES.get(event.kind)
    return change(held, event) if change else held


def _amount(event: Event) -> Decimal:
    return Decimal(event.payload["amount"])


def _reserved(held: Held, event: Event) -> Held:
    step = event.payload.get("step", "")
    return replace(held, by_step={**held.by_step, step: held.by_step.get(step, _NOTHING) + _amount(event)})


def _less(held: Held, amount: Decimal, first: str) -> Held:
    """So much less reserved: from the step named first, then from the latest."""
    latest_first = list(held.by_step)[::-1]
    order = sorted(latest_first, key=lambda step: step != first)
    left = dict(held.by_step)
    for step in order:
        taken = min(amount, left[step])
        left[step], amount = left[step] - taken, amount - taken
    return replace(held, by_step={step: part for step, part in left.items() if part})


def _released(held: Held, event: Event) -> Held:
    return _less(held, _amount(event), event.payload.get("step", ""))


def _committed(held: Held, event: Event) -> Held:
    less = _less(held, _amount(event), event.payload.get("step", ""))
    return replace(less, used=held.used + _amount(event))


_CHANGES: Mapping[str, Callable[[Held, Event], Held]] = {
    words.RESERVED: _reserved,
    words.RELEASED: _released,
    words.COMMITTED: _committed,
    words.RESTORED: lambda held, event: replace(held, used=held.used - _amount(event)),
    words.SUSPENDED: lambda held, event: replace(held, suspends=True),
    words.RESUMED: lambda held, event: replace(held, suspends=False),
}
