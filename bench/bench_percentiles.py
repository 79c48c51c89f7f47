"""What a page of figures waits for: percentiles of each stage at 20 terminals, over a million consignments."""

import statistics
import time

from row import Row

from kouan.modules.timing.measures.milestones import table
from kouan.modules.timing.public import opened, percentiles, preset

CASES, TERMINALS, TIMES = 1_000_000, 20, 7
_HOUR = 3_600_000_000


def main() -> list[Row]:
    """Seconds from the question to the answer, of rows of ``case_ms`` that stand in a table."""
    study = preset("cn-port-release-import")
    question = percentiles(table(study), study, ["terminal"])
    with opened() as duck:
        duck.connection.execute(f"CREATE TABLE case_ms AS {_made()}")
        taken = []
        for _ in range(TIMES):
            before = time.perf_counter()
            rows = duck.rows(question)
            taken.append(time.perf_counter() - before)
    expected = TERMINALS * len(study.measured)
    if len(rows) != expected:
        raise RuntimeError(f"{len(rows)} rows, not {expected}")
    what = f"{len(study.measured)} stages of {TERMINALS} terminals, 3 percentiles, over {CASES:,} consignments"
    return [Row(what, statistics.median(taken), "s", "DuckDB", limit=0.2)]


def _made() -> str:
    """Each milestone some hours after the ship, drawn from the consignment's number."""
    moments = {"arrived": 1, "unloaded": 12, "declared": 40, "inspected": 50, "released": 60, "left": 90}
    drawn = ", ".join(
        f'i * 1000000 + (hash(i + {at}) % {hours * _HOUR})::BIGINT AS "{name}"'
        for at, (name, hours) in enumerate(moments.items())
    )
    words = f"'T' || (i % {TERMINALS}) AS terminal, '' AS carrier, '' AS firm, 'no' AS is_inspected, '2026-01' AS month"
    return f"SELECT 'u' || i AS unit, {drawn}, {words} FROM range({CASES}) AS numbers(i)"
