"""What the API's tests share."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.api.machine import one_connection
from tests.everybody import everybody


@pytest.fixture(autouse=True)
def _one_connection() -> Iterator[None]:
    with one_connection():
        yield


@pytest.fixture(scope="module")
def chengwan(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """The demo's port city: firms, officers, mandates."""
    with everybody(django_db_blocker):
        yield


@pytest.fixture
def town(chengwan: None, db: None) -> None:
    """The demo's port city is there."""
