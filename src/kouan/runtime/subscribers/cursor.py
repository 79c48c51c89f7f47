"""Where a subscriber is."""

from kouan.runtime.models import SubscriberCursor


class Overtaken(Exception):  # noqa: N818 - it is news, not a fault
    """Another process moved this subscriber's cursor: its lock was lost, so this one must stop."""


def position_of(name: str) -> int:
    """The position up to which a subscriber is done; 0 for one that has never run."""
    return SubscriberCursor.objects.get_or_create(name=name)[0].position


def move(name: str, before: int, to: int) -> None:
    """Move a cursor on; raises Overtaken where it is not at ``before``."""
    if not SubscriberCursor.objects.filter(name=name, position=before).update(position=to):
        raise Overtaken(name)
