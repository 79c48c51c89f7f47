"""The log as two Parquet files, for DuckDB, Spark and pandas: ``events.parquet`` and ``relations.parquet``."""

from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

import orjson

from kouan.kernel.clock import to_micros
from kouan.runtime.export.source import Portion, attributes
from kouan.runtime.log.values import Recorded

# Times are UTC, to the microsecond.
_EVENTS = {
    "position": "BIGINT",
    "stream": "VARCHAR",
    "n": "INTEGER",
    "kind": "VARCHAR",
    "happened_at": "BIGINT",
    "recorded_at": "BIGINT",
    "actor_party": "VARCHAR",
    "actor_person": "VARCHAR",
    "actor_desk": "VARCHAR",
    "procedure": "VARCHAR",
    "version": "VARCHAR",
    "demo": "BOOLEAN",
    "payload": "VARCHAR",
    "hash": "VARCHAR",
}
_RELATIONS = {"position": "BIGINT", "object_kind": "VARCHAR", "object_id": "VARCHAR", "qualifier": "VARCHAR"}


def write(section: Portion, path: Path) -> None:
    """Write the two files into the folder ``path``, both in the order of the log."""
    path.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix="kouan-export-") as folder:
        events, related = Path(folder, "events.jsonl"), Path(folder, "relations.jsonl")
        with events.open("wb") as event_lines, related.open("wb") as relation_lines:
            for event in section.events():
                event_lines.write(orjson.dumps(_event(event)) + b"\n")
                relation_lines.writelines(orjson.dumps(relation) + b"\n" for relation in _relations(event))
        times = "make_timestamp(happened_at) AS happened_at, make_timestamp(recorded_at) AS recorded_at"
        _convert(events, _EVENTS, f"* REPLACE ({times})", path / "events.parquet")
        _convert(related, _RELATIONS, "*", path / "relations.parquet")


def _event(event: Recorded) -> dict[str, str | int | bool]:
    times = {"happened_at": to_micros(event.happened_at), "recorded_at": to_micros(event.recorded_at)}
    return {"kind": event.kind, **attributes(event), **times}


def _relations(event: Recorded) -> Iterable[dict[str, str | int]]:
    for ref in event.objects:
        yield {"position": event.position, "object_kind": ref.kind, "object_id": ref.id, "qualifier": ref.qualifier}


def _convert(lines: Path, columns: dict[str, str], chosen: str, target: Path) -> None:
    """JSON lines to Parquet by DuckDB, which keeps the order and needs no memory for it; loaded by whoever exports."""
    import duckdb

    read = "read_json($lines, format='newline_delimited', columns=$columns, maximum_object_size=134217728)"
    with duckdb.connect() as database:
        database.execute(
            f"COPY (SELECT {chosen} FROM {read}) TO $target (FORMAT parquet, COMPRESSION zstd)",  # noqa: S608
            {"lines": str(lines), "columns": columns, "target": str(target)},
        )
