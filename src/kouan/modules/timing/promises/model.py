"""What is promised: the operations that can be, and limits on them, each by somebody, from a day on."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from kouan.kernel.text import Text
from kouan.modules.timing.studies.awaiting import Picked
from kouan.modules.timing.studies.model import Condition, Milestone, Segment, Stage, Study, digest_of
from kouan.modules.timing.worktime import Hours

Counts = Literal["time", "rate", "share"]
Unit = Literal["minutes", "hours", "same-day", "boxes-an-hour", "share"]
UNITS: dict[Counts, tuple[Unit, ...]] = {
    "time": ("minutes", "hours", "same-day"),
    "rate": ("boxes-an-hour",),
    "share": ("share",),
}
"""What a limit on each kind of operation is said in; of a share (punctual, direct) nothing but the pledge is said."""
NO_AMOUNT: frozenset[Unit] = frozenset({"same-day", "share"})
MINUTE, HOUR = 60_000_000, 3_600_000_000
OPERATOR, ENDED, VOID = "operator", "ended", "void"
_WHOLE = "overall"
_NOTHING = Text("", "")


@dataclass(frozen=True, slots=True)
class Measure:
    """How an operation is seen in a log. ``unit``: the kind of object that is one case of it.

    A time runs from the latest of ``start`` (all of which must have happened) to ``end``. A rate is of the events
    ``counted``, from the first to the last of them, once ``end`` has happened. A case that met ``unless`` and has no
    end is none. Whose case it is an attribute says: ``operator`` and ``of`` which kind; or ``party`` for all.
    """

    unit: str
    start: tuple[Picked, ...]
    end: Picked
    counted: Picked | None = None
    unless: Picked | None = None
    reach: tuple[tuple[str, ...], ...] = ()
    scope: tuple[Condition, ...] = ()
    operator: str = ""
    of: str = ""
    party: str = ""


@dataclass(frozen=True, slots=True)
class Operation:
    """Something of which a limit can be published. ``by``: roles of firms, and codes of agencies, that do it.

    ``unmeasured``: why the log cannot tell how long it took, where it cannot; then ``measure`` is None.
    """

    code: str
    version: int
    stage: Text
    title: Text
    counts: Counts
    by: tuple[str, ...]
    trigger: Text
    until: Text
    measure: Measure | None = None
    unmeasured: Text = _NOTHING

    @property
    def digest(self) -> str:
        """SHA-256 over the definition as canonical JSON."""
        return digest_of(self)

    @property
    def study(self) -> Study:
        """The same for whoever takes milestones of a log: the columns of its rows are those of :attr:`columns`."""
        measure = self.measure
        assert measure
        marks = [Milestone(name, self.title, each) for name, each in zip(self.starts, measure.start, strict=True)]
        last = Milestone(ENDED, self.title, measure.end)
        void = [Milestone(VOID, self.title, measure.unless)] if measure.unless else []
        return Study(
            code=self.code,
            version=self.version,
            title=self.title,
            source=self.title,
            unit=measure.unit,
            scope=measure.scope,
            reach=measure.reach,
            milestones=(*marks, last, *void),
            overall=Stage(_WHOLE, self.title, self.starts[0], ENDED),
            segments=_of_whom(measure),
        )

    @property
    def starts(self) -> tuple[str, ...]:
        """The names of the milestones of which the latest starts a case."""
        return tuple(f"start{at}" for at in range(len(self.measure.start))) if self.measure else ()


def _of_whom(measure: Measure) -> tuple[Segment, ...]:
    if not measure.operator:
        return ()
    return (Segment(OPERATOR, Text("经营人", "Operator"), measure.operator, measure.of or measure.unit),)


@dataclass(frozen=True, slots=True)
class Limit:
    """``operator`` ("": everybody of whom the operation is) keeps an operation within a limit in ``pledged`` percent.

    It holds for what begins on ``since`` (None: whenever) or later and before ``until`` (None: without end), days of
    the port. ``amount``: of the unit; None where the unit needs none. ``hours``: opening hours by which time is
    counted, None for the calendar's. ``line``: the operation as the publication names it. ``position``: of the event
    that published it here, 0 where it was published elsewhere.
    """

    operator: str
    operation: str
    unit: Unit
    amount: Decimal | None
    pledged: Decimal
    since: date | None = None
    until: date | None = None
    hours: Hours | None = None
    publication: str = ""
    address: str = ""
    line: Text = _NOTHING
    position: int = 0

    @property
    def us(self) -> int:
        """A limit of time in microseconds, 0 for others."""
        each = {"minutes": MINUTE, "hours": HOUR}.get(self.unit, 0)
        return int((self.amount or 0) * each)

    @property
    def rate(self) -> int:
        """A limit in boxes an hour, 0 for others."""
        return int(self.amount or 0) if self.unit == "boxes-an-hour" else 0


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Limits from one publication. ``verified``: read in the publication itself."""

    code: str
    version: int
    title: Text
    source: Text
    verified: bool
    read_on: date
    note: Text
    limits: Sequence[Limit]

    @property
    def digest(self) -> str:
        return digest_of(self)
