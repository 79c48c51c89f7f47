"""A procedure's scenarios told through the pages: by the firm each names and by officers, with what their page offers."""

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any
from unittest.mock import patch

from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

from kouan.blueprint import AGENCIES, Attached, Problem, Procedure
from kouan.engine import Case
from kouan.engine import commands as ask
from kouan.engine.moves import command_of, moment_of
from kouan.engine.refusals import Refused
from kouan.engine.rehearse import refused_otherwise
from kouan.engine.scenario import Scenario, known_objects
from kouan.modules.cases.services import acting as service
from kouan.modules.parties.demo.cast import cast
from kouan.modules.parties.models import Person
from kouan.reference import table
from kouan.web.pages.cases import acting, correcting, seen
from kouan.web.pages.filing import entry, typed
from tests.api.imports import PDF
from tests.api.stories import Story, told
from tests.speech import foreign, written_in

from .drawn import Drawn, Sheet
from .hand import NoControl, fill, put

# What a page keeps from being asked at all: by having no control for it in that state, or none that could say it.
_NEVER_OFFERED = frozenset({"step-not-open", "question-open", "malformed", "agency-twice"})
_COMMODITY = re.compile(r"\b\d{6,10}\b")
_BLANK: dict[tuple[str, str], Sheet] = {}
Button = tuple[str, str]
_PLAIN: Button = ("", "")


