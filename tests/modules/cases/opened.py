"""A procedure that customs opens about a firm, for as long as a test lasts."""

from collections.abc import Iterator
from typing import Annotated

import pytest

from kouan.blueprint import Form, Identifier, Procedure, Refers, Terms, Text, plain_numbering, review, supply

from .knowing import known

CODE = "inquiry"


class Filing(Form):
    matter: Annotated[str, Text("事由", "Matter")]
    firm: Annotated[str | None, Text("当事人", "Party concerned"), Identifier("uscc"), Refers("organisation")] = None
    bill: Annotated[str | None, Text("提运单号", "Bill"), Refers("bill")] = None


INQUIRY = Procedure(
    code=CODE, title=Text("稽查", "Inquiry"), summary=Text("海关稽查", "An inquiry by customs"), basis=("order-236#accept",),
    lead="customs", form=Filing, terms=Terms({}), numbering=plain_numbering("Q"), category=Text("测试", "Test"),
    opened_by=("customs",), principal=lambda filing: filing.firm, headline=lambda filing: Text(filing.matter, filing.matter),
    flow=lambda limit: (
        review("notify", "制发通知 | Notice", by="customs", desk="audit")
        >> supply("reply", "陈述申辩 | Reply")
        >> review("conclude", "结论 | Conclusion", by="customs", desk="audit")
    ),
)  # fmt: skip


@pytest.fixture
def inquiry(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Its code, under which it can be opened."""
    yield from known(monkeypatch, INQUIRY)
