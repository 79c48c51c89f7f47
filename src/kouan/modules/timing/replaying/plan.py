"""How the steps of many consignments followed from each other, and the same steps told again: max-plus, exact.

A step is ready when all that it waited for is over, and is over a while after. In the record a step waited for those of
its chain that were over before it; what was over later it did not wait for. A step of which nothing is recorded passes
on what it waited for. What an office does within its hours takes so much of those hours; all else takes so much time.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from kouan.modules.timing.replaying.chain import Chain, Pair, Step
from kouan.modules.timing.replaying.opening import Flags, Micros, Opening

Moments = Mapping[str, Micros]
"""When each step was over, by its name; where a unit has no such step, some moment of its own."""
NEVER = np.int64(-(2**62))


@dataclass(frozen=True, slots=True)
class Plan:
    """``waits``: which units' step waited for another. ``starts``: when a step that waits for nothing is over.

    ``lasted``: microseconds from ready to over. ``office``: which units' step was done within the present opening
    hours, and ``worked``: in how many microseconds of them. ``opening``: the hours in which it is told again.
    ``caps``: what a step takes at most.
    """

    chain: Chain
    known: Mapping[str, Flags]
    waits: Mapping[Pair, Flags]
    starts: Moments
    lasted: Moments
    office: Mapping[str, Flags]
    worked: Moments
    opening: Opening | None
    caps: Mapping[str, int]

    @property
    def units(self) -> int:
        return len(self.starts[self.chain.steps[0].name])


def planned(chain: Chain, at: Moments, known: Mapping[str, Flags], opening: Opening | None, offices: set[str]) -> Plan:
    """What is recorded as a plan. ``opening``: the present hours of the parties that are ``offices``."""
    waits = _waits(chain, at, known)
    units = len(at[chain.steps[0].name])
    ready = {step.name: ready_of(step, at, waits, units) for step in chain.steps}
    lasted = {name: np.where(each > NEVER, at[name] - each, 0) for name, each in ready.items()}
    office: dict[str, Flags] = {}
    worked: dict[str, Micros] = {}
    for step in chain.steps:
        if opening and step.awaited in offices:
            office[step.name], worked[step.name] = _worked(opening, at[step.name], ready[step.name])
    return Plan(chain, known, waits, at, lasted, office, worked, opening, {})


def replayed(plan: Plan) -> dict[str, Micros]:
    """When each step is over by this plan."""
    told: dict[str, Micros] = {}
    for step in plan.chain.steps:
        ready = ready_of(step, told, plan.waits, plan.units)
        over = np.where(ready > NEVER, _over(plan, step, ready), plan.starts[step.name])
        told[step.name] = np.maximum(over, plan.starts[step.name]) if step.timetabled else over
    return told


def ready_of(step: Step, at: Moments, waits: Mapping[Pair, Flags], units: int) -> Micros:
    """When all that a step waits for is over; NEVER where it waits for nothing."""
    ready = np.full(units, NEVER)
    for (name, before), flags in waits.items():
        if name == step.name:
            ready = np.maximum(ready, np.where(flags, at[before], NEVER))
    return ready


def _waits(chain: Chain, at: Moments, known: Mapping[str, Flags]) -> dict[Pair, Flags]:
    """Which step of which unit waited for which."""
    said: dict[Pair, Flags] = {}
    for step in chain.steps:
        for before in step.after:
            _add(said, (step.name, before), known[before])
            for (name, earlier), flags in list(said.items()):
                if name == before:
                    _add(said, (step.name, earlier), flags & ~known[before])
    return {(name, before): flags & known[name] & (at[before] <= at[name]) for (name, before), flags in said.items()}


def _add(said: dict[Pair, Flags], pair: Pair, flags: Flags) -> None:
    said[pair] = said[pair] | flags if pair in said else flags


def _worked(opening: Opening, over: Micros, ready: Micros) -> tuple[Flags, Micros]:
    """Whether a step was over within opening hours, and how much of them it took."""
    waited = ready > NEVER
    since = np.where(waited, ready, over)
    until = opening.passed(over)
    return waited & (until > opening.passed(over - 1)), until - opening.passed(since)


def _over(plan: Plan, step: Step, ready: Micros) -> Micros:
    over = ready + plan.lasted[step.name]
    if step.name in plan.office and plan.opening:
        # What waits for nothing has no time to be ready at; any stands in for it here.
        since = np.where(ready > NEVER, ready, plan.starts[step.name])
        taken = plan.worked[step.name]
        then = np.maximum(plan.opening.reached(plan.opening.passed(since) + taken), since)
        over = np.where(plan.office[step.name], then, over)
    if step.name in plan.caps:
        over = np.minimum(over, ready + plan.caps[step.name])
    return over
