"""How long a person waits for a code: searches in the largest tables, and the membership test of a filing."""

from collections.abc import Callable
from statistics import median
from time import perf_counter

from row import Row

from kouan.reference import search, table

QUERIES = ("苹果", "apple", "0808", "e", "of plastics", "集成电路", "铁矿", "cars", "no such goods")
TABLES = ("hs10", "hs6", "unlocode")
PROMISED_MS = 20.0


def main() -> list[Row]:
    """The median search of the slowest query in each table, and 30 memberships, in milliseconds."""
    rows = [_slowest(code) for code in TABLES]
    codes = table("supervision-mode")
    filing = _milliseconds(lambda: [code in codes for code in ("0110", "9999", "9610") * 10])
    return [*rows, Row("30 code checks of one filing", filing, "ms", limit=1.0)]


def _slowest(code: str) -> Row:
    search(code, "warm")
    taken = {query: _milliseconds(lambda query=query: search(code, query)) for query in QUERIES}  # type: ignore[misc]
    worst = max(taken, key=lambda query: taken[query])
    return Row(f"search {code}, slowest query “{worst}”", taken[worst], "ms", limit=PROMISED_MS)


def _milliseconds(work: Callable[[], object]) -> float:
    times = []
    for _ in range(15):
        start = perf_counter()
        work()
        times.append((perf_counter() - start) * 1000)
    return median(times)


if __name__ == "__main__":
    for row in main():
        print(f"{row.value:8.3f} {row.unit}  {row.what}")
