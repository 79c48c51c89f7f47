"""A case as its events make it: nothing here is stored, all of it is replayed."""

from collections.abc import Mapping
from copy import copy
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

from kouan.blueprint.document import Attached
from kouan.blueprint.facts import Circumstances, Facts, ObjectFacts, Outcome
from kouan.blueprint.flow import Flow, Step
from kouan.blueprint.form import Form
from kouan.blueprint.procedure import Procedure
from kouan.engine.holding import Held, Ref
from kouan.kernel.event import Actor, ObjectRef

Status = Literal["open", "returned", "suspended", "done", "refused", "lapsed", "withdrawn", "void"]
ENDED: frozenset[str] = frozenset({"done", "refused", "lapsed", "withdrawn", "void"})
Path = tuple[int, ...]


@dataclass(slots=True)
class Pause:
    """A time in which clocks stood still: those of one step, or of all when ``step`` is empty."""

    since: datetime
    until: datetime | None = None
    step: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """A question to the applicant and, once given, its answer."""

    number: int
    step: str
    question: str
    asked_at: datetime
    asked_by: Actor
    answer: str | None = None
    answered_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Correction:
    """Why a case lies with the applicant for correction."""

    step: str
    reason: str
    fields: tuple[str, ...]
    by: Actor
    at: datetime


@dataclass(slots=True)
class Case:
    """The state of a case. ``opened``: when each step's turn came; ``passed``: conditions already looked at;

    ``ending``: how a step has ended the case, refused or lapsed, "" while none has; ``complete``: every part of the
    flow is done or passed over; ``named``: the objects the filing names; ``latest``: when the last event happened;
    ``dropped``: steps that lost their turn when the filing changed, from when to when they had it; ``held``: what the
    case holds of balances; ``granted``: it has become one itself. ``known``: balances as they were read for the command
    at hand, when the case held ``held_then``; no event tells of these.
    """

    procedure: Procedure
    filing: Form
    filed_at: datetime
    filed_by: Actor
    latest: datetime
    circumstances: Circumstances
    entropy: str
    flow: Flow
    steps: Mapping[str, Step]
    status: Status = "open"
    n: int = 0
    documents: tuple[Attached, ...] = ()
    outcomes: dict[str, Outcome] = field(default_factory=dict)
    opened: dict[str, datetime] = field(default_factory=dict)
    passed: dict[Path, bool] = field(default_factory=dict)
    pauses: list[Pause] = field(default_factory=list)
    questions: dict[int, Question] = field(default_factory=dict)
    correction: Correction | None = None
    suspended_by: Actor | None = None
    ended_at: datetime | None = None
    reason: str = ""
    ending: Literal["", "refused", "lapsed"] = ""
    complete: bool = False
    named: tuple[ObjectRef, ...] = ()
    dropped: dict[str, tuple[datetime, datetime]] = field(default_factory=dict)
    held: dict[Ref, Held] = field(default_factory=dict)
    granted: bool = False
    known: ObjectFacts = field(default_factory=dict)
    held_then: Mapping[Ref, Held] = field(default_factory=dict)

    @property
    def day(self) -> date:
        """The day of filing: its terms and version judge the case to the end."""
        return self.circumstances.day

    @property
    def open_steps(self) -> tuple[Step, ...]:
        """Steps whose turn it is, in the order their turns came; none once the case has ended."""
        if self.status in ENDED:
            return ()
        return tuple(self.steps[name] for name in self.opened if name not in self.outcomes)

    @property
    def facts(self) -> Facts:
        return Facts(self.filing, self.outcomes, self.circumstances, self.entropy)

    def open_step(self, name: str) -> Step | None:
        return next((step for step in self.open_steps if step.name == name), None)

    def open_question(self, step: str) -> Question | None:
        return next((q for q in self.questions.values() if q.step == step and q.answer is None), None)

    def fork(self) -> "Case":
        """A copy that can be moved on without touching this one."""
        twin = copy(self)
        twin.outcomes, twin.opened, twin.passed = dict(self.outcomes), dict(self.opened), dict(self.passed)
        twin.questions = dict(self.questions)
        twin.pauses = [copy(pause) for pause in self.pauses]
        twin.dropped, twin.held = dict(self.dropped), dict(self.held)
        return twin
