"""What can be asked of surveys, talks and problems. Whatever a viewer may not see is not there."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, QuerySet

from kouan.kernel.clock import local_date, now
from kouan.modules.cases.public import NotFound
from kouan.modules.guidance.models import Answer, Invitation, Problem, Referral, Survey, Talk
from kouan.modules.guidance.said import DRAWN, SOLVED, survey_stream
from kouan.modules.guidance.surveys.figures import Answered
from kouan.modules.parties.public import Viewer
from kouan.runtime import log


def is_office(viewer: Viewer) -> bool:
    """Whether somebody is of the port office."""
    return viewer.kind == "port-office"


# ── Surveys ──────────────────────────────────────────────────────────────────────────────────────────────────────
def surveys(viewer: Viewer) -> QuerySet[Survey]:
    """All of them to the port office, those that it is asked in to anybody else; the newest first, with ``answered``:
    how many have."""
    rows = Survey.objects.annotate(answered=Count("answers")).order_by("-opened_at", "-pk")
    return rows if is_office(viewer) else rows.filter(pk__in=_asked(viewer))


def _asked(viewer: Viewer) -> QuerySet[Invitation, Any]:
    return Invitation.objects.filter(party=viewer.party).values("survey")


def survey(viewer: Viewer, name: str) -> Survey:
    """One; NotFound for whoever is neither asked nor of the port office."""
    found = surveys(viewer).filter(pk=name).first()
    if found is None:
        raise NotFound(name)
    return found


def invitation(viewer: Viewer, name: str) -> tuple[Survey, Answer | None]:
    """A survey in which the viewer's firm is asked, and what it has answered; NotFound where it is not asked."""
    asked = Invitation.objects.filter(survey=name, party=viewer.party).select_related("survey").first()
    if asked is None:
        raise NotFound(name)
    return asked.survey, Answer.objects.filter(survey=name, party=viewer.party).first()


def own_answers(viewer: Viewer) -> Mapping[str, Answer]:
    """What the viewer's firm answered, by survey."""
    return {row.survey_id: row for row in Answer.objects.filter(party=viewer.party)}


def answers_to(survey: Survey) -> list[Answered]:
    """All answers as they stand, each with the firm's roles when the survey opened."""
    roles = dict(Invitation.objects.filter(survey=survey).values_list("party", "roles"))
    rows = Answer.objects.filter(survey=survey).order_by("party")
    return [Answered(row.party, roles[row.party].split(","), row.told) for row in rows]


def published_surveys() -> QuerySet[Survey]:
    """Those whose results everybody may see, the newest first."""
    return Survey.objects.filter(published_at__isnull=False).order_by("-published_at")


def drawn(survey: Survey) -> Mapping[str, Any]:
    """How it was drawn, as the log has it: ``frame`` (roles by code), ``asked``, ``seed``."""
    return next(event.payload for event in log.read(survey_stream(survey.id)) if event.kind == DRAWN)


# ── Problems ─────────────────────────────────────────────────────────────────────────────────────────────────────
def problems(viewer: Viewer, origin: str = "") -> QuerySet[Problem]:
    """All to the port office; to an agency those passed to it, to a firm those it raised; the newest first."""
    rows = Problem.objects.prefetch_related("referrals").order_by("-passed_at", "-pk")
    rows = rows.filter(origin=origin) if origin else rows
    if is_office(viewer):
        return rows
    if viewer.agency:
        return rows.filter(pk__in=Referral.objects.filter(agency=viewer.party).values("problem"))
    return rows.filter(firm=viewer.party) if viewer.party else rows.none()


def problem(viewer: Viewer, name: str) -> Problem:
    """One; NotFound for others than the port office, its agencies and the firm."""
    found = problems(viewer).filter(pk=name).first()
    if found is None:
        raise NotFound(name)
    return found


def state(row: Problem, day: date | None = None, agency: str = "") -> str:
    """``overdue``, ``open``, ``solved`` or ``not-solved``: of all agencies, or of what lies with one."""
    today = (day or local_date(now())).isoformat()
    held = [each for each in row.referrals.all() if agency in ("", each.agency)]
    waiting = [each for each in held if not each.outcome]
    if waiting:
        return "overdue" if any(each.due < today for each in waiting) else "open"
    return "solved" if all(each.outcome == SOLVED for each in held) else "not-solved"


@dataclass(frozen=True, slots=True)
class Tally:
    """How many problems were passed on, and what became of them; ``waiting`` includes ``overdue``."""

    passed: int
    solved: int
    not_solved: int
    waiting: int
    overdue: int


def tally(rows: Iterable[Problem], day: date | None = None) -> Tally:
    """Count problems by their state."""
    states: Sequence[str] = [state(row, day) for row in rows]
    overdue = states.count("overdue")
    return Tally(
        len(states), states.count("solved"), states.count("not-solved"), states.count("open") + overdue, overdue
    )


def problems_of(origin: str) -> QuerySet[Problem]:
    """Those that came of one survey or talk, whoever asks: for counting."""
    return Problem.objects.filter(origin=origin).prefetch_related("referrals")


# ── Talks ────────────────────────────────────────────────────────────────────────────────────────────────────────
def talks(viewer: Viewer) -> QuerySet[Talk]:
    """All to the port office, none to others; the latest first."""
    rows = Talk.objects.order_by("-held_on", "-pk")
    return rows if is_office(viewer) else rows.none()


def talk(viewer: Viewer, name: str) -> Talk:
    """One; NotFound for others than the port office."""
    found = talks(viewer).filter(pk=name).first()
    if found is None:
        raise NotFound(name)
    return found
