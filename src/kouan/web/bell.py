"""How many notices wait to be read: the number at the bell."""

from kouan.modules.cases.public import notices
from kouan.modules.parties.public import Viewer


def unread(viewer: Viewer) -> int:
    """How many notices nobody of the organisation has read."""
    return notices(viewer).filter(read_at=None).count()
