"""What was last said of each thing is written with the event that says it."""

from collections.abc import Sequence

from kouan.kernel.event import Event
from kouan.modules.timing.foretold import rows
from kouan.modules.timing.foretold.said import MADE
from kouan.runtime.log.following import follows
from kouan.runtime.rows import Rows


@follows({MADE}, guard="timing_window")
def windows(stream: str, events: Sequence[Event], demo: bool) -> list[Rows]:
    """The rows of what the events say."""
    return rows.windows(events)
