"""What a holder sees of guarantees and licences: every movement, the case behind it; a stranger finds no page."""

from html import unescape

import pytest
from django.test import Client

from kouan.engine import commands as ask
from kouan.modules.cases import public as cases
from kouan.modules.parties.public import viewer_for_person
from tests.api.guarantees import letter
from tests.modules.balances.declarations import papers

from .conftest import AsPerson


@pytest.fixture
def number() -> str:
    """A letter of the bank's for Lanyu."""
    bank = viewer_for_person("yinhang-1")
    return str(cases.file_case(bank, "duty-guarantee", letter(), papers(bank, "instrument"))["number"])


def page(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return unescape(answer.content.decode())


@pytest.mark.parametrize(("language", "words"), [("zh", ("余额", "设立")), ("en", ("Left", "Granted"))])
def test_holder_bank_and_broker_see_it(as_person: AsPerson, number: str, language: str, words: tuple[str, str]):
    for person in ("lanyu-1", "yinhang-1", "tongda-2"):
        client = as_person(person, language)
        assert number in page(client, "/balances"), person
        one = page(client, f"/balances/guarantee/{number}")
        assert all(word in one for word in words), person
        assert "2,000,000" in one


def test_for_a_stranger_it_is_not_there(as_person: AsPerson, number: str):
    stranger = as_person("huating-1")
    assert number not in page(stranger, "/balances")
    assert stranger.get(f"/balances/guarantee/{number}").status_code == 404
    assert stranger.get("/balances/guarantee/GD2026670199999").status_code == 404
    assert Client().get("/balances").status_code == 303


def test_changes_stand_with_their_cases(as_person: AsPerson, number: str):
    holder, customs = viewer_for_person("lanyu-1"), viewer_for_person("customs-duty-1")
    wanted = {
        "guarantee": number, "applicant_uscc": holder.party, "applicant_name": holder.party_name.zh,
        "contact": "陈知远", "phone": "0759-2208800", "matter": "lower", "amount": "500000", "reason": "订单减少",
    }  # fmt: skip
    case = cases.file_case(holder, "guarantee-change", wanted)
    cases.act(customs, case["id"], ask.Decide("review", "approve"))
    one = page(as_person("lanyu-1"), f"/balances/guarantee/{number}")
    assert "1,500,000" in one
    assert f'href="/cases/{case["id"]}"' in one
    assert f'href="/cases/{case["id"]}"' not in page(as_person("yinhang-1"), f"/balances/guarantee/{number}")
    assert case["number"] in page(as_person("yinhang-1"), f"/balances/guarantee/{number}")


def test_the_list_is_downloaded(as_person: AsPerson, number: str):
    answer = as_person("lanyu-1").get("/balances?format=csv")
    assert number in b"".join(answer).decode("utf-8-sig")
