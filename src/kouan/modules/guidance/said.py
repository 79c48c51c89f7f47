"""The events of the module: their kinds, and on which streams they stand.

Who an event concerns follows from its stream and kind alone, so what a firm said stands apart from the survey, and
who raised a problem apart from what agencies are told of it.
"""

OPENED, DRAWN, PUBLISHED = "survey-opened", "survey-drawn", "survey-published"
ANSWERED = "survey-answered"
NOTED, PASSED, REPLIED = "problem-noted", "problem-passed", "problem-replied"
HELD = "talk-held"
KINDS = (OPENED, DRAWN, PUBLISHED, ANSWERED, NOTED, PASSED, REPLIED, HELD)

SOLVED, NOT_SOLVED = "solved", "not-solved"


def survey_stream(survey: str) -> str:
    """Where a survey is opened, drawn and published."""
    return f"survey/{survey}"


def answer_stream(survey: str, party: str) -> str:
    """Where one firm answers."""
    return f"survey-answer/{survey}/{party}"


def problem_stream(problem: str) -> str:
    """Where a problem is noted, passed on and answered."""
    return f"problem/{problem}"


def talk_stream(talk: str) -> str:
    """Where a talk is written down."""
    return f"talk/{talk}"
