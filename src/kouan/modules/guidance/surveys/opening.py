"""The port office opens a survey, and publishes what came of it once it is closed."""

from datetime import datetime
from secrets import token_hex
from typing import Any

from kouan.engine import Refused
from kouan.kernel.clock import SHANGHAI, local_date, now
from kouan.kernel.event import ObjectRef
from kouan.modules.guidance import refusals
from kouan.modules.guidance.models import Survey
from kouan.modules.guidance.recording import firm, record
from kouan.modules.guidance.said import DRAWN, OPENED, PUBLISHED, survey_stream
from kouan.modules.guidance.surveys.drawing import Frame, draw, frame_of
from kouan.modules.guidance.surveys.form import SurveyForm, faults, questions_of
from kouan.modules.parties.public import Viewer
from kouan.runtime import numbers

SURVEY = "survey"


def open_survey(by: Viewer, form: SurveyForm, at: datetime | None = None) -> str:
    """Open a survey at once, ask everybody chosen or a sample drawn here and now; its number. Raises Refused."""
    moment = at or now()
    refusals.require(by.kind == "port-office", "not-port-office", "", refusals.PORT_OFFICE_ONLY)
    if wrong := list(faults(form)):
        raise Refused(wrong)
    frame = frame_of(form.roles)
    _check(form, len(frame), moment)
    seed = (form.seed or token_hex(8)) if form.sample else ""
    asked = draw(frame, form.sample, seed) if form.sample else sorted(frame)
    year = moment.astimezone(SHANGHAI).year
    survey = f"WJ-{year}-{numbers.take(f'survey-{year}'):03d}"
    about = ObjectRef(SURVEY, survey)
    said = {**_said(form, moment), **_population(frame), "seed": seed, "asked": len(asked)}
    drawn = {"frame": {code: list(roles) for code, roles in frame.items()}, "asked": asked, "seed": seed}
    everybody = tuple(firm(each, "asked") for each in asked)
    record(by, survey_stream(survey), [(OPENED, said, (about,)), (DRAWN, drawn, (about, *everybody))], moment)
    return survey


def _check(form: SurveyForm, there: int, moment: datetime) -> None:
    refusals.require(form.closes >= local_date(moment), "past", "/closes", refusals.PAST)
    refusals.require(there > 0, "nobody", "/roles", refusals.NOBODY)
    n = form.sample or 0
    refusals.require(n <= there, "too-many", "/sample", refusals.TOO_MANY.fill(n=n, all=there))


def _said(form: SurveyForm, moment: datetime) -> dict[str, Any]:
    return {
        "title": {"zh": form.title_zh, "en": form.title_en},
        "note": {"zh": form.note_zh or "", "en": form.note_en or form.note_zh or ""},
        "opens": local_date(moment).isoformat(),
        "closes": form.closes.isoformat(),
        "roles": sorted(set(form.roles)),
        "drawn": form.sample,
        "template": form.template or "",
        "questions": [each.as_json() for each in questions_of(form)],
    }


def _population(frame: Frame) -> dict[str, Any]:
    """How many firms could be asked, in all and by role: what the sample stands for."""
    held = [role for roles in frame.values() for role in roles]
    return {"population": len(frame), "by_role": {role: held.count(role) for role in sorted(set(held))}}


def publish(by: Viewer, survey: Survey, at: datetime | None = None) -> None:
    """Let everybody see the results of a survey that is closed. Raises Refused, Conflict."""
    moment = at or now()
    refusals.require(by.kind == "port-office", "not-port-office", "", refusals.PORT_OFFICE_ONLY)
    still = refusals.STILL_OPEN.fill(day=survey.closes)
    refusals.require(is_closed(survey, moment), "still-open", "", still)
    refusals.require(survey.published_at is None, "published", "", refusals.PUBLISHED)
    record(by, survey_stream(survey.id), [(PUBLISHED, {}, (ObjectRef(SURVEY, survey.id),))], moment)


def is_closed(survey: Survey, at: datetime | None = None) -> bool:
    """Whether its last day is over in the port."""
    return local_date(at or now()).isoformat() > survey.closes
