"""A procedure's scenarios as examples: what was filed, how it went, and, for the broken ones, what is said."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from kouan.blueprint.form import parse
from kouan.blueprint.problem import Problem, errors
from kouan.blueprint.procedure import Procedure
from kouan.engine import circumstances, problems, status_text
from kouan.engine.rehearse import tell
from kouan.engine.scenario import Scenario, read_scenarios
from kouan.kernel.clock import local_date
from kouan.kernel.text import Text
from kouan.procedures import scenarios_text


@dataclass(frozen=True, slots=True)
class Example:
    """One scenario. ``status`` is how it ended; ``findings`` what was found wrong, which may be warnings only."""

    name: str
    title: Text
    day: date
    status: str
    status_text: Text
    findings: tuple[Problem, ...]

    @property
    def refused(self) -> bool:
        return any(problem.severity == "error" for problem in self.findings)


@lru_cache(maxsize=64)
def scenarios(code: str) -> tuple[Scenario, ...]:
    """The scenarios of a procedure, read once."""
    return read_scenarios(scenarios_text(code))


@lru_cache(maxsize=64)
def examples(procedure: Procedure) -> tuple[Example, ...]:
    """Every scenario told to its end, those that are filed first; told once."""
    told = [_example(procedure, scenario) for scenario in scenarios(procedure.code)]
    return tuple(sorted(told, key=lambda example: example.refused))


def has_examples(procedure: Procedure) -> bool:
    """Whether it tells any, without telling them."""
    return bool(scenarios_text(procedure.code))


def _example(procedure: Procedure, scenario: Scenario) -> Example:
    found = _findings(procedure, scenario)
    case = tell(procedure, scenario).case
    status = case.status if case else "not-filed"
    words = status_text(status) if case else Text("不能提交", "cannot be filed")
    return Example(scenario.name, scenario.title, local_date(scenario.at), status, words, found)


def _findings(procedure: Procedure, scenario: Scenario) -> tuple[Problem, ...]:
    on = circumstances(procedure, scenario.at, scenario.objects, scenario.documents)
    return problems(procedure, parse(procedure.form, scenario.form), on)


def sample_of(procedure: Procedure) -> str:
    """The name of the first example that can be filed as it is, "" without one."""
    return next((each.name for each in scenarios(procedure.code) if not errors(_findings(procedure, each))), "")


def scenario_named(code: str, name: str) -> Scenario | None:
    """The scenario of a name, if there is one."""
    return next((scenario for scenario in scenarios(code) if scenario.name == name), None)
