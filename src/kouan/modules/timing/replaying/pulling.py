"""What a lever does to a plan: another plan. None of them makes a step later than it would have been without it, save
other opening hours that leave out some of the present ones."""

from dataclasses import replace
from decimal import Decimal
from hashlib import sha256
from math import floor

import numpy as np

from kouan.modules.timing.measures.stages import HOUR
from kouan.modules.timing.replaying.levers import Advance, Cap, Guarantee, Lever, Open, Parallel
from kouan.modules.timing.replaying.opening import Flags, Micros, Opening
from kouan.modules.timing.replaying.plan import Plan

_PERCENT = 100


def pulled(plan: Plan, lever: Lever) -> Plan:
    """The plan with a lever pulled. The lever fits the chain (:func:`..levers.fitting`)."""
    match lever:
        case Parallel(step, beside):
            return _parallel(plan, step, beside)
        case Advance(share, lead):
            return _advance(plan, share, int(lead * HOUR))
        case Guarantee(share):
            return _guarantee(plan, share)
        case Open(hours):
            return replace(plan, opening=Opening(hours))
        case Cap(step, hours):
            return replace(plan, caps={**plan.caps, step: int(hours * HOUR)})


def chosen(share: Decimal, key: Micros, already: Flags, others: Flags) -> Flags:
    """Which of the ``others`` join those ``already`` there, so that together they are ``share`` percent and no more.

    Those with the same ``key`` go together (the boxes of one declaration), in the order of the SHA-256 of the key in
    decimal digits: no choice by anything that has to do with time, the same at every run, and a larger share has all
    that a smaller one has.
    """
    room = floor(share * int((already | others).sum()) / _PERCENT) - int(already.sum())
    keys, of, sizes = np.unique(key[others], return_inverse=True, return_counts=True)
    order = sorted(range(len(keys)), key=lambda at: sha256(str(keys[at]).encode()).digest())
    taken = np.zeros(len(keys), bool)
    taken[order] = np.cumsum(sizes[order]) <= room
    found = np.zeros(len(key), bool)
    found[others] = taken[of]
    return found


def _parallel(plan: Plan, step: str, beside: str) -> Plan:
    """``beside >> step`` becomes ``beside & step``: what comes after waits for both."""
    earlier = {before: flags for (name, before), flags in plan.waits.items() if name == beside}
    moved = plan.waits[step, beside] & np.logical_or.reduce(list(earlier.values()))
    waits = dict(plan.waits)
    waits[step, beside] = waits[step, beside] & ~moved
    for before, flags in earlier.items():
        waits[step, before] = waits.get((step, before), False) | (flags & moved)
    for (name, before), flags in plan.waits.items():
        if before == step:
            waits[name, beside] = waits.get((name, beside), False) | (flags & moved)
    return replace(plan, waits=waits)


def _advance(plan: Plan, share: Decimal, lead: int) -> Plan:
    chain, known = plan.chain, plan.known
    both = known[chain.filing] & known[chain.arrival]
    filed, arrived = plan.starts[chain.filing], plan.starts[chain.arrival]
    early = both & (filed < arrived)
    now = chosen(share, filed, early, both & ~early)
    waits = {pair: flags & ~now if pair[0] == chain.filing else flags for pair, flags in plan.waits.items()}
    starts = {**plan.starts, chain.filing: np.where(now, arrived - lead, filed)}
    return replace(plan, waits=waits, starts=starts)


def _guarantee(plan: Plan, share: Decimal) -> Plan:
    step = plan.chain.payment
    pays = plan.known[step]
    now = chosen(share, plan.starts[step], np.zeros(plan.units, bool), pays)
    lasted = {**plan.lasted, step: np.where(now, 0, plan.lasted[step])}
    office = {**plan.office, step: plan.office[step] & ~now} if step in plan.office else plan.office
    return replace(plan, lasted=lasted, office=office)
