"""What a viewer may do with a case now. Only this is offered; the engine still has the last word."""

from dataclasses import dataclass, replace

from kouan.blueprint.flow import Step
from kouan.blueprint.procedure import APPLICANT
from kouan.engine import Case, Question, opener, respondent
from kouan.web.pages.cases.seen import Seen


@dataclass(frozen=True, slots=True)
class Possible:
    """The acts open to a viewer; empty or False where there is none."""

    reviews: tuple[Step, ...] = ()
    waiting: tuple[Question, ...] = ()
    reopenable: tuple[Step, ...] = ()
    suspend: bool = False
    resume: bool = False
    void: bool = False
    questions: tuple[Question, ...] = ()
    supplies: tuple[Step, ...] = ()
    amend: bool = False
    resubmit: bool = False
    withdraw: bool = False

    @property
    def officer(self) -> bool:
        return bool(self.reviews or self.waiting or self.suspend or self.resume or self.void)


def possible(case: Seen) -> Possible:
    """For officers of the agencies concerned, and for those who may file for the applicant; nobody else acts."""
    if case.viewer.agency:
        acts = _for_officer(case) if "decide" in case.viewer.scopes else Possible()
        return _on_its_side(case, acts, case.viewer.agency) if "open" in case.viewer.scopes else acts
    return _on_its_side(case, Possible(), APPLICANT) if "file" in case.viewer.scopes else Possible()


def _for_officer(case: Seen) -> Possible:
    state, agency = case.state, case.viewer.agency
    lead = agency == state.procedure.lead
    ours = [step for step in state.open_steps if step.kind == "review" and step.by == agency]
    free = [step for step in ours if _at_desk(case, step) and not state.open_question(step.name)]
    asked = [question for step in ours if (question := state.open_question(step.name))]
    stopped_by = state.suspended_by.party if state.suspended_by else ""
    running = state.status == "open"
    return Possible(
        reviews=tuple(free) if running else (),
        waiting=tuple(asked) if running else (),
        reopenable=tuple(state.steps[name] for name in state.outcomes if state.steps[name].kind == "review"),
        suspend=running and (lead or bool(ours)),
        resume=state.status == "suspended" and agency in (stopped_by, state.procedure.lead),
        void=lead and state.status not in ("void", "withdrawn"),
    )


def _at_desk(case: Seen, step: Step) -> bool:
    return not step.desk or not case.viewer.desks or step.desk in case.viewer.desks


def _on_its_side(case: Seen, acts: Possible, side: str) -> Possible:
    """The same acts with those of a side: who opened the case corrects it, whom it is about answers and supplies."""
    state = case.state
    if respondent(state) == side:
        acts = _of_respondent(state, acts)
    return _of_opener(state, acts) if opener(state) == side else acts


def _of_respondent(state: Case, acts: Possible) -> Possible:
    running, answering = state.status == "open", state.status in ("open", "suspended")
    return replace(
        acts,
        questions=tuple(each for each in state.questions.values() if each.answer is None and answering),
        supplies=tuple(step for step in state.open_steps if step.kind == "supply") if running else (),
    )


def _of_opener(state: Case, acts: Possible) -> Possible:
    decided = any(state.steps[name].kind == "review" for name in state.outcomes)
    return replace(
        acts,
        amend=state.status == "open" and not decided,
        resubmit=state.status == "returned",
        withdraw=state.ended_at is None,
    )
