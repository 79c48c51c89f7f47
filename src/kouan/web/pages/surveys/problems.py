"""``/problems``: what firms said, passed to agencies: the lists of the port office and of each, and one problem."""

from datetime import date, timedelta
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import path, reverse

from kouan.blueprint import AGENCIES
from kouan.engine import Refused
from kouan.kernel.clock import from_micros, local_date, now
from kouan.kernel.text import Text, listed
from kouan.modules.guidance import public as guidance
from kouan.modules.parties.public import Viewer, names, viewer_of
from kouan.runtime.log import Conflict
from kouan.web.doors import officers, port_office, signed_in
from kouan.web.language import pick
from kouan.web.navigation import Entry
from kouan.web.pages.surveys.words import STATES, TOOLS, about_text, due, problem_state
from kouan.web.refused import by_field, day
from kouan.web.tables import Column, Empty, Filter, Table, respond

_LABEL = Text("企业反映", "From firms")
_PASSED = Text("已转有关部门，{day} 前答复。", "Passed on; an answer is due by {day}.")
_REPLIED = Text("答复已发给口岸办和反映的单位。", "Your answer went to the port office and the firm.")
_USUAL = timedelta(days=10)


@officers
def problems(request: HttpRequest) -> HttpResponseBase:
    """All to the port office, to an agency its own; ``?origin=`` those of one survey or talk."""
    me = viewer_of(request)
    rows = list(guidance.problems(me, request.GET.get("origin", "")))
    tally = guidance.tally(rows)
    return respond(
        request,
        _table("" if guidance.is_office(me) else me.agency),
        rows,
        "surveys/problems.html",
        {**TOOLS, "tally": tally},
    )


@signed_in
def problem(request: HttpRequest, name: str) -> HttpResponseBase:
    """One, to the port office, the firm that raised it, and its agencies, who answer here."""
    me = viewer_of(request)
    row = guidance.problem(me, name)
    own = next((each for each in row.referrals.all() if each.agency == me.agency), None)
    wrong: dict[str, Text] = {}
    if request.method == "POST":
        try:
            guidance.reply(me, row, request.POST.get("outcome", ""), request.POST.get("words", ""))
        except (Refused, Conflict) as error:
            wrong = by_field(error)
        else:
            messages.success(request, pick(_REPLIED))
            return HttpResponseRedirect(reverse("problem", args=(name,)), status=303)
    context = {**TOOLS, **_context(me, row), "own": own, "typed": request.POST, "wrong": wrong}
    return render(request, "surveys/problem.html", context, status=422 if wrong else 200)


def _context(me: Viewer, row: guidance.Problem) -> dict[str, Any]:
    """Who raised it and where is for the port office and that firm."""
    office = guidance.is_office(me)
    firm = names([row.firm]).get(row.firm, Text(row.firm, row.firm))
    return {
        "row": row,
        "office": office,
        "firm": firm if office or row.firm == me.party else None,
        "passed_at": from_micros(row.passed_at),
        "agencies": AGENCIES,
        "states": STATES,
        "from_micros": from_micros,
        "day": date.fromisoformat,
        "today": local_date(now()).isoformat(),
        "outcomes": [(guidance.SOLVED, STATES["solved"][0]), (guidance.NOT_SOLVED, STATES["not-solved"][0])],
    }


@port_office
def pass_on(request: HttpRequest, origin: str) -> HttpResponseBase:
    """Make a problem of what a firm wrote in a survey (``?firm=&question=``) or said at a talk."""
    me, asked = viewer_of(request), request.POST or request.GET
    said = _said(me, origin, asked.get("firm", ""), asked.get("question", ""))
    wrong: dict[str, Text] = {}
    if request.method == "POST":
        try:
            draft = _draft(request)
            name = guidance.pass_on(me, origin, draft)
        except (Refused, Conflict) as error:
            wrong = by_field(error)
        else:
            messages.success(request, pick(_PASSED.fill(day=draft.due)))
            return HttpResponseRedirect(reverse("problem", args=(name,)), status=303)
    context = {
        **TOOLS, **said, "origin": origin, "wrong": wrong, "typed": request.POST,
        "picked": request.POST.getlist("agencies"), "agencies": AGENCIES, "stages": guidance.STAGES.items(),
        "due": local_date(now()) + _USUAL,
    }  # fmt: skip
    return render(request, "surveys/pass_on.html", context, status=422 if wrong else 200)


def _said(me: Viewer, origin: str, firm: str, code: str) -> dict[str, Any]:
    """What it is made of; 404 where nobody said it."""
    if code:
        row = guidance.survey(me, origin)
        words = {each.party: each.said.get(code) for each in guidance.answers_to(row)}.get(firm)
        question = next((each for each in guidance.questions(row) if each.code == code and each.kind == "text"), None)
        if not (words and question):
            raise Http404
        return {
            "said": words,
            "from_survey": row,
            "from_talk": None,
            "firms": names([firm]),
            "question": code,
            "about": question.about,
        }
    talk = guidance.talk(me, origin)
    return {
        "said": talk.minutes,
        "from_survey": None,
        "from_talk": talk,
        "firms": names(talk.present),
        "question": "",
        "about": "",
    }


def _draft(request: HttpRequest) -> guidance.Draft:
    post = request.POST
    said = {name: post.get(name, "").strip() for name in ("title", "words", "firm", "about", "question")}
    return guidance.Draft(**said, agencies=post.getlist("agencies"), due=day(post, "due"))


def _table(agency: str) -> Table[Any]:
    """The list of the port office ("") or of an agency, whose own part alone sets the state."""
    return Table(
        key="problems",
        title=_LABEL,
        columns=(
            Column("id", Text("编号", "Number"), lambda row: row.id, sort=True),
            Column("title", Text("问题", "Problem"), lambda row: row.title),
            Column("about", Text("环节", "Stage"), lambda row: about_text(row.about)),
            Column("agencies", Text("部门", "Agencies"), _agencies),
            Column("passed", Text("转办", "Passed on"), lambda row: from_micros(row.passed_at), sort=True),
            Column("due", Text("期限", "Due"), due, sort=True),
            Column(
                "state",
                Text("状态", "State"),
                lambda row: STATES[guidance.state(row, agency=agency)][0],
                html=lambda row: problem_state(row, agency),
            ),
        ),
        filters=(
            Filter(
                "state",
                Text("状态", "State"),
                lambda rows, wanted: [row for row in rows if guidance.state(row, agency=agency) == wanted],
                choices=[(code, words) for code, (words, _) in STATES.items()],
            ),
        ),
        empty=Empty(
            Text("没有企业反映的问题", "No problems"),
            Text("口岸办从问卷和座谈会转来的问题列在这里。", "What the port office passes on from surveys and talks."),
        ),
        order="-passed",
        href=lambda row: reverse("problem", args=(row.id,)),
        urgent=lambda row: guidance.state(row, agency=agency) == "overdue",
    )


def _agencies(row: guidance.Problem) -> Text:
    return listed(AGENCIES[each.agency].title for each in row.referrals.all())


navigation = (Entry(_LABEL, "problems", ("agency",), order=61, answers=("shenzhen-2019#25",)),)
urlpatterns = [
    path("problems", problems, name="problems"),
    path("problems/<str:name>", problem, name="problem"),
    path("pass-on/<str:origin>", pass_on, name="pass-on"),
]
