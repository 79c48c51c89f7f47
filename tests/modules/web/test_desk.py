"""Desks, notices and webhooks."""

from datetime import timedelta

import pytest
from django.test import Client

from kouan.engine import commands as ask
from kouan.kernel.clock import now
from kouan.modules.cases import public as cases
from kouan.modules.parties.public import viewer_for_person
from kouan.runtime.subscribers import drain

from .conftest import CLERK, CODE, FILING, MARITIME, PORT, RECEPTION, RIVAL, AsPerson, accepted, done, filed


def test_a_desk_holds_its_own_steps(as_person: AsPerson) -> None:
    waits, case = filed(), accepted()
    assert waits["number"] in as_person(RECEPTION).get("/desk").content.decode()
    desk = as_person(MARITIME).get("/desk").content.decode()
    assert case["number"] in desk
    assert waits["number"] not in desk
    assert "没有待办" in as_person("customs-documents-1").get("/desk").content.decode()
    assert as_person("port-dangerous-1").get("/desk?desk=berths").content.decode().count(case["number"]) == 0
    assert as_person(CLERK).get("/desk").status_code == 404


def test_what_is_late_stands_on_top_and_is_counted(as_person: AsPerson) -> None:
    filed()
    late = cases.file_case(viewer_for_person(CLERK), CODE, FILING, at=now() - timedelta(days=3))
    page = as_person(RECEPTION).get("/desk").content.decode()
    assert "已超时 1 件" in page
    assert page.index(late["number"]) < page.index('class="table-foot"')
    assert page.index('class="urgent"') < page.index(late["number"])
    assert page.count('class="urgent"') == 1


def test_a_step_that_waits_says_so(as_person: AsPerson) -> None:
    case = accepted()
    done(PORT, case["id"], ask.Ask("port", "何时？"))
    officer = as_person(PORT)
    assert "等申请人" in officer.get("/desk").content.decode()
    assert case["number"] not in officer.get("/desk?state=open").content.decode()


def test_the_bell_counts_and_is_stilled(as_person: AsPerson) -> None:
    case, clerk = accepted(), as_person(CLERK)
    done(MARITIME, case["id"], ask.Return("maritime", "船旗不符"))
    drain(["cases-notices"])
    assert "通知，1 条未读" in clerk.get("/cases").content.decode()
    assert "通知，1 条未读" in clerk.get("/notices/bell").content.decode()
    page = clerk.get("/notices").content.decode()
    assert "已退回补正：船旗不符" in page
    assert as_person(RIVAL).get("/notices").content.decode().count(case["number"]) == 0
    newest = cases.notices(viewer_for_person(CLERK)).values_list("id", flat=True).first()
    assert clerk.post("/notices/read", {"upto": newest}).status_code == 303
    assert "通知，0 条未读" in clerk.get("/notices").content.decode()


def test_a_webhook_shows_its_secret_once(as_person: AsPerson) -> None:
    chief = as_person("tongda-1")
    made = chief.post("/me/webhooks", {"url": "https://example.com/in", "kinds": "filed, decided"}).content.decode()
    webhook = cases.webhooks(viewer_for_person(CLERK)).get()
    assert webhook.kinds == ["filed", "decided"]
    assert webhook.secret in made
    again = chief.get("/me/webhooks").content.decode()
    assert webhook.secret not in again
    assert webhook.url in again
    assert chief.get(f"/me/webhooks/{webhook.id}").status_code == 200
    assert chief.post(f"/me/webhooks/{webhook.id}/replay", {"after": "0"}).status_code == 303
    assert as_person(RIVAL).get(f"/me/webhooks/{webhook.id}").status_code == 404
    assert as_person(CLERK).post(f"/me/webhooks/{webhook.id}/stop").status_code == 404
    assert chief.post(f"/me/webhooks/{webhook.id}/stop").status_code == 303
    assert not cases.webhooks(viewer_for_person(CLERK)).exists()


@pytest.mark.parametrize("url", ["", "ftp://example.com", "file:///etc/passwd", "https://user@example.com"])
def test_an_address_that_may_not_be_pushed_to(as_person: AsPerson, url: str) -> None:
    answer = as_person("tongda-1").post("/me/webhooks", {"url": url})
    assert answer.status_code == 422
    assert "推送地址应为" in answer.content.decode()


def test_a_post_without_its_safety_mark_is_refused(as_person: AsPerson) -> None:
    case = accepted()
    hostile = Client(enforce_csrf_checks=True)
    hostile.cookies = as_person(MARITIME).cookies
    answer = hostile.post(f"/cases/{case['id']}/act", {"do": "decide", "step": "maritime", "outcome": "approve"})
    assert answer.status_code == 403
    for address in (f"/file/{CODE}", f"/file/{CODE}/draft", "/notices/read", "/me/webhooks", "/drafts/discard"):
        assert hostile.post(address).status_code == 403
