"""Following the log: at least once, in order per key, never skipping an event that commits late.

Each subscriber has its own cursor and moves alone. Three ways to follow, by decorator in a module's ``subscribers.py``:

- :func:`subscriber`: one event at a time, in order per key (the event's stream, unless told otherwise);
- :func:`fan_out`: the same event to many receivers outside, each in order, none waiting for another;
- :func:`projection`: batches in the order of the log, written with the cursor, so exactly once in the database.

What falls due without any event is seen to by a :func:`watch`, which runs beside them and looks at the clock.

An event that fails is tried again after 1, 2, 4 ... seconds, at most an hour; later events of its key wait behind it,
all other keys go on (:func:`stuck` tells). How late commits are waited for: :mod:`kouan.runtime.log.order`.
"""

from kouan.runtime.subscribers.registry import fan_out, projection, subscriber, watch
from kouan.runtime.subscribers.running import drain, run
from kouan.runtime.subscribers.selectors import SubscriberState, stuck, subscriber_states

__all__ = [
    "SubscriberState",
    "drain",
    "fan_out",
    "projection",
    "run",
    "stuck",
    "subscriber",
    "subscriber_states",
    "watch",
]
