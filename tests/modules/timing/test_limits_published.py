"""Operators publish, change and withdraw their limits: on the log, attributable, and never backwards."""

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from kouan.cli.main import app
from kouan.cli.timing import copied
from kouan.engine import Refused
from kouan.kernel.clock import local_date, to_micros
from kouan.modules.parties.public import Viewer, viewer_for_person
from kouan.modules.timing.copying import file as files
from kouan.modules.timing.copying.following import catch_up
from kouan.modules.timing.promises.operators import may_pledge
from kouan.modules.timing.promises.publishing import Draft, limits_of, publish, withdraw
from kouan.modules.timing.promises.stated import stated
from kouan.modules.timing.shape import log as tables
from kouan.runtime import log
from kouan.runtime.audience import concerned
from tests.everybody import everybody
from tests.modules.timing import quay

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 10, 5, 2, tzinfo=UTC)
TODAY, DAY = date(2026, 10, 5), timedelta(days=1)
OFFICE = "working 08:30-12:00 13:30-17:30"


@pytest.fixture(scope="module")
def cast(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    with everybody(django_db_blocker):
        yield


@pytest.fixture
def tally(cast: None, db: None) -> Viewer:
    return viewer_for_person("lihuo-1")


def draft(**changed: Any) -> Draft:
    said = {"operation": "tally-box", "limit": "60 minutes", "pledged": "99", "since": TODAY, "publication": "公告"}
    return Draft(**{**said, **changed})


def told(by: Viewer) -> list[tuple[str, str, str | None]]:
    return [
        (f"{each.amount} {each.unit}", str(each.since), each.until and str(each.until)) for each in limits_of(by.party)
    ]


def test_what_is_published_stands_on_the_log_with_who_did_it(tally: Viewer) -> None:
    publish(tally, draft(clock=OFFICE), NOW)
    [event] = log.read(f"promise/{tally.party}")
    assert (event.kind, event.actor.party, event.actor.person) == ("limit-published", tally.party, "lihuo-1")
    assert event.payload["clock"] == OFFICE
    assert event.objects[0].id == f"{tally.party}/tally-box/2026-10-05"
    assert concerned(event) == {tally.party}


def test_a_change_holds_from_the_next_day_and_ends_what_was_before(tally: Viewer) -> None:
    publish(tally, draft(), NOW)
    publish(tally, draft(limit="30 minutes", since=TODAY + 10 * DAY), NOW)
    publish(tally, draft(limit="40 minutes", since=TODAY + 10 * DAY), NOW)
    assert told(tally) == [("60 minutes", "2026-10-05", "2026-10-15"), ("40 minutes", "2026-10-15", None)]
    withdraw(tally, "tally-box", TODAY + 20 * DAY, NOW)
    assert told(tally)[-1] == ("40 minutes", "2026-10-15", "2026-10-25")
    publish(tally, draft(limit="2 hours", since=TODAY + 30 * DAY), NOW)
    assert told(tally)[-1] == ("2 hours", "2026-11-04", None)


@pytest.mark.parametrize(
    ("changed", "path"),
    [
        ({"limit": "0 minutes"}, "/limit"),
        ({"limit": "22 boxes-an-hour"}, "/limit"),
        ({"pledged": "100.5"}, "/pledged"),
        ({"pledged": "NaN"}, "/pledged"),
        ({"pledged": ""}, "/pledged"),
        ({"publication": ""}, "/publication"),
        ({"publication": "公" * 201}, "/publication"),
        ({"address": "javascript:alert(1)"}, "/address"),
        ({"clock": "working 8-12"}, "/clock"),
        ({"limit": "same-day", "clock": OFFICE}, "/clock"),
        ({"operation": "berth-on-arrival"}, "/operation"),
        ({"operation": "nothing"}, "/operation"),
        ({"since": TODAY - DAY}, "/since"),
    ],
)
def test_what_is_wrong_is_refused_and_leaves_no_trace(tally: Viewer, changed: dict[str, Any], path: str) -> None:
    with pytest.raises(Refused) as refused:
        publish(tally, draft(**changed), NOW)
    [problem] = refused.value.problems
    assert problem.path == path
    assert problem.message.zh
    assert problem.message.en
    assert log.read(f"promise/{tally.party}") == []


def test_what_has_begun_is_never_measured_by_another_limit_later(tally: Viewer) -> None:
    publish(tally, draft(), NOW)
    for act in (lambda: publish(tally, draft(limit="9 hours"), NOW), lambda: withdraw(tally, "tally-box", TODAY, NOW)):
        with pytest.raises(Refused, match="2026-10-06"):
            act()


def test_only_what_is_there_can_be_withdrawn(tally: Viewer) -> None:
    with pytest.raises(Refused, match="no limit"):
        withdraw(tally, "tally-report", TODAY + DAY, NOW)


@pytest.mark.parametrize(
    ("person", "some"),
    [
        ("dongwan-2", True),
        ("dongwan-1", True),
        ("msa-vessels-1", True),
        ("huating-1", False),
        ("port-office-general-1", False),
    ],
)
def test_who_does_the_work_may_pledge_and_only_who_manages_the_firm_does(
    cast: None, db: None, person: str, some: bool
) -> None:
    by = viewer_for_person(person)
    assert bool(may_pledge(by)) is some
    mine = next((each.code for each in may_pledge(by) if each.counts == "time"), "tally-box")
    if some and by.administers:
        publish(by, draft(operation=mine), NOW)
        return
    with pytest.raises(Refused):
        publish(by, draft(operation=mine), NOW)


def test_the_copy_says_what_the_log_says_now_and_then(tally: Viewer) -> None:
    publish(tally, draft(clock=OFFICE, address="https://example.org/a"), NOW)
    publish(tally, draft(limit="30 minutes", since=TODAY + 3 * DAY), NOW + DAY)
    # Corrected before it holds: an empty clock takes the place of one that was stated.
    publish(tally, draft(limit="35 minutes", since=TODAY + 3 * DAY), NOW + 2 * DAY)
    catch_up(files.path())
    with files.read() as duck:
        assert stated(duck, tables()) == limits_of(tally.party)
    with files.read(as_of=to_micros(NOW + DAY / 2)) as duck:
        [first] = stated(duck, tables())
    assert (first.until, first.hours is not None) == (None, True)
    with files.read(as_of=to_micros(NOW + 1.5 * DAY)) as duck:
        assert [str(each.amount) for each in stated(duck, tables())] == ["60", "30"]


def test_the_command_measures_the_platform_s_log_and_a_file(
    tally: Viewer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(copied, "start", lambda data: None)
    quay.tell(
        f"call/{quay.CALL}",
        "call-announced",
        0,
        {"terminal": "T", "tally": tally.party},
        ("vessel-call", quay.CALL, ""),
    )
    for hours, took in ((10, 0.5), (11, 1.5)):
        box = f"MSKU765432{hours}"
        quay.move("discharged", hours, box)
        quay.move("tallied", hours + took, box)
    publish(tally, draft(since=local_date(quay.START)), quay.START)
    catch_up(files.path())
    [row] = ask("promises", "--data", str(tmp_path))["rows"]
    assert (row["n"], row["kept"], row["verdict"], row["worst_mean"]) == (2, 1, "not-kept", 5400.0)
    assert row["operator"] == tally.party
    assert ask("promises", "--data", str(tmp_path), "--month", "2026-02")["rows"][0]["n"] == 0


def test_a_log_of_somebody_s_own_is_measured_by_limits_of_its_own(tmp_path: Path) -> None:
    lines = ["activity,time,case,resource"]
    for number, minutes in enumerate((10, 20, 30, 45)):
        lines += [f"come,2026-03-02 08:00,c{number},gate", f"go,2026-03-02 08:{minutes},c{number},gate"]
    (tmp_path / "log.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    (tmp_path / "limits.yaml").write_text(OWN, encoding="utf-8")
    asked = ("promises", "--log", str(tmp_path / "log.csv"), "--limits")
    [row] = ask(*asked, str(tmp_path / "limits.yaml"))["rows"]
    assert (row["operator"], row["n"], row["kept"], row["share"]) == ("gate", 4, 3, 0.75)
    assert len(ask(*asked, "shidao")["rows"]) == 18
    assert "no catalogue" in json.dumps(ask(*asked, "nowhere", code=2))


OWN = """code: gate
version: 1
title: 闸口 | Gate
source: 甲 | A
verified: false
read_on: 2026-03-01
note: 乙 | B
operations:
  - code: through
    version: 1
    stage: 闸口 | Gate
    title: 过闸 | Through the gate
    by: [terminal]
    trigger: 到 | Come
    until: 走 | Go
    measure: {unit: case, party: gate, start: [{events: [come]}], end: {events: [go]}}
limits:
  - {operation: through, limit: 30 minutes, pledged: 90}
"""


def ask(*words: str, code: int = 0) -> dict[str, Any]:
    result = CliRunner().invoke(app, ["timing", *words, "--json"])
    assert result.exit_code == code, result.output
    found: dict[str, Any] = json.loads(result.output)
    return found
