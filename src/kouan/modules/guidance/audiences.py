"""Whom the events of the module concern. How somebody was drawn, what a firm answered and who raised a problem are
between the firm and the port office."""

from collections.abc import Collection

from kouan.modules.guidance.models import Invitation, Problem, Referral
from kouan.modules.guidance.said import DRAWN, NOTED
from kouan.runtime.audience import audience
from kouan.runtime.log import Recorded

_OFFICE = "port-office"


@audience("survey")
def of_survey(event: Recorded) -> Collection[str]:
    """Those who are asked, and the port office; the draw itself is the port office's."""
    if event.kind == DRAWN:
        return (_OFFICE,)
    survey = event.stream.removeprefix("survey/")
    return {_OFFICE, *Invitation.objects.filter(survey=survey).values_list("party", flat=True)}


@audience("survey-answer")
def of_answer(event: Recorded) -> Collection[str]:
    """The firm that answered, and the port office."""
    return (_OFFICE, event.stream.rpartition("/")[2])


@audience("problem")
def of_problem(event: Recorded) -> Collection[str]:
    """The port office, the firm that raised it, and the agencies it was passed to; these not of who raised it."""
    problem = event.stream.removeprefix("problem/")
    known = {_OFFICE, *Problem.objects.filter(pk=problem).values_list("firm", flat=True)}
    if event.kind == NOTED:
        return known
    return known | set(Referral.objects.filter(problem=problem).values_list("agency", flat=True))


@audience("talk")
def of_talk(event: Recorded) -> Collection[str]:
    """The minutes are the port office's."""
    return (_OFFICE,)
