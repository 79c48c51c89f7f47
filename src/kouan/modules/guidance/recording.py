"""Onto the log: what the port office, firms and agencies do in surveys, talks and problems."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from kouan.kernel.event import Event, ObjectRef
from kouan.modules.parties.public import Viewer, actor_of, organisation
from kouan.runtime import log

Said = tuple[str, dict[str, Any], tuple[ObjectRef, ...]]
"""A kind of event, its payload, and what it is about."""


def record(by: Viewer, stream: str, said: Sequence[Said], moment: datetime) -> None:
    """Events of one moment at the end of a stream. Raises Conflict where somebody was quicker."""
    actor = actor_of(by)
    events = [Event(kind, moment, actor, payload, about) for kind, payload, about in said]
    firm = organisation(by.party)
    demo = firm is not None and firm.demo
    with transaction.atomic():
        # What a demonstration makes up is recorded when it says it happened.
        recorded_at = moment if demo else None
        log.append(stream, log.head(log.read(stream)), events, recorded_at=recorded_at, demo=demo)


def firm(code: str, qualifier: str) -> ObjectRef:
    """A firm or agency that an event is about."""
    return ObjectRef("organisation", code, qualifier)
