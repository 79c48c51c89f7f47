"""Each test has a copy of its own, in a folder of its own."""

from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, settings: pytest.FixtureRequest) -> None:
    settings.KOUAN_DATA = tmp_path  # type: ignore[attr-defined]
