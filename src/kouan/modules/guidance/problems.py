"""Problems: taken from what a firm wrote or said, passed to agencies with a day by which to answer, and answered."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from kouan.blueprint import AGENCIES
from kouan.kernel.clock import SHANGHAI, local_date, now
from kouan.kernel.event import ObjectRef
from kouan.modules.cases.public import NotFound
from kouan.modules.guidance import refusals
from kouan.modules.guidance.models import Answer, Problem, Referral, Talk
from kouan.modules.guidance.recording import Said, firm, record
from kouan.modules.guidance.said import NOT_SOLVED, NOTED, PASSED, REPLIED, SOLVED, problem_stream
from kouan.modules.parties.public import Viewer
from kouan.runtime import numbers

_TITLE, _WORDS = 100, 1000


@dataclass(frozen=True, slots=True)
class Draft:
    """A problem as the port office puts it. ``firm``: who raised it; ``question``: "" where it came of a talk.

    Agencies read ``title`` and ``words``; who raised it they are not told.
    """

    title: str
    words: str
    firm: str
    agencies: Sequence[str]
    due: date
    about: str = ""
    question: str = ""


def pass_on(by: Viewer, origin: str, draft: Draft, at: datetime | None = None) -> str:
    """Pass a problem from a survey or talk (``origin``: its number) to agencies; its number. Raises Refused."""
    moment = at or now()
    refusals.require(by.kind == "port-office", "not-port-office", "", refusals.PORT_OFFICE_ONLY)
    _check_firm(origin, draft)
    title = refusals.words(draft.title, "/title", _TITLE)
    told = {"title": title, "words": refusals.words(draft.words, "/words", _WORDS), "about": draft.about}
    _check_agencies(draft, moment)
    year = moment.astimezone(SHANGHAI).year
    problem = f"FK-{year}-{numbers.take(f'problem-{year}'):04d}"
    about, agencies = ObjectRef("problem", problem), sorted(set(draft.agencies))
    noted: Said = (
        NOTED,
        {**told, "firm": draft.firm, "origin": origin, "question": draft.question},
        (about, firm(draft.firm, "raised-by")),
    )
    due = {"agencies": agencies, "due": draft.due.isoformat()}
    passed: Said = (PASSED, {**told, **due}, (about, *(firm(each, "passed-to") for each in agencies)))
    record(by, problem_stream(problem), [noted, passed], moment)
    return problem


def _check_firm(origin: str, draft: Draft) -> None:
    """Only what somebody said somewhere is passed on as theirs."""
    if draft.question:
        answer = Answer.objects.filter(survey=origin, party=draft.firm).first()
        said = bool(answer and isinstance(answer.told.get(draft.question), str))
        refusals.require(said, "said-nothing", "/firm", refusals.SAID_NOTHING)
        return
    talk = Talk.objects.filter(pk=origin).first()
    refusals.require(bool(talk and draft.firm in talk.present), "not-there", "/firm", refusals.NOT_THERE)


def _check_agencies(draft: Draft, moment: datetime) -> None:
    refusals.require(bool(draft.agencies), "agencies", "/agencies", refusals.AGENCIES)
    for each in draft.agencies:
        refusals.require(each in AGENCIES, "agency", "/agencies", refusals.NO_AGENCY.fill(code=each))
    refusals.require(draft.due >= local_date(moment), "due", "/due", refusals.DUE)


def reply(by: Viewer, problem: Problem, outcome: str, words: str, at: datetime | None = None) -> None:
    """An agency to which it was passed says what was done; it may say more later.

    Raises NotFound where it was not passed to the viewer's agency, Refused, Conflict.
    """
    if not Referral.objects.filter(problem=problem, agency=by.party).exists():
        raise NotFound(problem.id)
    refusals.require(outcome in (SOLVED, NOT_SOLVED), "outcome", "/outcome", refusals.OUTCOME)
    said = {"agency": by.party, "outcome": outcome, "words": refusals.words(words, "/words", _WORDS)}
    about = (ObjectRef("problem", problem.id), firm(by.party, "answered-by"))
    record(by, problem_stream(problem.id), [(REPLIED, said, about)], at or now())
