"""The page of a case: who sees it, what they may do, and what it says when somebody else was quicker."""

import re

import pytest
from django.db import transaction
from django.test import Client

from kouan.blueprint.flow import steps
from kouan.engine import commands as ask
from kouan.kernel.clock import local_date, now
from kouan.kernel.event import SYSTEM, Event, ObjectRef
from kouan.modules.cases import public as cases
from kouan.modules.parties.public import viewer_for_person
from kouan.procedures import procedures
from kouan.runtime import log
from kouan.runtime.evidence import faults_in
from kouan.runtime.subscribers import drain
from kouan.web.pages.cases.timeline import EMITTED

from .conftest import CLERK, CODE, HOT, MARITIME, PORT, RECEPTION, RIVAL, AsPerson, accepted, done, filed, typed


def _page(client: Client, case_id: str, **asked: str) -> str:
    answer = client.get(f"/cases/{case_id}", asked)
    assert answer.status_code == 200
    return answer.content.decode()


def _act(client: Client, case_id: str, **posted: object) -> "tuple[int, str]":
    answer = client.post(f"/cases/{case_id}/act", posted)
    return answer.status_code, answer.content.decode() or answer["Location"]


def test_a_case_is_there_for_those_it_concerns_alone(client: Client, as_person: AsPerson) -> None:
    case = accepted()
    for person in (CLERK, "tongda-1", RECEPTION, MARITIME, PORT):
        assert case["number"] in _page(as_person(person), case["id"])
    for person in (RIVAL, "customs-documents-1", "border-crews-1", "dongwan-1"):
        stranger = as_person(person)
        for address in ("", "/progress", "/correct", "/events/1", "/documents/" + "0" * 64, "/steps/fire-plan"):
            assert stranger.get(f"/cases/{case['id']}{address}").status_code == 404, (person, address)
        assert stranger.post(f"/cases/{case['id']}/act", {"do": "withdraw", "reason": "x"}).status_code == 404
        assert case["number"] not in stranger.get("/cases").content.decode()
    assert client.get(f"/cases/{case['id']}").status_code == 303
    assert as_person(CLERK).get(f"/cases/by-number/{case['number']}")["Location"] == f"/cases/{case['id']}"


def test_a_read_is_noted_and_polling_is_not(as_person: AsPerson) -> None:
    case, officer = accepted(), as_person(MARITIME)
    _page(officer, case["id"])
    officer.get(f"/cases/{case['id']}/progress?n=0")
    assert [reading.person for reading in cases.readings(case["id"])] == [MARITIME]


def test_only_what_one_may_do_is_offered(as_person: AsPerson) -> None:
    case = accepted()
    offered = {
        person: set(re.findall(r'name="do" value="(\w+)"', _page(as_person(person), case["id"])))
        for person in (CLERK, RECEPTION, MARITIME, PORT)
    }
    assert offered == {
        CLERK: {"withdraw"},
        RECEPTION: set(),
        MARITIME: {"decide", "return", "ask", "suspend", "void"},
        PORT: {"decide", "return", "ask", "suspend"},
    }


def test_side_by_side_with_used_and_promised_time(as_person: AsPerson) -> None:
    page = _page(as_person(MARITIME), accepted(HOT)["id"])
    assert "并联：3 项同时办" in page
    assert "承诺 1 个工作日" in page
    assert "CHN</code> 中国" in page


def test_decide_and_go_on_with_the_next(as_person: AsPerson) -> None:
    first, second, officer = accepted(), accepted(), as_person(MARITIME)
    status, onward = _act(
        officer, first["id"], do="decide", step="maritime", outcome="approve", reason="可行", queue="all"
    )
    assert status == 303
    assert onward == f"/cases/{second['id']}?step=maritime&queue=all"
    assert f"{first['number']}：海事审核已办结，同意。" in officer.get(onward).content.decode()
    status, onward = _act(officer, second["id"], do="decide", step="maritime", outcome="approve", queue="all")
    assert onward == "/desk"


def test_a_refusal_needs_a_reason_and_keeps_what_was_typed(as_person: AsPerson) -> None:
    case, officer = accepted(), as_person(MARITIME)
    status, page = _act(officer, case["id"], do="decide", step="maritime", outcome="refuse")
    assert status == 422
    assert "请填写理由" in page
    status, page = _act(officer, case["id"], do="return", step="maritime", fields=["/flag", "/jobs/0/place"])
    assert status == 422
    assert page.count(" checked") == 2


