"""A procedure with deadlines that end something by law, for as long as a test lasts."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Annotated

import pytest

from kouan.blueprint import APPROVE, Form, Procedure, Refers, Terms, Text, Way, plain_numbering, review, supply, until
from kouan.blueprint.flow import Within
from kouan.kernel.limit import Limit

from .knowing import known

CODE = "timed"
FILED = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
HEARD_BY = datetime(2026, 3, 7, 15, 59, 59, tzinfo=UTC)
PAID_BY = datetime(2026, 3, 22, 15, 59, 59, tzinfo=UTC)


class Filing(Form):
    ship: Annotated[str, Text("船名", "Ship")]
    call: Annotated[str | None, Text("航次", "Vessel call"), Refers("vessel-call")] = None


def _within(limit: str) -> Within:
    return Within("t", Limit.of(limit), "order-236#accept", True)


GIVEN_UP = Way("given-up", Text("逾期视为放弃", "Counts as given up"), ends=True)
TIMED = Procedure(
    code=CODE, title=Text("限时事项", "Timed"), summary=Text("限时事项", "Timed"), basis=("order-236#accept",), lead="customs",
    form=Filing, terms=Terms({}), numbering=plain_numbering("T"), category=Text("测试", "Test"),
    flow=lambda limit: (
        review("heard", "征求意见 | Opinion", by="port", desk="berths", within=_within("5 days"), lapses=APPROVE)
        >> supply("pay", "缴款 | Pay", within=_within("15 days"), lapses=GIVEN_UP)
        >> until("come", "到港 | Arrival", event="arrived", of="vessel-call", by="port", within=_within("14 days"),
                 lapses=GIVEN_UP)
    ),
)  # fmt: skip


@pytest.fixture
def timed(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Its code, under which it can be opened."""
    yield from known(monkeypatch, TIMED)
