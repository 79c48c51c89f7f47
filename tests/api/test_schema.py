"""Whatever a stranger's client sends to any operation: never a server error, and always what the description says."""

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import cycle
from typing import Any

import pytest
import schemathesis
from django.db import transaction
from hypothesis import HealthCheck, Phase, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from kouan.runtime.wsgi import application
from tests.api.machine import ROOT, Machine
from tests.api.world import World, standing

CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
CALLERS = ("filer", "agency with a step", "terminal", "port office", "ship's agent", "principal", "nobody")

# Making up a body takes longer than answering it, and what is sent does not depend on the database.
ON_POSTGRES = os.environ.get("KOUAN_TEST_DATABASE") == "postgres"
EXAMPLES = 3 if ON_POSTGRES else 8
# What is filed and what is only checked is the same form: each way to break each of its fields is filed on
# PostgreSQL and checked on SQLite.
ONCE = "/procedures/.+/checks$" if ON_POSTGRES else "/procedures/.+/cases$"
NO_EDGES = {"include-path-regex": ONCE, "phases": {"coverage": {"enabled": False}}}

pytestmark = pytest.mark.django_db
schema = schemathesis.openapi.from_wsgi(
    "/api/v1/openapi.json", application, config=schemathesis.Config.from_dict({"operations": [NO_EDGES]})
)


@dataclass
class Busy:
    """A port with something of everything in it, and callers of each kind in turn."""

    world: World
    callers: Iterator[Machine]
    turn: Iterator[bool] = field(default_factory=lambda: cycle((True, False)))

    def headers(self) -> dict[str, str]:
        token = next(self.callers).token
        return {"Authorization": f"Bearer {token}"} if token else {}

    def lead(self, case: schemathesis.Case) -> None:
        """Every other time to something that is there: what was made up is met with 404 and tells nothing."""
        if next(self.turn):
            place = case.path.removeprefix(ROOT)
            there = dict(zip(place.split("/"), self.world.address(place).split("/"), strict=True))
            case.path_parameters.update({name: there[f"{{{name}}}"] for name in case.path_parameters})


@pytest.fixture(scope="module")
def busy(django_db_setup: None, django_db_blocker: Any) -> Iterator[Busy]:
    """Made once; it goes with the module's transaction."""
    with django_db_blocker.unblock(), standing() as world:
        yield Busy(world, cycle([world.machines[who] for who in CALLERS]))


@schema.parametrize()
@settings(
    max_examples=EXAMPLES,
    deadline=None,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=list(HealthCheck),
    database=None,
    derandomize=True,
)
def test_every_operation_answers_as_described(case: schemathesis.Case, busy: Busy):
    busy.lead(case)
    with transaction.atomic():
        case.call_and_validate(headers=busy.headers(), checks=CHECKS)
        transaction.set_rollback(True)
