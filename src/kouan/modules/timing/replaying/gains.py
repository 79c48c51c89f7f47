"""Which step a consignment's time went by in: its critical path, from the end back to the start; the parts add up."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from kouan.kernel.text import Text
from kouan.modules.timing.replaying.opening import Micros
from kouan.modules.timing.replaying.plan import NEVER, Moments, Plan, ready_of

Clock = Callable[[Micros], Micros]


@dataclass(frozen=True, slots=True)
class Gain:
    """A step, and how long all units together waited for it alone: microseconds without the levers and with them.

    ``units``: how many waited a different time for it.
    """

    step: str
    title: Text
    awaited: str
    party: Text
    before: int
    after: int
    units: int

    @property
    def change(self) -> int:
        return self.after - self.before


def parts(plan: Plan, at: Moments, start: str, end: str, clock: Clock) -> Mapping[str, Micros]:
    """How long each unit waited for each step alone, between two milestones; what began earlier counts from the start.

    Of several that a step waited for, the one that was over last; of equals, the upper in the chain. The parts add up
    to the time between the two, where that is not below nothing.
    """
    first = at[start]
    on = {step.name: np.zeros(plan.units, bool) for step in plan.chain.steps}
    on[end] = np.ones(plan.units, bool)
    found = {}
    for step in reversed(plan.chain.steps):
        ready = ready_of(step, at, plan.waits, plan.units)
        since = np.maximum(np.where(ready > NEVER, ready, first), first)
        part = clock(np.maximum(at[step.name], first)) - clock(since)
        found[step.name] = np.where(on[step.name], part, 0)
        left = on[step.name] & (ready > first)
        for before in (each.name for each in plan.chain.steps):
            flags = plan.waits.get((step.name, before))
            if flags is not None:
                took = left & flags & (at[before] == ready)
                on[before] |= took
                left &= ~took
    return found
