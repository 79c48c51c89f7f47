"""A procedure's scenarios told over the API: each by the firm it names and by officers at their desks, in its own time."""

from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any
from unittest.mock import patch

from kouan.blueprint import AGENCIES, Procedure, parse
from kouan.blueprint.facts import ObjectFacts
from kouan.engine import Case, replay
from kouan.engine import commands as ask
from kouan.engine.moves import command_of, moment_of
from kouan.engine.refusals import Refused
from kouan.engine.rehearse import ended_otherwise, refused_otherwise
from kouan.engine.scenario import Scenario, known_objects
from kouan.kernel.text import Text
from kouan.modules.cases.services import acting, filing
from kouan.modules.parties.demo.cast import cast
from kouan.modules.parties.public import SYSTEM_VIEWER, create_organisation, organisation
from kouan.modules.parties.services.staff import Account, Post, add_staff
from kouan.runtime import log
from kouan.runtime.log import writing
from tests.api.imports import PDF
from tests.api.machine import Answer, Machine
from tests.api.town import machine

_FORMS = {ask.Amend: "form", ask.Resubmit: "form"}


@dataclass(slots=True)
class Story:
    """A scenario being told. ``known``: what is known of objects by now; ``news``: what the move at hand brings of it."""

    procedure: Procedure
    scenario: Scenario
    now: datetime = field(init=False)
    known: ObjectFacts = field(init=False)
    news: ObjectFacts = field(default_factory=dict)
    case: str = ""
    mismatches: list[Text] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.now, self.known = self.scenario.at, self.scenario.objects

    # ── Filing ───────────────────────────────────────────────────────────────────────────────────────────────────
    def file(self) -> Answer:
        """Hand it in, as whoever the scenario says."""
        opener = self._machine(self.scenario.by or self.procedure.opened_by[0])
        body = {"form": self.scenario.form, "documents": self._papers(opener, self.scenario.documents)}
        answer = opener.post(f"/procedures/{self.procedure.code}/cases", body)
        if answer.status == 201:
            self.case = answer.json["id"]
        return answer

    def _papers(self, who: Machine, documents: Any) -> list[dict[str, str]]:
        stored = [(each.kind, who.upload(each.name, PDF).json) for each in documents]
        return [{"kind": kind, "file": row["file"], "name": row["name"]} for kind, row in stored]

    # ── Moves ────────────────────────────────────────────────────────────────────────────────────────────────────
    def move(self, number: int, move: Mapping[str, Any]) -> None:
        """Do one move, and note where it is refused otherwise than it should be."""
        case = self.state()
        self.now = moment_of(case, move, self.now)
        self.news = known_objects(move.get("known"))
        self.known = {**self.known, **self.news}
        command = command_of(case, move, self.news)
        self.mismatches += refused_otherwise(number, move, self._done(case, command, move))

    def end(self) -> None:
        """Note in what the case ended otherwise than it should."""
        events = log.read(f"case/{self.case}")
        self.mismatches += ended_otherwise(replay(self.procedure, events), events, self.scenario.expect)

    def _done(self, case: Case, command: ask.Command, move: Mapping[str, Any]) -> str:
        by = "system" if isinstance(command, ask.Lapse) else move.get("by", "applicant")
        if by == "system":
            return self._of_itself(command)
        who = self._machine(by, self._desk(case, command))
        answer = who.post(f"/cases/{self.case}/{type(command).__name__.lower()}", self._body(who, command))
        return "" if answer.status == 200 else " ".join(answer.codes)

    def _of_itself(self, command: Any) -> str:
        try:
            acting.act_as_system(self.case, command, at=self.now)
        except Refused as refused:
            return " ".join(problem.code for problem in refused.problems)
        return ""

    def _body(self, who: Machine, command: ask.Command) -> dict[str, Any]:
        said = asdict(command)
        said.pop("objects", None)
        if type(command) in _FORMS:
            said["form"] = said.pop("data")
        if "documents" in said:
            said["documents"] = self._papers(who, getattr(command, "documents", ()))
        return said

    def _desk(self, case: Case, command: ask.Command) -> str:
        step = case.steps.get(getattr(command, "step", ""))
        return step.desk if step else ""

    # ── Who and what ─────────────────────────────────────────────────────────────────────────────────────────────
    def _machine(self, by: str, desk: str = "") -> Machine:
        if by not in AGENCIES:
            return machine(self.applicant())
        officers = [each.id for each in cast().officers if each.organisation == by]
        at_desk = [each.id for each in cast().officers if each.organisation == by and each.desk == desk]
        return machine((at_desk or officers)[0])

    def applicant(self) -> str:
        """Somebody of the firm that the filing is about, registered for the story where nobody knows it."""
        firm = self.procedure.principal(parse(self.procedure.form, self.scenario.form).filing)
        if not firm:
            return "tongda-2"
        known = next((each for each in cast().firms.values() if each.id == firm), None)
        person = known.staff[0].id if known else f"story-{firm}"
        if not known and organisation(firm) is None:
            _register(firm, person)
        return person

    def state(self) -> Case:
        """The case as the log has it."""
        return replay(self.procedure, log.read(f"case/{self.case}"))


def _register(firm: str, person: str) -> None:
    name = Text("故事中的单位", "Firm of a story")
    create_organisation(SYSTEM_VIEWER, firm, name, ("importer",), demo=True)
    add_staff(SYSTEM_VIEWER, firm, Account(name, person, id=person), Post(name), demo=True)


@contextmanager
def told(procedure: Procedure, scenario: Scenario) -> Iterator[Story]:
    """A story in its own time and among the objects it knows; what it does to balances is told elsewhere."""
    story = Story(procedure, scenario)

    class Asked:
        questions = ()

        def __init__(self, refs: Any) -> None:
            self.refs = refs

        def facts(self, answers: Any) -> ObjectFacts:
            return {ref: story.known[ref] for ref in self.refs if ref in story.known}

    with ExitStack() as stack:
        for module in (filing, acting):
            stack.enter_context(patch.object(module, "now", lambda: story.now))
        stack.enter_context(patch.object(filing.objects, "inquiry", lambda refs, at: Asked(list(refs))))
        stack.enter_context(patch.object(acting, "known_balances", lambda *said: story.news))
        stack.enter_context(patch.object(filing.secrets, "token_hex", lambda _: scenario.entropy))
        stack.enter_context(patch.object(writing, "following", lambda *said: []))
        yield story
