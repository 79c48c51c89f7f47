"""What the API's tests share."""

from collections.abc import Iterator

import pytest
from django.core.signals import request_finished, request_started
from django.db import close_old_connections

from kouan.modules.parties.public import seed_people


@pytest.fixture(autouse=True)
def _one_connection() -> Iterator[None]:
    """Requests share the test's connection and its transaction, which a server would close behind them."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def town(db: None) -> None:
    """The demo's port city is there: firms, officers, mandates."""
    seed_people()
