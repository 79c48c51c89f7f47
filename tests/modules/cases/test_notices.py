"""Notices and webhooks: who is told what, once, and how a push is signed."""

import json
import threading
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from kouan.engine import Refused
from kouan.engine import commands as ask
from kouan.modules.cases import public as cases
from kouan.modules.cases.services.pushing import signature
from kouan.runtime.subscribers import drain

from .people import CODE, FILING, HOT, IMPORTER, RIVAL, officer, trader

pytestmark = pytest.mark.django_db(transaction=True)


def words(viewer):
    return [(notice.kind, notice.text.zh) for notice in cases.notices(viewer)]


def test_the_applicant_is_told_of_what_waits_for_them_once():
    me, window = trader(IMPORTER), officer("window")
    case = cases.file_case(me, CODE, HOT)["id"]
    cases.act(window, case, ask.Return("accept", "部位不清"))
    cases.act(me, case, ask.Resubmit(HOT))
    drain()
    cases.act(window, case, ask.Decide("accept", "approve"))
    drain()
    drain()
    said = words(me)
    assert [kind for kind, _ in said].count("turn:fire-plan") == 1
    assert any("部位不清" in text for kind, text in said if kind == "returned")
    assert any(kind == "resubmitted" for kind, _ in words(window))
    assert words(trader(RIVAL)) == []
    assert cases.mark_read(me) == len(said)
    assert cases.mark_read(me) == 0


class Receiver:
    """A receiver on loopback that keeps what it gets and may be told to fail."""

    def __init__(self):
        self.got, self.status = [], 200
        receiver = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"]))
                if receiver.status == 200:
                    receiver.got.append((dict(self.headers), body))
                self.send_response(receiver.status)
                self.end_headers()

            def log_message(self, *_):
                return

        self.server = HTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    @property
    def url(self):
        return f"http://127.0.0.1:{self.server.server_port}/hook"


@pytest.fixture
def receiver():
    made = Receiver()
    yield made
    made.server.shutdown()


def test_a_push_carries_state_and_difference_signed_in_order(receiver):
    me = trader(IMPORTER)
    hook = cases.create_webhook(me, receiver.url)
    case = cases.file_case(me, CODE, FILING)["id"]
    cases.act(officer("window"), case, ask.Decide("accept", "approve"))
    cases.file_case(trader(RIVAL), CODE, FILING)
    drain()
    messages = [json.loads(body) for _, body in receiver.got]
    assert [message["kind"] for message in messages] == ["filed", "decided"]
    headers, body = receiver.got[1]
    assert headers["Kouan-Signature"] == signature(hook.secret, headers["Kouan-Timestamp"], body)
    assert messages[1]["state"]["id"] == case
    assert set(messages[1]["difference"]["steps"]) == {"accept", "maritime", "port"}
    assert [d.status for d in cases.deliveries(me, hook.id)] == [200, 200]


def test_a_receiver_that_is_down_gets_everything_later_and_delays_nobody(receiver):
    me, other = trader(IMPORTER), trader(RIVAL)
    up = Receiver()
    down_hook, _ = cases.create_webhook(me, receiver.url), cases.create_webhook(other, up.url)
    receiver.status = 500
    cases.file_case(me, CODE, FILING)
    cases.file_case(other, CODE, FILING)
    drain()
    assert len(up.got) == 1
    assert receiver.got == []
    receiver.status = 200
    drain(retry_now=True)
    assert len(receiver.got) == 1
    assert cases.replay_webhook(me, down_hook.id)[0] == 1
    assert len(receiver.got) == 2
    up.server.shutdown()


def test_webhooks_are_their_owners_alone(receiver):
    hook = cases.create_webhook(trader(IMPORTER), receiver.url)
    for act in (cases.own_webhook, cases.stop_webhook, cases.replay_webhook):
        with pytest.raises(cases.NotFound):
            act(trader(RIVAL), hook.id)


def test_webhooks_are_for_those_who_may_have_events_pushed(receiver):
    reader = replace(trader(IMPORTER), scopes=frozenset({"read", "file"}))
    hook = cases.create_webhook(trader(IMPORTER), receiver.url)
    for attempt in (
        lambda: cases.create_webhook(reader, receiver.url),
        lambda: cases.stop_webhook(reader, hook.id),
        lambda: cases.replay_webhook(reader, hook.id),
    ):
        with pytest.raises(Refused) as refused:
            attempt()
        assert [problem.code for problem in refused.value.problems] == ["not-yours"]
    assert cases.own_webhook(reader, hook.id).active
