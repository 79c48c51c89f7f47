"""The rows of the module go with the events they follow from."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import orjson

from kouan.kernel.clock import to_micros
from kouan.kernel.event import Event
from kouan.modules.guidance import said as kinds
from kouan.runtime.log import follows
from kouan.runtime.rows import Rows, Shift, Target, Type

_SURVEY: dict[str, Type] = {
    **dict.fromkeys(("id", "title_zh", "title_en", "closes", "said"), "text"),
    **{"asked": "integer", "opened_at": "bigint", "published_at": "bigint", "demo": "boolean"},
}
_PROBLEM: dict[str, Type] = {
    **dict.fromkeys(("id", "title", "words", "firm", "origin", "question", "about"), "text"),
    **{"passed_at": "bigint", "demo": "boolean"},
}
_TALK: dict[str, Type] = {
    **dict.fromkeys(("id", "held_on", "subject", "minutes", "firms"), "text"),
    "demo": "boolean",
}
SURVEY = Target("guidance_survey", _SURVEY)
INVITATION = Target("guidance_invitation", dict.fromkeys(("survey_id", "party", "roles"), "text"))
PUBLISHED = Shift("guidance_survey", {"id": "text", "at": "bigint"}, "published_at = d.at", "b.id = d.id")
ANSWER = Target(
    "guidance_answer",
    {"survey_id": "text", "party": "text", "said": "text", "revision": "integer", "answered_at": "bigint"},
    "ON CONFLICT (survey_id, party) DO UPDATE SET said = excluded.said,"
    " revision = guidance_answer.revision + 1, answered_at = excluded.answered_at",
)
PROBLEM = Target("guidance_problem", _PROBLEM)
REFERRAL = Target("guidance_referral", dict.fromkeys(("problem_id", "agency", "due", "outcome", "words"), "text"))
REPLY = Shift(
    "guidance_referral",
    {"problem": "text", "office": "text", "result": "text", "told": "text", "at": "bigint"},
    "outcome = d.result, words = d.told, answered_at = d.at",
    "b.problem_id = d.problem AND b.agency = d.office",
)
TALK = Target("guidance_talk", _TALK)


@follows(kinds.KINDS, guard="guidance_")
def rows_of(stream: str, events: Sequence[Event], demo: bool) -> list[Rows]:
    """The rows that the events of one append lead to; no two of them are of one row."""
    name = stream.partition("/")[2]
    return [rows for event in events for rows in _MAKERS[event.kind](name, event, demo)]


def _opened(name: str, event: Event, demo: bool) -> list[Rows]:
    said, at = event.payload, to_micros(event.happened_at)
    title = said["title"]
    row = (name, title["zh"], title["en"], said["closes"], _json(said), said["asked"], at, None, demo)
    return [Rows(SURVEY, [row])]


def _drawn(name: str, event: Event, demo: bool) -> list[Rows]:
    frame = event.payload["frame"]
    return [Rows(INVITATION, [(name, party, ",".join(frame[party])) for party in event.payload["asked"]])]


def _published(name: str, event: Event, demo: bool) -> list[Rows]:
    return [Rows(PUBLISHED, [(name, to_micros(event.happened_at))])]


def _answered(name: str, event: Event, demo: bool) -> list[Rows]:
    survey, _, party = name.partition("/")
    return [Rows(ANSWER, [(survey, party, _json(event.payload["answers"]), 1, to_micros(event.happened_at))])]


def _noted(name: str, event: Event, demo: bool) -> list[Rows]:
    said = event.payload
    held = [said[each] for each in ("title", "words", "firm", "origin", "question", "about")]
    return [Rows(PROBLEM, [(name, *held, to_micros(event.happened_at), demo)])]


def _passed(name: str, event: Event, demo: bool) -> list[Rows]:
    due = event.payload["due"]
    return [Rows(REFERRAL, [(name, agency, due, "", "") for agency in event.payload["agencies"]])]


def _replied(name: str, event: Event, demo: bool) -> list[Rows]:
    said, at = event.payload, to_micros(event.happened_at)
    return [Rows(REPLY, [(name, said["agency"], said["outcome"], said["words"], at)])]


def _held(name: str, event: Event, demo: bool) -> list[Rows]:
    said = event.payload
    row = (name, said["held_on"], said["subject"], said["minutes"], _json(said["firms"]), demo)
    return [Rows(TALK, [row])]


def _json(said: Any) -> str:
    return orjson.dumps(said, option=orjson.OPT_SORT_KEYS).decode()


_MAKERS: Mapping[str, Callable[[str, Event, bool], list[Rows]]] = {
    kinds.OPENED: _opened,
    kinds.DRAWN: _drawn,
    kinds.PUBLISHED: _published,
    kinds.ANSWERED: _answered,
    kinds.NOTED: _noted,
    kinds.PASSED: _passed,
    kinds.REPLIED: _replied,
    kinds.HELD: _held,
}
