"""Notices that have been read."""

from kouan.kernel.clock import now, to_micros
from kouan.modules.cases.models import Notice
from kouan.modules.parties.public import Viewer


def mark_read(viewer: Viewer, upto: int | None = None) -> int:
    """Mark the organisation's notices as read, up to an id or all; returns how many were unread."""
    unread = Notice.objects.filter(party=viewer.party, read_at=None)
    if upto is not None:
        unread = unread.filter(id__lte=upto)
    return unread.update(read_at=to_micros(now()))
