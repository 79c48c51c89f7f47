"""代理报关委托: offered by the principal, accepted by the agent, ended by either."""

from datetime import UTC, date, datetime

import pytest

from kouan.engine import Refused
from kouan.modules.parties.models import Mandate
from kouan.modules.parties.public import accept, mandates_of, may_act_for, offer, principals_of, reach_of, revoke
from kouan.runtime import log

pytestmark = pytest.mark.usefixtures("port")

MARCH_2 = datetime(2026, 3, 2, 2, tzinfo=UTC)
MARCH_3 = datetime(2026, 3, 3, 2, tzinfo=UTC)
MARCH_9 = datetime(2026, 3, 9, 2, tzinfo=UTC)


@pytest.fixture
def importer(being):
    return being("beichen-1")


@pytest.fixture
def broker(being):
    return being("tongda-1")


def codes(refusal):
    return [problem.code for problem in refusal.value.problems]


def test_a_broker_may_act_from_the_day_it_accepts_to_the_day_before_it_is_revoked(importer, broker):
    mandate = offer(importer, broker.party, ["import-declaration"], at=MARCH_2)
    assert not may_act_for(broker.party, importer.party, "import-declaration", date(2026, 3, 2))
    accept(broker, mandate.pk, MARCH_3)
    revoke(importer, mandate.pk, MARCH_9)
    allowed = [day for day in range(1, 12) if _may(broker, importer, date(2026, 3, day))]
    assert allowed == [3, 4, 5, 6, 7, 8]


def _may(broker, importer, day):
    return may_act_for(broker.party, importer.party, "import-declaration", day)


def test_a_mandate_ends_with_its_last_day(importer, broker):
    mandate = offer(importer, broker.party, (), date(2026, 3, 5), date(2026, 3, 6), at=MARCH_2)
    accept(broker, mandate.pk, MARCH_3)
    assert [day for day in range(1, 12) if _may(broker, importer, date(2026, 3, day))] == [5, 6]


def test_a_mandate_covers_the_procedures_it_names_or_all(importer, broker, uscc):
    limited = offer(importer, broker.party, ["import-declaration"], at=MARCH_2)
    accept(broker, limited.pk, MARCH_2)
    day = date(2026, 3, 4)
    assert not may_act_for(broker.party, importer.party, "export-declaration", day)
    # Lanyu mandated Tongda for everything.
    assert may_act_for(broker.party, uscc("lanyu"), "advance-ruling", day)
    assert importer.party in principals_of(broker, day)
    assert importer.party in principals_of(broker, day, "import-declaration")
    assert importer.party not in principals_of(broker, day, "export-declaration")
    assert uscc("lanyu") in principals_of(broker, day, "export-declaration")


def test_everybody_acts_for_their_own_organisation_and_the_public_for_nobody(importer):
    from kouan.modules.parties.public import PUBLIC

    day = date(2026, 3, 4)
    assert may_act_for(importer.party, importer.party, "import-declaration", day)
    assert principals_of(importer, day) == {importer.party}
    assert principals_of(PUBLIC, day) == frozenset()
    assert reach_of(PUBLIC, day) == ()


def test_a_mandate_does_not_work_backwards(importer, broker, uscc):
    assert not may_act_for(uscc("lanyu"), broker.party, "import-declaration", date(2026, 3, 4))


def test_only_the_agents_administrator_accepts(importer, broker, being):
    mandate = offer(importer, broker.party, at=MARCH_2)
    for who in (importer, being("tongda-2")):
        with pytest.raises(Refused) as refusal:
            accept(who, mandate.pk, MARCH_3)
        assert codes(refusal) == ["not-administrator"]
    with pytest.raises(Refused) as refusal:
        accept(being("haisheng-1"), mandate.pk, MARCH_3)
    assert codes(refusal) == ["no-such-mandate"]
    assert Mandate.objects.get(pk=mandate.pk).status == "offered"


def test_an_answered_mandate_cannot_be_answered_again(importer, broker):
    mandate = offer(importer, broker.party, at=MARCH_2)
    accept(broker, mandate.pk, MARCH_3)
    with pytest.raises(Refused) as refusal:
        accept(broker, mandate.pk, MARCH_3)
    assert codes(refusal) == ["mandate-not-offered"]
    revoke(broker, mandate.pk, MARCH_9)
    with pytest.raises(Refused) as refusal:
        revoke(importer, mandate.pk, MARCH_9)
    assert codes(refusal) == ["mandate-ended"]


@pytest.mark.parametrize(
    ("agent", "end", "code"),
    [
        ("beichen", None, "mandate-to-oneself"),
        ("nobody", None, "unknown-agent"),
        ("customs", None, "unknown-agent"),
        ("tongda", date(2026, 3, 1), "mandate-ends-before-start"),
    ],
)
def test_an_offer_that_makes_no_sense_is_refused(importer, uscc, agent, end, code):
    known = {"beichen": uscc("beichen"), "tongda": uscc("tongda")}
    with pytest.raises(Refused) as refusal:
        offer(importer, known.get(agent, agent), (), date(2026, 3, 2), end, at=MARCH_2)
    assert codes(refusal) == [code]


def test_each_step_is_on_the_log_with_who_took_it(importer, broker):
    mandate = offer(importer, broker.party, ["import-declaration"], at=MARCH_2)
    accept(broker, mandate.pk, MARCH_3)
    revoke(importer, mandate.pk, MARCH_9)
    events = log.read(f"mandate/{mandate.pk}")
    assert [(event.kind, event.actor.party, event.actor.person) for event in events] == [
        ("mandate-offered", importer.party, "beichen-1"),
        ("mandate-accepted", broker.party, "tongda-1"),
        ("mandate-revoked", importer.party, "beichen-1"),
    ]
    assert {(ref.kind, ref.id, ref.qualifier) for ref in events[0].objects} == {
        ("mandate", str(mandate.pk), ""),
        ("organisation", importer.party, "principal"),
        ("organisation", broker.party, "agent"),
    }


def test_what_waits_for_an_answer_comes_first(being):
    assert mandates_of(being("tongda-1").party)[0].status == "offered"
