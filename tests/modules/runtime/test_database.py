"""Which database, and how it is kept safe."""

import stat
import threading
from pathlib import Path

import pytest
from django.db import connection

from kouan.runtime import database, keys


def test_a_postgres_url_is_read() -> None:
    found = database.postgres("postgres://kou:p%40ss@db.port:5433/kouan?sslmode=require")
    assert (found["HOST"], found["PORT"], found["NAME"]) == ("db.port", "5433", "kouan")
    assert (found["USER"], found["PASSWORD"]) == ("kou", "p@ss")
    assert found["OPTIONS"]["sslmode"] == "require"


def test_a_unix_socket_may_be_named() -> None:
    found = database.postgres("postgresql://kouan@/kouan?host=/run/postgresql")
    assert (found["HOST"], found["PORT"]) == ("/run/postgresql", "")


@pytest.mark.parametrize("url", ["mysql://host/kouan", "postgres://host/", "kouan.sqlite3"])
def test_another_url_is_refused(url: str) -> None:
    with pytest.raises(ValueError, match="KOUAN_DATABASE_URL"):
        database.postgres(url)


@pytest.mark.django_db
def test_sqlite_writes_ahead_and_keeps_foreign_keys(on_postgres: bool) -> None:
    if on_postgres:
        pytest.skip("pragmas are SQLite's")
    with connection.cursor() as cursor:
        found = {name: cursor.execute(f"PRAGMA {name}").fetchone()[0] for name in ("journal_mode", "foreign_keys")}
    assert found == {"journal_mode": "wal", "foreign_keys": 1}


def test_what_is_real_is_synced_at_every_commit(tmp_path: Path) -> None:
    real, demo = (database.sqlite(tmp_path, power_safe=safe)["OPTIONS"]["init_command"] for safe in (True, False))
    assert "synchronous=FULL" in real
    assert "synchronous=NORMAL" in demo


def test_a_secret_is_made_once_and_readable_by_its_owner_alone(tmp_path: Path) -> None:
    found: list[str] = []
    starts = [threading.Thread(target=lambda: found.append(keys.secret_key(tmp_path / "data"))) for _ in range(8)]
    for start in starts:
        start.start()
    for start in starts:
        start.join()
    assert len(found) == 8
    assert len(set(found)) == 1
    assert len(found[0]) == 64
    [file] = (tmp_path / "data").iterdir()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