def test_somebody_else_was_quicker_and_the_page_says_who(as_person: AsPerson) -> None:
    case, officer = accepted(), as_person(MARITIME)
    done(MARITIME, case["id"], ask.Decide("maritime", "approve"))
    status, page = _act(officer, case["id"], do="decide", step="maritime", outcome="refuse", reason="风大")
    assert status == 409
    assert re.search(r"“海事审核”已由海事局 · 船舶监督（韩沐阳）于 .* 办结：同意", page)


@pytest.mark.parametrize("verb", ["", "file", "supply", "nonsense"])
def test_an_unknown_act_is_refused_in_words(as_person: AsPerson, verb: str) -> None:
    status, page = _act(as_person(MARITIME), accepted()["id"], do=verb)
    assert status == 422
    assert "没有这种操作" in page


def test_returned_mended_and_handed_in_again(as_person: AsPerson) -> None:
    case, officer, clerk = accepted(), as_person(MARITIME), as_person(CLERK)
    status, _ = _act(
        officer, case["id"], do="return", step="maritime", reason="船旗不符", fields=["/flag"], reopen=["accept"]
    )
    assert status == 303
    assert "船旗不符" in _page(clerk, case["id"])
    assert "补正后重报" in clerk.get("/waiting").content.decode()
    form = clerk.get(f"/cases/{case['id']}/correct").content.decode()
    assert 'href="#f-flag"' in form
    assert "办理机关要求改正此栏" in form
    assert clerk.post(f"/cases/{case['id']}/draft", typed(flag="PAN")).status_code == 201
    assert 'value="PAN"' in clerk.get(f"/cases/{case['id']}/correct").content.decode()
    wrong = clerk.post(f"/cases/{case['id']}/correct", typed(do="send", flag="??"))
    assert wrong.status_code == 422
    sent = clerk.post(f"/cases/{case['id']}/correct", typed(do="send", flag="PAN"))
    assert sent["Location"] == f"/cases/{case['id']}"
    page = _page(clerk, case["id"])
    assert "PAN</code> 巴拿马" in page
    assert not cases.my_drafts(viewer_for_person(CLERK)).exists()


def test_a_whole_row_a_list_or_a_blank_field_can_be_sent_back(as_person: AsPerson) -> None:
    case, officer, clerk = accepted(), as_person(MARITIME), as_person(CLERK)
    offered = re.findall(r'name="fields" value="([^"]+)"', _page(officer, case["id"]))
    assert {"/jobs", "/jobs/0", "/jobs/0/place", "/jobs/0/hot_work", "/ship"} <= set(offered)
    assert _act(officer, case["id"], do="return", step="maritime", reason="请核对", fields=["/jobs/0"])[0] == 303
    form = clerk.get(f"/cases/{case['id']}/correct").content.decode()
    assert re.search(r'<a href="#f-jobs-0">\D+ 1</a>', form)
    assert form.count("办理机关要求改正此栏") == 1


def test_amend_until_somebody_has_decided(as_person: AsPerson) -> None:
    case, clerk = filed(), as_person(CLERK)
    assert "修改申报" in _page(clerk, case["id"])
    sent = clerk.post(
        f"/cases/{case['id']}/correct", typed(do="send", **{"amend-reason": "漏填", "jobs-0-place": "舱盖"})
    )
    assert sent.status_code == 303
    assert "舱盖" in _page(clerk, case["id"])
    done(RECEPTION, case["id"], ask.Decide("accept", "approve"))
    assert clerk.get(f"/cases/{case['id']}/correct").status_code == 404


def test_asked_and_answered(as_person: AsPerson) -> None:
    case, officer, clerk = accepted(), as_person(PORT), as_person(CLERK)
    assert _act(officer, case["id"], do="ask", step="port", question="何时完工？")[0] == 303
    assert "等待申请人答复" in _page(officer, case["id"])
    assert "答复“港口审核”的提问" in clerk.get("/waiting").content.decode()
    assert _act(clerk, case["id"], do="answer", question="1", answer="")[0] == 422
    assert _act(clerk, case["id"], do="answer", question="1", answer="后天")[0] == 303
    assert "后天" in _page(officer, case["id"])


def test_a_step_of_the_applicants(as_person: AsPerson) -> None:
    case, clerk = accepted(HOT), as_person(CLERK)
    assert "轮到您办理：消防方案" in _page(clerk, case["id"])
    address = f"/cases/{case['id']}/steps/fire-plan"
    missing = clerk.post(address, {"do": "send"})
    assert missing.status_code == 422
    assert 'href="#f-watch"' in missing.content.decode()
    assert clerk.post(address, {"do": "send", "watch": "张三"}).status_code == 303
    assert "张三" in _page(clerk, case["id"])
    assert clerk.get(address).status_code == 404


