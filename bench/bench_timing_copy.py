"""How soon clearance times show what happens: 10,000 events into a copy that holds 10 million, in seconds of CPU.

The ten million are a month of the demo's port many times over, under other names; so is the batch. All studies have
their rows kept up. Counted is the time of all threads of the process, from the events as the log hands them out until a
reader has counted them: what is copied of them, the rows of the units concerned, and writing it to the disk.
"""

import os
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Any

from row import Row

BOXES = 1000
EVENTS = 10_000_000
BATCH = 10_000
MOST_CPU = 0.3


def main() -> list[Row]:
    """The batch, and how fast the log is copied from its beginning."""
    with tempfile.TemporaryDirectory(prefix="kouan-bench-") as data:
        command = [sys.executable, "-m", "kouan.cli", "demo", "--no-serve", "--boxes", str(BOXES), "--data", data]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        os.environ |= {"KOUAN_DATA": data, "KOUAN_DEMO": "1", "DJANGO_SETTINGS_MODULE": "kouan.runtime.settings"}
        import django

        django.setup()
        return _measured()


def _measured() -> list[Row]:
    from kouan.modules.timing.copying import file as files
    from kouan.runtime import log

    copies = _multiply(files.path())
    size = files.path().stat().st_size / 1e9
    events = list(islice(log.everything(), BATCH))
    # What is loaded and put together once in a process's life is not counted.
    _copied([_renamed(event, copies + 1) for event in events[:500]])
    spent = sorted(_copied([_renamed(event, copies + turn) for event in events]) for turn in (2, 3, 4))
    late = _copied([_renamed(event, copies // 2, copies + 5) for event in events])
    print(f"  {len(events)} into {EVENTS:,} ({size:.1f} GB): {spent} s of CPU; about things of long ago: {late:.2f} s")
    return [
        Row(f"{BATCH:,} events visible among {EVENTS:,}", spent[1], "s of CPU", "DuckDB", limit=MOST_CPU),
        Row("the same, about things of long ago", late, "s of CPU", "DuckDB"),
    ]


def _multiply(file: Path) -> int:
    """The month again and again until there are :data:`EVENTS`; how many times."""
    from kouan.modules.timing.copying import file as files
    from kouan.modules.timing.copying.layout import COLUMNS

    with files.written(file) as connection:
        [(end, events)] = connection.execute("SELECT position, events FROM copied").fetchall()
        [(things,)] = connection.execute("SELECT max(thing) FROM thing").fetchall()
        times = int(-(-EVENTS // events)) - 1
        asked = "SELECT table_name FROM duckdb_tables() WHERE table_name LIKE 'case_ms_%'"
        tables = [name for (name,) in connection.execute(asked).fetchall()]
        for table in [name for name in COLUMNS if name != "copied"] + tables:
            columns = [name for (name,) in connection.execute(f"SELECT column_name FROM (DESCRIBE {table})").fetchall()]
            said = ", ".join(_shifted(name, end, things) for name in columns)
            # A few at a time: the spill is limited.
            for first in range(1, times + 1, 50):
                some = f"range({first}, {min(first + 50, times + 1)}) k(k)"
                source = f"(SELECT * FROM {table} WHERE {_first(table, things, end)}), {some}"
                connection.execute(f"INSERT INTO {table} SELECT {said} FROM {source} ORDER BY k")
        connection.execute("UPDATE copied SET position = position * ?, events = events * ?", [times + 1, times + 1])
    return times


def _first(table: str, things: int, end: int) -> str:
    return f"since <= {end}" if table in ("event", "relation", "object", "link", "forecast") else f"thing <= {things}"


def _shifted(column: str, end: int, things: int) -> str:
    if column in ("event", "since"):
        return f'"{column}" + k * {end}'
    if column == "until":
        return f"CASE WHEN until < {2**62} THEN until + k * {end} ELSE until END"
    if column in ("thing", "to_thing", "teller"):
        return f"{column} + k * {things}"
    if column == "key":
        return "(hash(kind, object, k) >> 1)::BIGINT"
    return f"\"{column}\" || '~' || k" if column in ("object", "to", "unit") else f'"{column}"'


def _renamed(event: Any, copy: int, place: int | None = None) -> Any:
    """The event as it would be of another month: its things under other names, further on in the log."""
    from kouan.kernel.event import ObjectRef

    name = f"~{copy}"
    objects = tuple(ObjectRef(each.kind, each.id + name, each.qualifier) for each in event.objects)
    kind, *parts = event.stream.split("/")
    payload = dict(event.payload)
    if event.kind in ("manifested", "manifest-amended"):
        payload["boxes"] = [
            box | {"container": box["container"] + name, "id": "/".join(part + name for part in box["id"].split("/"))}
            for box in payload["boxes"]
        ]
    return replace(
        event,
        position=event.position + (place or copy) * 10**9,
        stream="/".join([kind, *(part + name for part in parts)]),
        objects=objects,
        payload=payload,
    )


def _copied(events: list[Any]) -> float:
    """Seconds of CPU until a reader has seen these events."""
    from kouan.modules.timing.copying import file as files
    from kouan.modules.timing.copying.batch import take_in
    from kouan.modules.timing.copying.units import keep_up
    from kouan.modules.timing.studies.library import presets

    began = time.process_time()
    with files.written(files.path()) as connection, files.committed(connection):
        keep_up(connection, tuple(presets().values()), take_in(connection, events))
    with files.read() as duck:
        end = events[-1].position
        assert duck.connection.execute("SELECT count(*) FROM event WHERE event = ?", [end]).fetchall() == [(1,)]
    return time.process_time() - began


if __name__ == "__main__":
    print(main())
