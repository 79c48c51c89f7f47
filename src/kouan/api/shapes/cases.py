"""Shapes of cases and of what hangs on them."""

from typing import Literal

from pydantic import BaseModel, Field

from kouan.api.shapes.words import Json, Micros, Words


class AttachedFile(BaseModel):
    """A document of a case."""

    kind: str
    file: str
    name: str
    size: int = 0


class CaseStep(BaseModel):
    """A step whose turn has come: who holds it until when, and how it ended if it did."""

    name: str
    title: Words
    kind: str
    by: str
    desk: str
    desk_title: Words
    opened_at: Micros
    due: Micros | None = None
    limit: Words | None = None
    lapses: Words | None = Field(None, description="how the step ends of itself when it is not done by its due time")
    outcome: str | None = None
    outcome_text: Words | None = None
    reason: str | None = None
    decided_at: Micros | None = None
    decided_by: str | None = None
    data: Json | None = None


class CaseQuestion(BaseModel):
    """A question to the applicant, with its answer once there is one."""

    number: int
    step: str
    question: str
    asked_at: Micros
    due: Micros | None = None
    answer: str | None = None
    answered_at: Micros | None = None


class Correction(BaseModel):
    """What the applicant is asked to correct."""

    step: str
    reason: str
    fields: list[str]
    returned_at: Micros
    due: Micros | None = None


class Case(BaseModel):
    """Where a case stands. Values that are absent are left out; ``form`` follows the procedure's own schema."""

    id: str
    number: str
    procedure: str
    version: str
    status: Literal["open", "returned", "suspended", "done", "refused", "lapsed", "withdrawn", "void"]
    status_text: Words
    n: int
    filer: str
    principal: str
    filed_at: Micros
    due: Micros | None = None
    applicant_due: Micros | None = None
    form: Json
    documents: list[AttachedFile]
    steps: list[CaseStep]
    questions: list[CaseQuestion]
    correction: Correction | None = None
    ended_at: Micros | None = None
    reason: str | None = None
    reference: str | None = None


class CaseRow(BaseModel):
    """A case in a list."""

    id: str
    number: str
    procedure: str
    status: str
    title: Words
    filed_at: Micros
    due: Micros | None = None
    applicant_due: Micros | None = None
    priority: int


class CasePage(BaseModel):
    """One page of cases and how many there are."""

    count: int
    page: int
    cases: list[CaseRow]


class QueuedStep(BaseModel):
    """An open step on an agency's desk."""

    case: str
    number: str
    procedure: str
    step: str
    title: Words
    desk: str
    priority: int
    opened_at: Micros
    due: Micros | None = None
    state: str


class Queue(BaseModel):
    """Open steps, the most urgent first, and how many there are."""

    count: int
    steps: list[QueuedStep]


class Actor(BaseModel):
    """Who did it."""

    party: str
    person: str
    desk: str


class ObjectRef(BaseModel):
    """An object that an event is about."""

    kind: str
    id: str
    qualifier: str


class Event(BaseModel):
    """An event of the log; ``hash`` chains it to the one before in its stream."""

    position: int
    stream: str
    n: int
    kind: str
    happened_at: Micros
    recorded_at: Micros
    actor: Actor
    payload: Json
    objects: list[ObjectRef]
    hash: str


class EventPage(BaseModel):
    """The next events; ask again with ``after`` = ``next``. ``more``: there is more to ask for at once."""

    events: list[Event]
    next: int
    more: bool


class UploadedFile(BaseModel):
    """A file that was handed in: ``file`` is what it is attached by."""

    file: str
    name: str
    type: str
    size: int


class Draft(BaseModel):
    """A filing being written."""

    id: str
    procedure: str
    form: Json
    documents: list[AttachedFile]
    reference: str | None = None
    case: str | None = None
    updated_at: Micros


class Notice(BaseModel):
    """A word to your organisation ``about`` a case, a survey or a problem; ``case`` is empty unless it is one."""

    id: int
    about: str
    case: str
    number: str
    kind: str
    text: Words
    position: int
    at: Micros
    read_at: Micros | None = None


class NoticePage(BaseModel):
    """One page of notices, the newest first, how many there are and how many are unread."""

    count: int
    unread: int
    page: int
    notices: list[Notice]


class Marked(BaseModel):
    """How many notices were unread."""

    marked: int


class Webhook(BaseModel):
    """Where events are pushed; ``kinds`` empty means all. ``since``: only events after this position are pushed."""

    id: str
    url: str
    kinds: list[str]
    since: int
    created_at: Micros


class NewWebhook(Webhook):
    """A webhook as it is shown once: with the secret that its messages are signed with."""

    secret: str


class Delivery(BaseModel):
    """How the push of one event went."""

    position: int
    kind: str
    attempts: int
    status: int | None = None
    error: str
    tried_at: Micros
    delivered_at: Micros | None = None


class DeliveryPage(BaseModel):
    """One page of deliveries, the newest first."""

    count: int
    page: int
    deliveries: list[Delivery]


class Replayed(BaseModel):
    """How many events arrived, and the last of them: call again with ``after`` = ``last`` for more."""

    sent: int
    last: int