def test_suspend_resume_void_withdraw(as_person: AsPerson) -> None:
    case, officer, clerk = accepted(), as_person(MARITIME), as_person(CLERK)
    assert _act(officer, case["id"], do="suspend", reason="台风")[0] == 303
    assert "已中止，所有时钟停走" in _page(clerk, case["id"])
    assert _act(officer, case["id"], do="resume")[0] == 303
    assert _act(clerk, case["id"], do="withdraw", reason="")[0] == 422
    assert _act(clerk, case["id"], do="withdraw", reason="改期")[0] == 303
    assert "改期" in _page(officer, case["id"])
    other = accepted()
    assert _act(officer, other["id"], do="void", reason="重复")[0] == 303
    assert "已作废" in _page(clerk, other["id"])


def test_an_open_page_hears_what_others_did(as_person: AsPerson) -> None:
    case, clerk = accepted(), as_person(CLERK)
    address = f"/cases/{case['id']}/progress"
    assert clerk.get(address, {"n": case["n"]}).status_code == 204
    done(MARITIME, case["id"], ask.Decide("maritime", "approve"))
    news = clerk.get(address, {"n": case["n"]})
    assert news.status_code == 200
    assert "有新进展" in news.content.decode()
    assert 'hx-swap-oob="true"' in news.content.decode()


def test_every_event_leads_to_its_proof(as_person: AsPerson) -> None:
    case, clerk = accepted(), as_person(CLERK)
    assert "等待签名" in clerk.get(f"/cases/{case['id']}/events/1").content.decode()
    assert clerk.get(f"/cases/{case['id']}/events/1?format=json").status_code == 404
    drain(["merkle-tree"])
    page = clerk.get(f"/cases/{case['id']}/events/2").content.decode()
    assert "在树中" in page
    assert "不符" not in re.sub(r"<p>.*?</p>", "", page)
    proof = clerk.get(f"/cases/{case['id']}/events/2?format=json").json()
    assert proof["inclusion"]["position"] == proof["position"]
    assert faults_in(proof) == []
    assert clerk.get(f"/cases/{case['id']}/events/99").status_code == 404


def _says(other: str, kind: str, number: str) -> None:
    """Another case says something of the object that a case is."""
    stream = f"case/{other}"
    thing = ObjectRef(cases.visible_cases(viewer_for_person(CLERK)).get(number=number).object_kind, number)
    event = Event(kind, now(), SYSTEM, {}, (thing,))
    with transaction.atomic():
        log.append(stream, log.head(log.read(stream)), [event], procedure=CODE, version="1")


def test_what_other_cases_say_of_a_case_stands_on_its_page_for_those_who_know_both(as_person: AsPerson) -> None:
    case, theirs, rivals = accepted(), filed(), filed(person=RIVAL)
    assert "其他办件的记载" not in _page(as_person(CLERK), case["id"])
    _says(theirs["id"], "sale-permitted", case["number"])
    _says(rivals["id"], "duty-overdue", case["number"])
    page = _page(as_person(CLERK), case["id"])
    assert "准许销售或使用" in page
    assert f"/cases/{theirs['id']}/events/2" in page
    assert "税款逾期未缴" not in page
    assert rivals["number"] not in page


def test_whatever_a_procedure_puts_on_the_log_has_words() -> None:
    day = local_date(now())
    told = (
        emit.kind
        for procedure in procedures().values()
        for emit in (
            *procedure.takes_back,
            *(each for step in steps(procedure.flow_on(day)) for each in step.opens),
            *(each for step in steps(procedure.flow_on(day)) for way in step.every_way for each in way.emits),
        )
    )
    assert set(told) <= set(EMITTED)


def test_lists_filter_sort_and_export(as_person: AsPerson) -> None:
    clerk = as_person(CLERK)
    kept, ended = filed(), filed()
    done(CLERK, ended["id"], ask.Withdraw("改期"))
    page = clerk.get("/cases", {"status": "running"}).content.decode()
    assert kept["number"] in page
    assert ended["number"] not in page
    assert ended["number"] in clerk.get("/cases", {"q": ended["number"]}).content.decode()
    assert "没有符合条件的记录" in clerk.get("/cases", {"filed_to": "2020-01-01"}).content.decode()
    rows = b"".join(clerk.get("/cases", {"format": "csv", "sort": "number"})).decode("utf-8-sig").splitlines()  # type: ignore[arg-type]
    assert [row.split(",")[0] for row in rows[1:]] == [kept["number"], ended["number"]]
    assert clerk.get("/cases", {"format": "xlsx"}).status_code == 200
