"""What the port office asks firms: a survey that is closed and published, a short one that is open, and a talk.

Every answer, problem and reply goes through the services that people use; the words are those of ``surveys.yaml``.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from functools import cache, partial
from importlib.resources import files
from random import Random
from typing import Any

from kouan.blueprint import parse
from kouan.cli.demo.world import World
from kouan.kernel.clock import SHANGHAI, local_date
from kouan.kernel.datafile import values
from kouan.modules.guidance import public as guidance
from kouan.modules.parties.public import Viewer, staff
from kouan.web.pages.demo_tour import ANALYST

_HOUR, _DAY = timedelta(hours=1), timedelta(days=1)
_SIZES = ("small", "small", "medium", "medium", "medium", "large")
_OBSTACLES = ("none", "minor", "minor", "minor", "moderate", "moderate", "major")
_MARKS = ("2", "3", "3", "4", "4", "4", "4", "5", "5")
_MET = ("inspecting", "port-work", "charges", "declaring")
_OPENS, _CLOSES, _TALK, _SHORT = 0.05, 0.4, 0.3, 0.8
"""Shares of the month."""


@cache
def _told() -> Mapping[str, Any]:
    told: dict[str, Any] = values(files("kouan.cli.demo").joinpath("surveys.yaml").read_text("utf-8"))
    return told


@dataclass(slots=True)
class Surveys:
    """Plans it all; ``_asked``: the surveys by what they are called here, once they are open."""

    world: World
    _asked: dict[str, str] = field(default_factory=dict)

    def plan(self) -> None:
        """Open, let firms answer, publish, pass on what they wrote; hold a talk; open the short one."""
        self.world.at(self._when(_OPENS), self._open_long)
        closing = datetime.combine(local_date(self._when(_CLOSES)) + _DAY, time.min, SHANGHAI)
        self.world.at(closing + _HOUR, self._publish)
        for nth, each in enumerate(row for row in _told()["wrote"] if "problem" in row):
            origin = {"survey": "long", "firm": each["firm"], "question": "problem"}
            self._plan_problem(each["problem"], origin, closing + (2 + nth) * _HOUR)
        self.world.at(self._when(_TALK), self._hold_talk)
        for nth, each in enumerate(_told()["talk"]["problems"], 1):
            origin = {"survey": "talk", "firm": each["firm"], "question": ""}
            self._plan_problem(each, origin, self._when(_TALK) + nth * _HOUR)
        self.world.at(self._when(_SHORT), self._open_short)

    def _when(self, share: float) -> datetime:
        scale = self.world.scale
        return scale.begins + share * (scale.until - scale.begins)

    @property
    def _analyst(self) -> Viewer:
        return self.world.people.person(ANALYST)

    # ── Surveys ──────────────────────────────────────────────────────────────────────────────────────────────────
    def _open_long(self, at: datetime) -> None:
        ready = guidance.filled(guidance.questionnaires()["firms-in-clearance"])
        closes = local_date(self._when(_CLOSES))
        self._open("long", {**ready, "roles": _told()["roles"], "closes": closes.isoformat()}, at)
        wrote = {row["firm"]: row["words"] for row in _told()["wrote"]}
        span = datetime.combine(closes + _DAY, time.min, SHANGHAI) - at
        for firm in self._firms("long"):
            slug = firm.person.rpartition("-")[0]
            if slug not in _told()["silent"]:
                dice = self.world.dice("survey", slug)
                typed = _answers(firm, wrote.get(slug, ""), dice)
                self.world.at(at + dice.uniform(0.02, 0.98) * span, partial(self._answer, "long", firm, typed))

    def _open_short(self, at: datetime) -> None:
        short = _told()["short"]
        closes = local_date(self.world.scale.until) + 6 * _DAY
        self._open("short", {**short, "roles": ["importer", "exporter"], "closes": closes.isoformat()}, at)
        for firm in self._firms("short")[:4]:
            dice = self.world.dice("short", firm.person)
            typed = {"booked": ["yes"], "waited": [str(dice.randint(4, 60))], "easy": [dice.choice(_MARKS)]}
            moment = at + dice.uniform(0.1, 0.9) * (self.world.scale.until - at)
            self.world.at(moment, partial(self._answer, "short", firm, typed))

    def _open(self, name: str, said: Mapping[str, Any], at: datetime) -> None:
        parsed = parse(guidance.SurveyForm, said)
        if not isinstance(parsed.filing, guidance.SurveyForm) or parsed.problems:
            raise ValueError(f"the survey {name} is not well made: {parsed.problems}")
        self._asked[name] = guidance.open_survey(self._analyst, parsed.filing, at)

    def _firms(self, name: str) -> list[Viewer]:
        """Who is asked, each by the first of its people."""
        survey = guidance.survey(self._analyst, self._asked[name])
        asked = guidance.drawn(survey)["asked"]
        first = [next(iter(staff(code, self.world.people.day)), None) for code in asked]
        return [self.world.people.person(post.person_id) for post in first if post]

    def _answer(self, name: str, firm: Viewer, typed: guidance.Typed, at: datetime) -> None:
        survey, _ = guidance.invitation(firm, self._asked[name])
        guidance.answer(firm, survey, typed, at)

    def _publish(self, at: datetime) -> None:
        guidance.publish(self._analyst, guidance.survey(self._analyst, self._asked["long"]), at)

    # ── Talk and problems ────────────────────────────────────────────────────────────────────────────────────────
    def _hold_talk(self, at: datetime) -> None:
        said = _told()["talk"]
        there = [self.world.people.chief(firm).party for firm in said["firms"]]
        minutes = guidance.Minutes(local_date(at), said["subject"], there, said["minutes"])
        self._asked["talk"] = guidance.record_talk(self._analyst, minutes, at)

    def _plan_problem(self, said: Mapping[str, Any], origin: Mapping[str, str], moment: datetime) -> None:
        self.world.at(moment, partial(self._pass_on, said, origin))

    def _pass_on(self, said: Mapping[str, Any], origin: Mapping[str, str], at: datetime) -> None:
        """Due in ten days, or in three where nobody answers and it is to be overdue; answers take a share of them."""
        draft = guidance.Draft(
            title=said["title"],
            words=said["words"],
            firm=self.world.people.chief(origin["firm"]).party,
            agencies=said["agencies"],
            due=local_date(at) + (3 if said.get("soon") else 10) * _DAY,
            about=said["about"],
            question=origin["question"],
        )
        name = guidance.pass_on(self._analyst, self._asked[origin["survey"]], draft, at)
        for nth, each in enumerate(said["answers"], 1):
            moment = at + nth * 0.2 * (self.world.scale.until - at)
            self.world.at(moment, partial(self._reply, name, each))

    def _reply(self, name: str, said: Mapping[str, str], at: datetime) -> None:
        officer = self.world.people.person(said["by"])
        guidance.reply(officer, guidance.problem(officer, name), said["outcome"], said["words"], at)


def _answers(firm: Viewer, wrote: str, dice: Random) -> dict[str, list[str]]:
    """What a firm ticks: days and costs of what it does itself, marks of most things."""
    said = {
        "size": [dice.choice(_SIZES)],
        "transport": [dice.choice(_OBSTACLES)],
        "regulation": [dice.choice(_OBSTACLES)],
        "parcels": [dice.choice(("yes", "no", "no"))],
        "met": dice.sample(_MET, dice.randint(1, 2)) if wrote or dice.random() < 0.5 else ["none"],
    }
    for way, role, days in (("export", "exporter", 2.5), ("import", "importer", 4.0)):
        if role in firm.roles:
            said[f"{way}-days"] = [f"{days * dice.uniform(0.4, 1.8):.1f}"]
            said[f"{way}-cost"] = [f"{dice.uniform(0.5, 6):.1f}"]
    for mark in ("declaring", "inspecting", "paying", "port-work", "information"):
        said[mark] = [dice.choice(_MARKS)]
    return {**said, "problem": [wrote]} if wrote else said
