"""A firm answers, and may answer again until the survey closes; the log keeps every answer."""

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any
from unicodedata import normalize

from kouan.blueprint import Problem
from kouan.engine import Refused
from kouan.kernel.clock import now
from kouan.kernel.event import ObjectRef
from kouan.modules.cases.public import NotFound
from kouan.modules.guidance import refusals
from kouan.modules.guidance.models import Invitation, Survey
from kouan.modules.guidance.recording import firm, record
from kouan.modules.guidance.said import ANSWERED, answer_stream
from kouan.modules.guidance.surveys.model import Question, question
from kouan.modules.guidance.surveys.opening import SURVEY, is_closed
from kouan.modules.parties.public import Viewer

LONGEST = 2000
"""Characters of a free text."""
_DIGITS = 12
_NUMBER = re.compile(r"[0-9]+(\.[0-9]+)?")
Typed = Mapping[str, Sequence[str]]
"""What was typed, by question; several of one where several were chosen."""


def questions(survey: Survey) -> list[Question]:
    """The questions of a survey, in order."""
    return [question(each) for each in survey.told["questions"]]


def answer(by: Viewer, survey: Survey, typed: Typed, at: datetime | None = None) -> None:
    """The viewer's firm answers. Raises NotFound where it is not asked, Refused with all that is wrong, Conflict."""
    moment = at or now()
    if not Invitation.objects.filter(survey=survey, party=by.party).exists():
        raise NotFound(survey.id)
    closed = refusals.CLOSED.fill(day=survey.closes)
    refusals.require(not is_closed(survey, moment), "closed", "", closed)
    said = _read(questions(survey), typed)
    about = (ObjectRef(SURVEY, survey.id), firm(by.party, "answered-by"))
    record(by, answer_stream(survey.id, by.party), [(ANSWERED, {"answers": said}, about)], moment)


def _read(asked: Sequence[Question], typed: Typed) -> dict[str, Any]:
    wrong = [
        Problem("unknown", f"/{code}", refusals.UNKNOWN.fill(code=code), "")
        for code in typed.keys() - {each.code for each in asked}
    ]
    said: dict[str, Any] = {}
    for each in asked:
        given = [text for one in typed.get(each.code, ()) if (text := one.strip())]
        try:
            if given:
                said[each.code] = _value(each, given)
            else:
                refusals.require(not each.required, "required", f"/{each.code}", refusals.REQUIRED)
        except Refused as refused:
            wrong += refused.problems
    if wrong:
        raise Refused(wrong)
    return said


def _value(asked: Question, given: Sequence[str]) -> Any:
    """As the log keeps it: a code, codes, a step of the scale, digits, words."""
    path = f"/{asked.code}"
    if asked.kind == "number":
        return _number(asked, given[0])
    if asked.kind == "text":
        refusals.require(len(given[0]) <= LONGEST, "long", path, refusals.LONG.fill(n=LONGEST))
        return given[0]
    single = asked.kind != "several"
    refusals.require(
        set(given) <= asked.cells.keys() and not (single and len(given) > 1), "choice", path, refusals.CHOOSE
    )
    if asked.kind == "scale":
        return int(given[0])
    return given[0] if single else [code for code in asked.choices if code in given]


def _number(asked: Question, typed: str) -> str:
    path, plain = f"/{asked.code}", normalize("NFKC", typed).replace(",", "")
    right = _NUMBER.fullmatch(plain) is not None and len(plain) <= _DIGITS
    refusals.require(right, "number", path, refusals.NUMBER)
    value = Decimal(plain)
    most = asked.most
    refusals.require(most is None or value <= most, "at-most", path, refusals.AT_MOST.fill(most=most))
    return str(value)
