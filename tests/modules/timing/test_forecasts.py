"""The platform forecasts what is open in its own log, records it for good, and counts how good that was."""

from datetime import datetime, timedelta
from random import Random

import pytest
from pytest_django import Settings

from kouan.kernel.clock import to_micros
from kouan.modules.timing import figures
from kouan.modules.timing.figures.forecasts import ALL
from kouan.modules.timing.forecasting import keeping, pace
from kouan.modules.timing.forecasting.rehearsal import rehearse
from kouan.modules.timing.forecasting.turn import take_turn
from kouan.modules.timing.foretold.aims import by_code
from kouan.modules.timing.foretold.expected import expected
from kouan.modules.timing.foretold.rebuilding import rebuild_windows
from kouan.modules.timing.foretold.said import KIND, LEARNED, MADE, said_in
from kouan.modules.timing.models import Window
from kouan.modules.timing.public import copied_log, copy_log, rebuild_copy
from kouan.runtime import log
from kouan.runtime.subscribers import drain

from .quay import CALL, at, manifest, move

pytestmark = pytest.mark.django_db
RELEASE, PICKUP = by_code()["import-release"], by_code()["import-pickup"]
HOUR = 3_600_000_000
DONE, OPEN, LEAST = 20, 3, 15


def box(number: int) -> str:
    return f"MSKU{1_000_000 + number}"


def bill(number: int) -> str:
    return f"COSU{number:08}"


def name(number: int) -> str:
    return f"{box(number)}/{CALL}"


def a_port(done: int = DONE) -> float:
    """Boxes that were discharged one an hour and are gone; then some more, that are not released. The hour it is."""
    chance, plan = Random(3), []
    for number in range(done + OPEN):
        began = float(number if number < done else number + 80)
        plan += [(began - 1, "manifested", number), (began, "discharged", number)]
        if number < done:
            plan.append((began + chance.uniform(5, 15), "released", number))
            plan.append((began + chance.uniform(20, 60), "gated-out", number))
    for hours, kind, number in sorted(plan):
        if kind == "manifested":
            manifest(bill(number), box(number), hours=hours)
        else:
            move(kind, hours, box(number), bill(number), terminal="T")
    copy_log()
    return done + OPEN + 79.5


def kept() -> list[tuple[object, ...]]:
    """Every forecast in the copy, in order."""
    with copied_log() as duck:
        return duck.connection.execute("SELECT * FROM forecast ORDER BY event, object").fetchall()


def windows() -> list[tuple[object, ...]]:
    return sorted(Window.objects.values_list())


def told(*kinds: str) -> list[log.Recorded]:
    return [each for each in log.everything() if each.kind in kinds]


@pytest.fixture(autouse=True)
def _small_port(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keeping, "LEAST", LEAST)
    figures.forget()


@pytest.fixture
def hour(monkeypatch: pytest.MonkeyPatch) -> float:
    """The hour it is, for the log too."""
    hour = a_port()
    monkeypatch.setattr("kouan.runtime.log.writing.now", lambda: at(hour))
    return hour


def test_every_open_box_gets_a_window_for_release_and_for_pickup(hour: float):
    taken = take_turn(at(hour))
    waiting = [name(DONE + each) for each in range(OPEN)]
    found = expected("container-visit", waiting)
    for each in waiting:
        assert {one.aim.code for one in found[each]} >= {"import-release", "import-pickup"}
        assert all(one.made_at <= one.since <= one.until for one in found[each])
    assert not expected("container-visit", [name(0)])
    assert taken.said == Window.objects.count()
    assert {each.payload["rung"] for each in told(LEARNED)} == {"states"}


def test_what_was_said_stands_in_the_log_with_its_model_and_what_was_known(hour: float):
    before = log.last_position()
    take_turn(at(hour))
    for event in told(MADE):
        said = said_in(event)
        assert said.upto == before
        assert said.model in {each.payload["model"] for each in told(LEARNED) if each.payload["aim"] == said.aim}
        assert (event.actor.party, event.stream) == ("system", f"forecast/{said.aim}/{at(hour):%Y-%m-%d}")
        assert [(each.kind, each.id) for each in event.objects] == [(KIND, said.aim)]


def test_nothing_is_said_again_until_something_happened_to_a_box(hour: float):
    take_turn(at(hour))
    copy_log()
    assert take_turn(at(hour + 0.2)).said == 0
    number = DONE
    move("tallied", hour + 0.3, box(number), bill(number))
    copy_log()
    take_turn(at(hour + 0.4))
    assert {each for event in told(MADE)[-2:] for each in said_in(event).windows} == {name(number)}


def test_a_box_that_has_what_it_waited_for_is_expected_no_more(hour: float):
    take_turn(at(hour))
    number = DONE
    move("released", hour + 1, box(number), bill(number))
    copy_log()
    take_turn(at(hour + 1.1))
    assert [each.aim.code for each in expected("container-visit", [name(number)])[name(number)]] == ["import-pickup"]


