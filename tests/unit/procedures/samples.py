"""Sample filings of the declarations, as their scenarios tell them."""

from copy import deepcopy
from datetime import datetime
from functools import cache
from typing import Any

from kouan.blueprint import parse
from kouan.blueprint.describe import fields
from kouan.engine.checks import circumstances, problems
from kouan.engine.scenario import attached, changed, read_scenarios
from kouan.procedures import scenarios_in
from kouan.procedures.import_declaration import procedure as import_declaration

IMPORT = import_declaration.procedure
AT = datetime.fromisoformat("2026-03-18T09:00:00+08:00")
DOCUMENTS = {
    "ordinary": ("invoice", "mandate"),
    "advance-fresh": ("invoice", "mandate"),
    "two-step": (),
    "dangerous": ("invoice", "mandate", "dangerous-statement"),
    "preferential": ("invoice", "mandate", "origin-proof"),
    "processing": ("invoice", "mandate"),
    "ore": ("invoice", "mandate", "licence"),
}


@cache
def scenarios():
    return read_scenarios(scenarios_in("import_declaration"))


@cache
def _forms() -> dict[str, dict[str, Any]]:
    names = {
        "ordinary": "clean-and-released",
        "advance-fresh": "released-on-arrival",
        "two-step": "two-step-on-guarantee",
        "dangerous": "quarantine-refuses",
        "preferential": "preference-assessed",
        "processing": "processing-nothing-due",
        "ore": "ore-in-bulk",
    }
    told = {scenario.name: scenario.form for scenario in scenarios()}
    return {name: told[story] for name, story in names.items()}


def form(name: str = "ordinary", **pointers: Any) -> dict[str, Any]:
    """A sample filing; ``lines__0__total="1"`` sets ``/lines/0/total``, None drops it."""
    places = {"/" + place.replace("__", "/"): value for place, value in pointers.items()}
    kept = {place: value for place, value in places.items() if value is not None}
    return changed(_forms()[name], {"set": kept, "drop": [place for place in places if place not in kept]})


def filing(name: str = "ordinary", **pointers: Any):
    return parse(IMPORT.form, form(name, **pointers)).filing


def under(name: str = "ordinary", at: datetime = AT, objects=None):
    return circumstances(IMPORT, at, objects or {}, attached(DOCUMENTS[name]))


def findings(data: dict[str, Any], name: str = "ordinary", **conditions) -> list[str]:
    """``code@/pointer`` of everything wrong with it, in order; each is said in both languages."""
    found = problems(IMPORT, parse(IMPORT.form, deepcopy(data)), under(name, **conditions))
    assert all(problem.message.zh and problem.message.en for problem in found)
    return [f"{problem.code}@{problem.path}" for problem in found]


def needed(name: str) -> list[str]:
    """Pointers of all fields that a sample must have."""
    data = form(name)
    summary = data.get("clearance") == "two-step"
    places: list[str] = []
    for field in fields(IMPORT.form):
        if field.kind == "rows":
            rows = data.get(field.name, [])
            places += [
                f"/{field.name}/{index}/{inner.name}"
                for index in range(len(rows))
                for inner in field.fields
                if inner.required or (inner.later and not summary)
            ]
        elif field.required or (field.later and not summary):
            places.append(f"/{field.name}")
    return places
