"""Wherever a deadline ends something by law, the page says so beside the time that is left."""

from datetime import timedelta

from django.test import Client

from kouan.kernel.clock import now
from kouan.modules.cases import public as cases
from kouan.modules.parties.public import viewer_for_person
from tests.modules.cases.timed import timed

from .conftest import CLERK, AsPerson

__all__ = ["timed"]


def test_an_open_step_says_what_becomes_of_it(timed: str, as_person: AsPerson) -> None:
    case = cases.file_case(viewer_for_person(CLERK), timed, {"ship": "COSCO ARIES"})
    page = as_person(CLERK).get(f"/cases/{case['id']}").content.decode()
    assert "到期未办：同意" in page
    assert case["steps"][0]["lapses"] == {"zh": "同意", "en": "Approve"}


def test_a_case_that_lapsed_says_so_and_why(timed: str, as_person: AsPerson) -> None:
    from kouan.runtime.subscribers import drain

    case = cases.file_case(viewer_for_person(CLERK), timed, {"ship": "COSCO ARIES"}, at=now() - timedelta(days=60))
    drain(("cases-lapsing",))
    page = as_person(CLERK).get(f"/cases/{case['id']}").content.decode()
    assert "逾期终止" in page
    assert "逾期视为放弃" in page
    assert "的期限已于" in page


def test_the_guide_says_what_silence_means(timed: str, client: Client, monkeypatch) -> None:
    page = client.get(f"/guide/{timed}").content.decode()
    assert "到期未办：逾期视为放弃" in page
    assert "到期未办：同意" in page
