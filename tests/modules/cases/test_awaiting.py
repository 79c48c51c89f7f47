"""A step that waits for one of several events ends with the first of them, whichever side of it the filing lies on."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Annotated

import pytest

from kouan.blueprint import Form, Procedure, Refers, Terms, Text, Way, plain_numbering, until
from kouan.kernel.clock import now
from kouan.kernel.event import Actor, Event, ObjectRef
from kouan.modules.cases import public as cases
from kouan.modules.cases.subscribers import awaiting
from kouan.runtime import log
from kouan.runtime.subscribers import drain

from .knowing import known
from .people import IMPORTER, trader

pytestmark = pytest.mark.django_db(transaction=True)
BILL = "COSU6284512930"


class Filing(Form):
    bill: Annotated[str, Text("提运单号", "Bill"), Refers("bill")]


EITHER = Procedure(
    code="either", title=Text("等待", "Either"), summary=Text("等待", "Either"), basis=("order-236#accept",), lead="customs",
    form=Filing, terms=Terms({}), numbering=plain_numbering("E"), category=Text("测试", "Test"),
    flow=lambda limit: until(
        "outcome", "等待结果 | Outcome", of="bill", by="customs", event={"cleared-there": "cleared", "seized-there": "held"},
        ways=(Way("cleared", Text("正常", "Cleared")), Way("held", Text("扣留", "Held"), ends=True)),
    ),
)  # fmt: skip


FRESH = replace(
    EITHER, code="fresh",
    flow=lambda limit: until("outcome", "等待 | Awaited", of="bill", by="customs", event="cleared-there", fresh=True),
)  # fmt: skip


@pytest.fixture
def fresh(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    monkeypatch.setattr(awaiting, "procedures", lambda: {"fresh": FRESH})
    awaiting._awaited_kinds.cache_clear()
    yield from known(monkeypatch, FRESH)
    awaiting._awaited_kinds.cache_clear()


@pytest.fixture
def either(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    monkeypatch.setattr(awaiting, "procedures", lambda: {"either": EITHER})
    awaiting._awaited_kinds.cache_clear()
    yield from known(monkeypatch, EITHER)
    awaiting._awaited_kinds.cache_clear()


def happens(kind, stream="elsewhere/1", at=None):
    event = Event(kind, at or now(), Actor("customs"), {}, (ObjectRef("bill", BILL),))
    log.append(stream, log.head(log.read(stream)), [event])


def filed(code):
    return cases.file_case(trader(IMPORTER), code, {"bill": BILL})["id"]


def status(case):
    drain(("cases-awaiting",))
    view = cases.case_view(trader(IMPORTER), case)
    return view["status"], view["steps"][0].get("outcome")


def test_it_ends_the_way_of_the_event_that_comes(either):
    case = filed(either)
    assert status(case) == ("open", None)
    happens("seized-there")
    assert status(case) == ("refused", "held")


def test_of_two_that_came_the_first_counts(either):
    case = filed(either)
    happens("cleared-there")
    happens("seized-there")
    assert status(case) == ("done", "cleared")


def test_of_two_that_had_come_before_the_first_counts(either):
    happens("seized-there")
    happens("cleared-there")
    assert status(filed(either)) == ("refused", "held")


def test_where_only_what_is_new_counts_an_earlier_event_does_not(fresh):
    happens("cleared-there", at=now() - timedelta(days=90))
    case = filed(fresh)
    assert status(case) == ("open", None)
    happens("cleared-there", at=now() - timedelta(days=30))
    assert status(case) == ("open", None), "told late, of an earlier visit"
    happens("cleared-there")
    assert status(case) == ("done", "done")