def test_of_too_little_nothing_is_learned_and_nothing_said():
    hour = a_port(done=LEAST - 1)
    assert take_turn(at(hour)).said == 0
    assert not told(MADE, LEARNED)
    assert not Window.objects.exists()


def test_the_copy_and_the_rows_are_made_anew_from_the_log(hour: float):
    take_turn(at(hour))
    copy_log()
    before, rows = kept(), windows()
    assert len(before) == len(rows) > 0
    Window.objects.filter(aim="import-release").delete()
    rebuild_copy()
    assert (kept(), windows()) == (before, rows)
    assert rebuild_windows() == len(rows)


def test_what_was_said_is_no_event_of_a_box(hour: float):
    def known() -> list[tuple[object, ...]]:
        with copied_log() as duck:
            return duck.connection.execute("SELECT kind, count(*) FROM relation GROUP BY 1 ORDER BY 1").fetchall()

    before = known()
    take_turn(at(hour))
    copy_log()
    assert known() == before


def test_figures_are_those_of_a_loop_over_the_log_and_stay_as_they_were(hour: float):
    take_turn(at(hour))
    for each in range(OPEN):
        number = DONE + each
        move("released", hour + 4 * (each + 1), box(number), bill(number))
    copy_log()
    position = log.last_position()
    score = figures.board(position).of(RELEASE, ALL)[0]
    assert score.n == 1  # the last one; the others had waited for more than an hour when they were forecast
    counted = list(by_hand())
    assert score.n == len(counted)
    assert score.sums.missed_us == sum(abs(came - said.median_us) for said, came in counted)
    assert score.sums.plain_missed_us == sum(abs(came - said.plain_us) for said, came in counted)
    assert score.sums.within == sum(said.low_us <= came <= said.high_us for said, came in counted)
    move("corrected", hour + 30, box(DONE + OPEN - 1), move="released", right_time=at(hour + 29).isoformat())
    copy_log()
    figures.forget()
    assert figures.board(position).of(RELEASE, ALL)[0] == score
    assert figures.board().of(RELEASE, ALL)[0].sums.missed_us != score.sums.missed_us


def by_hand():  # type: ignore[no-untyped-def]
    """Each forecast of release that counts, with what came, µs."""
    released = {each.stream.removeprefix("container/"): to_micros(each.happened_at) for each in told("released")}
    for event in told(MADE):
        for which, said in said_in(event).windows.items():
            prompt = to_micros(event.recorded_at) - said.made_at <= HOUR
            if event.payload["aim"] == RELEASE.code and prompt and which in released:
                yield said, released[which] - said.made_at


def test_the_forecasts_behind_a_figure_are_there_with_what_came(hour: float):
    take_turn(at(hour))
    number = DONE + OPEN - 1
    move("released", hour + 200, box(number), bill(number))
    copy_log()
    [one] = figures.behind_score(RELEASE, ALL, "")
    assert (one.object, one.held) == (name(number), False)
    assert [each.object for each in figures.behind_score(RELEASE, ALL, "", missed=True)] == [name(number)]
    assert {each.aim for each in figures.said_of("container-visit", name(number))} == {
        "import-release",
        "import-pickup",
    }
    assert not figures.said_of("container-visit", name(0))


def test_days_gone_by_are_forecast_as_they_would_have_been(settings: Settings, monkeypatch: pytest.MonkeyPatch):
    settings.KOUAN_DEMO = True
    monkeypatch.setattr(keeping, "LEAST", 8)
    a_port(done=2 * DONE)
    rehearse(at(2 * DONE + 6), 1)
    copy_log()
    for event in told(MADE):
        assert event.recorded_at == event.happened_at <= at(2 * DONE + 6)
        assert event.demo
        for which, said in said_in(event).windows.items():
            assert said.made_at <= to_micros(event.recorded_at)
            assert moment_of(event, which) > event.recorded_at
    assert figures.board().of(RELEASE, ALL)[0].n > 5


def moment_of(event: log.Recorded, which: str) -> datetime:
    """When what was forecast happened; far off, where it has not."""
    kind = "released" if event.payload["aim"] == RELEASE.code else "gated-out"
    ends = [each.happened_at for each in told(kind) if each.stream == f"container/{which}"]
    return min(ends, default=event.recorded_at + timedelta(days=999))


def test_the_platform_does_it_by_itself_and_rests_in_between(hour: float, settings: Settings):
    settings.KOUAN_FORECASTS = True
    drain(["timing-forecasts"], at=at(hour))
    said = len(told(MADE))
    assert said > 0
    number = DONE
    move("tallied", hour + 0.3, box(number), bill(number))
    drain(["timing-copy", "timing-forecasts"], at=at(hour + 0.4))
    assert len(told(MADE)) == said
    for each in pace._paces.values():
        each.due = 0
    drain(["timing-forecasts"], at=at(hour + 0.4))
    assert len(told(MADE)) > said


def test_it_can_be_switched_off(hour: float, settings: Settings):
    settings.KOUAN_FORECASTS = False
    drain(["timing-forecasts"], at=at(hour))
    assert not told(MADE, LEARNED)
