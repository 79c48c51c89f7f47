"""Who did what to which organisation or mandate, onto the log. No secret, no address, no person's name goes there."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from kouan.kernel.event import Event, ObjectRef
from kouan.modules.parties.models import Mandate, Organisation
from kouan.modules.parties.viewer import Viewer, actor_of
from kouan.runtime import log


def record_party(
    by: Viewer,
    kind: str,
    organisation: Organisation,
    moment: datetime,
    payload: Mapping[str, Any],
    demo: bool = False,
) -> None:
    """One event on ``party/<id>``, in the caller's transaction; on the organisation's row, writers wait their turn."""
    Organisation.objects.select_for_update().get(pk=organisation.pk)
    event = Event(kind, moment, actor_of(by), payload, (ObjectRef("organisation", organisation.pk),))
    _append(f"party/{organisation.pk}", event, demo or organisation.demo)


def record_mandate(by: Viewer, kind: str, mandate: Mandate, moment: datetime) -> None:
    """One event on ``mandate/<id>``, in the caller's transaction, which holds the mandate's row."""
    payload = {
        "procedures": mandate.procedures,
        "start": mandate.start.isoformat(),
        "end": mandate.end.isoformat() if mandate.end else None,
    }
    parties = (
        ObjectRef("organisation", mandate.principal_id, "principal"),
        ObjectRef("organisation", mandate.agent_id, "agent"),
    )
    event = Event(kind, moment, actor_of(by), payload, (ObjectRef("mandate", str(mandate.pk)), *parties))
    _append(f"mandate/{mandate.pk}", event, mandate.principal.demo)


def _append(stream: str, event: Event, demo: bool) -> None:
    # What a demonstration makes up is recorded when it says it happened, or its month would all lie in one minute.
    log.append(stream, log.head(log.read(stream)), [event], recorded_at=event.happened_at if demo else None, demo=demo)
