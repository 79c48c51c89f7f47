"""The scores for machines: every number with where it is from; hours, days, dollars, percent and points as numbers."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any

from kouan.modules.timing.scores.board import Board, Line, Measured, Ready
from kouan.modules.timing.scores.entering import Entry
from kouan.modules.timing.studies.ready import pillar
from kouan.modules.timing.studies.trading import method

MEASURED, ENTERED, MISSING = "measured", "entered", "missing"


def how(of: Line | Ready) -> str:
    """Where a value of this port is from."""
    if of.measured:
        return MEASURED
    return ENTERED if isinstance(of, Line) and of.entry else MISSING


def as_json(of: Board) -> dict[str, Any]:
    """``score`` is null where a component is missing; ``bounds``: what it lies between."""
    return {
        "period": {"name": of.period.name, "first": of.period.first.date(), "last": of.period.last.date()},
        "position": of.position,
        "doing_business": {
            "score": _number(of.total),
            "bounds": [_number(each) for each in of.bounds],
            "known": len(of.values),
            "bounds_verified": method().verified,
            "components": [{**_component(each), **_here(each)} for each in of.lines],
            "published": list(_published()),
        },
        "b_ready": {
            "indicators": [{**_indicator(each), **_here(each)} for each in of.ready],
            "published": {
                "economy": pillar().economy,
                "year": pillar().year,
                "verified": pillar().verified,
                "source": pillar().source.as_json(),
            },
        },
        "entries": [_entry(each) for each in of.entries],
    }


def _component(line: Line) -> dict[str, Any]:
    of = line.component
    named = {"component": of.code, "title": of.title.as_json(), "unit": of.unit}
    return {**named, "best": _number(of.best), "worst": _number(of.worst), "score": _number(line.score)}


def _indicator(line: Ready) -> dict[str, Any]:
    of = line.indicator
    named = {"indicator": of.code, "title": of.title.as_json(), "unit": of.unit}
    return {**named, "published": _number(of.published)}


def _here(line: Line | Ready) -> dict[str, Any]:
    """The value of this port and where it is from."""
    note = (line.component if isinstance(line, Line) else line.indicator).note.as_json()
    entry = _entry(line.entry) if isinstance(line, Line) and line.entry else None
    measured = _measured(line.measured) if line.measured else None
    return {"value": _number(line.value), "how": how(line), "note": note, "measured": measured, "entry": entry}


def _measured(of: Measured) -> dict[str, Any]:
    figure = of.figure
    named = {"study": of.study.code, "digest": of.study.digest, "stage": figure.stage, "statistic": "median"}
    return {**named, "n": figure.n, "us": figure.median, "position": of.position, "demo": of.demo}


def _entry(of: Entry) -> dict[str, Any]:
    said = {"component": of.component, "value": _number(of.value), "since": of.since, "source": of.source}
    return {**said, "party": of.party, "person": of.person, "recorded": of.recorded, "event": of.position}


def _published() -> Iterator[Mapping[str, Any]]:
    for each in method().economies:
        yield {
            "economy": each.economy,
            "year": each.year,
            "score": each.score,
            "source": each.source.as_json(),
            "values": {code: _number(value) for code, value in each.values.items()},
            "verified": sorted(each.verified),
        }


def _number(value: Fraction | None) -> float | None:
    return None if value is None else float(value)
