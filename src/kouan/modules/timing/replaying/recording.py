"""What a log has recorded of each step of a chain, for the units that a study's overall figures are of."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import ibis.expr.types as ir
import numpy as np

from kouan.kernel.text import Text
from kouan.modules.timing.engines import Engine
from kouan.modules.timing.measures.stages import kept
from kouan.modules.timing.replaying.chain import Chain, Step
from kouan.modules.timing.replaying.levers import offices
from kouan.modules.timing.replaying.opening import Flags, Opening
from kouan.modules.timing.replaying.plan import Moments, Plan, planned
from kouan.modules.timing.replaying.refusing import Unfit
from kouan.modules.timing.studies.model import Milestone, Study

_OWN = "step_"
_NO_WAY = Text(
    "步骤图 {chain} 中没有口径 {study} 的“{what}”，不能推演。",
    "The chain {chain} has no step for “{what}” of the study {study}, so it cannot be replayed.",
)
_NO_KIND = Text(
    "步骤图 {chain} 的步骤“{step}”取自“{kind}”，口径 {study} 的货物不涉及这种对象。",
    "The step “{step}” of the chain {chain} is of “{kind}”, which the units of the study {study} do not reach.",
)


@dataclass(frozen=True, slots=True)
class Recorded:
    """The units in the order of their names; ``at``: when each step of each was over, ``known``: whether it is."""

    units: Sequence[str]
    at: Moments
    known: Mapping[str, Flags]


def widened(study: Study, chain: Chain) -> Study:
    """A study that measures every step of a chain too, and no holders. Raises Unfit where the chain is not of it."""
    kinds = {study.unit, *(path[-1] for path in study.reach)}
    for step in chain.steps:
        if step.picked.of not in kinds:
            said = {"chain": chain.name, "step": step.name, "kind": step.picked.of, "study": study.code}
            raise Unfit(_NO_KIND.fill(**said))
    for name in (study.overall.start, study.overall.end):
        step_of(study, chain, name)
    own = tuple(Milestone(_OWN + each.name, each.title, each.picked, each.which) for each in chain.steps)
    return replace(study, milestones=(*study.milestones, *own), holders=None)


def recorded(engine: Engine, study: Study, chain: Chain, case: ir.Table) -> Recorded:
    """``case``: rows of ``case_ms`` of the :func:`widened` study. A step that a unit has not is given its start."""
    names = [each.name for each in chain.steps]
    measured = kept(case, study, study.overall).select(of="unit", us="kept")
    asked = case.select("unit", *(_OWN + name for name in names)).join(measured, [("unit", "of")])
    asked = asked.filter(asked.us.notnull())
    rows = engine.rows(asked.select("unit", *(_OWN + name for name in names)).order_by("unit"))
    columns = dict(zip(names, zip(*(row[1:] for row in rows), strict=True), strict=True)) if rows else {}
    start = columns.get(step_of(study, chain, study.overall.start).name, ())
    known = {name: np.array([each is not None for each in columns.get(name, ())], bool) for name in names}
    at = {name: np.array(_filled(columns.get(name, ()), start), np.int64) for name in names}
    return Recorded([row[0] for row in rows], at, known)


def plan_of(study: Study, chain: Chain, found: Recorded) -> Plan:
    """The record as a plan, offices by the hours that the study states."""
    closed, hours = study.holders.closed if study.holders else None, offices(study)
    parties = set(closed.parties if closed else ()) or {each.awaited for each in chain.steps}
    return planned(chain, found.at, found.known, Opening(hours) if hours else None, parties)


def found_in(study: Study, chain: Chain, name: str) -> Step | None:
    """The step of the chain that is one of the study's milestones: the same event of the same events."""
    milestone = next(each for each in study.milestones if each.name == name)
    alike = (milestone.picked, milestone.which)
    return next((each for each in chain.steps if (each.picked, each.which) == alike), None)


def step_of(study: Study, chain: Chain, name: str) -> Step:
    """The same; raises Unfit where there is none."""
    step = found_in(study, chain, name)
    if step is None:
        title = next(each.title for each in study.milestones if each.name == name)
        raise Unfit(_NO_WAY.fill(chain=chain.name, study=study.code, what=title))
    return step


def _filled(column: Sequence[int | None], start: Sequence[int]) -> list[int]:
    return [other if each is None else each for each, other in zip(column, start, strict=True)]
