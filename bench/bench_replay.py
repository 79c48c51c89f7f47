"""54,000 import declarations that nobody here wrote, each from filing to release, on SQLite, in one process."""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from row import Row

SOURCES = Path(os.environ.get("KOUAN_DATA_SOURCES") or Path(__file__).resolve().parents[2] / "shared")
FOLDER = SOURCES / "data" / "risk" / "kcs-synthetic"
MOST_SECONDS = 600


def main() -> list[Row]:
    """How long the whole data set takes; nothing where it is not there."""
    files = sorted(map(str, FOLDER.glob("*.csv")))
    if not files:
        print(f"  no declarations in {FOLDER}")
        return []
    with tempfile.TemporaryDirectory() as data:
        report = _told("replay-declarations", *files, "--data", data, "--json")
        sound = subprocess.run(_command("log", "verify", "--data", data), check=False, capture_output=True)
    if sound.returncode:
        raise RuntimeError(sound.stdout.decode())
    each = report["seconds"] / report["read"] * 1000
    print(f"  {report['read']} read, {report['filed']} filed, {report['released']} released; the log verifies")
    return [
        Row("the real declarations, filing to release", report["seconds"], "s", "SQLite", limit=MOST_SECONDS),
        Row("one of them", each, "ms", "SQLite"),
    ]


def _told(*words: str) -> dict[str, float]:
    found = subprocess.run(_command(*words), check=True, stdout=subprocess.PIPE)
    told: dict[str, float] = json.loads(found.stdout)
    return told


def _command(*words: str) -> list[str]:
    return [sys.executable, "-m", "kouan.cli", *words]
