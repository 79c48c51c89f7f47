"""Parallel steps as bars side by side, and what happened as a line: the values behind those two components."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from kouan.kernel.text import Text

_LEAST = 0.8

State = Literal["waiting", "running", "stopped", "returned", "done", "late"]

STATES: dict[State, Text] = {
    "waiting": Text("未开始", "Not started"),
    "running": Text("办理中", "In progress"),
    "stopped": Text("已停表", "Clock stopped"),
    "returned": Text("待申报人补正", "With the applicant"),
    "done": Text("已办结", "Done"),
    "late": Text("已超时", "Overdue"),
}
TONES: dict[State, str] = {
    "waiting": "", "running": "brand", "stopped": "warn", "returned": "warn", "done": "good", "late": "bad",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class StepBar:
    """One step of one agency. ``used``: time on its clock so far; ``promised``: the limit, None without one.

    ``promise``: the limit in the law's words, where those say more than the span; ``outcome``: how it ended, and its
    ``tone`` where that is not the one of its state; ``lapses``: how it ends of itself when the limit has passed.
    """

    title: Text
    agency: Text
    state: State
    used: timedelta = timedelta()
    promised: timedelta | None = None
    due: datetime | None = None
    by: Text | str = ""
    promise: Text | str = ""
    outcome: Text | str = ""
    tone: str = ""
    lapses: Text | str = ""

    @property
    def over(self) -> timedelta:
        """Time used beyond the promise."""
        return max(self.used - self.promised, timedelta()) if self.promised else timedelta()


@dataclass(frozen=True, slots=True)
class Scaled:
    """A bar with its lengths as shares (0 to 100) of the longest of its group."""

    bar: StepBar
    used: float
    promised: float
    over: float


def scaled(bars: list[StepBar]) -> list[Scaled]:
    """All bars of a group on one scale."""
    whole = max((max(bar.used, bar.promised or timedelta()) for bar in bars), default=timedelta()) or timedelta(1)

    def share(span: timedelta) -> float:
        # A moment is drawn too: a step that was done at once is done.
        return max(round(100 * (span / whole), 2), _LEAST) if span else 0

    return [
        Scaled(bar, share(bar.used - bar.over), share(bar.promised or timedelta()), share(bar.over)) for bar in bars
    ]


@dataclass(frozen=True, slots=True)
class Happening:
    """One line of a timeline. ``recorded_at`` is told only where it differs from ``happened_at`` by a minute or more.

    tone: good, warn, bad, brand or "" for the plain ones.
    """

    title: Text
    who: Text | str
    happened_at: datetime | None
    recorded_at: datetime | None = None
    detail: Text | str = ""
    tone: Literal["", "good", "warn", "bad", "brand"] = ""

    @property
    def recorded_later(self) -> bool:
        if self.happened_at is None or self.recorded_at is None:
            return False
        return abs(self.recorded_at - self.happened_at) >= timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Hold:
    """A hold on a box: who holds it, why, until when; ``lifted_at`` once it is gone."""

    authority: Text
    reason: Text
    since: datetime
    until: datetime | None = None
    lifted_at: datetime | None = None
