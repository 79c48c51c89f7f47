"""What every test may rely on. Which database is under test: KOUAN_TEST_DATABASE (see kouan.runtime.settings)."""

import pytest
from django.conf import settings


@pytest.fixture(scope="session")
def on_postgres() -> bool:
    """Whether this run is on PostgreSQL rather than SQLite."""
    return "postgresql" in settings.DATABASES["default"]["ENGINE"]
