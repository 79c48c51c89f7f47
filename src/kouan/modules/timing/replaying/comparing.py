"""Without the levers beside with them: by stage, by step, and unit by unit."""

from collections.abc import Mapping, Sequence

import numpy as np

from kouan.modules.timing.replaying.chain import Chain
from kouan.modules.timing.replaying.gains import Clock, Gain
from kouan.modules.timing.replaying.opening import Micros
from kouan.modules.timing.replaying.outcome import Replayed, StageChange, changes
from kouan.modules.timing.replaying.plan import Moments, Plan
from kouan.modules.timing.replaying.recording import found_in
from kouan.modules.timing.studies.model import Study

Parts = Mapping[str, Micros]


def between(study: Study, at: Moments, start: str, end: str, clock: Clock) -> Micros:
    """By the study's sign policy; where it leaves out what is below nothing, what a lever put there is nothing."""
    us = clock(at[end]) - clock(at[start])
    return us if study.sign == "signed" else np.maximum(us, 0)


def early(taken: Micros, parts: Parts) -> int:
    """What no step accounts for: the sum of times below nothing, where the study counts them."""
    return int(taken.sum()) - sum(int(each.sum()) for each in parts.values())


def by_stage(study: Study, plan: Plan, before: Moments, after: Moments, clock: Clock) -> list[StageChange]:
    """Each stage of which the chain has both ends."""
    found = []
    for stage in study.stages:
        start, end = (found_in(study, plan.chain, name) for name in (stage.start, stage.end))
        if start and end:
            both = plan.known[start.name] & plan.known[end.name]
            times = [between(study, at, start.name, end.name, clock)[both] for at in (before, after)]
            found.append(StageChange(stage.name, stage.title, int(both.sum()), *changes(*times, drawn=False)))
    return found


def by_step(study: Study, chain: Chain, before: Parts, after: Parts) -> list[Gain]:
    """The steps that anybody waited for, those that gain most first."""
    titles = study.holders.titles if study.holders else {}
    found = [
        Gain(
            *(step.name, step.title, step.awaited, titles.get(step.awaited, step.title)),
            before=int(before[step.name].sum()),
            after=int(after[step.name].sum()),
            units=int((before[step.name] != after[step.name]).sum()),
        )
        for step in chain.steps
    ]
    return sorted((each for each in found if each.before or each.after), key=lambda each: (each.change, -each.before))


def by_unit(
    units: Sequence[str], taken: Sequence[Micros], ends: Sequence[Micros], went: Sequence[Parts]
) -> list[Replayed]:
    """Those that gain most first."""
    gained = {step: went[0][step] - went[1][step] for step in went[0]}
    some = {step: each.tolist() for step, each in gained.items() if each.any()}
    before, after, end, end_after = (each.tolist() for each in (*taken, *ends))
    found = [
        Replayed(
            *(unit, before[at], after[at], end[at], end_after[at]),
            {step: each[at] for step, each in some.items() if each[at]},
        )
        for at, unit in enumerate(units)
    ]
    return sorted(found, key=lambda each: (each.change, each.unit))
