"""What every test may rely on. Which database is under test: KOUAN_TEST_DATABASE (see kouan.runtime.settings)."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connection

import kouan.procedures
from kouan.runtime import pace

# A seventh procedure, in one folder, with no edit anywhere else.
kouan.procedures.__path__.append(str(Path(__file__).parent / "seventh"))


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """What is the same on any database (``once``) is left to the run on SQLite."""
    if os.environ.get("KOUAN_TEST_DATABASE") == "postgres":
        again = [item for item in items if item.get_closest_marker("once")]
        items[:] = [item for item in items if not item.get_closest_marker("once")]
        config.hook.pytest_deselected(items=again)


@pytest.fixture(scope="session")
def on_postgres() -> bool:
    """Whether this run is on PostgreSQL rather than SQLite."""
    return "postgresql" in settings.DATABASES["default"]["ENGINE"]


@pytest.fixture(autouse=True)
def _counts_start_anew() -> None:
    """Rate limits and used codes are counted in the cache."""
    cache.clear()


@pytest.fixture
def minute(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The time by which look-ups are counted, 20 seconds into a minute; what is appended is the time from then on."""
    times = [1_772_413_220.0]
    monkeypatch.setattr(pace, "time", lambda: times[-1])
    return times


@pytest.fixture(autouse=True)
def _empty_log(request: pytest.FixtureRequest) -> Iterator[None]:
    """A test that really commits leaves events behind, which nobody may delete: start the log anew after it."""
    mark = request.node.get_closest_marker("django_db")
    commits = mark is not None and mark.kwargs.get("transaction", False)
    if commits:
        request.getfixturevalue("transactional_db")
    yield
    if commits:
        _start_log_anew()


def _start_log_anew() -> None:
    tables = ("event", "event_object")
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            for table in tables:
                cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
            cursor.execute("TRUNCATE event, event_object")
            for table in tables:
                cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
            return
        for table in tables:
            name = f"{table}_no_DELETE"
            cursor.execute("SELECT sql FROM sqlite_master WHERE name = %s", [name])
            [(trigger,)] = cursor.fetchall()
            cursor.execute(f"DROP TRIGGER {name}")
            cursor.execute(f"DELETE FROM {table}")
            cursor.execute(trigger)
