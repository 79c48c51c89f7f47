"""The cast of the demo, once for a module of tests."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.everybody import everybody
from tests.modules.guidance.cast import NOW


@pytest.fixture(scope="module")
def cast(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Everybody of the port."""
    with everybody(django_db_blocker, NOW):
        yield


@pytest.fixture(autouse=True)
def port(cast: None, db: None) -> None:
    """Chengwan with everybody in it."""