@dataclass(slots=True)
class Pages:
    """A story told by people at their browsers in one language.

    ``refused``: why the last thing was; ``foreign``: what stood on pages in the other language.
    """

    story: Story
    language: str
    refused: tuple[Problem, ...] = ()
    foreign: set[tuple[str, str]] = field(default_factory=set)
    browsers: dict[str, Client] = field(default_factory=dict)
    written: set[str] = field(init=False)

    def __post_init__(self) -> None:
        scenario = self.story.scenario
        attached = [each.name for each in scenario.documents]
        said = written_in([scenario.form, scenario.moves, attached, list(scenario.objects.values())])
        self.written = said | _known_in_english(said)

    # ── Filing ───────────────────────────────────────────────────────────────────────────────────────────────────
    def file(self) -> None:
        """Fill in the form and press the button; once more where warnings are shown first."""
        scenario = self.story.scenario
        opener = self._opener
        sheet = self._blank(opener)
        fill(sheet, scenario.form)
        answer = self._press(opener, sheet, ("do", "file"), scenario.documents)
        if answer.status_code == 200:
            answer = self._press(opener, self._read(answer).sheet("filing"), ("do", "file"))
        if self._done(answer):
            self.story.case = answer["Location"].removeprefix("/cases/")

    def _blank(self, opener: str) -> Sheet:
        """The form that nobody has written in: drawn once in a language, it is the same for everybody."""
        code = self.story.procedure.code
        if (code, self.language) not in _BLANK:
            _BLANK[code, self.language] = self._open(opener, f"/file/{code}").sheet("filing")
        return deepcopy(_BLANK[code, self.language])

    # ── Moves ────────────────────────────────────────────────────────────────────────────────────────────────────
    def move(self, number: int, move: Mapping[str, Any]) -> None:
        """Do one move with the control that the page has for it, and note where it goes otherwise than it should."""
        story, case = self.story, self.story.state()
        story.now = moment_of(case, move, story.now)
        story.news = known_objects(move.get("known"))
        story.known = {**story.known, **story.news}
        wanted = move.get("refused", "")
        try:
            refused = self._moved(case, command_of(case, move, story.news), move.get("by", "applicant"))
        except NoControl as lacking:
            refused = wanted if wanted in _NEVER_OFFERED else f"{lacking}"
        story.mismatches += refused_otherwise(number, move, refused)

    def _moved(self, case: Case, command: ask.Command, by: str) -> str:
        if isinstance(command, ask.Lapse) or by == "system":
            return self._of_itself(command)
        step = case.steps.get(getattr(command, "step", ""))
        who = self._person(by, step.desk if step else "")
        sheet, button = _CONTROLS[type(command)](self, who, case, command)
        answer = self._press(who, sheet, button, getattr(command, "documents", ()))
        return "" if self._done(answer) else " ".join(problem.code for problem in self.refused)

    def _of_itself(self, command: Any) -> str:
        try:
            service.act_as_system(self.story.case, command, at=self.story.now)
        except Refused as refused:
            return " ".join(problem.code for problem in refused.problems)
        return ""

    def _of_step(self, who: str, verb: str, step: str) -> Sheet:
        """The form for an act at a step; behind a tab, where several are open to the same officer."""
        page = self._case(who)
        tab = next((link for link in page.links if link == f"?step={step}"), "")
        if tab and not page.holding(do=verb, step=step):
            page = self._open(who, f"/cases/{self.story.case}{tab}")
        return _there(page.holding(do=verb, step=step), f"{verb} at {step}")

    def _decide(self, who: str, case: Case, command: ask.Decide) -> tuple[Sheet, Button]:
        sheet = self._of_step(who, "decide", command.step)
        put(sheet, "reason", command.reason)
        fill(sheet, command.data)
        return sheet, ("outcome", command.outcome)

    def _return(self, who: str, case: Case, command: ask.Return) -> tuple[Sheet, Button]:
        sheet = self._of_step(who, "return", command.step)
        put(sheet, "reason", command.reason)
        put(sheet, "fields", list(command.fields))
        if command.reopen:
            put(sheet, "reopen", list(command.reopen))
        return sheet, _PLAIN

    def _ask(self, who: str, case: Case, command: ask.Ask) -> tuple[Sheet, Button]:
        sheet = self._of_step(who, "ask", command.step)
        put(sheet, "question", command.question)
        return sheet, _PLAIN

    def _answer(self, who: str, case: Case, command: ask.Answer) -> tuple[Sheet, Button]:
        sheet = _there(self._case(who).holding(do="answer", question=str(command.question)), "answer")
        put(sheet, "answer", command.answer)
        return sheet, _PLAIN

    def _with_reason(self, who: str, case: Case, command: Any) -> tuple[Sheet, Button]:
        verb = type(command).__name__.lower()
        sheet = _there(self._case(who).holding(do=verb), verb)
        put(sheet, "reason", command.reason)
        return sheet, _PLAIN

    def _supply(self, who: str, case: Case, command: ask.Supply) -> tuple[Sheet, Button]:
        sheet = self._behind_link(who, f"/cases/{self.story.case}/steps/{command.step}")
        fill(sheet, command.data, case.filing.as_json() if case.steps[command.step].completes else None)
        return sheet, ("do", "send")

    def _correct(self, who: str, case: Case, command: ask.Resubmit | ask.Amend) -> tuple[Sheet, Button]:
        sheet = self._behind_link(who, f"/cases/{self.story.case}/correct")
        fill(sheet, command.data, case.filing.as_json())
        if isinstance(command, ask.Amend):
            put(sheet, "amend-reason", command.reason)
        return sheet, ("do", "send")

    def _behind_link(self, who: str, address: str) -> Sheet:
        if address not in self._case(who).links:
            raise NoControl(f"nothing leads to {address}")
        return self._open(who, address).sheet("filing")

    # ── At the browser ───────────────────────────────────────────────────────────────────────────────────────────
    def end(self) -> None:
        """How the case stands in the end, to whoever opened it; and in what it ended otherwise than it should."""
        self._case(self._opener)
        self.story.end()

    def pressed_at(self, step: str, button: str, value: str) -> list[str]:
        """The rows of a step's form after a button in it was pressed by the officer whose step it is."""
        known = self.story.state().steps[step]
        who = self._person(known.by, known.desk)
        answer = self._press(who, self._of_step(who, "decide", step), (button, value))
        assert answer.status_code == 200, answer.status_code
        sheet = _there(self._read(answer).holding(do="decide", step=step), step)
        return [each.name for each in sheet.controls if each.kind == "hidden" and each.value == "row"]

    @property
    def _opener(self) -> str:
        return self._person(self.story.scenario.by or self.story.procedure.opened_by[0])

    def _case(self, who: str) -> Drawn:
        return self._open(who, f"/cases/{self.story.case}")

    def _open(self, who: str, address: str) -> Drawn:
        answer = self._browser(who).get(address)
        assert answer.status_code == 200, f"{address} answers {answer.status_code} to {who}"
        return self._read(answer)

    def _press(self, who: str, sheet: Sheet, button: Button, documents: tuple[Attached, ...] = ()) -> HttpResponse:
        if button not in sheet.buttons:
            raise NoControl(f"no button {button}, only {sheet.buttons}")
        sent: dict[str, list[Any]] = {**sheet.sent, **({button[0]: [button[1]]} if button[0] else {})}
        for place, each in _places(sheet, documents):
            sent.setdefault(place, []).append(SimpleUploadedFile(each.name, PDF))
        self.refused = ()
        return self._browser(who).post(sheet.action, sent)

    def _done(self, answer: HttpResponse) -> bool:
        """Whether it was done; if not, the page says everything that it was refused for, or that is a mismatch."""
        if answer.status_code == 303:
            return True
        said = " ".join(self._read(answer).words)
        unsaid = [each.message for each in self.refused if each.message[self.language] not in said]
        self.story.mismatches += unsaid
        return False

    def _read(self, answer: HttpResponse) -> Drawn:
        page, address = Drawn(answer.content.decode()), answer.request["PATH_INFO"]
        self.foreign |= {(address, each) for each in foreign(page.words, self.language, self.written)}
        return page

    def _browser(self, who: str) -> Client:
        if who not in self.browsers:
            self.browsers[who] = Client(headers={"Accept-Language": self.language})
            self.browsers[who].force_login(Person.objects.get(pk=who).user)
        return self.browsers[who]

    def _person(self, by: str, desk: str = "") -> str:
        if by not in AGENCIES:
            return self.story.applicant()
        officers = [each for each in cast().officers if each.organisation == by]
        return next((each.id for each in officers if each.desk == desk), officers[0].id)

    def noting(self, act: Callable[..., Any]) -> Callable[..., Any]:
        """The same, with what it was refused for kept."""

        def acts(*said: Any, **more: Any) -> Any:
            try:
                return act(*said, **more)
            except Refused as refused:
                self.refused = refused.problems
                raise

        return acts


