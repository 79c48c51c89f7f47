"""What comes next at a desk: where an officer goes on after a decision."""

from typing import Any

from django.urls import reverse
from django.utils.http import urlencode

from kouan.modules.cases.public import queue
from kouan.modules.parties.public import Viewer

ALL = "all"


def steps_of(viewer: Viewer, desk: str) -> Any:
    """Open steps of the viewer's desks, or of one; ``all`` and "" mean every desk of theirs."""
    return queue(viewer, "" if desk == ALL else desk)


def step_address(case_id: str, step: str, desk: str) -> str:
    """A case opened from the queue, at one of its steps."""
    return f"{reverse('case', args=(case_id,))}?{urlencode({'step': step, 'queue': desk or ALL})}"


def next_address(viewer: Viewer, desk: str, *, but: str = "") -> str:
    """The case that is next in the queue, leaving out one; the desk when nothing is left to decide."""
    row = steps_of(viewer, desk).exclude(case_id=but).filter(state="open").first()
    if row is None:
        return reverse("desk")
    return step_address(row.case_id, row.name, desk)
