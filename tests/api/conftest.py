"""What the API's tests share."""

from collections.abc import Iterator

import pytest

from kouan.modules.parties.public import seed_people
from tests.api.machine import one_connection


@pytest.fixture(autouse=True)
def _one_connection() -> Iterator[None]:
    with one_connection():
        yield


@pytest.fixture
def town(db: None) -> None:
    """The demo's port city is there: firms, officers, mandates."""
    seed_people()