_CONTROLS: dict[type, Callable[..., tuple[Sheet, Button]]] = {
    ask.Decide: Pages._decide,
    ask.Return: Pages._return,
    ask.Ask: Pages._ask,
    ask.Answer: Pages._answer,
    ask.Supply: Pages._supply,
    ask.Resubmit: Pages._correct,
    ask.Amend: Pages._correct,
    ask.Suspend: Pages._with_reason,
    ask.Resume: Pages._with_reason,
    ask.Withdraw: Pages._with_reason,
    ask.Void: Pages._with_reason,
}


def _there(sheet: Sheet | None, what: str) -> Sheet:
    if sheet is None:
        raise NoControl(f"nothing to {what} with")
    return sheet


def _places(sheet: Sheet, documents: tuple[Attached, ...]) -> Iterator[tuple[str, Attached]]:
    """Where each document is put."""
    for each in documents:
        if sheet.named("answer-file"):
            put(sheet, "answer-kind", each.kind)
            yield "answer-file", each
        elif sheet.named(f"file-{each.kind}"):
            yield f"file-{each.kind}", each
        else:
            raise NoControl(f"nowhere to put {each.kind}")


def _known_in_english(said: set[str]) -> set[str]:
    """What the commodities named are called, where no free source has their Chinese name."""
    codes = {code for each in said for code in _COMMODITY.findall(each)}
    known = [table("hs10").get(code) for code in codes] + [table("hs6").get(code[:6]) for code in codes]
    return {entry.name.zh for entry in known if entry and entry.name.zh == entry.name.en}


@contextmanager
def told_by_page(procedure: Procedure, scenario: Scenario, language: str) -> Iterator[Pages]:
    """A story in its own time, to be told through the pages in one language."""
    with told(procedure, scenario) as story, ExitStack() as stack:
        pages = Pages(story, language)
        for module in (entry, typed, seen):
            stack.enter_context(patch.object(module, "now", lambda: story.now))
        for module in (acting, correcting):
            stack.enter_context(patch.object(module, "act", pages.noting(module.act)))
        yield pages
