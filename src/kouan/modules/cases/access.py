"""Who sees a case and who may act on it: the filer, its mandated agent, agencies with a step in it, nobody else."""

from dataclasses import dataclass
from datetime import datetime

from kouan.blueprint.agency import AGENCIES
from kouan.blueprint.flow import Step
from kouan.engine import Case
from kouan.engine import commands as ask
from kouan.engine.refusals import Refused, not_yours, refuse
from kouan.kernel.clock import local_date
from kouan.kernel.text import Text
from kouan.modules.parties.public import Viewer, may_act_for, reach_of

_OFFICER = (ask.Return, ask.Ask, ask.Decide)


class NotFound(LookupError):  # noqa: N818 - the field's word, and a 404
    """No such case, or none that this viewer may know of: the two look the same."""


@dataclass(frozen=True, slots=True)
class Sight:
    """Whose cases a viewer sees: all of the parties in ``whole``, those of ``partly`` under the procedures named."""

    whole: tuple[str, ...]
    partly: tuple[tuple[str, frozenset[str]], ...] = ()

    @property
    def parties(self) -> tuple[str, ...]:
        return (*self.whole, *(party for party, _ in self.partly))

    def reaches(self, party: str, procedure: str) -> bool:
        return party in self.whole or any(party == whose and procedure in codes for whose, codes in self.partly)


def sight_of(viewer: Viewer, at: datetime) -> Sight:
    """An agency sees what its steps are in; an organisation its own and, as far as mandates go, its principals'."""
    if not viewer.party:
        return Sight(())
    if viewer.agency:
        return Sight((viewer.party,))
    reach = reach_of(viewer, local_date(at))
    return Sight(
        tuple(each.principal for each in reach if not each.procedures),
        tuple((each.principal, each.procedures) for each in reach if each.procedures),
    )


def sides(filer: str, principal: str, procedure: str, at: datetime) -> tuple[str, ...]:
    """On whose behalf an organisation files: its own, and the principal's where it holds a mandate (代理报关委托).

    An agency that opens a case about somebody needs no mandate of theirs.
    """
    if filer in AGENCIES:
        return (filer, principal)
    if principal == filer or not may_act_for(filer, principal, procedure, local_date(at)):
        return (filer,)
    return (filer, principal)


def no_mandate(principal: str) -> Refused:
    """A filing for somebody who gave no mandate for it."""
    return refuse(
        "no-mandate",
        "贵单位没有 {principal} 的有效代理委托，不能代其办理本事项。",
        "Your organisation holds no mandate of {principal} in force for this procedure.",
        principal=principal,
    )


def on_whose_side(viewer: Viewer, case: Case, command: ask.Command) -> None:
    """Officers act for their agency at their desk, the applicant's people for the applicant; Refused otherwise."""
    if not isinstance(command, _OFFICER):
        return
    step = case.steps.get(command.step)
    if step and step.desk and viewer.desks and step.desk not in viewer.desks:
        raise not_yours(desk_title(step))


def desk_title(step: Step) -> Text:
    """``海关 · 查验 | Customs · Inspection``."""
    agency = AGENCIES.get(step.by)
    if agency is None:
        return Text("申请人", "the applicant") if step.kind == "supply" else Text("系统", "the system")
    desk = agency.desks.get(step.desk)
    return Text(f"{agency.title.zh} · {desk.zh}", f"{agency.title.en} · {desk.en}") if desk else agency.title
