"""A machine's own numbers: what it sends again is answered again, what it sends otherwise is refused."""

import pytest

from tests.api.machine import Machine
from tests.api.town import machine

NOTICES = "/procedures/ship-repair-notice/cases"
FORM = {"ship": "9074729", "flag": "CHN", "jobs": [{"place": "甲板", "hours": "12"}]}
OTHER = FORM | {"flag": "PAN"}


@pytest.fixture
def clerk(town: None) -> Machine:
    return machine("tongda-2")


def test_a_request_sent_again_is_answered_with_the_first_case(clerk: Machine):
    first, again = (clerk.post(NOTICES, {"form": FORM, "reference": "TD-1"}) for _ in range(2))
    assert (first.status, again.status) == (201, 201)
    assert first.json == again.json
    assert clerk.get("/cases").json["count"] == 1


def test_other_contents_under_the_same_number_are_refused_at_the_number(clerk: Machine):
    number = clerk.post(NOTICES, {"form": FORM, "reference": "TD-1"}).json["number"]
    refused = clerk.post(NOTICES, {"form": OTHER, "reference": "TD-1"})
    assert (refused.status, refused.findings) == (409, ["reference-used@/reference"])
    said = refused.json["errors"][0]["message"]
    assert number in said["zh"]
    assert number in said["en"]
    assert clerk.get("/cases").json["count"] == 1
    assert machine("jinshi-1").post(NOTICES, {"form": OTHER, "reference": "TD-1"}).status == 201


def test_a_draft_under_a_used_number_stays_and_is_filed_under_another(clerk: Machine):
    clerk.post(NOTICES, {"form": FORM, "reference": "TD-1"})
    draft = clerk.post("/drafts", {"procedure": "ship-repair-notice", "form": OTHER, "reference": "TD-1"}).json["id"]
    assert clerk.post(f"/drafts/{draft}/file").findings == ["reference-used@/reference"]
    assert clerk.get(f"/drafts/{draft}").json["form"] == OTHER
    clerk.put(f"/drafts/{draft}", {"form": OTHER, "reference": "TD-2"})
    assert clerk.post(f"/drafts/{draft}/file").json["reference"] == "TD-2"
