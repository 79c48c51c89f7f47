"""Act on a case: every command but filing. One path for officers, applicants and the system."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db import transaction

from kouan.blueprint.form import parse
from kouan.engine import Case, Refused, commands, moved, replay
from kouan.engine.refusals import refuse
from kouan.kernel.clock import SHANGHAI, now, to_micros
from kouan.kernel.event import SYSTEM, Actor
from kouan.kernel.text import Text
from kouan.modules.cases import projection
from kouan.modules.cases.access import NotFound, desk_title, on_whose_side, sight_of
from kouan.modules.cases.identity import Identity, stream_of
from kouan.modules.cases.models import Case as CaseRow
from kouan.modules.cases.models import CaseParty
from kouan.modules.cases.services.filing import about, again_when_overtaken, known_balances, known_objects
from kouan.modules.cases.services.uploads import check_attached
from kouan.modules.cases.view import view
from kouan.modules.parties.public import Viewer, actor_of, people
from kouan.procedures import procedure as procedure_of
from kouan.runtime import log
from kouan.runtime.rows import write_rows

View = dict[str, Any]


def act(viewer: Viewer, case_id: str, command: commands.Command, *, at: datetime | None = None) -> View:
    """Do a command on a case as a viewer and return the case's new view.

    Raises NotFound for a case the viewer may not know of, Refused when the command cannot be done; then nothing has
    changed. When somebody else was quicker at the same step, the refusal says who and when.
    """
    moment = at or now()
    _visible(viewer, case_id, moment)
    check_attached(viewer, getattr(command, "documents", ()))

    def permit(case: Case) -> Actor:
        on_whose_side(viewer, case, command)
        return actor_of(viewer, _desk(case, command))

    return _perform(case_id, command, permit, at)


def act_as_system(case_id: str, command: commands.Decide | commands.Lapse, *, at: datetime | None = None) -> View:
    """End a computed or awaited step, or those whose limit has passed."""
    return _perform(case_id, command, lambda case: SYSTEM, at)


def _desk(case: Case, command: commands.Command) -> str:
    step = case.steps.get(getattr(command, "step", ""))
    return step.desk if step and step.kind == "review" else ""


def _visible(viewer: Viewer, case_id: str, at: datetime) -> None:
    sight = sight_of(viewer, at)
    rows = CaseParty.objects.filter(case_id=case_id, party__in=sight.parties).values_list("party", "case__procedure")
    if not any(sight.reaches(party, procedure) for party, procedure in rows):
        raise NotFound(case_id)


def _perform(case_id: str, command: commands.Command, permit: Callable[[Case], Actor], at: datetime | None) -> View:
    """Read, decide, record; again when another command on the case was recorded in between."""

    def once() -> View:
        with transaction.atomic():
            return _once(case_id, command, permit, at)

    return again_when_overtaken(once)


def _once(case_id: str, command: commands.Command, permit: Callable[[Case], Actor], at: datetime | None) -> View:
    row = CaseRow.objects.filter(id=case_id).defer("view").first()
    history = log.read(stream_of(case_id))
    if row is None or not history:
        raise NotFound(case_id)
    procedure = procedure_of(row.procedure).at_version(history[0].version)
    case = replay(procedure, history)
    moment = max(at or now(), history[-1].happened_at)
    parties = (case.filed_by.party, procedure.principal(case.filing) or "")
    known, told = known_balances(case, moment, parties), _informed(case, command, moment, parties)
    try:
        events, after = moved(procedure, case, told, permit(case), moment, known)
    except Refused as refused:
        raise _told_by_whom(case, command, refused) from refused
    who = _identity(row, after, history[0])
    document = view(after, who)
    projection.forget(after, case_id)
    log.append(
        stream_of(case_id), log.head(history), about(events, who),
        procedure=row.procedure, version=history[0].version, demo=row.demo,
        # What a demonstration makes up is recorded when it says it happened, or its month would all lie in one minute.
        recorded_at=moment if row.demo else None,
        also=projection.rows_of(after, who, document, to_micros(moment)),
    )  # fmt: skip
    return document


def _informed(case: Case, command: commands.Command, at: datetime, parties: Sequence[str]) -> commands.Command:
    """A command that carries a filing, with what is known now of the objects it names."""
    if not isinstance(command, commands.Amend | commands.Resubmit | commands.Supply):
        return command
    parsed = parse(case.procedure.form, command.data)
    return replace(command, objects=known_objects(parsed, at, parties))


def _identity(row: CaseRow, case: Case, filed: log.Recorded) -> Identity:
    return Identity(
        row.id, row.number, row.filer, row.principal, row.object_kind, case.filing.as_json(), row.reference, filed.demo
    )


def _told_by_whom(case: Case, command: commands.Command, refused: Refused) -> Refused:
    """A step that is no longer open was ended by somebody: say by whom, when and how."""
    outcome = case.outcomes.get(getattr(command, "step", ""))
    if outcome is None or refused.problems[0].code != "step-not-open":
        return refused
    step = case.steps[command.step]  # type: ignore[union-attr]
    way = step.way(outcome.code)
    return refuse(
        "already-done",
        "“{step}”已由{desk}{person}于 {at} 办结：{outcome}。",
        "“{step}” was already done by {desk}{person} at {at}: {outcome}.",
        step=step.title,
        desk=desk_title(step),
        person=_person(outcome.person),
        at=f"{outcome.at.astimezone(SHANGHAI):%Y-%m-%d %H:%M:%S}",
        outcome=way.title if way else outcome.code,
    )


def _person(person: str) -> Text:
    name = people([person]).get(person) if person else None
    return Text(f"（{name.zh}）", f" ({name.en})") if name else Text("", "")


def rebuild(case_ids: Sequence[str] | None = None) -> int:
    """Write the rows of cases anew from the log; returns how many. All of them when none are named."""
    ids = list(case_ids) if case_ids is not None else list(CaseRow.objects.values_list("id", flat=True))
    for case_id in ids:
        with transaction.atomic():
            _rebuild(case_id)
    return len(ids)


def _rebuild(case_id: str) -> None:
    row = CaseRow.objects.filter(id=case_id).get()
    history: list[log.Recorded] = log.read(stream_of(case_id))
    procedure = procedure_of(row.procedure).at_version(history[0].version)
    case = replay(procedure, history)
    who = _identity(row, case, history[0])
    projection.forget(case, case_id)
    for part in projection.rows_of(case, who, view(case, who), row.updated_at):
        write_rows(part)
