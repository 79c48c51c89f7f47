"""From stage to party, of the units of a period: the same hours as those that each party held in all."""

from collections.abc import Sequence
from dataclasses import dataclass

from kouan.kernel.text import Text
from kouan.modules.timing.figures.overview import Only, choosing, chosen, held, holder_title, waits, within_calendar
from kouan.modules.timing.figures.period import Period
from kouan.modules.timing.figures.standing import Standing
from kouan.modules.timing.measures.flows import flows
from kouan.modules.timing.studies.model import Study

REST = Text("各环节之外", "In no stage")


@dataclass(frozen=True, slots=True)
class Flow:
    """How long ``holder`` was waited for within ``stage`` ("" for what lies in none): microseconds, of ``units``."""

    study: str
    digest: str
    stage: str
    stage_title: Text
    holder: str
    title: Text
    units: int
    us: int


def flowing(standing: Standing, period: Period | None, only: Only = ()) -> Sequence[Flow]:
    """By stage in the study's order, the longest wait first; what lies in no stage last."""

    def ask() -> list[Flow]:
        study = standing.study
        if study.holders is None:
            return []
        engine = choosing(standing, period, only)
        within_calendar(study, engine)
        rows = engine.rows(flows(study, chosen(study), waits(study)))
        parts = [(stage, holder, units, int(us)) for stage, holder, units, us in rows]
        return _told(study, [*parts, *_rest(standing, period, only, parts)])

    return standing.once(("flows", period, only), ask)


def _rest(
    standing: Standing, period: Period | None, only: Only, parts: Sequence[tuple[str, str, int, int]]
) -> list[tuple[str, str, int, int]]:
    """What each party held and no stage has."""
    in_stages: dict[str, int] = {}
    for _, holder, _, us in parts:
        in_stages[holder] = in_stages.get(holder, 0) + us
    left = [(each.holder, each.units, each.us - in_stages.get(each.holder, 0)) for each in held(standing, period, only)]
    return [("", holder, units, us) for holder, units, us in left if us]


def _told(study: Study, parts: Sequence[tuple[str, str, int, int]]) -> list[Flow]:
    order = {each.name: at for at, each in enumerate(study.stages)} | {"": len(study.stages)}
    titles = {each.name: each.title for each in study.stages} | {"": REST}
    return [
        Flow(study.code, study.digest, stage, titles[stage], holder, holder_title(study, holder), units, us)
        for stage, holder, units, us in sorted(parts, key=lambda row: (order[row[0]], -row[3], row[1]))
    ]
