"""The rows of a case, written together with its events. Every filing passes here."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

import orjson

from kouan.blueprint.agency import AGENCIES
from kouan.blueprint.flow import Step
from kouan.engine import Case, next_lapse, publication
from kouan.kernel.clock import to_micros
from kouan.kernel.text import Text
from kouan.modules.cases.identity import Identity
from kouan.runtime import sql
from kouan.runtime.rows import Rows, Target

_CASE = Target(
    "cases_case",
    {
        **dict.fromkeys(("id", "number", "reference", "procedure", "version", "object_kind", "status"), "text"),
        **{"filer": "text", "principal": "text", "priority": "integer", "title_zh": "text", "title_en": "text"},
        **{"filed_at": "bigint", "updated_at": "bigint", "due": "bigint", "applicant_due": "bigint"},
        **{"n": "integer", "view": "text", "demo": "boolean"},
    },
    """ON CONFLICT (id) DO UPDATE SET status = excluded.status, priority = excluded.priority,
title_zh = excluded.title_zh, title_en = excluded.title_en, updated_at = excluded.updated_at, due = excluded.due,
applicant_due = excluded.applicant_due, n = excluded.n, view = excluded.view""",
)
_PARTY = Target("cases_party", {"case_id": "text", "party": "text", "role": "text"}, "ON CONFLICT DO NOTHING")
_STEP = Target(
    "cases_step",
    {
        **dict.fromkeys(("case_id", "name", "kind", "agency", "desk"), "text"),
        **{"priority": "integer", "title_zh": "text", "title_en": "text"},
        **{"opened_at": "bigint", "due": "bigint", "decided_at": "bigint", "outcome": "text", "state": "text"},
    },
    """ON CONFLICT (case_id, name) DO UPDATE SET due = excluded.due, decided_at = excluded.decided_at,
