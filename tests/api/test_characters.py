"""NUL characters, which no database stores, are refused with a sentence: on the API and on pages."""

import pytest

from tests.api.machine import Machine, request
from tests.api.town import machine

CHARACTER = "\0"


@pytest.fixture
def trader(town: None) -> Machine:
    return machine("huating-1")


@pytest.mark.parametrize("path", ["/cases/a%00", "/case-numbers/%00", "/codes/%00", "/calls/x%00y", "/boxes/%00"])
def test_in_an_address(trader: Machine, path: str):
    answer = trader.get(path.replace("%00", CHARACTER))
    assert (answer.status, answer.codes) == (400, ["nul"])
    assert answer.json["errors"][0]["message"].keys() == {"zh", "en"}


@pytest.mark.parametrize("path", ["/cases", "/queue", "/tracking", "/events", "/codes/country"])
def test_in_a_query(trader: Machine, path: str):
    answer = trader.get(path, number=CHARACTER, bill=CHARACTER, kind=CHARACTER, q=CHARACTER)
    assert (answer.status, answer.codes) == (400, ["nul"])


@pytest.mark.parametrize(
    ("body", "where"),
    [
        (rb'{"form": {"voyage": "A\u0000"}}', "/form/voyage"),
        (rb'{"form": {"lines": [{}, {"na\u0000me": "x"}]}}', "/form/lines/1/na\\u0000me"),
        (rb'{"form": {}, "reference": "\u0000"}', "/reference"),
        (rb'{"form": {}, "documents": [{"kind": "a", "file": "b", "name": "\u0000"}]}', "/documents/0/name"),
    ],
)
def test_in_a_filing(trader: Machine, body: bytes, where: str):
    answer = trader.call("POST", "/procedures/import-declaration/cases", body)
    assert (answer.status, answer.findings) == (422, [f"nul@{where}"])


def test_what_only_looks_like_one_is_taken(trader: Machine):
    answer = trader.call("POST", "/drafts", rb'{"procedure": "import-declaration", "form": {"voyage": "\\u0000"}}')
    assert answer.status == 201
    assert answer.json["form"] == {"voyage": r"\u0000"}


def test_data_nested_beyond_reason_are_refused(trader: Machine):
    for levels in (70, 900):
        body = b'{"form": ' + b'{"a": [' * levels + b"]}" * levels + b"}"
        answer = trader.call("POST", "/procedures/import-declaration/checks", body)
        assert (answer.status, answer.codes[0]) == (422, "too-deep" if levels < 500 else "malformed")


@pytest.mark.parametrize(
    ("method", "path", "query", "body"),
    [
        ("GET", "/guide/a\0b", {}, b""),
        ("GET", "/track", {"bill": CHARACTER}, b""),
        ("POST", "/account/login", {}, b"login=a%00b&password=x"),
    ],
)
@pytest.mark.django_db
def test_on_pages(method: str, path: str, query: dict[str, str], body: bytes):
    answer = request(method, path, body, query=query, media="application/x-www-form-urlencoded")
    assert answer.status == 400
    assert "U+0000" in answer.content.decode()
