"""Process maps of long logs beside PM4Py, in the same run on the same files; and a map of fifty million events."""

import tempfile
from pathlib import Path

import long_logs
from own_process import Cost, cost
from row import Row

CASES = 960_000  # ten and a half million events
OBJECTS = 50_000  # 1.7 million relations
HUGE = 4_600_000  # fifty million events


def main() -> list[Row]:
    """CPU and memory of the directly-follows and the object-centric graph; RuntimeError where an edge differs."""
    with tempfile.TemporaryDirectory() as folder:
        one, many, huge = (Path(folder) / f"{name}.parquet" for name in ("one", "many", "huge"))
        rows = [*_beside("directly_follows", one, long_logs.relations(one, CASES), 1 / 6)]
        rows += _beside("object_centric", many, long_logs.of_several_kinds(many, OBJECTS), 1 / 80)
        events = long_logs.relations(huge, HUGE)
        # DuckDB raises an error, and so does this, where it would need more than the spill that it was given.
        rows += _rows(
            f"map of {events:,} events, spilling 8 GB at most", cost("maps_ours", "directly_follows", str(huge))
        )
    return rows


def _beside(graph: str, path: Path, length: int, limit: float) -> list[Row]:
    ours, theirs = (cost(f"maps_{side}", graph, str(path)) for side in ("ours", "pm4py"))
    if list(map(_rounded, ours.result)) != list(map(_rounded, theirs.result)):
        raise RuntimeError(f"{graph}: the edges differ")
    return _rows(f"{graph.replace('_', ' ')} graph of {length:,}", ours, theirs, limit)


def _rounded(edge: list[object]) -> list[object]:
    """Medians to the tenth of a millisecond: PM4Py counts in seconds as floats."""
    return [round(each, -2) if isinstance(each, float) else each for each in edge]


def _rows(what: str, ours: Cost, theirs: Cost | None = None, limit: float | None = None) -> list[Row]:
    peer = "PM4Py" if theirs else ""
    return [
        Row(what, ours.cpu, "s CPU", "DuckDB", theirs.cpu if theirs else None, peer, limit),
        Row(f"{what}, memory", ours.memory, "MB", "DuckDB", limit=1000 if theirs else None),
    ]
