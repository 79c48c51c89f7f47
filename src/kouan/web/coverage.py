"""What answers the five plans: for each measure the procedures and pages that cite it, or why there is none."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from django.urls import reverse

from kouan import sources
from kouan.blueprint.describe_procedure import description
from kouan.kernel.datafile import values
from kouan.kernel.text import Text
from kouan.procedures import procedures
from kouan.sources import Clause
from kouan.web.navigation import every_entry

State = Literal["answered", "partly", "not-yet", "not-software"]
STATES: dict[State, Text] = {
    "answered": Text("已有", "Answered"),
    "partly": Text("部分", "In part"),
    "not-yet": Text("还没有", "Not yet"),
    "not-software": Text("不是软件的事", "Not software"),
}


@dataclass(frozen=True, slots=True)
class Answer:
    """A procedure or a page that answers a measure, and where to see it."""

    title: Text
    address: str


@dataclass(frozen=True, slots=True)
class Covered:
    """One measure: what answers it, and ``remark``: why nothing does, or what is still missing."""

    clause: Clause
    state: State
    answers: tuple[Answer, ...]
    remark: Text | None


@dataclass(frozen=True, slots=True)
class Judged:
    """What people judged of measures: why a program cannot answer one, what is missing where it answers in part."""

    not_software: Mapping[str, Text]
    missing: Mapping[str, Text]


@cache
def coverage(day: date) -> tuple[Covered, ...]:
    """All measures of all plans, in their order, as the procedures stand on a day."""
    answers, judged = _answers(day), _judged()
    plans = [each for each in sources.sources() if each.kind == "plan"]
    return tuple(_covered(clause, answers, judged) for plan in plans for clause in sources.clauses(plan.id))


def _covered(clause: Clause, answers: Mapping[str, list[Answer]], judged: Judged) -> Covered:
    found = tuple(answers.get(clause.id, ()))
    if found:
        remark = judged.missing.get(clause.id)
        return Covered(clause, "partly" if remark else "answered", found, remark)
    reason = judged.not_software.get(clause.id)
    return Covered(clause, "not-software" if reason else "not-yet", (), reason)


def _answers(day: date) -> dict[str, list[Answer]]:
    found: dict[str, list[Answer]] = defaultdict(list)
    for code, procedure in procedures().items():
        answer = Answer(procedure.title, reverse("guide-procedure", args=(code,)))
        for clause in description(procedure, day)["clauses"]:
            found[clause].append(answer)
    for entry in every_entry():
        for clause in entry.answers:
            if (answer := Answer(entry.label, entry.address)) not in found[clause]:
                found[clause].append(answer)
    return found


@cache
def _judged() -> Judged:
    data: dict[str, Any] = values(files("kouan.web").joinpath("coverage.yaml").read_text(encoding="utf-8"))
    reasons = {clause: Text.of(row["reason"]) for row in data["not_software"] for clause in row["clauses"]}
    return Judged(reasons, {clause: Text.of(text) for clause, text in data["missing"].items()})


def judged_clauses() -> tuple[str, ...]:
    """Every measure that somebody judged by hand."""
    judged = _judged()
    return (*judged.not_software, *judged.missing)
