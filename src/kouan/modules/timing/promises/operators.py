"""Who can publish limits. The menu of every page asks: it loads nothing that reads a log."""

from kouan.modules.parties.public import Viewer
from kouan.modules.timing.promises.library import operations
from kouan.modules.timing.promises.model import Operation


def may_pledge(by: Viewer) -> list[Operation]:
    """The operations of which somebody's organisation can publish limits."""
    does = by.roles | {by.agency} if by.agency else by.roles
    return [each for each in operations().values() if does & set(each.by)]
