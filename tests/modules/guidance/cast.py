"""A port office that asks, firms that answer, and the questionnaire of the house."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

from kouan.blueprint import parse
from kouan.modules.guidance import public as guidance
from kouan.modules.parties.public import Viewer, viewer_for_person

NOW = datetime(2026, 10, 5, 2, tzinfo=UTC)
LAST, AFTER = date(2026, 10, 20), datetime(2026, 10, 20, 16, 0, tzinfo=UTC)
OFFICE, OFFICER, OTHER_OFFICER = "port-office-general-1", "customs-inspection-1", "msa-vessels-1"
TRADERS = (
    *("huating", "beichen", "lanyu", "qiushui", "muhe", "yunfan", "jinshi", "heyuan", "taige", "xingtu", "songlan"),
    "dinghai",
)
LEAST = {"size": ["small"], "declaring": ["4"], "met": ["none"]}


def who(person: str) -> Viewer:
    """Somebody of the demo."""
    return viewer_for_person(person)


def form(**changes: Any) -> guidance.SurveyForm:
    """The house's questionnaire to importers and exporters."""
    said = guidance.filled(guidance.questionnaires()["firms-in-clearance"])
    said |= {"closes": LAST.isoformat(), "roles": ["importer", "exporter"], **changes}
    parsed = parse(guidance.SurveyForm, {name: value for name, value in said.items() if value is not None})
    assert not parsed.problems, parsed.problems
    assert isinstance(parsed.filing, guidance.SurveyForm)
    return parsed.filing


def opened(**changes: Any) -> guidance.Survey:
    """A survey, open."""
    return guidance.survey(who(OFFICE), guidance.open_survey(who(OFFICE), form(**changes), NOW))


def answered(survey: guidance.Survey, firm: str, typed: Mapping[str, list[str]], at: datetime = NOW) -> None:
    """A firm answers; what it leaves out that must be said is said for it."""
    guidance.answer(who(f"{firm}-1"), survey, {**LEAST, **typed}, at)
