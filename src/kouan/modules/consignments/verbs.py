"""What can be reported, as verbs. Every verb is called alike: ``gate_out(by, GateOut(...))``.

``by`` is a Viewer, who must be entitled, or an Actor: the house itself (a subscriber, an adapter), which is not asked.
A report is one transaction. Sent twice under one message number it counts once. Refusals change nothing, except that
an alarm is recorded where the refused report itself is worth knowing of; so call a verb outside of a transaction.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any, Generic, TypeVar

from django.db import connection, transaction
from django.db.utils import IntegrityError

from kouan.engine import Refused
from kouan.kernel.clock import now
from kouan.kernel.event import Actor
from kouan.kernel.text import Text
from kouan.modules.consignments import refusals
from kouan.modules.consignments.forms.report import Report
from kouan.modules.consignments.models import Bill, Box, Call, Received
from kouan.modules.consignments.recording import Cause, row_at
from kouan.modules.parties.public import SCOPES, Viewer, actor_of
from kouan.runtime.log import Conflict, event_at

By = Viewer | Actor
F = TypeVar("F", bound=Report)
R = TypeVar("R", bound=Call | Bill | Box)
_TRIES = 3
# Clocks of trucks, cranes and offices differ a little.
_AHEAD = timedelta(minutes=10)


@dataclass(slots=True)
class Told(Generic[F]):
    """A report on its way. ``refusal``: raised once what was recorded along with it is committed."""

    by: By
    form: F
    demo: bool
    cause: Cause
    refusal: Refused | None = None

    @property
    def viewer(self) -> Viewer | None:
        """Who must be entitled; None for the house itself."""
        return None if isinstance(self.by, Actor) or self.by.kind == "system" else self.by

    @property
    def party(self) -> str:
        return self.cause.actor.party


@dataclass(frozen=True)
class Verb(Generic[F, R]):
    """Something that can be reported. ``scopes``: a token, or a person, needs one of them."""

    name: str
    title: Text
    form: type[F]
    scopes: frozenset[str]
    work: Callable[[Told[F]], R] = field(repr=False)

    def __call__(self, by: By, form: F, *, demo: bool = False, recorded_at: datetime | None = None) -> R:
        """Report; returns the call, bill or box as it stands after. Raises Refused, NotFound, or Conflict.

        ``demo`` marks a new call (what belongs to it inherits the mark); only what is so marked is recorded at
        ``recorded_at``, or when it happened, instead of now.
        """
        told = self._told(by, form, demo, recorded_at)
        self._check(told)
        for _ in range(_TRIES - 1):
            try:
                return self._finished(told)
            except (Conflict, IntegrityError):
                # Somebody was first with the same call, bill, box or message: look again at what is there now.
                if connection.in_atomic_block:
                    raise
                told = self._told(by, form, demo, recorded_at)
        return self._finished(told)

    def _finished(self, told: Told[F]) -> R:
        """Do it, or answer as the first of two equal messages was answered; raise what was to be said after commit."""
        try:
            with transaction.atomic():
                earlier = _earlier(told)
                row = self._again(told, earlier) if earlier else self.work(told)
        except Refused:
            # It may be refused because its own copy was quicker.
            earlier = _earlier(told)
            if earlier is None:
                raise
            row = self._again(told, earlier)
        if told.refusal:
            raise told.refusal
        return row

    def _told(self, by: By, form: F, demo: bool, recorded_at: datetime | None) -> Told[F]:
        actor = by if isinstance(by, Actor) else actor_of(by)
        return Told(by, form, demo, Cause(form.happened_at.astimezone(UTC), actor, recorded_at, _stamp(form)))

    def _check(self, told: Told[F]) -> None:
        viewer = told.viewer
        if viewer is None:
            return
        if not viewer.scopes & self.scopes:
            raise refusals.not_entitled(_scope_titles(self.scopes))
        refusals.require(
            told.cause.at <= now() + _AHEAD,
            "in-the-future",
            "/happened_at",
            Text("发生时间不能晚于现在。", "It cannot have happened later than now."),
        )

    def _again(self, told: Told[F], earlier: Received) -> R:
        """Answer a message sent twice as it was answered the first time."""
        assert told.cause.message
        if earlier.digest != told.cause.message["digest"]:
            raise refusals.message_reused(earlier.message_id)
        event = event_at(earlier.stream, earlier.n)
        if event and event.kind == "gate-alarm":
            told.refusal = refusals.held(event.payload)
        return row_at(earlier.stream)  # type: ignore[return-value]


VERBS: dict[str, Verb[Any, Any]] = {}


def verb(
    name: str, title: str, form: type[F], scopes: Collection[str]
) -> Callable[[Callable[[Told[F]], R]], Verb[F, R]]:
    """Make a verb of a function that does the work, inside the transaction."""

    def make(work: Callable[[Told[F]], R]) -> Verb[F, R]:
        made = Verb(name, Text.of(title), form, frozenset(scopes), work)
        VERBS[name] = made
        return made

    return make


def _earlier(told: Told[Any]) -> Received | None:
    message = told.cause.message
    return Received.objects.filter(party=told.party, message_id=message["id"]).first() if message else None


def _stamp(form: Report) -> Mapping[str, str] | None:
    if form.message_id is None:
        return None
    content = form.model_dump_json(exclude={"message_id"}, exclude_none=True)
    return {"id": form.message_id, "digest": sha256(f"{type(form).__name__} {content}".encode()).hexdigest()[:32]}


def _scope_titles(scopes: Collection[str]) -> Text:
    titles = [SCOPES[scope] for scope in sorted(scopes)]
    return Text(
        f"有“{'、'.join(title.zh for title in titles)}”权限的人员",
        f"somebody who may “{', '.join(title.en for title in titles)}”",
    )
