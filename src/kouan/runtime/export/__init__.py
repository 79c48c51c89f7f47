"""The log for other tools: OCEL 2.0 as JSON and as SQLite, and Parquet.

Everything that was hashed is in every format, so whoever has an export can recompute the chains and any number.
"""

from collections.abc import Callable, Sequence
from pathlib import Path

from kouan.runtime.export import ocel_json, ocel_sqlite, parquet
from kouan.runtime.export.source import Portion, Section, Selection
from kouan.runtime.log.order import settled_position
from kouan.runtime.log.values import Recorded

FORMATS: dict[str, Callable[[Portion, Path], None]] = {
    "ocel-json": ocel_json.write,
    "ocel-sqlite": ocel_sqlite.write,
    "parquet": parquet.write,
}


def write(format: str, path: Path, since: int | None = None) -> int:
    """Write the log (after position ``since``, if given) in one of :data:`FORMATS` and give the last position in it.

    ``path`` is a file, for Parquet a folder; what is there is replaced. The next export continues from the position
    given. Raises KeyError on another format, TimeoutError where a transaction stays open for half a minute.
    """
    section = Section(since or 0, settled_position())
    FORMATS[format](section, path)
    return section.upto


def write_events(format: str, path: Path, events: Sequence[Recorded]) -> None:
    """Write some events alone, in the order given. Raises KeyError on another format."""
    FORMATS[format](Selection(events), path)
