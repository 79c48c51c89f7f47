"""An example made to fit whoever starts from it: their firm and the one they act for, and dates as of today."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from kouan.blueprint import Form, parse
from kouan.blueprint.describe import Field, fields
from kouan.blueprint.procedure import Procedure
from kouan.engine.scenario import Scenario
from kouan.kernel.clock import local_date, now
from kouan.modules.parties.public import Viewer, organisation, principals_of, roles

_TRADES = frozenset({"importer", "exporter"})
_AGENT = "agent"
_SUFFIXES = ("_uscc", "_name", "_customs_code")


def fitted(viewer: Viewer, procedure: Procedure, scenario: Scenario) -> dict[str, Any]:
    """The example's form with the viewer's firms in place of its own, moved to today by as many days as it is old."""
    moved = _moved(fields(procedure.form), scenario.form, local_date(now()) - local_date(scenario.at))
    return dict(_replaced(moved, _names(viewer, procedure, scenario.form)))


def _moved(known: tuple[Field, ...], data: Mapping[str, Any], by: timedelta) -> dict[str, Any]:
    kinds = {each.name: each for each in known}
    return {name: _later(kinds[name], value, by) if name in kinds else value for name, value in data.items()}


def _later(part: Field, value: Any, by: timedelta) -> Any:
    if part.kind == "rows":
        return [_moved(part.fields, row, by) for row in value]
    if part.kind == "form":
        return _moved(part.fields, value, by)
    if part.kind == "date":
        return (date.fromisoformat(value) + by).isoformat()
    return (datetime.fromisoformat(value) + by).isoformat() if part.kind == "datetime" else value


def _names(viewer: Viewer, procedure: Procedure, form: Mapping[str, Any]) -> dict[str, str]:
    """What stands in the example → what stands for it: ids, names and customs codes of the organisations it names.

    Nothing, where an agency opens a case about somebody else.
    """
    if viewer.agency:
        return {}
    filing: Form = parse(procedure.form, form).filing
    principal = procedure.principal(filing)
    named = [each.name for each in fields(procedure.form) if each.refers and each.refers.kind == "organisation"]
    theirs, words = _principal(viewer, procedure), dict[str, str]()
    for name in named:
        # Who files for themselves is their own agent, and not yet both sides of a contract.
        if form.get(name) == principal or theirs != viewer.party or name.startswith(_AGENT):
            words |= dict(_pairs(form, name, theirs if form.get(name) == principal else viewer.party))
    return words


def _principal(viewer: Viewer, procedure: Procedure) -> str:
    """The viewer's own firm where it trades itself; a broker's first principal otherwise."""
    wanted = _TRADES & set(procedure.audience) or _TRADES
    if viewer.roles & wanted:
        return viewer.party
    others = principals_of(viewer, local_date(now()), procedure.code) - {viewer.party}
    return next((party for party in sorted(others) if roles(party) & wanted), viewer.party)


def _pairs(form: Mapping[str, Any], name: str, party: str) -> Iterator[tuple[str, str]]:
    """The fields beside an organisation's code carry its name and customs code: ``agent_uscc``, ``agent_name`` …"""
    known = organisation(party)
    if known is None:
        return
    stem = name.removesuffix("_uscc")
    for suffix, ours in zip(_SUFFIXES, (known.id, known.name_zh, known.customs_code), strict=True):
        theirs = form.get(stem + suffix)
        if theirs and ours:
            yield theirs, ours


def _replaced(value: Any, words: Mapping[str, str]) -> Any:
    if isinstance(value, Mapping):
        return {name: _replaced(inner, words) for name, inner in value.items()}
    if isinstance(value, list):
        return [_replaced(inner, words) for inner in value]
    return words.get(value, value) if isinstance(value, str) else value
