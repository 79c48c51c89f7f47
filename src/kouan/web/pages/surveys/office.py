"""``/surveys``: the port office's surveys, what came of each, how it was drawn; and publishing its results."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import path, reverse
from django.views.decorators.http import require_POST

from kouan.engine import Refused
from kouan.kernel.clock import from_micros
from kouan.kernel.text import Text
from kouan.modules.guidance import public as guidance
from kouan.modules.parties.public import ROLES, names, viewer_of
from kouan.runtime.log import Conflict
from kouan.web import exports
from kouan.web.doors import port_office
from kouan.web.language import pick
from kouan.web.markup import badge
from kouan.web.navigation import Entry
from kouan.web.pages.surveys import results
from kouan.web.pages.surveys.words import CLOSED, OPEN, PUBLISHED, TOOLS, share, survey_state
from kouan.web.tables import Column, Empty, Table, respond

_LABEL = Text("企业问卷", "Surveys")
_DONE = Text("结果已公布，人人可见。", "The results are published for everybody.")


@port_office
def surveys(request: HttpRequest) -> HttpResponseBase:
    """All of them, the newest first."""
    return respond(request, _SURVEYS, guidance.surveys(viewer_of(request)), "surveys/surveys.html", TOOLS)


@port_office
def survey(request: HttpRequest, name: str) -> HttpResponseBase:
    """What came of one: as a whole or ``?by=`` role or a question; ``?format=xlsx|csv`` has all of them."""
    viewer = viewer_of(request)
    row = guidance.survey(viewer, name)
    answers, by = guidance.answers_to(row), request.GET.get("by", "")
    wanted = request.GET.get("format")
    if wanted in exports.FORMATS:
        every = [each for way, _ in results.ways(row) for each in _parts(row, answers, way)]
        return exports.download(wanted, f"survey-{row.id}", results.COLUMNS, list(results.lines(every)))
    context = {
        **TOOLS,
        "row": row,
        "told": row.told,
        "based": guidance.questionnaires().get(row.told["template"].partition("@")[0]),
        "answered": len(answers),
        "opened_at": from_micros(row.opened_at),
        "parts": _parts(row, answers, by),
        "ways": [(words, f"?by={way}" if way else "?", way == by, None) for way, words in results.ways(row)],
        "texts": _texts(row, answers),
        "tally": guidance.tally(guidance.problems_of(row.id)),
        "roles": [ROLES[role] for role in row.told["roles"]],
    }
    return render(request, "surveys/survey.html", context)


def _parts(row: guidance.Survey, answers: list[guidance.Answered], by: str) -> list[results.Part]:
    return results.parts(row, results.groups(row, answers, by), by)


@dataclass(frozen=True, slots=True)
class Said:
    """Words of a firm, and the problems that were made of them."""

    party: str
    firm: Text
    question: guidance.Question
    words: str
    problems: list[guidance.Problem]


def _texts(row: guidance.Survey, answers: list[guidance.Answered]) -> list[Said]:
    asked = [each for each in guidance.questions(row) if each.kind == "text"]
    known, made = names([each.party for each in answers]), list(guidance.problems_of(row.id))
    return [
        Said(
            each.party,
            known.get(each.party, Text(each.party, each.party)),
            question,
            each.said[question.code],
            [one for one in made if (one.firm, one.question) == (each.party, question.code)],
        )
        for question in asked
        for each in answers
        if question.code in each.said
    ]


@port_office
@require_POST
def publish(request: HttpRequest, name: str) -> HttpResponseBase:
    """Let everybody see the results."""
    viewer = viewer_of(request)
    try:
        guidance.publish(viewer, guidance.survey(viewer, name))
        messages.success(request, pick(_DONE))
    except Refused as refused:
        for problem in refused.problems:
            messages.error(request, pick(problem.message))
    except Conflict as conflict:
        messages.error(request, pick(conflict.message))
    return HttpResponseRedirect(reverse("survey", args=(name,)), status=303)


# ── The draw ─────────────────────────────────────────────────────────────────────────────────────────────────────
@dataclass(frozen=True, slots=True)
class Drawn:
    """A firm of the frame, its lot, and whether it is asked."""

    code: str
    name: Text
    roles: Text
    lot: str
    asked: bool


@port_office
def draw(request: HttpRequest, name: str) -> HttpResponseBase:
    """Who could be asked and who is, in the order of their lots; anybody with SHA-256 draws the same again."""
    row = guidance.survey(viewer_of(request), name)
    said = guidance.drawn(row)
    known, asked = names(said["frame"]), set(said["asked"])
    frame = [
        Drawn(code, known.get(code, Text(code, code)), _listed(roles), guidance.lot(said["seed"], code), code in asked)
        for code, roles in said["frame"].items()
    ]
    frame.sort(key=lambda each: each.lot)
    n = row.told["drawn"] or len(frame)
    holds = guidance.draw(said["frame"], n, said["seed"]) == said["asked"]
    context = {**TOOLS, "row": row, "told": row.told, "holds": holds}
    return respond(request, _DRAW, frame, "surveys/draw.html", context)


def _listed(roles: list[str]) -> Text:
    held = [ROLES[role] for role in roles]
    return Text("、".join(each.zh for each in held), ", ".join(each.en for each in held))


_DRAW: Table[Drawn] = Table(
    key="draw",
    title=Text("抽样", "The draw"),
    columns=(
        Column("name", Text("单位", "Firm"), lambda each: each.name),
        Column("code", Text("代码", "Code"), lambda each: each.code),
        Column("roles", Text("类型", "Roles"), lambda each: each.roles),
        Column(
            "lot", Text("签（SHA-256）", "Lot (SHA-256)"), lambda each: each.lot, html=lambda each: f"{each.lot[:16]}…"
        ),
        Column(
            "asked",
            Text("是否询问", "Asked"),
            lambda each: each.asked,
            html=lambda each: (
                badge(Text("询问", "Asked"), "good") if each.asked else badge(Text("未抽中", "Not drawn"))
            ),
        ),
    ),
    empty=Empty(Text("没有单位", "Nobody"), Text("没有符合条件的单位。", "No firm has one of the roles.")),
)
_SURVEYS: Table[Any] = Table(
    key="surveys",
    title=_LABEL,
    columns=(
        Column("id", Text("编号", "Number"), lambda row: row.id, sort="id"),
        Column("title", Text("题目", "Title"), lambda row: row.title, sort="title_zh"),
        Column(
            "state",
            Text("状态", "State"),
            lambda row: PUBLISHED if row.published_at else CLOSED if guidance.is_closed(row) else OPEN,
            html=survey_state,
        ),
        Column("opened", Text("开放", "Opened"), lambda row: from_micros(row.opened_at), sort="opened_at"),
        Column("closes", Text("截止", "Last day"), lambda row: date.fromisoformat(row.closes), sort="closes"),
        Column("asked", Text("询问", "Asked"), lambda row: row.asked, number=True),
        Column("answered", Text("作答", "Answered"), lambda row: row.answered, number=True),
        Column("share", Text("作答率", "Share"), lambda row: share(row.answered, row.asked), number=True),
    ),
    empty=Empty(
        Text("还没有问卷", "No surveys yet"),
        Text("用现成的问卷开放第一份。", "Open the first one, from the questionnaire that is ready."),
    ),
    order="-opened",
    href=lambda row: reverse("survey", args=(row.id,)),
)

navigation = (Entry(_LABEL, "surveys", ("port-office",), order=60, answers=("shenzhen-2019#25", "shenzhen-2019#26")),)
urlpatterns = [
    path("surveys", surveys, name="surveys"),
    path("surveys/<str:name>", survey, name="survey"),
    path("surveys/<str:name>/publish", publish, name="publish-survey"),
    path("surveys/<str:name>/draw", draw, name="survey-draw"),
]
