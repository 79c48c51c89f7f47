"""The only door to guidance."""

from kouan.modules.guidance.models import Answer, Invitation, Problem, Referral, Survey, Talk
from kouan.modules.guidance.problems import Draft, pass_on, reply
from kouan.modules.guidance.rebuilding import rebuild
from kouan.modules.guidance.said import NOT_SOLVED, SOLVED
from kouan.modules.guidance.selectors import (
    Tally,
    answers_to,
    drawn,
    invitation,
    is_office,
    own_answers,
    problem,
    problems,
    problems_of,
    published_surveys,
    state,
    survey,
    surveys,
    talk,
    talks,
    tally,
)
from kouan.modules.guidance.surveys.answering import LONGEST, Typed, answer, questions
from kouan.modules.guidance.surveys.disclosure import Shown, shown
from kouan.modules.guidance.surveys.drawing import draw, lot
from kouan.modules.guidance.surveys.figures import LEAST, Answered, Mean, Result, result
from kouan.modules.guidance.surveys.form import FIRMS, SurveyForm, filled
from kouan.modules.guidance.surveys.library import questionnaires
from kouan.modules.guidance.surveys.model import ABOUT, KINDS, SCALE, STAGES, Question
from kouan.modules.guidance.surveys.opening import is_closed, open_survey, publish
from kouan.modules.guidance.talks import Minutes, record_talk

__all__ = [
    "ABOUT",
    "FIRMS",
    "KINDS",
    "LEAST",
    "LONGEST",
    "NOT_SOLVED",
    "SCALE",
    "SOLVED",
    "STAGES",
    "Answer",
    "Answered",
    "Draft",
    "Invitation",
    "Mean",
    "Minutes",
    "Problem",
    "Question",
    "Referral",
    "Result",
    "Shown",
    "Survey",
    "SurveyForm",
    "Talk",
    "Tally",
    "Typed",
    "answer",
    "answers_to",
    "draw",
    "drawn",
    "filled",
    "invitation",
    "is_closed",
    "is_office",
    "lot",
    "open_survey",
    "own_answers",
    "pass_on",
    "problem",
    "problems",
    "problems_of",
    "publish",
    "published_surveys",
    "questionnaires",
    "questions",
    "rebuild",
    "record_talk",
    "reply",
    "result",
    "shown",
    "state",
    "survey",
    "surveys",
    "talk",
    "talks",
    "tally",
]
