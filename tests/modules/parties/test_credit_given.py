"""What procedures decide about a firm's credit is in its record from that day, once."""

from datetime import UTC, date, datetime

import pytest

from kouan.kernel.event import ITSELF, SYSTEM, Event, ObjectRef
from kouan.modules.parties.models import CreditRecord
from kouan.modules.parties.public import credit, viewer_for_person
from kouan.modules.parties.subscribers import enter_credit_levels
from kouan.runtime import log
from kouan.runtime.subscribers import drain

pytestmark = pytest.mark.usefixtures("port")

AT = datetime(2026, 5, 6, 2, tzinfo=UTC)


def _said(firm: str, kind: str, level: str, case: str = "CR-2026-000001") -> None:
    about = (ObjectRef("credit-repair", case, ITSELF), ObjectRef("organisation", firm, "firm_uscc"))
    log.append(f"case/{case}", log.Head.NONE, [Event(kind, AT, SYSTEM, {"level": level}, about)])


@pytest.mark.parametrize(("kind", "level"), [("credit-restored", "regular"), ("credit-level-given", "advanced")])
def test_a_level_holds_from_the_day_it_was_given(kind, level):
    firm = viewer_for_person("tongda-1").party
    _said(firm, kind, level)
    drain(["parties-credit"])
    known = credit(firm, date(2026, 5, 6))
    assert (known.level, known.since) == (level, date(2026, 5, 6))
    assert CreditRecord.objects.get(organisation=firm, since=date(2026, 5, 6)).reason == "CR-2026-000001"


def test_told_twice_it_is_entered_once_and_an_unknown_level_holds_nobody_up():
    firm = viewer_for_person("tongda-1").party
    before = CreditRecord.objects.filter(organisation=firm).count()
    _said(firm, "credit-restored", "regular")
    [event] = log.read("case/CR-2026-000001")
    for _ in range(2):
        enter_credit_levels(event)
    _said(firm, "credit-level-given", "splendid", "AEO-2026-000009")
    drain(["parties-credit"])
    assert CreditRecord.objects.filter(organisation=firm).count() == before + 1
