"""What the log tells of a case: whose it is, what was filed, how its steps ended. No procedure is known by name."""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from kouan.blueprint.describe import Field, fields
from kouan.blueprint.form import Form
from kouan.blueprint.markers import Code
from kouan.blueprint.procedure import Procedure
from kouan.modules.timing.copying.flat import Shape, countable, scalars, text, without
from kouan.procedures import UnknownProcedure, procedure
from kouan.runtime.log import Recorded

Statement = tuple[str, dict[str, str]]
"""Under which heading something is said, and all that is said under it: it replaces what was said there before."""
_DISTRICTS = "customs-district"
_TOLD = ("direction", "mode", "level")
_LEVELS = ("credit", "aeo")
_FREE = ("text", "texts")


def told_of_case(event: Recorded, number: str) -> Iterator[Statement]:
    """What an event tells of its case."""
    if "form" in event.payload:
        yield from _filing(event, number)
    if event.kind == "decided":
        name = f"outcome/{event.payload['step']}"
        yield name, {name: event.payload["outcome"]}
    elif event.kind == "closed":
        yield "result", {"result": event.payload["result"]}
    for name in _TOLD:
        if name in event.payload:
            yield name, {name: text(event.payload[name])}


def _filing(event: Recorded, number: str) -> Iterator[Statement]:
    """What of the form can be counted by and is no secret; at the first filing also whose case it is."""
    found, form = _known(event.procedure), event.payload["form"]
    if event.n == 1:
        for name, said in _identity(event, number, found).items():
            yield name, {name: said}
    if found is None:
        return
    hidden = found.secrets(found.form.model_validate(form)) if found.secrets else frozenset()
    told = without(hidden, form) if hidden else form
    yield "form", scalars("form", countable(told, _counted(found.form)))
    house = next((told[name] for name in _customs_fields(found) if isinstance(told.get(name), str)), "")
    if house:
        yield "customs", {"customs": house}


def _identity(event: Recorded, number: str, found: Procedure | None) -> dict[str, str]:
    principal = (found and principal_of(found, event.payload["form"])) or event.actor.party
    said = {
        **{"number": number, "procedure": event.procedure, "version": event.version},
        **{"filer": event.actor.party, "principal": principal, "demo": text(event.demo)},
        **{"kind": event.objects[0].kind, "lead": found.lead if found else ""},
    }
    return said | _standing(event.payload, principal)


def principal_of(found: Procedure, form: Mapping[str, Any]) -> str:
    """On whose behalf a stored form was filed, "" where it does not say.

    Most procedures look at a field or two, for which the form need not be read whole; where that fails, it is.
    """
    try:
        return found.principal(found.form.model_construct(**form)) or ""
    except (AttributeError, TypeError, KeyError):
        return found.principal(found.form.model_validate(form)) or ""


def _standing(payload: Mapping[str, Any], firm: str) -> dict[str, str]:
    """The firm's credit level as it was known when the case was filed; nothing where the log does not say."""
    for kind, name, facts in payload.get("objects", ()):
        if (kind, name) == ("organisation", firm):
            return {each: said for each in _LEVELS if (said := text(facts.get(each)))}
    return {}


@cache
def _counted(form: type[Form]) -> Shape:
    """The fields by which something is counted: codes, choices, what is referred to, numbers, times, yes and no.

    Free text is none: it is prose, or somebody's name or telephone.
    """
    return _shape_of(fields(form))


def _shape_of(known: tuple[Field, ...]) -> Shape:
    wanted = (each for each in known if each.kind not in _FREE or each.table or each.options or each.refers)
    return {each.name: _shape_of(each.fields) if each.fields else None for each in wanted}


@cache
def _customs_fields(found: Procedure) -> tuple[str, ...]:
    """The fields of a form that name a customs house, in its order."""
    known = found.form.model_fields.items()
    return tuple(
        name
        for name, field in known
        if any(isinstance(each, Code) and each.table == _DISTRICTS for each in field.metadata)
    )


def _known(code: str) -> Procedure | None:
    try:
        return procedure(code)
    except UnknownProcedure:
        # A procedure taken out of service: what in its filings is secret cannot be told any more, so none is copied.
        return None
