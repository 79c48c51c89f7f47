"""What was last said of each thing, as rows of the table ``timing_window``."""

from collections.abc import Iterable

from kouan.kernel.event import Event
from kouan.modules.timing.foretold.said import said_in
from kouan.runtime.rows import Rows, Target

_CHANGING = ("kind", "made_at", "low_us", "median_us", "high_us", "model")
_WINDOWS = Target(
    "timing_window",
    {
        **{"aim": "text", "object": "text", "kind": "text", "made_at": "bigint"},
        **{"low_us": "bigint", "median_us": "bigint", "high_us": "bigint", "model": "text"},
    },
    f"ON CONFLICT (aim, object) DO UPDATE SET {', '.join(f'{name} = excluded.{name}' for name in _CHANGING)}",
)


def windows(events: Iterable[Event]) -> list[Rows]:
    """The rows of what some events ``forecast-made`` say, the later word for each thing."""
    found = {}
    for said in map(said_in, events):
        for name, each in said.windows.items():
            window = (each.made_at, each.low_us, each.median_us, each.high_us)
            found[said.aim, name] = (said.aim, name, said.kind, *window, said.model)
    return [Rows(_WINDOWS, list(found.values()))] if found else []
