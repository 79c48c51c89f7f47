"""What of the five plans is answered, measure by measure: told by the procedures and pages that cite them."""

from collections import Counter
from dataclasses import dataclass

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import path, reverse
from django.utils.html import format_html, format_html_join

from kouan import sources
from kouan.kernel.clock import local_date, now
from kouan.kernel.text import Text, listed
from kouan.sources import Clause, Source
from kouan.web.coverage import STATES, Covered, State, coverage
from kouan.web.language import pick
from kouan.web.markup import Tone, badge, second_line
from kouan.web.navigation import Entry
from kouan.web.tables import Column, Empty, Filter, Table, respond

_LOOKS: dict[State, Tone] = {"answered": "good", "partly": "warn", "not-yet": "bad", "not-software": ""}


@dataclass(frozen=True, slots=True)
class Part:
    """The measures of a plan in one state; ``start`` and ``length`` are hundredths of all of them."""

    state: State
    count: int
    start: float
    length: float


@dataclass(frozen=True, slots=True)
class Share:
    """How far a plan is answered."""

    plan: Source
    parts: tuple[Part, ...]


def _share(plan: Source, rows: tuple[Covered, ...]) -> Share:
    states = Counter(row.state for row in rows if row.clause.source == plan.id)
    whole, parts, before = states.total(), [], 0
    for state in STATES:
        if count := states[state]:
            parts.append(Part(state, count, round(100 * before / whole, 2), round(100 * count / whole, 2)))
            before += count
    return Share(plan, tuple(parts))


def _plans() -> list[Source]:
    return [each for each in sources.sources() if each.kind == "plan"]


def _named(clause: Clause) -> Text:
    place, title = clause.place, clause.title
    return Text(f"{place.zh} {title.zh}", f"{place.en.capitalize()}: {title.en}")


def _measure(row: Covered) -> str:
    clause = row.clause
    address = f"{reverse('source', args=(clause.source,))}#{clause.id.split('#')[1]}"
    title = format_html('<a href="{}">{}</a>', address, pick(_named(clause)))
    return second_line(title, clause.gist)


def _answered_by(row: Covered) -> str:
    if not row.answers:
        return pick(row.remark) if row.remark else ""
    links = ((answer.address, pick(answer.title)) for answer in row.answers)
    told = format_html_join(pick(Text("、", ", ")), '<a href="{}">{}</a>', links)
    return second_line(told, row.remark) if row.remark else told


def _told(row: Covered) -> Text:
    titles = [answer.title for answer in row.answers]
    return listed([*titles, row.remark] if row.remark else titles)


def _mentions(row: Covered, typed: str) -> bool:
    said = (row.clause.title, row.clause.gist, *(answer.title for answer in row.answers))
    return typed.casefold() in " ".join(f"{text.zh} {text.en}" for text in said).casefold()


_COVERAGE: Table[Covered] = Table(
    key="coverage",
    title=Text("五个方案的落实", "What of the plans is answered"),
    columns=(
        Column("plan", Text("方案", "Plan"), lambda row: sources.source(row.clause.source).short),
        Column("measure", Text("举措", "Measure"), lambda row: _named(row.clause), html=_measure),
        Column(
            "state",
            Text("状态", "State"),
            lambda row: STATES[row.state],
            html=lambda row: badge(STATES[row.state], _LOOKS[row.state]),
        ),
        Column("answers", Text("由什么落实", "Answered by"), _told, html=_answered_by),
    ),
    filters=(
        Filter(
            "q",
            Text("搜索", "Search"),
            lambda rows, typed: [row for row in rows if _mentions(row, typed)],
            kind="search",
            hint=Text("举措、事项", "Measure, procedure"),
        ),
        Filter(
            "plan",
            Text("方案", "Plan"),
            lambda rows, plan: [row for row in rows if row.clause.source == plan],
            choices=lambda: [(plan.id, plan.short) for plan in _plans()],
        ),
        Filter(
            "state",
            Text("状态", "State"),
            lambda rows, state: [row for row in rows if row.state == state],
            choices=tuple(STATES.items()),
        ),
    ),
    empty=Empty(Text("没有这样的举措", "No such measure"), Text("换个条件再查。", "Try other filters.")),
    page_size=150,
)


def page(request: HttpRequest) -> HttpResponseBase:
    """Every measure, with what answers it."""
    rows = coverage(local_date(now()))
    context = {"shares": [_share(plan, rows) for plan in _plans()], "count": len(rows), "states": STATES}
    return respond(request, _COVERAGE, list(rows), "coverage/index.html", context)


navigation = (Entry(Text("方案落实", "Plans answered"), "coverage", places=("reference",), order=92),)
urlpatterns = [path("coverage", page, name="coverage")]
