"""A flow as a picture: a bar a step, from when it can begin to when it must be done; side by side starts together."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from kouan.blueprint.agency import AGENCIES
from kouan.blueprint.describe_procedure import condition
from kouan.blueprint.flow import Flow, Guarded, Parallel, Series, Step, agency_span, in_series, least_span, span
from kouan.blueprint.procedure import Procedure
from kouan.kernel.limit import Span
from kouan.kernel.text import Text
from kouan.modules.cases.public import desk_title

# A bar that is too short to see is drawn this wide, in hundredths of the picture.
_LEAST = 0.8


@dataclass(frozen=True, slots=True)
class Bar:
    """One step. ``start`` and ``length`` are hundredths of the whole; ``conditions``: when it takes place at all.

    The applicant's own steps have no length: their time is no part of what the agencies promise.
    """

    step: Step
    holder: Text
    conditions: tuple[Text, ...]
    start: float
    length: float


@dataclass(frozen=True, slots=True)
class Stage:
    """One part of the series: a step, or several ways: all begin at the same time, or ``one_of`` them is gone."""

    bars: tuple[Bar, ...]
    ways: int
    one_of: bool

    @property
    def together(self) -> bool:
        return self.ways > 1 and not self.one_of


@dataclass(frozen=True, slots=True)
class Picture:
    """The whole flow with what it adds up to, what it would be in series, and what working side by side saves.

    ``least``: what it adds up to for a filing that meets none of the conditions. All three are the agencies' time.
    """

    stages: tuple[Stage, ...]
    total: Span
    series: Span
    least: Span

    @property
    def saved(self) -> Span:
        return self.series - self.total

    @property
    def share(self) -> float:
        """The computed total as hundredths of what it would be in series."""
        return round(100 * self.total.weight / self.series.weight, 1) if self.series.weight else 100.0


def picture(procedure: Procedure, day: date) -> Picture:
    """The flow in force on a day, drawn to scale: seven days stand for five working days."""
    flow = procedure.flow_on(day)
    total = span(flow)
    stages, start = [], 0
    for part in flow.parts if isinstance(flow, Series) else (flow,):
        stages.append(_stage(part, start, total.weight or 1))
        start += span(part).weight
    return Picture(tuple(stages), total, in_series(flow), least_span(flow))


def _stage(part: Flow, start: int, whole: int) -> Stage:
    bars = tuple(_bars(part, start, whole, ()))
    return Stage(bars, _ways(part), _is_one_of(part))


def _ways(part: Flow) -> int:
    """How many parts stand side by side; 1 where none do."""
    if isinstance(part, Guarded):
        return _ways(part.part)
    return len(part.parts) if isinstance(part, Parallel) else 1


def _is_one_of(part: Flow) -> bool:
    return _is_one_of(part.part) if isinstance(part, Guarded) else isinstance(part, Parallel) and part.exclusive


def _bars(flow: Flow, start: int, whole: int, conditions: tuple[Text, ...]) -> Iterator[Bar]:
    if isinstance(flow, Step):
        yield _bar(flow, start, whole, conditions)
    elif isinstance(flow, Guarded):
        yield from _bars(flow.part, start, whole, (*conditions, condition(flow)))
    elif isinstance(flow, Parallel):
        for part in flow.parts:
            yield from _bars(part, start, whole, conditions)
    elif isinstance(flow, Series):
        for part in flow.parts:
            yield from _bars(part, start, whole, conditions)
            start += span(part).weight


def _bar(step: Step, start: int, whole: int, conditions: tuple[Text, ...]) -> Bar:
    own = agency_span(step).weight
    length = max(100 * own / whole, _LEAST) if own else 0.0
    return Bar(step, _holder(step), conditions, round(min(100 * start / whole, 100 - length), 2), round(length, 2))


def _holder(step: Step) -> Text:
    """Who does it; for a step that waits, who is waited for."""
    known = AGENCIES.get(step.by)
    return known.title if known and step.kind == "await" else desk_title(step)
