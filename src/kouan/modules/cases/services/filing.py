"""File a case: the one path that every filing takes, from page, API, command line and simulator."""

import secrets
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from django.db import IntegrityError

from kouan.blueprint.agency import AGENCIES
from kouan.blueprint.describe import references
from kouan.blueprint.document import Attached
from kouan.blueprint.facts import ObjectFacts
from kouan.blueprint.form import Incomplete, Parsed, parse
from kouan.blueprint.problem import Problem
from kouan.blueprint.procedure import Procedure
from kouan.engine import Case, circumstances, commands, moved, problems
from kouan.engine.refusals import not_yours, refuse
from kouan.kernel.clock import now, to_micros
from kouan.kernel.event import Event
from kouan.kernel.text import Text
from kouan.modules.cases import projection
from kouan.modules.cases.access import no_mandate, sides
from kouan.modules.cases.identity import Identity, new_id, new_number, stream_of
from kouan.modules.cases.services.repeating import filed_before
from kouan.modules.cases.services.uploads import handed_in, refuse_unknown
from kouan.modules.cases.view import view
from kouan.modules.parties.public import Viewer, actor_of
from kouan.procedures import procedure as procedure_of
from kouan.runtime import log, objects, sql

View = dict[str, Any]


def file_case(
    viewer: Viewer,
    code: str,
    data: Mapping[str, Any] | bytes,
    documents: Sequence[Attached] = (),
    *,
    reference: str | None = None,
    at: datetime | None = None,
    demo: bool = False,
    entropy: str = "",
) -> View:
    """File a case under a procedure, or as an agency open one, and return its view.

    ``data``: the form as JSON data or its bytes. ``reference``: the filer's own number; the same filed under it twice
    returns the case it made first, something else is refused. ``at``: when it was filed, for simulated and replayed
    filings. ``demo``: it is made up, and recorded as of ``at``; only then may ``entropy`` say how random draws fall, so
    that a month can be made again.
    Raises Refused with every problem found, UnknownProcedure; nothing is kept then.
    """
    procedure, moment = procedure_of(code), at or now()
    if not viewer.party:
        raise not_yours(Text("申请人", "the applicant"))
    parsed = parse(procedure.form, data)
    before = partial(filed_before, viewer.party, reference, procedure, parsed, documents)
    if known := before():
        return known
    chance = entropy if demo and entropy else secrets.token_hex(8)
    filing = Filing(viewer, procedure, parsed, tuple(documents), reference, moment, demo, chance)
    return again_when_overtaken(lambda: _file(filing, at, before))


@dataclass(frozen=True, slots=True)
class Filing:
    """What is filed, read once; decided and recorded as often as somebody else is quicker."""

    viewer: Viewer
    procedure: Procedure
    parsed: Parsed
    documents: tuple[Attached, ...]
    reference: str | None
    moment: datetime
    demo: bool
    entropy: str


def _file(filing: Filing, at: datetime | None, before: Callable[[], View | None]) -> View:
    viewer, procedure, parsed, moment = filing.viewer, filing.procedure, filing.parsed, filing.moment
    principal = principal_in(procedure, parsed) or viewer.party
    parties = sides(viewer.party, principal, procedure.code, moment)
    known_to_them = _looked_up(parsed, moment, parties, filing.documents)
    command = commands.File(parsed, filing.documents, known_to_them, filing.entropy)
    events, case = moved(procedure, None, command, actor_of(viewer), moment)
    if principal not in parties:
        raise no_mandate(principal)
    who = Identity(
        id=new_id(moment),
        number=new_number(procedure, case.filing, moment),
        filer=viewer.party,
        principal=principal,
        object_kind=procedure.object_kind,
        form=events[0].payload["form"],
        reference=filing.reference,
        demo=filing.demo,
    )
    return _record(case, events, who, at, before)


_TRIES = 8


