"""One declaration from filing to release: the steps of officers by the simulated one, those of the system by itself."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from kouan.blueprint import Step
from kouan.blueprint.problem import Problem
from kouan.cli.kcs import firms
from kouan.cli.kcs.mapping import Declared
from kouan.engine import Refused, commands
from kouan.kernel.clock import local_date
from kouan.modules.cases.public import act, file_case
from kouan.procedures import procedure as procedure_of

CODE = "import-declaration"
RELEASE, INSPECTION, FINDINGS = "release", "inspection", "findings"
_LABELLED = "来源数据标注：查验有异常"
_EACH_STEP = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Told:
    """What became of a declaration. ``problems``: why it was refused; ``steps``: step → outcome."""

    problems: tuple[Problem, ...] = ()
    steps: Mapping[str, str] = field(default_factory=dict)

    @property
    def filed(self) -> bool:
        return not self.problems

    @property
    def selected(self) -> str:
        """How it was selected: "clean", "review" or "inspect"."""
        return self.steps.get("select", "")

    @property
    def released(self) -> bool:
        return RELEASE in self.steps


def run(declared: Declared, guarantee: str) -> Told:
    """File a declaration on a guarantee and do every step that an officer must do before the goods may go."""
    clerk = firms.clerk(declared.importer, declared.declarant)
    form = {**declared.form, "guarantee_number": guarantee}
    try:
        view = file_case(clerk, CODE, form, reference=declared.reference, at=declared.at, demo=True)
    except Refused as refused:
        return Told(problems=refused.problems)
    return Told(steps=_outcomes(_decided(declared, view)))


def _decided(declared: Declared, view: Mapping[str, Any]) -> Mapping[str, Any]:
    at = declared.at
    while step := next(_open_reviews(view, local_date(declared.at)), None):
        at += _EACH_STEP
        view = act(firms.officer(step.by), view["id"], _decision(step, found=declared.found), at=at)
    return view


def _open_reviews(view: Mapping[str, Any], filed_on: date) -> Iterator[Step]:
    for row in view["steps"]:
        step = procedure_of(CODE).step(row["name"], filed_on) if "outcome" not in row else None
        if step and step.kind == "review":
            yield step


def _decision(step: Step, *, found: bool) -> commands.Decide:
    """The first way that lets the goods go on; an inspection finds what the source's label says."""
    if found and step.name == INSPECTION:
        return commands.Decide(step.name, FINDINGS, _LABELLED)
    way = next(way for way in step.ways if not way.needs_reason)
    return commands.Decide(step.name, way.code)


def _outcomes(view: Mapping[str, Any]) -> dict[str, str]:
    return {row["name"]: row["outcome"] for row in view["steps"] if "outcome" in row}
