"""Looking numbers up without signing in: a person may, a machine that tries them out may not."""

import pytest
from django.test import Client
from pytest_django import Settings

from kouan.runtime import pace

from .conftest import CLERK, AsPerson

pytestmark = pytest.mark.usefixtures("minute")
ASKED = {"bill": "COSU6230000001", "container": "MSKU1234565"}


@pytest.mark.parametrize(("language", "words"), [("zh", "请 40 秒后再试"), ("en", "Try again in 40 s")])
def test_a_visitor_who_tries_numbers_out_is_asked_to_wait(minute: list[float], language: str, words: str) -> None:
    visitor = Client(headers={"Accept-Language": language})
    assert [visitor.get("/track", ASKED).status_code for _ in range(pace.MOST)] == [200] * pace.MOST
    refused = visitor.get("/track", ASKED)
    assert (refused.status_code, refused["Retry-After"]) == (429, "40")
    assert words in refused.content.decode()
    assert visitor.get("/track").status_code == 200, "the empty form is no look-up"
    assert visitor.get("/track", ASKED, REMOTE_ADDR="192.0.2.7").status_code == 200
    minute.append(minute[-1] + 40)
    assert visitor.get("/track", ASKED).status_code == 200


def test_page_and_api_count_together_and_who_signs_in_is_not_counted(client: Client, as_person: AsPerson) -> None:
    clerk = as_person(CLERK)
    for _ in range(pace.MOST):
        client.get("/track", ASKED)
        assert clerk.get("/track", ASKED).status_code == 200
    refused = client.get("/api/v1/public-tracking", ASKED)
    assert refused.status_code == 429
    assert refused.json()["errors"][0]["code"] == "too-often"
    assert clerk.get("/track", ASKED).status_code == 200


def test_behind_a_proxy_it_is_the_visitor_who_counts(client: Client, settings: Settings) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    for n in range(pace.MOST + 1):
        made_up = {"X-Forwarded-For": f"198.51.100.{n}, 192.0.2.9"}
        status = client.get("/track", ASKED, headers=made_up).status_code
    assert status == 429
    assert client.get("/track", ASKED, headers={"X-Forwarded-For": "192.0.2.10"}).status_code == 200
