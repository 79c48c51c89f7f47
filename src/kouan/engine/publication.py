"""What of a case goes into the public register: the outcome of one step, without what its procedure keeps secret."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from kouan.blueprint.flow import steps
from kouan.blueprint.form import Form
from kouan.blueprint.procedure import Procedure
from kouan.engine.case import Case
from kouan.kernel.text import Text

_TAKEN_BACK = frozenset({"void", "withdrawn"})


@dataclass(frozen=True, slots=True)
class Publication:
    """What anybody may read: ``data`` as the published step left it, ``at``: when that was."""

    title: Text
    data: Mapping[str, Any]
    at: datetime


def publication(case: Case) -> Publication | None:
    """What is published of a case; None before its published step has ended, and once the case is void or withdrawn."""
    outcome = case.outcomes.get(case.procedure.publishes)
    if outcome is None or case.status in _TAKEN_BACK:
        return None
    hidden = secrets_of(case)
    data = {name: value for name, value in outcome.data.items() if name not in hidden}
    named = case.procedure.publication_title
    return Publication(named(data) if named else case.procedure.title, data, outcome.at)


def secrets_of(case: Case) -> frozenset[str]:
    """Names of the data that the case's procedure never publishes."""
    return case.procedure.secrets(case.filing) if case.procedure.secrets else frozenset()


def by_form(procedure: Procedure, data: Mapping[str, Any], day: date) -> Iterator[tuple[type[Form], dict[str, Any]]]:
    """Published data, each with the form that has words for it: those of steps, what was decided, then the filing."""
    left = dict(data)
    for form in _forms(procedure, day):
        told = {name: left.pop(name) for name in form.model_fields if name in left}
        if told:
            yield form, told


def _forms(procedure: Procedure, day: date) -> Iterator[type[Form]]:
    own = procedure.step(procedure.publishes, day)
    yield from (own.form,) if own and own.form else ()
    yield from (step.form for step in steps(procedure.flow_on(day)) if step.form)
    yield procedure.form
