"""What a study's consignments would have taken with some levers pulled, beside what they took."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import reduce
from hashlib import sha256

import ibis.expr.types as ir

from kouan.modules.timing.engines import Engine
from kouan.modules.timing.measures.milestones import kept_cases
from kouan.modules.timing.replaying.chain import Chain
from kouan.modules.timing.replaying.comparing import between, by_stage, by_step, by_unit, early
from kouan.modules.timing.replaying.gains import Gain, parts
from kouan.modules.timing.replaying.levers import Lever, fitting
from kouan.modules.timing.replaying.opening import Micros, Opening
from kouan.modules.timing.replaying.outcome import LEVEL, SEED, Change, Replayed, StageChange, changes, resamples
from kouan.modules.timing.replaying.plan import Plan, replayed
from kouan.modules.timing.replaying.pulling import pulled
from kouan.modules.timing.replaying.recording import plan_of, recorded, step_of, widened
from kouan.modules.timing.replaying.spelling import spelled
from kouan.modules.timing.shape import Log
from kouan.modules.timing.studies.model import Study


@dataclass(frozen=True, slots=True)
class WhatIf:
    """``digest``: SHA-256 over study, chain, levers and how intervals are drawn; whoever has the same asked the same.

    ``n``: the units that are replayed, those that the study's figures are of; ``reproduced``: of how many the replay
    without levers ends at the recorded microsecond; ``moved``: how many take another time with them; ``later``: how
    many of these a longer one. ``early``: the sums of times below nothing, which no step accounts for.
    """

    study: Study
    chain: Chain
    levers: tuple[Lever, ...]
    digest: str
    n: int
    reproduced: int
    moved: int
    later: int
    resamples: int
    mean: Change
    p90: Change
    stages: Sequence[StageChange]
    gains: Sequence[Gain]
    early: tuple[int, int]
    units: Sequence[Replayed]


def what_if(
    engine: Engine, log: Log, study: Study, chain: Chain, levers: Iterable[Lever], case: ir.Table | None = None
) -> WhatIf:
    """The study's units replayed. ``case``: rows of ``case_ms`` of the :func:`widened` study, where they are there.

    Raises Unfit where a lever or the chain is not of this study, and BeyondCalendar where office hours are asked of
    years that the calendar does not know.
    """
    wide = widened(study, chain)
    given = fitting(tuple(levers), chain, study, step_of(study, chain, study.overall.end).name)
    found = recorded(engine, study, chain, kept_cases(engine, log, wide) if case is None else case)
    return compared(study, given, found.units, plan_of(study, chain, found))


def compared(study: Study, levers: tuple[Lever, ...], units: Sequence[str], plan: Plan) -> WhatIf:
    """A plan without levers beside the same with them; the levers fit, and stand in the order of their pulling."""
    chain, other = plan.chain, reduce(pulled, levers, plan)
    before, after = replayed(plan), replayed(other)
    start, end = (step_of(study, chain, name).name for name in (study.overall.start, study.overall.end))
    clock = Opening(study.clock).passed if study.clock else _calendar
    taken = [between(study, at, start, end, clock) for at in (before, after)]
    went = [parts(each, at, start, end, clock) for each, at in ((plan, before), (other, after))]
    mean, p90 = changes(*taken)
    return WhatIf(
        study=study,
        chain=chain,
        levers=levers,
        digest=question(study, chain, levers, resamples(len(units))),
        n=len(units),
        reproduced=int((before[end] == plan.starts[end]).sum()),
        moved=int((taken[0] != taken[1]).sum()),
        later=int((taken[0] < taken[1]).sum()),
        resamples=resamples(len(units)),
        mean=mean,
        p90=p90,
        stages=by_stage(study, plan, before, after, clock),
        gains=by_step(study, chain, *went),
        early=(early(taken[0], went[0]), early(taken[1], went[1])),
        units=by_unit(units, taken, (before[end], after[end]), went),
    )


def question(study: Study, chain: Chain, levers: Iterable[Lever], drawn: int) -> str:
    """The digest of what is asked."""
    said = {
        "study": study.digest,
        "chain": chain.digest,
        "levers": [spelled(each) for each in levers],
        "interval": {"seed": SEED, "resamples": drawn, "level": LEVEL},
    }
    return sha256(json.dumps(said, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


def _calendar(at: Micros) -> Micros:
    return at
