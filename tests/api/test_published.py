"""The public register for machines: read without a token, whole or one by one, and nothing but what is public."""

import pytest

from kouan.engine import commands as ask
from kouan.modules.cases import public as cases
from kouan.runtime import pace
from tests.api.machine import Machine
from tests.modules.cases.rulings import CUSTOMS, RULING, UNPUBLISHED, ruled

pytestmark = pytest.mark.django_db

STRANGER = Machine()


def test_the_register_is_read_without_a_token():
    case = ruled()
    listed = STRANGER.get("/published")
    assert listed.status == 200
    assert (listed.json["count"], listed.json["page"]) == (1, 1)
    [row] = listed.json["published"]
    assert row == STRANGER.get(f"/published/{case['number']}").json
    assert (row["number"], row["procedure"]) == (case["number"], RULING)
    assert row["title"]["en"] == "PLANETARY ROLLER SCREW · Classification: 8483409000"
    assert row["data"]["code"] == "8483409000"


def test_neither_the_case_nor_its_applicant_can_be_read_from_it():
    case = ruled()
    for path in ("/published", f"/published/{case['number']}"):
        said = STRANGER.get(path).content.decode()
        assert not [secret for secret in (*UNPUBLISHED, case["id"]) if secret in said], path
    assert STRANGER.get(f"/published/{case['id']}").status == 404
    assert STRANGER.get(f"/case-numbers/{case['number']}").status == 401


@pytest.mark.parametrize(
    ("asked", "count"),
    [({"q": "丝杠"}, 1), ({"q": "轴承座"}, 0), ({"procedure": RULING}, 1), ({"procedure": "import-declaration"}, 0)],
)
def test_it_is_searched_by_words_and_by_procedure(asked, count):
    ruled()
    assert STRANGER.get("/published", **asked).json["count"] == count


def test_it_comes_in_pages_the_latest_first():
    numbers = [ruled()["number"] for _ in range(3)]
    first, second = (STRANGER.get("/published", page=page, size=2).json for page in (1, 2))
    assert [row["number"] for row in first["published"] + second["published"]] == numbers[::-1]
    assert first["count"] == second["count"] == 3
    assert STRANGER.get("/published", size=201).status == 422


def test_what_is_void_is_gone():
    case = ruled()
    cases.act(CUSTOMS, case["id"], ask.Void("样品有误"))
    assert STRANGER.get("/published").json["published"] == []
    assert STRANGER.get(f"/published/{case['number']}").codes == ["not-found"]


@pytest.mark.usefixtures("minute")
def test_an_address_may_ask_at_a_person_s_pace(client):
    for _ in range(pace.MOST):
        assert client.get("/api/v1/published").status_code == 200
    assert client.get("/api/v1/published").json()["errors"][0]["code"] == "too-often"
    assert client.get("/api/v1/published/R-6700-1999-0001").status_code == 429
