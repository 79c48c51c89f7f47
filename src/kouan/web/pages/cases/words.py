"""Short words about cases that lists, desks and the case page share."""

from typing import Any

from kouan.blueprint.agency import AGENCIES
from kouan.engine import status_text
from kouan.kernel.text import Text, listed
from kouan.procedures import procedures
from kouan.web.markup import Tone, badge

STATUSES = ("open", "returned", "suspended", "done", "refused", "lapsed", "withdrawn", "void")
STATUS_TONES: dict[str, Tone] = {
    "open": "brand", "returned": "warn", "suspended": "warn", "done": "good", "refused": "bad", "lapsed": "bad",
}  # fmt: skip
APPLICANT = Text("申请人", "The applicant")
SYSTEM = Text("系统", "The system")


def status_badge(status: str) -> str:
    """The state of a case in a frame."""
    return badge(first_upper(status_text(status)), STATUS_TONES.get(status, ""))


def first_upper(text: Text) -> Text:
    """Words that stand alone: those of the engine are written to stand in a sentence."""
    return Text(text.zh, text.en[:1].upper() + text.en[1:])


def procedure_title(code: str) -> Text:
    """The title of a procedure; one that is no longer installed is called by its code."""
    known = procedures().get(code)
    return known.title if known else Text(code, code)


def holder(agency: str, desk: str = "") -> Text:
    """``海关 · 查验``: who holds a step, from its row."""
    known = AGENCIES.get(agency)
    if known is None:
        return APPLICANT if agency == "applicant" else SYSTEM
    title = known.desks.get(desk)
    return Text(f"{known.title.zh} · {title.zh}", f"{known.title.en} · {title.en}") if title else known.title


def open_steps(case: Any) -> list[Any]:
    """The steps of a listed case that are open now, by the rows fetched with it."""
    return [step for step in case.step_set.all() if step.decided_at is None and step.state != "dropped"]


def held_by(case: Any) -> Text:
    """Who holds a listed case now; nobody once it has ended."""
    if case.status == "returned":
        return holder(case.filer) if case.filer in AGENCIES else APPLICANT
    asked = holder(case.filer) if case.filer in AGENCIES and case.principal == case.filer else APPLICANT
    steps = open_steps(case)
    theirs = [asked for step in steps if step.state == "waiting" or step.agency == "applicant"]
    others = [step for step in steps if step.state == "open" and step.agency != "applicant"]
    return listed([*theirs, *(holder(step.agency, step.desk) for step in others)])
