"""Whom the events of organisations and mandates concern."""

from collections.abc import Collection

from kouan.modules.parties.models import Mandate
from kouan.runtime.audience import audience
from kouan.runtime.log import Recorded

# Who works there and which tokens there are is for the administrators' page alone.
_TOLD_TO_ITSELF = frozenset({"organisation-registered", "credit-level-recorded"})


@audience("party")
def of_organisation(event: Recorded) -> Collection[str]:
    """An organisation learns what is recorded of itself."""
    return (event.stream.removeprefix("party/"),) if event.kind in _TOLD_TO_ITSELF else ()


@audience("mandate")
def of_mandate(event: Recorded) -> Collection[str]:
    """Principal and agent."""
    rows = Mandate.objects.filter(pk=event.stream.removeprefix("mandate/")).values_list("principal_id", "agent_id")
    return [party for row in rows for party in row]
