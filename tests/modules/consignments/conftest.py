"""The small port, empty at the start of each test."""

import pytest

from tests.modules.consignments.port import Port, found_organisations


@pytest.fixture
def port(db) -> Port:
    found_organisations()
    return Port()
