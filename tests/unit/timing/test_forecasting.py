"""Windows for boxes of a made-up port: better than the median by state, held to their promise, kept as plain files."""

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from kouan.modules.timing.forecasting.conformal import Scores, margins, none
from kouan.modules.timing.forecasting.evaluation import figures
from kouan.modules.timing.forecasting.features import HOUR
from kouan.modules.timing.forecasting.history import lesson
from kouan.modules.timing.forecasting.model import Model, NothingToLearn, fit
from kouan.modules.timing.forecasting.prefixes import NEVER, Prefixes
from kouan.modules.timing.forecasting.states import ENOUGH, states
from kouan.modules.timing.forecasting.stored import NotThatModel, load, save
from kouan.modules.timing.forecasting.windows import Quantiles
from kouan.modules.timing.foretold.target import Target
from tests.unit.timing.boxes import DAY, port, seen_of

RELEASE = Target("box", until=("released",), attributes=("firm",))


def of(boxes: int, target: Target = RELEASE, **more: float) -> Prefixes:
    return seen_of(port(boxes, **more), target)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def seen() -> Prefixes:
    return of(1500)


@pytest.fixture(scope="module")
def model(seen: Prefixes) -> Model:
    return fit(seen, RELEASE, cutoff(seen))


def cutoff(rows: Prefixes) -> int:
    return int(rows.started.min()) + 28 * DAY


def later(rows: Prefixes) -> Prefixes:
    return rows.only((rows.started >= cutoff(rows)) & (rows.ended != NEVER))


def test_trees_beat_the_median_by_state_where_there_is_something_to_learn(seen: Prefixes, model: Model):
    assert model.trees
    checked = lesson(seen, cutoff(seen)).checked  # type: ignore[union-attr]
    plain = replace(model, trees=None)
    plain = replace(plain, scores=plain.scored(checked))
    ours, states_ = (figures(each.forecast(later(seen)), later(seen)) for each in (model, plain))
    assert ours.mae < 0.9 * states_.mae
    assert ours.pinball < 0.9 * states_.pinball
    assert 0.74 < ours.coverage < 0.88


def test_windows_never_cross_and_are_never_negative(seen: Prefixes, model: Model):
    said = model.forecast(seen)
    assert (said.low >= 0).all()
    assert (said.low <= said.median).all()
    assert (said.median <= said.high).all()
    crossed = Quantiles(np.array([5.0]), np.array([-1.0]), np.array([2.0]))
    window = crossed.windows(np.array([0.0]), np.array([-9.0]))
    assert [*window.low, *window.median, *window.high] == [0, 0, 0]


def test_the_same_log_gives_the_same_model_by_the_same_name(seen: Prefixes, model: Model):
    again = fit(seen, RELEASE, cutoff(seen))
    assert again.digest == model.digest
    assert again.trees == model.trees
    assert fit(seen, RELEASE, cutoff(seen) - DAY).digest != model.digest


def test_what_happens_after_the_cutoff_changes_nothing_in_a_model(seen: Prefixes, model: Model):
    told = seen.only(seen.ts < cutoff(seen))
    known = replace(told, ended=np.where(told.ended < cutoff(seen), told.ended, NEVER))
    assert fit(known, RELEASE, cutoff(seen)).digest == model.digest


def test_a_model_is_kept_as_text_and_says_the_same_when_it_is_read_again(seen: Prefixes, model: Model, tmp_path: Path):
    place = save(model, tmp_path)
    assert place.name == model.digest
    assert sorted(each.name for each in place.iterdir()) == ["high.txt", "low.txt", "median.txt", "model.json"]
    assert save(model, tmp_path) == place
    again = load(place)
    np.testing.assert_array_equal(again.forecast(seen).high, model.forecast(seen).high)
    np.testing.assert_array_equal(again.forecast(seen).low, model.forecast(seen).low)


def test_a_model_that_was_changed_or_is_not_there_is_refused(model: Model, tmp_path: Path):
    place = save(model, tmp_path)
    told = json.loads((place / "model.json").read_text())
    (place / "model.json").write_text(json.dumps(told | {"cutoff": told["cutoff"] + 1}))
    with pytest.raises(NotThatModel) as changed:
        load(place)
    assert "digest" in changed.value.message.en
    with pytest.raises(NotThatModel, match="Make it anew"):
        load(tmp_path / "nowhere")


def test_a_young_port_is_answered_by_the_median_by_state():
    rows = of(200)
    young = fit(rows, RELEASE, int(rows.ended[rows.ended != NEVER].max()) + 1)
    assert young.trees is None
    with pytest.raises(NothingToLearn, match="released"):
        fit(rows, RELEASE, int(rows.started.min()))


def test_a_state_seen_less_than_20_times_is_answered_by_the_next_wider_one():
    rows = of(200)
    by_firm = Target("box", until=("released",), attributes=("firm",), segment="firm")
    arrived = rows.last == "arrived"
    quick = np.flatnonzero(arrived & (rows.known["firm"] == "quick"))
    few = np.full(len(rows), True)
    few[quick[ENOUGH - 1 :]] = False
    learned = rows.only(few & (rows.ended != NEVER))
    table = states(by_firm, learned)
    assert "arrived" not in table.within["quick"]
    asked = rows.only(arrived & (rows.known["firm"] == "quick"))
    mine = learned.remaining[learned.last == "arrived"] / HOUR
    assert table.quantiles(by_firm, asked).median[0] == np.median(mine)
    slow = learned.remaining[(learned.last == "arrived") & (learned.known["firm"] == "slow")] / HOUR
    asked = rows.only(arrived & (rows.known["firm"] == "slow"))
    assert table.quantiles(by_firm, asked).median[0] == np.median(slow)


def test_margins_count_an_outcome_from_the_day_after_it_is_known():
    checked = Scores(np.zeros(99, np.int64), np.zeros(99, np.int64), np.zeros(99), np.arange(99.0))
    missed = Scores(np.full(500, 3 * DAY), np.full(500, 5 * DAY + 1), np.zeros(500), np.full(500, 200.0))
    at = np.array([4, 5, 6]) * DAY
    _, before = margins(checked, none(), at)
    assert [*before] == [90 - 1] * 3  # of 99 the 90th: nine of ten among 100
    _, after = margins(checked, missed, at)
    assert [*after] == [89, 89, 200]


def test_windows_widen_when_a_port_slows_down():
    rows = of(2400, slower=2.0)
    model = fit(rows, RELEASE, cutoff(rows))
    tested = later(rows)
    still, steered = model.forecast(tested), model.forecast(tested, model.scored(tested))
    end = tested.ts > np.quantile(tested.ts, 0.6)
    without, with_ = figures(still, tested, end), figures(steered, tested, end)
    assert without.coverage < with_.coverage
    assert with_.coverage > 0.74
