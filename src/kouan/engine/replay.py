"""Fold events into a case. The same events always give the same case."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from kouan.blueprint.document import Attached
from kouan.blueprint.facts import Circumstances, ObjectFacts, Outcome
from kouan.blueprint.form import Form
from kouan.blueprint.procedure import Procedure, step_index
from kouan.engine.case import Case, Correction, Pause, Question
from kouan.engine.holding import Held, after
from kouan.engine.turns import advance, forget_computed, look_again
from kouan.kernel import balance
from kouan.kernel.clock import local_date
from kouan.kernel.event import ITSELF, Event, ObjectRef


def replay(procedure: Procedure, events: Iterable[Event]) -> Case:
    """The case after these events, the first of which is ``filed``. Raises ValueError on an empty log."""
    stream = iter(events)
    first = next(stream, None)
    if first is None:
        raise ValueError("a case without events")
    case = begin(procedure, first, procedure.form.model_validate(first.payload["form"]))
    for event in stream:
        apply(case, event)
    return case


def begin(procedure: Procedure, filed: Event, filing: Form) -> Case:
    """The case that a ``filed`` event opens; ``filing`` is its form, already read."""
    day = local_date(filed.happened_at)
    documents = _documents(filed.payload)
    case = Case(
        procedure=procedure,
        filing=filing,
        filed_at=filed.happened_at,
        filed_by=filed.actor,
        latest=filed.happened_at,
        circumstances=Circumstances(
            filed.happened_at,
            procedure.terms.on(day),
            _objects(filed.payload),
            _kinds(documents),
        ),
        entropy=filed.payload.get("entropy", ""),
        flow=procedure.flow_on(day),
        steps=step_index(procedure, day),
        documents=documents,
    )
    case.n = 1
    case.named = _named(filed)
    advance(case, filed.happened_at)
    return case


def _named(event: Event) -> tuple[ObjectRef, ...]:
    """The objects that the filing of an event names; the case itself, which the log adds, is not among them."""
    return tuple(each for each in event.objects if each.qualifier != ITSELF)


def apply(case: Case, event: Event) -> None:
    """Move a case on by one event. Events the case does not know (those put out for objects) only count."""
    case.n += 1
    case.latest = event.happened_at
    change = _CHANGES.get(event.kind)
    if change:
        change(case, event)
        advance(case, event.happened_at)


def _refile(case: Case, event: Event) -> None:
    payload = event.payload
    case.filing, case.named = case.procedure.form.model_validate(payload["form"]), _named(event)
    objects = _objects(payload)
    if objects:
        case.circumstances = replace(case.circumstances, objects=objects)
    _attach(case, _documents(payload))
    forget_computed(case)
    look_again(case, event.happened_at)


def _attach(case: Case, added: tuple[Attached, ...]) -> None:
    if added:
        case.documents = merged(case.documents, added)
        case.circumstances = replace(case.circumstances, documents=_kinds(case.documents))


def _kinds(documents: Iterable[Attached]) -> frozenset[str]:
    return frozenset(document.kind for document in documents)


def _returned(case: Case, event: Event) -> None:
    payload = event.payload
    case.status = "returned"
    case.correction = Correction(
        payload["step"], payload["reason"], tuple(payload.get("fields", ())), event.actor, event.happened_at
    )
    case.pauses.append(Pause(event.happened_at))
    for name in payload.get("reopen", ()):
        case.outcomes.pop(name)
        case.opened[name] = event.happened_at
    forget_computed(case)


def _resubmitted(case: Case, event: Event) -> None:
    _refile(case, event)
    _continue(case, event)
    case.correction = None


def _continue(case: Case, event: Event) -> None:
    case.status = "open"
    _end_pause(case, "", event.happened_at)


def _end_pause(case: Case, step: str, at: datetime) -> None:
    for pause in case.pauses:
        if pause.until is None and pause.step == step:
            pause.until = at


def _asked(case: Case, event: Event) -> None:
    number, step = event.payload["number"], event.payload["step"]
    case.questions[number] = Question(number, step, event.payload["question"], event.happened_at, event.actor)
    case.pauses.append(Pause(event.happened_at, step=step))


def _answered(case: Case, event: Event) -> None:
    question = case.questions[event.payload["number"]]
    case.questions[question.number] = replace(question, answer=event.payload["answer"], answered_at=event.happened_at)
    _attach(case, _documents(event.payload))
    _end_pause(case, question.step, event.happened_at)


def _decided(case: Case, event: Event) -> None:
    payload, actor = event.payload, event.actor
    case.outcomes[payload["step"]] = Outcome(
        payload["outcome"],
        payload.get("reason", ""),
        event.happened_at,
        actor.party,
        actor.person,
        actor.desk,
        payload.get("data", {}),
    )
    way = case.steps[payload["step"]].way(payload["outcome"])
    if way is not None and way.ends:
        case.ending = "lapsed" if "lapsed" in payload else "refused"


def _supplied(case: Case, event: Event) -> None:
    payload, actor, documents = event.payload, event.actor, _documents(event.payload)
    if "form" in payload:
        _refile(case, event)
    else:
        _attach(case, documents)
    case.outcomes[payload["step"]] = Outcome(
        "done",
        "",
        event.happened_at,
        actor.party,
        actor.person,
        data=payload.get("data", {}),
        documents=_kinds(documents),
    )


def _suspended(case: Case, event: Event) -> None:
    case.status, case.suspended_by, case.reason = "suspended", event.actor, event.payload["reason"]
    case.pauses.append(Pause(event.happened_at))


def _resumed(case: Case, event: Event) -> None:
    _continue(case, event)
    case.suspended_by, case.reason = None, ""


def _closed(case: Case, event: Event) -> None:
    case.status, case.ended_at = event.payload["result"], event.happened_at
    case.reason = event.payload.get("reason", "")


def _drawn(case: Case, event: Event) -> None:
    """What a case holds of others; of the balance that it is itself it holds nothing."""
    for on in event.objects[-1:]:
        if on.qualifier == balance.DRAWN:
            case.held[on.kind, on.id] = after(case.held.get((on.kind, on.id), Held()), event)


def _granted(case: Case, event: Event) -> None:
    case.granted = True


_CHANGES: dict[str, Callable[[Case, Event], None]] = {
    "amended": _refile,
    "returned": _returned,
    "resubmitted": _resubmitted,
    "asked": _asked,
    "answered": _answered,
    "decided": _decided,
    "supplied": _supplied,
    "suspended": _suspended,
    "resumed": _resumed,
    "closed": _closed,
    **dict.fromkeys(balance.KINDS - {balance.GRANTED}, _drawn),
    balance.GRANTED: _granted,
}


def merged(before: tuple[Attached, ...], added: tuple[Attached, ...]) -> tuple[Attached, ...]:
    """Documents with new ones added; the same file under the same kind counts once."""
    known = {(document.kind, document.file) for document in before}
    return before + tuple(document for document in added if (document.kind, document.file) not in known)


def _documents(payload: Mapping[str, Any]) -> tuple[Attached, ...]:
    return tuple(Attached(**row) for row in payload.get("documents", ()))


def _objects(payload: Mapping[str, Any]) -> ObjectFacts:
    return {(kind, id): facts for kind, id, facts in payload.get("objects", ())}
