"""What rings: each rule of the catalogue with the units it rings for, and what passed every check and was let go."""

from collections.abc import Sequence
from dataclasses import dataclass

import ibis
import ibis.expr.types as ir

from kouan.kernel.clock import now, to_micros
from kouan.modules.timing.alerts.catalogue import Alert, catalogue
from kouan.modules.timing.alerts.lifts import Lift, lifts
from kouan.modules.timing.alerts.posts import Click, clicks, posts
from kouan.modules.timing.alerts.raising import MOMENT, Raised, limit_of, raised
from kouan.modules.timing.engines.duck import Duck
from kouan.modules.timing.figures.looking import known, position_of, reading
from kouan.modules.timing.figures.memory import recent
from kouan.modules.timing.figures.period import Period
from kouan.modules.timing.figures.prepared import question
from kouan.modules.timing.measures.milestones import case_ms, table
from kouan.modules.timing.shape import log
from kouan.modules.timing.studies.model import Study


@dataclass(frozen=True, slots=True)
class Rung:
    """A rule and what it rings for; ``limit``: microseconds, None where it is not measured or not in hours."""

    alert: Alert
    limit: int | None
    units: Sequence[Raised]

    @property
    def waiting(self) -> Sequence[Raised]:
        """Those that wait still."""
        return [each for each in self.units if each.until is None and not self.alert.before]

    @property
    def past(self) -> Sequence[Raised]:
        """Those that have come through since."""
        return [each for each in self.units if each.until is not None or self.alert.before]


@dataclass(frozen=True, slots=True)
class Alarms:
    """Every rule, in the catalogue's order; what was let go in the period, by people and by the system; and the boxes
    that only a person's hold still kept."""

    rules: Sequence[Rung]
    clicks: Sequence[Click]
    by_itself: Sequence[Click]
    lifts: Sequence[Lift]
    position: int


def alarms(period: Period, upto: int | None = None) -> Alarms:
    """What rings now, and what rang in a period; as of a position where it is given. Raises Unavailable."""
    return recent(("alarms", period, upto), lambda: reading(upto, lambda duck: _asked(duck, period, upto)))


def _asked(duck: Duck, period: Period, upto: int | None) -> Alarms:
    moment = to_micros(now()) if upto is None else known(duck, upto).recorded
    let_go = clicks(duck, log(), posts(), period.since, period.until)
    people = {(each.procedure, each.step) for each in posts() if each.person}
    return Alarms(
        rules=[_rung(duck, each, period, moment) for each in catalogue().rules],
        clicks=[each for each in let_go if (each.procedure, each.step) in people],
        by_itself=[each for each in let_go if (each.procedure, each.step) not in people],
        lifts=lifts(duck, log(), period.since, period.until),
        position=position_of(duck, upto),
    )


def _rung(duck: Duck, alert: Alert, period: Period, moment: int) -> Rung:
    if alert.study is None:
        return Rung(alert, None, ())
    case, span = _case(duck, alert.study, moment), (period.since, period.until)
    limit = 0 if alert.before else limit_of(duck, alert, case, *span)
    found = [] if limit is None else raised(duck, alert, case, limit, span)
    return Rung(alert, limit or None, found)


def _case(duck: Duck, study: Study, moment: int) -> ir.Table:
    """The rows of a rule's study, in a table of their own: several rules ask for the same."""
    name = f"alerts_{study.code.replace('-', '_')}"
    said = question("case_ms", study, lambda each: case_ms(log(), each))
    rows = f"SELECT *, {moment} AS {MOMENT} FROM ({said})"  # noqa: S608 - a number, and a study in SQL
    duck.connection.execute(f"CREATE TEMP TABLE IF NOT EXISTS {name} AS {rows}")
    return ibis.table({**table(study).schema(), MOMENT: "int64"}, name=name)
