"""The real logs, which nobody on the project wrote and which are not in it: tests with them are left out without them."""

import os
from pathlib import Path

import pytest

FOLDER = Path(os.environ.get("KOUAN_SHARED_DATA") or Path(__file__).resolve().parents[4] / "shared" / "data") / "logs"


def shared(name: str) -> Path:
    """A real log by its path below ``logs``; the test that asks is skipped where it is not there."""
    path = FOLDER / name
    if not path.exists():
        pytest.skip(f"{name} is not here: put the shared data beside the repository, or name it in KOUAN_SHARED_DATA")
    return path
