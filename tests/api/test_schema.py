"""Whatever a stranger's client sends to any operation: never a server error, and always what the description says."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import cycle
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, transaction
from hypothesis import HealthCheck, Phase, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from kouan.modules.parties.public import seed_people
from kouan.runtime.subscribers import drain
from kouan.runtime.wsgi import application
from tests.api import imports
from tests.api.town import machine, token_of

CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
PEOPLE = ("tongda-1", "customs-documents-1", "dongwan-1", "port-office-general-1", "wanlan-1")

pytestmark = pytest.mark.django_db
schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", application)


@dataclass
class Busy:
    """A port with something of everything in it, and tokens of each kind of person in turn, sometimes none."""

    tokens: Iterator[str]
    known: dict[str, str] = field(default_factory=dict)
    turn: Iterator[bool] = field(default_factory=lambda: cycle((True, False)))

    def headers(self) -> dict[str, str]:
        token = next(self.tokens)
        return {"Authorization": f"Bearer {token}"} if token else {}

    def lead(self, case: schemathesis.Case) -> None:
        """Every other time to something that is there: what was made up is met with 404 and tells nothing."""
        if not next(self.turn):
            return
        number = {"calls": imports.CALL, "bills": imports.BILL}.get(case.path.split("/")[3], self.known["number"])
        there = {**self.known, "number": number}
        case.path_parameters.update({name: there[name] for name in case.path_parameters if name in there})


@pytest.fixture(scope="module")
def busy(django_db_setup: None, django_db_blocker: Any) -> Iterator[Busy]:
    """Made once; it goes with the module's transaction."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    with django_db_blocker.unblock(), transaction.atomic():
        seed_people()
        made = Busy(cycle(["", *(token_of(person) for person in PEOPLE)]))
        made.known |= _happened()
        yield made
        transaction.set_rollback(True)


def _happened() -> dict[str, str]:
    clerk, agent = machine("tongda-1"), machine("wanlan-1")
    imports.a_ship_is_announced(agent)
    imports.a_manifest_is_sent(agent)
    imports.the_ship_arrives(agent, machine("dongwan-1"))
    filing = {"form": imports.declaration(), "documents": imports.papers(clerk)}
    case = clerk.post(f"{imports.IMPORT}/cases", filing).json
    draft = clerk.post("/drafts", {"procedure": "import-declaration", "form": filing["form"]}).json
    webhook = clerk.post("/webhooks", {"url": "https://hooks.example/kouan"}).json
    drain(["merkle-tree", "consignments-holds"])
    there = {"case_id": case["id"], "number": case["number"], "file": case["documents"][0]["file"]}
    ids = {"draft_id": draft["id"], "webhook_id": webhook["id"], "container": imports.BOX, "position": "1"}
    return {**there, **ids, "code": "country", "source": "zhanjiang-2022", "clause": "3"}


@schema.parametrize()
@settings(
    max_examples=10,
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
