"""Run every ``bench_*.py`` beside this file, print one table and keep it in ``results.md``.

Each benchmark is a module with ``main() -> list[Row]``, run in a process of its own. A private PostgreSQL that writes
through to the disk is there for all of them, at ``KOUAN_TEST_DATABASE_URL``. Names as arguments choose some of them:
``python bench/run.py filing reading``. The exit status is 1 when a promise is not kept.
"""

import importlib
import multiprocessing
import os
import platform
import sys
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from row import Row

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "tools"))
HEADER = ("what", "store", "median", "floor", "ratio", "promise", "kept")


def main(chosen: list[str]) -> int:
    """Measure, print, write ``results.md``."""
    import postgres

    names = [path.stem for path in sorted(HERE.glob("bench_*.py"))]
    names = [name for name in names if not chosen or name.removeprefix("bench_") in chosen]
    with postgres.cluster(durable=True) as url:
        os.environ["KOUAN_TEST_DATABASE_URL"] = url
        rows = [row for name in names for row in _measured(name)]
    table = _table(rows)
    print(f"\n{_machine()}\n\n{table}")
    if not chosen:
        (HERE / "results.md").write_text(f"# What `make bench` measured last\n\n{_machine()}\n\n{table}\n")
    return 1 if any(row.kept is False for row in rows) else 0


def _measured(name: str) -> list[Row]:
    print(f"… {name}", flush=True)
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as process:
        return process.submit(_rows, name).result()


def _rows(name: str) -> list[Row]:
    rows: list[Row] = importlib.import_module(name).main()
    return rows


def _table(rows: list[Row]) -> str:
    lines = [HEADER, *(_cells(row) for row in rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(HEADER))]
    text = [" | ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)) for line in lines]
    text.insert(1, "-|-".join("-" * width for width in widths))
    return "\n".join(f"| {line} |" if number != 1 else f"|-{line}-|" for number, line in enumerate(text))


def _cells(row: Row) -> tuple[str, ...]:
    floor = "" if row.floor is None else f"{row.floor:.3g} {row.unit} ({row.peer})"
    ratio = "" if row.ratio is None else f"{row.ratio:.3g}"
    promise = "" if row.limit is None else f"≤ {_limit(row.limit)} {'× floor' if row.ratio else row.unit}"
    kept = {None: "", True: "yes", False: "NO"}[row.kept]
    return (row.what, row.store, f"{row.value:.4g} {row.unit}", floor, ratio, promise, kept)


def _limit(limit: float) -> str:
    return f"1/{1 / limit:.0f}" if limit < 0.9 else f"{limit:g}"


def _machine() -> str:
    cpuinfo = Path("/proc/cpuinfo")
    models = (
        [line for line in cpuinfo.read_text().splitlines() if line.startswith("model name")] if cpuinfo.exists() else []
    )
    model = models[0].partition(":")[2].strip() if models else platform.processor() or platform.machine()
    return f"{os.cpu_count()} × {model}, {platform.system()}, Python {platform.python_version()}"


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
