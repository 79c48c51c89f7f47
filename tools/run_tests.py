"""All of the tests: those without a database once, the others on SQLite and on PostgreSQL; then a summary.

What a test marked ``once`` shows is the same on any database: it runs on SQLite.

The checks run beside them; what they say is printed in one piece.

The last line reads ``N passed, N failed, N skipped``; the exit status is 0 only when nothing failed.
With ``CI=true`` nothing may be left out for want of a program.
"""

import os
import subprocess
import sys
import tempfile
import time
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

import postgres
import system

ROOT = Path(__file__).resolve().parent.parent
WITHOUT_DATABASE = ("unit", "architecture")
# What kills processes runs by itself, after all others, on both databases side by side.
ALONE = ("robustness",)
WORKERS = 2
NO_TESTS = 5
# What tables and clauses were transcribed from, where somebody keeps it beside the checkout: tests compare against it.
SOURCES = ROOT.parent / "shared"

Environment = dict[str, str]


@dataclass
class Run:
    """One row of the summary: what pytest counted on one database."""

    name: str
    environment: Environment
    seconds: float = 0.0
    counts: Counter[str] = field(default_factory=Counter)
    reasons: Counter[str] = field(default_factory=Counter)


def main() -> int:
    """Run the checks and the tests, print the summary, give the exit status."""
    strict = os.environ.get("CI", "").lower() in {"1", "true", "yes"}
    missing, browser = _browser()
    if strict and missing:
        print(missing)
        return 1
    with ThreadPoolExecutor(1) as beside:
        checking = beside.submit(_check)
        runs = _runs(browser)
        checked = checking.result()
    _report(runs, checked, missing)
    return 0 if checked and not sum(run.counts["failed"] for run in runs) else 1


def _check() -> bool:
    """``make check``, whose words come in one piece."""
    done = subprocess.run(
        ["make", "--no-print-directory", "check"],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    print(f"\n== make check\n{done.stdout}", flush=True)
    return done.returncode == 0


def _browser() -> tuple[str, Environment]:
    """Why there is no browser, if so, and the variable that tells the browser tests where it is."""
    try:
        return "", {"KOUAN_CHROMIUM": system.chromium()}
    except system.ProgramMissingError as missing:
        return str(missing), {}


def _runs(browser: Environment) -> list[Run]:
    folders = sorted(path.name for path in (ROOT / "tests").iterdir() if any(path.glob("**/test_*.py")))
    within = [name for name in folders if name not in WITHOUT_DATABASE + ALONE]
    with ExitStack() as stack:
        # What tests leave behind goes with the folder.
        leftovers = stack.enter_context(tempfile.TemporaryDirectory(prefix="kouan-tests-", ignore_cleanup_errors=True))
        shared = {"KOUAN_DATA_SOURCES": str(SOURCES) if SOURCES.is_dir() else "", **os.environ, **browser}
        shared |= {"TMPDIR": leftovers, "PYTHONPATH": str(ROOT / "tools")}
        plain = Run("no database", shared)
        _run(plain, WITHOUT_DATABASE)
        sqlite = Run("SQLite", {**shared, "KOUAN_TEST_DATABASE": "sqlite"})
        _run(sqlite, within)
        urls = [stack.enter_context(postgres.cluster()) for _ in range(WORKERS)]
        each = {"KOUAN_TEST_DATABASE_URLS": " ".join(urls)}
        postgresql = Run("PostgreSQL", {**shared, **postgres.variables(urls[0]), **each})
        _run(postgresql, within)
        with ThreadPoolExecutor(2) as together:
            list(together.map(lambda run: _run(run, ALONE, 1), (sqlite, postgresql)))
    return [plain, sqlite, postgresql]


def _run(run: Run, names: Iterable[str], workers: int = WORKERS) -> None:
    """All tests of some folders, with so many workers side by side."""
    folders = [f"tests/{name}" for name in names]
    print(f"\n== {run.name}: {' '.join(folders)}", flush=True)
    started = time.monotonic()
    _pytest(run, [*folders, *(("-n", str(workers), "--dist", "worksteal") if workers > 1 else ())])
    run.seconds += time.monotonic() - started


def _pytest(run: Run, arguments: list[str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.xml"
        command = [sys.executable, "-m", "pytest", "-q", "-p", "own_server", "--junitxml", str(report), *arguments]
        status = subprocess.call(command, cwd=ROOT, env=run.environment)
        if report.exists():
            _count(run, report)
        if status not in {0, NO_TESTS} and not run.counts["failed"]:
            run.counts["failed"] += 1
            run.reasons[f"pytest ended with status {status}"] += 1


def _count(run: Run, report: Path) -> None:
    for case in ET.parse(report).getroot().iter("testcase"):  # noqa: S314 (pytest wrote it a moment ago)
        skipped = case.find("skipped")
        if case.find("failure") is not None or case.find("error") is not None:
            run.counts["failed"] += 1
        elif skipped is not None:
            run.counts["skipped"] += 1
            run.reasons[skipped.get("message", "")] += 1
        else:
            run.counts["passed"] += 1


def _report(runs: list[Run], checked: bool, missing: str) -> None:
    print(f"\n{'':<12}{'passed':>8}{'failed':>8}{'skipped':>9}{'seconds':>9}")
    for run in runs:
        counts = run.counts
        print(f"{run.name:<12}{counts['passed']:>8}{counts['failed']:>8}{counts['skipped']:>9}{run.seconds:>9.0f}")
        for reason, times in run.reasons.items():
            print(f"{'':<12}{times} × {reason}")
    print(f"make check: {'passed' if checked else 'FAILED'}")
    if missing:
        print(f"left out: {missing}")
    total = sum((run.counts for run in runs), Counter[str]())
    print(f"{total['passed']} passed, {total['failed']} failed, {total['skipped']} skipped", flush=True)


if __name__ == "__main__":
    raise SystemExit(main())
