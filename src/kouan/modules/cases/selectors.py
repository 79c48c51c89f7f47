"""What can be asked of cases. Whatever a viewer may not see is not there."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any

import orjson
from django.db.models import Exists, F, OuterRef, Q, QuerySet

from kouan.blueprint.agency import AGENCIES
from kouan.engine import Case as CaseState
from kouan.engine import replay
from kouan.kernel.clock import now, to_micros
from kouan.modules.cases.access import NotFound, sight_of
from kouan.modules.cases.identity import stream_of
from kouan.modules.cases.models import (
    Case,
    CaseParty,
    Delivery,
    Draft,
    Notice,
    Published,
    Reading,
    Step,
    Upload,
    Webhook,
)
from kouan.modules.parties.public import Viewer
from kouan.procedures import procedure as procedure_of
from kouan.runtime import log, sql

_VIEW = """SELECT p.party, c.procedure, c.view FROM cases_case c JOIN cases_party p ON p.case_id = c.id
WHERE c.id = %s AND p.party IN ({})"""
_NOTED = "INSERT INTO cases_reading (case_id, party, person, via, at) VALUES (%s, %s, %s, %s, %s)"


def view_text(viewer: Viewer, case_id: str, *, via: str = "api") -> str:
    """The JSON text of a case's view; the read is noted. NotFound for a case the viewer may not know of."""
    at = now()
    sight = sight_of(viewer, at)
    if not sight.parties:
        raise NotFound(case_id)
    rows = sql.fetch(_VIEW.format(sql.places(len(sight.parties))), [case_id, *sight.parties])
    found = next((text for party, code, text in rows if sight.reaches(party, code)), None)
    if found is None:
        raise NotFound(case_id)
    sql.execute(_NOTED, [case_id, viewer.party, viewer.person, via, to_micros(at)])
    return str(found)


def case_view(viewer: Viewer, case_id: str, *, via: str = "page") -> dict[str, Any]:
    """A case's view as data; the read is noted. NotFound for a case the viewer may not know of."""
    view: dict[str, Any] = orjson.loads(view_text(viewer, case_id, via=via))
    return view


def case_id_of(viewer: Viewer, number: str) -> str:
    """The id of a case by the number people quote; NotFound for a case the viewer may not know of."""
    found = visible_cases(viewer).filter(number=number).values_list("id", flat=True).first()
    if found is None:
        raise NotFound(number)
    return str(found)


def left_to(procedure: str, step: str, after: Sequence[str], failed: Mapping[str, Sequence[str]]) -> QuerySet[Step]:
    """Cases in which this review alone is left to do, the longest waiting first: one of those ``after`` is done, and

    none with an outcome that has ``failed``. Of all parties: for whoever watches over the port, who sees number and
    post, and nothing of the case itself.
    """
    others = Step.objects.filter(case=OuterRef("case"))
    waiting = Step.objects.filter(name=step, kind="review", state="open", case__status="open")
    waiting = waiting.filter(case__procedure=procedure)
    alone = waiting.filter(~Exists(others.exclude(name=step).exclude(state="dropped").filter(decided_at=None)))
    checked = alone.filter(Exists(others.filter(name__in=after, state="done")))
    for name, outcomes in failed.items():
        checked = checked.exclude(Exists(others.filter(name=name, outcome__in=outcomes)))
    return checked.select_related("case").defer("case__view").order_by("case__updated_at", "case__number")


def view_by_reference(filer: str, reference: str) -> dict[str, Any] | None:
    """The view of what an organisation filed under its own reference."""
    text = Case.objects.filter(filer=filer, reference=reference).values_list("view", flat=True).first()
    return orjson.loads(text) if text else None


@dataclass(frozen=True, slots=True)
class History:
    """A case replayed with the events that made it."""

    state: CaseState
    events: Sequence[log.Recorded]


def history(viewer: Viewer, case_id: str) -> History:
    """All that happened in a case; NotFound for a case the viewer may not know of."""
    row = visible_cases(viewer).filter(id=case_id).first()
    if row is None:
        raise NotFound(case_id)
    events = log.read(stream_of(case_id))
    return History(replay(procedure_of(row.procedure).at_version(events[0].version), events), events)


def visible_cases(viewer: Viewer) -> QuerySet[Case]:
    """Cases a viewer may see, newest first."""
    sight = sight_of(viewer, now())
    if not sight.parties:
        return Case.objects.none()
    rows = CaseParty.objects.filter(party__in=sight.whole)
    for party, codes in sight.partly:
        rows = rows | CaseParty.objects.filter(party=party, case__procedure__in=codes)
    return Case.objects.filter(id__in=rows.values("case_id")).defer("view").order_by("-filed_at")


