"""Cases and those who work on them: whoever holds an open step sees to it in their own time, whatever the procedure.

Nothing here knows a procedure's way. What is open is read from the case's view after every act.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from random import Random
from typing import Any

from kouan.blueprint import Step
from kouan.cli.demo.answers import Asked, decision, supplied
from kouan.cli.demo.cargo import Consignment, Visit
from kouan.cli.demo.habits import PROMPT, Habit, habit_of, in_business
from kouan.cli.demo.papers import Cabinet
from kouan.cli.demo.turns import AGAIN, Turn, Turns
from kouan.cli.demo.world import World
from kouan.engine import commands
from kouan.kernel.clock import from_micros, local_date
from kouan.modules.cases.public import act, case_view, file_case
from kouan.modules.parties.public import Viewer
from kouan.procedures import procedure as procedure_of

View = Mapping[str, Any]
_HOUR, _DAY = timedelta(hours=1), timedelta(days=1)
# What was opened so recently waits for whoever looks at the demo; a little of what is older was forgotten.
_FRESH, _STALE = timedelta(hours=20), timedelta(days=4)
_LEFT_FRESH, _LEFT_STALE = 0.4, 0.06
_PAYS_AT_ONCE, _PAYS_LATE, _FORGETS = 0.78, 0.05, 0.02
_WITHDRAWS = 0.06
_QUESTIONS = ("请说明货物用途并补充说明书。", "请说明单价与近期同类货物的差异。", "请提供原产地直接运输的证明。")
_FAULTS = ("唛头与装箱单不一致，请核对后重报。", "申报要素不完整，请补充型号。", "收货人联系方式缺失，请补充。")
_SAID = "已核对，说明材料随附。"


@dataclass(slots=True)
class Followed:
    """A case on its way. ``about``: visit, consignment or what will be decided; ``rest``: what a later step hands in.

    ``leave``: steps that nobody does, while all others are done at once and never sent back; None: as it comes.
    ``turns``: steps that the case's own story does.
    """

    id: str
    code: str
    filer: Viewer
    filed_at: datetime
    dice: Random
    about: object = None
    rest: Mapping[str, Any] | None = None
    heard: Callable[[View, datetime], None] | None = None
    planned: set[str] = field(default_factory=set)
    view: View = field(default_factory=dict)
    leave: frozenset[str] | None = None
    turns: Turns = field(default_factory=dict)

    def step(self, name: str) -> Step:
        step = procedure_of(self.code).step(name, local_date(self.filed_at))
        assert step is not None
        return step

    def is_open(self, name: str) -> bool:
        """Whether the step can be worked on now."""
        open_steps = {row["name"] for row in self.view["steps"] if "outcome" not in row}
        asked = {question["step"] for question in self.view["questions"] if "answer" not in question}
        return self.view["status"] == "open" and name in open_steps - asked


class Desks:
    """Files cases and lets everybody work on them."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.cabinet = Cabinet()
        self.inspect: Callable[[Consignment, datetime], datetime] = lambda consignment, at: at
        self._waiting: dict[str, list[Followed]] = {}
        self._to_look: list[tuple[Followed, datetime]] = []

    def file(
        self,
        filer: Viewer,
        code: str,
        form: Mapping[str, Any],
        kinds: Sequence[str],
        at: datetime,
        **more: Any,
    ) -> Followed:
        """File a case and follow it; ``more``: fields of :class:`Followed`."""
        dice = self.world.dice(code, self.world.made[code])
        entropy = f"{dice.getrandbits(64):016x}"
        documents = self.cabinet.take(filer, kinds)
        reference = more.pop("reference", None)
        view = file_case(filer, code, form, documents, reference=reference, at=at, demo=True, entropy=entropy)
        self.world.made[code] += 1
        case = Followed(view["id"], code, filer, at, dice, **more)
        self.follow(case, view, at)
        return case

    def follow(self, case: Followed, view: View, at: datetime) -> None:
        """Let everybody take up what is open now."""
        case.view = view
        if case.heard:
            case.heard(view, at)
        if view["status"] == "returned" and "correction" not in case.planned:
            self._plan_correction(case, at)
        for row in view["steps"]:
            if "outcome" not in row and row["name"] not in case.planned:
                case.planned.add(row["name"])
                self._plan(case, row, at)

    def arrived(self, bill: str, at: datetime) -> None:
        """Goods have arrived: cases that waited for it are looked at once the log is through."""
        self._to_look += [(case, at) for case in self._waiting.pop(bill, ())]

    def look(self) -> None:
        """Look at the cases whose goods arrived meanwhile."""
        seen, self._to_look = self._to_look, []
        for case, at in seen:
            self.follow(case, case_view(case.filer, case.id), at)

    def _plan(self, case: Followed, row: View, at: datetime) -> None:
        step, opened = case.step(row["name"]), max(from_micros(row["opened_at"]), at)
        if step.name in case.turns:
            turn = case.turns[step.name]
            self.world.at(max(turn.when(opened), at), partial(self._take_turn, case, step, turn))
        elif step.kind == "review":
            self._plan_review(case, step, opened)
        elif step.kind == "supply":
            self._plan_supply(case, step, opened, from_micros(row["due"]) if "due" in row else None)
        elif isinstance(case.about, Consignment):
            self._waiting.setdefault(case.about.bill, []).append(case)

    def _take_turn(self, case: Followed, step: Step, turn: Turn, at: datetime) -> None:
        """Do a step as its story says, or see whether what it waits for has come; if not yet, again later."""
        said = turn.says(case.view, at) if case.is_open(step.name) else None
        if said is not None:
            self.follow(case, act(turn.by or self._whose(case, step), case.id, said, at=at), at)
        elif case.is_open(step.name):
            self.follow(case, case_view(case.filer, case.id), at)
            if case.is_open(step.name):
                self.world.at(at + AGAIN, partial(self._take_turn, case, step, turn))

    def _whose(self, case: Followed, step: Step) -> Viewer:
        """Who does a step: the applicant, or somebody at its desk."""
        return case.filer if step.kind == "supply" else self.world.people.officer(step.by, step.desk, case.dice)

    # ── Officers ─────────────────────────────────────────────────────────────────────────────────────────────────
    def _plan_review(self, case: Followed, step: Step, opened: datetime) -> None:
        if self._is_left(case, opened, step.name):
            return
        habit = habit_of(step.by, step.desk) if case.leave is None else PROMPT
        earliest = max(opened, self._not_before(case, step, opened))
        at = habit.at_work(earliest + habit.takes(case.dice), case.dice)
        self.world.at(at, partial(self._review, case, step, habit))

    def _is_left(self, case: Followed, opened: datetime, step: str = "") -> bool:
        if case.leave is not None:
            return step in case.leave
        age, drawn = self.world.scale.until - opened, case.dice.random()
        return drawn < (_LEFT_FRESH if age < _FRESH else _LEFT_STALE if age < _STALE else 0)

    def _not_before(self, case: Followed, step: Step, opened: datetime) -> datetime:
        """What an officer needs to have: the ship alongside, or the box at the inspection site."""
        if isinstance(case.about, Visit) and step.name in ("board", "quarantine"):
            return case.about.arrived_at + 3 * _HOUR
        if isinstance(case.about, Consignment) and step.desk == "inspection":
            return self.inspect(case.about, opened)
        return opened

    def _review(self, case: Followed, step: Step, habit: Habit, at: datetime) -> None:
        if not case.is_open(step.name):
            return
        officer = self._whose(case, step)
        self.follow(case, act(officer, case.id, self._chosen(case, step, habit, at), at=at), at)

    def _chosen(self, case: Followed, step: Step, habit: Habit, at: datetime) -> commands.Command:
        """Decide, or ask or send back first; each at most once a case."""
        drawn = case.dice.random()
        if drawn < habit.asks and "asked" not in case.planned:
            case.planned.add("asked")
            self.world.at(at + _HOUR, partial(self._answer, case, step))
            return commands.Ask(step.name, case.dice.choice(_QUESTIONS))
        if drawn < habit.asks + habit.returns and "sent back" not in case.planned:
            case.planned.add("sent back")
            return commands.Return(step.name, case.dice.choice(_FAULTS))
        return decision(Asked(step, case.view, case.about, at, case.dice))

    # ── The applicant ────────────────────────────────────────────────────────────────────────────────────────────
    def _answer(self, case: Followed, step: Step, at: datetime) -> None:
        """Answer a question some hours after it was asked, unless it is of today and waits for the visitor."""
        if not self._is_left(case, at):
            later = in_business(at + case.dice.triangular(0.5, 14, 3) * _HOUR, case.dice)
            self.world.at(later, partial(self._answered, case, step))

    def _answered(self, case: Followed, step: Step, at: datetime) -> None:
        if case.view["status"] != "open":
            return
        number = len(case.view["questions"])
        view = act(case.filer, case.id, commands.Answer(number, _SAID), at=at)
        case.planned.discard(step.name)
        self.follow(case, view, at)

    def _plan_correction(self, case: Followed, at: datetime) -> None:
        case.planned.add("correction")
        if not self._is_left(case, at):
            later = in_business(at + case.dice.triangular(1, 40, 5) * _HOUR, case.dice)
            self.world.at(later, partial(self._correct, case))

    def _correct(self, case: Followed, at: datetime) -> None:
        if case.dice.random() < _WITHDRAWS:
            self.follow(case, act(case.filer, case.id, commands.Withdraw("改由其他口岸进出境"), at=at), at)
            return
        form = dict(case.view["form"])
        if "marks" in form:
            form["remarks"] = "已按退回意见核对更正"
        view = act(case.filer, case.id, commands.Resubmit(form), at=at)
        case.planned -= {row["name"] for row in view["steps"] if "outcome" not in row}
        self.follow(case, view, at)

    def _plan_supply(self, case: Followed, step: Step, opened: datetime, due: datetime | None) -> None:
        moment = self._supply_time(case, step, opened)
        if moment is not None and step.lapses and due and case.leave is None:
            # What a guarantee bears until then, nobody pays long before.
            moment = max(opened, due - case.dice.uniform(0.4, 4) * _DAY)
        if moment is not None and not (step.completes and self._is_left(case, opened)):
            at = in_business(moment, case.dice) if case.leave is None else moment
            self.world.at(at, partial(self._supply, case, step))

    def _supply_time(self, case: Followed, step: Step, opened: datetime) -> datetime | None:
        """When the applicant sees to it; None where it has been forgotten."""
        dice = case.dice
        if case.leave is not None:
            return opened + _HOUR / 2
        if dice.random() < _FORGETS:
            return None
        if step.completes:
            return opened + dice.triangular(0.5, 12, 4) * _DAY
        if isinstance(case.about, Visit):
            return max(opened, case.about.eta - dice.uniform(25, 40) * _HOUR)
        drawn = dice.random()
        if drawn < _PAYS_AT_ONCE:
            return opened + dice.triangular(0.3, 7, 1.5) * _HOUR
        return opened + dice.uniform(16, 18) * _DAY if drawn > 1 - _PAYS_LATE else opened + dice.uniform(1, 4) * _DAY

    def _supply(self, case: Followed, step: Step, at: datetime) -> None:
        if not case.is_open(step.name):
            return
        asked = Asked(step, case.view, case.about, at, case.dice)
        data = case.rest if step.completes and case.rest else supplied(asked)
        kinds = ("invoice", "packing-list") if step.completes else ()
        documents = self.cabinet.take(case.filer, kinds)
        self.follow(case, act(case.filer, case.id, commands.Supply(step.name, data, documents), at=at), at)
