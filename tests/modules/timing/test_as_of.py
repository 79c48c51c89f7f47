"""What was known then can be read now: late reports, corrections, attributes and links included."""

import pytest

from kouan.kernel.clock import to_micros
from kouan.modules.timing.copying import file as files
from kouan.modules.timing.copying.following import catch_up
from kouan.modules.timing.copying.refusals import NoCopy
from tests.modules.timing import quay

pytestmark = pytest.mark.django_db

REPORT = """SELECT kind, type, count(*), sum(ts), min(ts), max(ts), string_agg(object, ',' ORDER BY object, event)
            FROM relation GROUP BY kind, type"""
KNOWN = 'SELECT * FROM object UNION ALL SELECT kind, object, to_kind || "to", qualifier FROM link'


def moment(hours: float) -> int:
    return to_micros(quay.at(hours))


def test_a_report_is_the_same_whatever_is_recorded_later() -> None:
    quay.a_month()
    catch_up(files.path())
    then = moment(20)
    before = quay.rows(REPORT, as_of=then), quay.rows(KNOWN, as_of=then)
    end = quay.rows("SELECT max(event) FROM event")[0][0]
    published = quay.rows(REPORT), quay.rows(KNOWN)
    # Late, correcting and contradicting events: all recorded after the report.
    quay.discharged(3, "MSKU7654321", recorded=50)
    quay.corrected("discharged", 4, 51)
    quay.manifest(quay.BILL, quay.BOX, hours=52, kind="manifest-amended")
    quay.move("moved-to-inspection", 53, terminal="another")
    catch_up(files.path())
    assert (quay.rows(REPORT, as_of=then), quay.rows(KNOWN, as_of=then)) == before
    assert (quay.rows(REPORT, upto=end), quay.rows(KNOWN, upto=end)) == published
    assert (quay.rows(REPORT), quay.rows(KNOWN)) != published


def test_every_moment_shows_what_was_recorded_by_then_and_no_more() -> None:
    quay.a_month()
    catch_up(files.path())
    recorded = {each.position: to_micros(each.recorded_at) for each in quay.every_event()}
    for then in recorded.values():
        seen = {event for (event,) in quay.rows("SELECT event FROM event", as_of=then)}
        assert seen == {position for position, at in recorded.items() if at <= then}


def test_a_move_is_measured_as_corrected_from_then_on() -> None:
    position = quay.discharged(10)
    quay.corrected("discharged", 9, 12)
    quay.corrected("discharged", 8, 14)
    catch_up(files.path())
    when = "SELECT event, ts FROM relation WHERE kind = 'container' AND type = 'discharged'"
    told = {hours: quay.rows(when, as_of=moment(hours)) for hours in (11, 13, 15)}
    assert told == {11: [(position, moment(10))], 13: [(position, moment(9))], 15: [(position, moment(8))]}
    assert quay.rows("SELECT ts, recorded FROM event WHERE type = 'discharged'") == [(moment(8), moment(14))]


def test_a_move_that_was_never_made_is_gone_until_it_is_made() -> None:
    quay.discharged(10)
    quay.corrected("discharged", None, 12)
    catch_up(files.path())
    when = "SELECT ts FROM relation WHERE kind = 'container' AND type = 'discharged'"
    assert quay.rows(when) == []
    assert quay.rows(when, as_of=moment(11)) == [(moment(10),)]
    quay.discharged(16)
    catch_up(files.path())
    assert quay.rows(when) == [(moment(16),)]


def test_a_correction_is_of_that_visit_alone() -> None:
    quay.discharged(10)
    quay.discharged(11, "MSKU7654321")
    quay.corrected("discharged", 9, 12)
    catch_up(files.path())
    when = "SELECT object, ts FROM relation WHERE kind = 'container' AND type = 'discharged'"
    assert quay.rows(when) == [(quay.BOX, moment(9)), ("MSKU7654321", moment(11))]


def test_an_attribute_is_as_it_was_said_last() -> None:
    quay.discharged(10)
    quay.move("returned-to-yard", 12, terminal="other")
    catch_up(files.path())
    terminal = "SELECT value FROM object WHERE kind = 'container' AND attribute = 'terminal'"
    assert quay.rows(terminal) == [("other",)]
    assert quay.rows(terminal, as_of=moment(11)) == [(quay.TERMINAL,)]


def test_what_is_not_copied_yet_cannot_be_reproduced() -> None:
    quay.discharged(10)
    with pytest.raises(NoCopy, match="kouan timing rebuild"):
        quay.rows(REPORT)
    catch_up(files.path())
    with pytest.raises(NoCopy, match="copy ends with event"):
        quay.rows(REPORT, upto=10**9)
