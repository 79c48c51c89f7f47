"""What a subscriber could not deliver yet: its stuck keys, and for each the events that wait, in order."""

from collections.abc import Sequence

from kouan.kernel.clock import now, to_micros
from kouan.runtime.log.reading import at_positions
from kouan.runtime.log.values import Recorded
from kouan.runtime.models import StuckKey, WaitingEvent

FIRST_RETRY = 1.0
LONGEST_RETRY = 3600.0
AT_ONCE = 100


def stuck_keys(name: str) -> dict[str, int]:
    """The keys that cannot take events now, and when each may be tried again (microseconds), earliest first."""
    return dict(StuckKey.objects.filter(name=name).order_by("retry_at", "id").values_list("key", "retry_at"))


def events_waiting(name: str, key: str) -> list[Recorded]:
    """The first events that wait for a key, in order."""
    rows = WaitingEvent.objects.filter(name=name, key=key).order_by("position")
    return at_positions(list(rows.values_list("position", flat=True)[:AT_ONCE]))


def park(name: str, key: str, events: Sequence[Recorded]) -> None:
    """Let events wait for a key, which is stuck from here on."""
    StuckKey.objects.get_or_create(name=name, key=key)
    rows = [WaitingEvent(name=name, key=key, position=event.position) for event in events]
    WaitingEvent.objects.bulk_create(rows, ignore_conflicts=True)


def settle(name: str, key: str, delivered: Sequence[Recorded], error: str) -> None:
    """Write down how a stuck key's delivery ended: what arrived, and the error that stopped the rest, if any.

    After an error the next try is after 1, 2, 4 ... seconds, at most an hour. Without one and with nothing left to
    deliver the key takes events again.
    """
    waiting = WaitingEvent.objects.filter(name=name, key=key)
    waiting.filter(position__in=[event.position for event in delivered]).delete()
    stuck = StuckKey.objects.filter(name=name, key=key)
    if error:
        before = 0 if delivered else stuck.get().attempts
        pause = min(FIRST_RETRY * 2 ** min(before, 30), LONGEST_RETRY)
        retry_at = to_micros(now()) + int(pause * 1_000_000)
        stuck.update(attempts=before + 1, retry_at=retry_at, error=error[:500])
    elif waiting.exists():
        stuck.update(attempts=0, retry_at=0, error="")
    else:
        stuck.delete()