def again_when_overtaken(work: Callable[[], View]) -> View:
    """Read, decide, record; once more when somebody else recorded what it was decided on. Refused when that goes on."""
    for _ in range(_TRIES):
        try:
            return work()
        except log.Conflict:
            continue
    raise refuse("busy", "正被多人同时办理，请稍后再试。", "Many act on this at once; try again in a moment.")


def _record(
    case: Case, events: tuple[Event, ...], who: Identity, at: datetime | None, before: Callable[[], View | None]
) -> View:
    """Record a case; ``before`` answers in its place where somebody filed under the same number meanwhile."""
    document = view(case, who)
    try:
        log.append(
            stream_of(who.id), log.Head.NONE, about(events, who),
            procedure=case.procedure.code, version=case.procedure.version, demo=who.demo,
            recorded_at=at if who.demo else None, also=projection.rows_of(case, who, document, to_micros(at or now())),
        )  # fmt: skip
    except IntegrityError:
        known = before()
        if known is None:
            raise
        return known
    return document


def about(events: Sequence[Event], who: Identity) -> list[Event]:
    """The same events, each related to the case itself."""
    itself = who.itself
    return [event.about(itself) for event in events]


def known_objects(parsed: Parsed, at: datetime, parties: Collection[str]) -> ObjectFacts:
    """What is known now of the objects a filing names; an object looked up and not found has no facts.

    ``parties``: by whom it is filed and, by mandate, on whose behalf. What none of them may know of is not found; an
    agency may know of everything.
    """
    asked = _inquiry(parsed, at)
    return _known_to(parties, asked.facts(sql.ask(asked.questions)))


def _looked_up(parsed: Parsed, at: datetime, parties: Sequence[str], documents: Sequence[Attached]) -> ObjectFacts:
    """The same for a filing, asked together with whether its filer handed in what is attached; Refused where not."""
    asked = _inquiry(parsed, at)
    attached = [handed_in(parties[0], documents)] if documents else []
    answers = sql.ask([*asked.questions, *attached])
    if documents:
        refuse_unknown(documents, answers.pop())
    return _known_to(parties, asked.facts(answers))


def known_balances(case: Case, at: datetime, parties: Collection[str]) -> ObjectFacts:
    """What is known now of the balances that a case may draw on; nothing is asked where it draws on none."""
    kinds = case.procedure.draws_on(case.day)
    refs = [(each.kind, each.id) for each in case.named if each.kind in kinds] if kinds else []
    return _known_to(parties, objects.facts(refs, at)) if refs else {}


def _inquiry(parsed: Parsed, at: datetime) -> objects.Inquiry:
    try:
        refs = references(parsed.filing)
    except (Incomplete, TypeError):
        refs = ()
    return objects.inquiry(((ref.kind, ref.id) for ref in refs), at)


def _known_to(parties: Collection[str], found: ObjectFacts) -> ObjectFacts:
    return {key: facts if _may_know(facts, parties) else {} for key, facts in found.items()}


def _may_know(facts: objects.Facts, parties: Collection[str]) -> bool:
    known_to = facts.get("known_to")
    return not isinstance(known_to, list) or any(party in known_to or party in AGENCIES for party in parties)


def principal_in(procedure: Procedure, parsed: Parsed) -> str:
    """For whom a filing says that it is; "" where it does not."""
    try:
        return procedure.principal(parsed.filing) or ""
    except (Incomplete, AttributeError, TypeError):
        return ""


def check_filing(
    viewer: Viewer | None, code: str, data: Mapping[str, Any] | bytes, documents: Sequence[Attached] = ()
) -> tuple[Problem, ...]:
    """What would be found wrong if this were filed now. Looks up objects only for a signed-in viewer."""
    procedure, moment = procedure_of(code), now()
    parsed = parse(procedure.form, data)
    party = viewer.party if viewer else ""
    parties = sides(party, principal_in(procedure, parsed) or party, code, moment)
    facts = known_objects(parsed, moment, parties) if party else {}
    return problems(procedure, parsed, circumstances(procedure, moment, facts, documents))
