"""The procedures of which a viewer may open a case; others are not there."""

from kouan.blueprint.procedure import Procedure
from kouan.modules.cases.public import NotFound
from kouan.modules.parties.public import Viewer
from kouan.procedures import procedure as procedure_of


def openable(viewer: Viewer, code: str) -> Procedure:
    """A procedure by code; raises NotFound, UnknownProcedure."""
    found = procedure_of(code)
    if not found.opens_for(viewer.party):
        raise NotFound(code)
    return found