outcome = excluded.outcome, state = excluded.state, opened_at = excluded.opened_at, priority = excluded.priority""",
)
_PUBLISHED = Target(
    "cases_published",
    {
        **dict.fromkeys(("case_id", "number", "procedure", "version", "title_zh", "title_en", "data", "words"), "text"),
        **{"published_at": "bigint", "demo": "boolean"},
    },
)
_AWAITED = Target(
    "cases_awaited",
    {**dict.fromkeys(("case_id", "step", "event", "kind", "object_id", "outcome"), "text"), "since": "bigint"},
)

_LAPSING = Target(
    "cases_lapsing",
    {"case_id": "text", "look_at": "bigint"},
    "ON CONFLICT (case_id) DO UPDATE SET look_at = excluded.look_at",
)
# A deadline that no calendar reaches yet is looked for again after this time.
LOOK_AGAIN = 3_600_000_000

Row = tuple[Any, ...]


def rows_of(case: Case, who: Identity, document: Mapping[str, Any], updated_at: int) -> list[Rows]:
    """The rows that show a case as it is; ``document`` is its view."""
    rows = [
        Rows(_CASE, [_case_row(case, who, document, updated_at)]),
        Rows(_PARTY, _party_rows(case, who)),
        Rows(_STEP, _step_rows(case, who, {step["name"]: step.get("due") for step in document["steps"]})),
        Rows(_AWAITED, _awaited_rows(case, who)),
        Rows(_LAPSING, _lapsing_rows(case, who, updated_at)),
    ]
    return [*rows, Rows(_PUBLISHED, _published_rows(case, who))] if case.procedure.publishes else rows


def forget(case: Case, case_id: str) -> None:
    """Take out what a case waited for and what was published of it, before what holds now is written."""
    if any(step.kind == "await" for step in case.steps.values()):
        sql.execute("DELETE FROM cases_awaited WHERE case_id = %s", [case_id])
    if any(step.lapses for step in case.steps.values()):
        sql.execute("DELETE FROM cases_lapsing WHERE case_id = %s", [case_id])
    if case.procedure.publishes:
        sql.execute("DELETE FROM cases_published WHERE case_id = %s", [case_id])


def _case_row(case: Case, who: Identity, document: Mapping[str, Any], updated_at: int) -> Row:
    procedure, title = case.procedure, headline(case)
    return (
        *(who.id, who.number, who.reference, procedure.code, procedure.version, who.object_kind, case.status),
        *(who.filer, who.principal, procedure.priority(case.filing), title.zh[:200], title.en[:300]),
        *(to_micros(case.filed_at), updated_at, document.get("due"), document.get("applicant_due"), case.n),
        *(orjson.dumps(document).decode(), who.demo),
    )


def headline(case: Case) -> Text:
    """One line that names the case in lists."""
    return case.procedure.headline(case.filing) if case.procedure.headline else case.procedure.title


def _party_rows(case: Case, who: Identity) -> list[Row]:
    rows = [(who.id, who.filer, "filer"), (who.id, case.procedure.lead, "agency")]
    if who.principal != who.filer:
        rows.append((who.id, who.principal, "principal"))
    agencies = {step.by for step in case.steps.values() if step.name in case.opened and step.by in AGENCIES}
    return rows + [(who.id, agency, "agency") for agency in sorted(agencies - {case.procedure.lead})]


def _step_rows(case: Case, who: Identity, dues: Mapping[str, int | None]) -> list[Row]:
    priority = case.procedure.priority(case.filing)
    rows = [_step_row(case, case.steps[name], who.id, priority, due) for name, due in dues.items()]
    return rows + [_dropped_row(case.steps[name], who.id, priority, *when) for name, when in case.dropped.items()]


def _dropped_row(step: Step, case_id: str, priority: int, since: datetime, until: datetime) -> Row:
    """A step that had its turn and lost it: nobody finds it on a desk any more."""
    return (
        *(case_id, step.name, step.kind, step.by, step.desk, priority, step.title.zh, step.title.en),
        *(to_micros(since), None, to_micros(until), "", "dropped"),
    )


def _step_row(case: Case, step: Step, case_id: str, priority: int, due: int | None) -> Row:
    outcome, decided_at, state = case.outcomes.get(step.name), None, "open"
    if outcome:
        decided_at, state = to_micros(outcome.at), "done"
    elif case.ended_at:
        decided_at, state = to_micros(case.ended_at), "dropped"
    elif case.status != "open" or case.open_question(step.name):
        state = "waiting"
    return (
        *(case_id, step.name, step.kind, step.by, step.desk, priority, step.title.zh, step.title.en),
        *(to_micros(case.opened[step.name]), due, decided_at, outcome.code if outcome else "", state),
    )


def _awaited_rows(case: Case, who: Identity) -> list[Row]:
    return [
        (who.id, step.name, event, each.kind, each.id, outcome, to_micros(case.filed_at) if step.fresh else None)
        for step in _awaiting(case.open_steps)
        for each in case.named
        if each.kind == step.of
        for event, outcome in step.events.items()
    ]


def _lapsing_rows(case: Case, who: Identity, updated_at: int) -> list[Row]:
    """When the first step ends of itself, while the clock of one that does so runs."""
    if not any(step.lapses and not case.open_question(step.name) for step in case.open_steps) or case.status != "open":
        return []
    lapse = next_lapse(case)
    return [(who.id, to_micros(lapse[0]) if lapse else updated_at + LOOK_AGAIN)]


def _awaiting(steps: Iterable[Step]) -> Iterable[Step]:
    return (step for step in steps if step.kind == "await")


def _published_rows(case: Case, who: Identity) -> list[Row]:
    told = publication(case)
    if told is None:
        return []
    data, words = orjson.dumps(dict(told.data), option=orjson.OPT_SORT_KEYS).decode(), "\n".join(_words(told.data))
    title = told.title.zh[:200], told.title.en[:300]
    named = who.id, who.number, case.procedure.code, case.procedure.version
    return [(*named, *title, data, words, to_micros(told.at), who.demo)]


def _words(value: Any) -> Iterable[str]:
    """Every word of JSON data without the names of its fields, in one order wherever the data come from."""
    if isinstance(value, Mapping):
        value = [value[name] for name in sorted(value)]
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for part in value:
            yield from _words(part)