def queue(viewer: Viewer, desk: str = "") -> QuerySet[Step]:
    """Open steps of the viewer's agency: what is urgent by kind first, then what is due first, then the oldest."""
    if viewer.party not in AGENCIES:
        return Step.objects.none()
    steps = Step.objects.filter(agency=viewer.party, decided_at=None).exclude(state="dropped").select_related("case")
    desks = {desk} if desk else viewer.desks
    if desks:
        steps = steps.filter(desk__in=desks)
    return steps.defer("case__view").order_by("priority", F("due").asc(nulls_last=True), "opened_at")


def waiting_for_me(viewer: Viewer) -> QuerySet[Case]:
    """Cases that lie with the applicant (returned, asked, or with a step of theirs open), what they owe first on top.

    Those without a time to reply come last, the oldest first. To an agency: what it opened itself and has to correct,
    or to answer where it is about nobody; to whom it is about, what they have to answer.
    """
    running = visible_cases(viewer).filter(status__in=("open", "returned"))
    lying, returned = _of_respondent(viewer, running), _of_opener(viewer, running).filter(status="returned")
    steps = Step.objects.filter(decided_at=None)
    theirs = steps.filter(agency="applicant").values("case_id")
    asked = steps.filter(state="waiting", case__status="open").values("case_id")
    mine = lying.filter(id__in=theirs.union(asked)) | returned
    return mine.order_by(F("applicant_due").asc(nulls_last=True), "filed_at")


def _of_respondent(viewer: Viewer, cases: QuerySet[Case]) -> QuerySet[Case]:
    return cases.filter(filer=viewer.party, principal=viewer.party) if viewer.agency else cases


def _of_opener(viewer: Viewer, cases: QuerySet[Case]) -> QuerySet[Case]:
    return cases.filter(filer=viewer.party) if viewer.agency else cases.exclude(filer__in=list(AGENCIES))


def my_drafts(viewer: Viewer) -> QuerySet[Draft]:
    """Drafts of the viewer's organisation, latest first."""
    return Draft.objects.filter(party=viewer.party).order_by("-updated_at") if viewer.party else Draft.objects.none()


def my_uploads(viewer: Viewer) -> QuerySet[Upload]:
    """Files the viewer's organisation handed in."""
    return Upload.objects.filter(party=viewer.party).order_by("-at") if viewer.party else Upload.objects.none()


def readings(case_id: str) -> QuerySet[Reading]:
    """Who looked at a case, latest first."""
    return Reading.objects.filter(case_id=case_id).order_by("-at")


def document(viewer: Viewer, case_id: str, file: str) -> dict[str, Any]:
    """An attached file's entry in a case the viewer sees; NotFound otherwise."""
    found = next((row for row in case_view(viewer, case_id)["documents"] if row["file"] == file), None)
    if found is None:
        raise NotFound(file)
    return dict(found)


def published() -> QuerySet[Published]:
    """The public register, the latest first: open to everybody, and all that anybody learns of these cases."""
    return Published.objects.order_by("-published_at", "-number")


def matching(register: QuerySet[Published], typed: str) -> QuerySet[Published]:
    """Entries whose number, title or text holds each of the words typed."""
    for word in typed.split():
        places = ("number", "title_zh", "title_en", "words")
        register = register.filter(reduce(or_, (Q(**{f"{place}__icontains": word}) for place in places)))
    return register


def published_under(number: str) -> Published:
    """What the register holds under a number; NotFound where it holds nothing, whatever cases there may be."""
    found = Published.objects.filter(number=number).first()
    if found is None:
        raise NotFound(number)
    return found


def notices(viewer: Viewer) -> QuerySet[Notice]:
    """Words to the viewer's organisation, latest first."""
    return Notice.objects.filter(party=viewer.party).order_by("-at", "-id") if viewer.party else Notice.objects.none()


def webhooks(viewer: Viewer) -> QuerySet[Webhook]:
    """The organisation's webhooks that are active, latest first."""
    mine = Webhook.objects.filter(party=viewer.party, active=True)
    return mine.order_by("-created_at") if viewer.party else Webhook.objects.none()


def deliveries(viewer: Viewer, webhook_id: str) -> QuerySet[Delivery]:
    """How pushes to one of the organisation's webhooks went, latest first."""
    return Delivery.objects.filter(webhook_id=webhook_id, webhook__party=viewer.party).order_by("-position")
