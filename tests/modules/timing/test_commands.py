"""kouan timing status, rebuild and archive, as they are typed."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kouan.cli.main import app
from kouan.cli.timing import copied
from tests.modules.timing import quay

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _as_started(monkeypatch: pytest.MonkeyPatch) -> None:
    """Django runs already, on the test's database."""
    monkeypatch.setattr(copied, "start", lambda data: None)


def ask(*words: str, data: Path) -> tuple[int, dict[str, object]]:
    result = CliRunner().invoke(app, ["timing", *words, "--data", str(data), "--json"])
    return result.exit_code, json.loads(result.output)


def test_without_a_copy_it_is_said_how_there_will_be_one(tmp_path: Path) -> None:
    code, told = ask("status", data=tmp_path)
    assert code != 0
    assert "kouan timing rebuild" in json.dumps(told)


def test_rebuilt_it_is_up_to_date_until_something_happens(tmp_path: Path) -> None:
    quay.a_month()
    assert ask("rebuild", data=tmp_path) == (0, {"events": 8})
    quay.move("returned-to-yard", 41)
    _, told = ask("status", data=tmp_path)
    assert (told["events"], told["behind"]) == (8, 1)


def test_the_archive_is_written_and_checked(tmp_path: Path) -> None:
    quay.a_month()
    quay.move("returned-to-yard", 31 * 24 + 1)
    assert ask("archive", data=tmp_path) == (0, {"written": ["2026-03"]})
    assert ask("archive", "--check", data=tmp_path) == (0, {"faults": []})
    (tmp_path / "timing" / "archive" / "month=2026-03" / "event.parquet").write_bytes(b"")
    assert ask("archive", "--check", data=tmp_path)[0] == 1
