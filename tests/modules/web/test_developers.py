"""The API in words: every call has its page, in both languages, and leads to the description for machines."""

from html import unescape

import pytest
from django.test import Client

from kouan.web.pages.developers import operations


def test_every_call_stands_under_its_subject(client: Client) -> None:
    page = unescape(client.get("/developers?lang=en").content.decode())
    missing = [each.id for each in operations().values() if f"/developers/{each.id}" not in page]
    assert missing == []
    assert "/api/v1/openapi.json" in page
    assert len(operations()) > 150


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_call_has_its_page(client: Client, language: str) -> None:
    for each in operations().values():
        answer = client.get(f"/developers/{each.id}?lang={language}")
        page = unescape(answer.content.decode())
        assert answer.status_code == 200
        assert each.title[language] in page
        assert each.about[language] in page
        assert all(name[language] in page for _, name, _ in each.answers)
        assert f"{each.method} {each.path}" in page
        assert all(parameter.name in page for parameter in each.parameters)


def test_a_call_is_found_by_its_words_and_a_stranger_one_is_not_there(client: Client) -> None:
    page = client.get("/developers?q=退回").content.decode()
    assert "/developers/return_case" in page
    assert "/developers/decide_case" not in page
    assert "没有相符的调用" in client.get("/developers?q=飞船").content.decode()
    assert client.get("/developers/nothing").status_code == 404


def test_what_a_body_refers_to_is_written_out(client: Client) -> None:
    page = unescape(client.get("/developers/file_import_declaration").content.decode())
    assert "consignee_uscc" in page
    assert "Authorization" in client.get("/developers").content.decode()
