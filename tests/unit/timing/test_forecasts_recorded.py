"""Forecasts that were recorded are held against what came, from the log alone."""

from pathlib import Path

import numpy as np
import pytest

from kouan.modules.timing.forecasting.model import fit
from kouan.modules.timing.forecasting.prefixes import NEVER, prefixes
from kouan.modules.timing.forecasting.recording import Forecast, forecasts, in_the_shape
from kouan.modules.timing.forecasting.service import forecast_open, learn
from kouan.modules.timing.forecasting.target import Target
from kouan.modules.timing.measures.forecasts import accuracy, outcomes
from kouan.modules.timing.measures.maps import edges_of
from kouan.modules.timing.shape import log
from tests.unit.timing.boxes import DAY, fill, port, seen_of
from tests.unit.timing.logs import HOUR, Told, at, in_duckdb

RELEASE = Target("box", until=("released",))
DIGEST = RELEASE.digest


def said(told: Told, box: str, made: int, low: float, median: float, high: float, model: str = "M") -> None:
    """Record a forecast of these hours."""
    window = [int(each * HOUR) for each in (low, median, high)]
    number = len(told.event) + 1
    rows = in_the_shape(number, made, Forecast(made, *window, DIGEST, model, "F"), "box", box, "test")
    told.event.append(rows.event)
    told.relation.append(rows.relation)
    told.object += rows.object
    told.link.append(rows.link)


@pytest.fixture
def told() -> Told:
    told = Told()
    for box in ("1", "2", "3"):
        told.happens(at("2026-03-02 08:00"), "arrived", ("box", box))
    said(told, "1", at("2026-03-02 08:00"), 2, 10, 20)  # came after 12
    said(told, "2", at("2026-03-02 08:00"), 2, 10, 20)  # came after 30
    said(told, "2", at("2026-03-03 08:00"), 1, 5, 9, model="N")  # came after 6
    said(told, "3", at("2026-03-02 08:00"), 2, 10, 20)  # still open
    told.happens(at("2026-03-02 20:00"), "released", ("box", "1"))
    told.happens(at("2026-03-03 14:00"), "released", ("box", "2"))
    return told


def test_error_coverage_and_width_of_each_model_are_exact(told: Told):
    with in_duckdb(told) as duck:
        rows = sorted(duck.rows(accuracy(log(), ["released"], DIGEST)))
    # Losses: 0.1 × 10 + 0.5 × 2 + 0.1 × 8, then 0.1 × 28 + 0.5 × 20 + 0.9 × 10; N: 0.1 × 5 + 0.5 × 1 + 0.1 × 3.
    assert rows == [
        ("M", 2, (2 + 20) * HOUR, 1, 36 * HOUR, (28 + 218) * HOUR),
        ("N", 1, 1 * HOUR, 1, 8 * HOUR, 13 * HOUR),
    ]


def test_a_forecast_for_another_definition_is_another_figure(told: Told):
    with in_duckdb(told) as duck:
        assert not duck.rows(accuracy(log(), ["released"], "another"))


def test_each_forecast_can_be_followed_to_its_box(told: Told):
    with in_duckdb(told) as duck:
        each = outcomes(log(), ["released"], DIGEST)
        rows = duck.rows(each.select("kind", "object", "model", "came_us", "within").order_by("came_us"))
    assert [*rows] == [
        ("box", "2", "N", 6 * HOUR, 1),
        ("box", "1", "M", 12 * HOUR, 1),
        ("box", "2", "M", 30 * HOUR, 0),
    ]


def test_to_be_forecast_is_no_step_of_a_box_on_its_map_or_in_later_forecasts(told: Told):
    with in_duckdb(told) as duck:
        [(before, after)] = {(row[0], row[1]) for row in duck.rows(edges_of(log(), "box").select("before", "after"))}
        assert (before, after) == ("arrived", "released")
        assert {*prefixes(duck, RELEASE).last} == {"arrived"}


def test_what_a_model_says_of_open_boxes_is_recorded_as_it_was_said():
    target = Target("box", until=("released",), attributes=("firm",))
    rows = seen_of(port(400), target)
    cutoff = int(rows.started.min()) + 8 * DAY
    model = fit(rows, target, cutoff)
    known = rows.only(rows.ts < cutoff)
    open_ = known.only(known.ended >= cutoff)
    told = forecasts(model, open_)
    assert sorted(told) == sorted({*open_.object})
    box = str(open_.object[-1])
    window = model.forecast(open_)
    one = told[box]
    assert (one.made_at, one.low_us, one.median_us) == (open_.ts[-1], window.low[-1], window.median[-1])
    assert (one.model, one.target) == (model.digest, target.digest)
    assert len({each.features for each in told.values()}) > 1
    assert Forecast.from_payload(one.payload()) == one
    assert forecasts(model, rows.only(np.full(len(rows), False))) == {}
    assert (rows.ended != NEVER).any()


def test_every_open_box_gets_a_window_from_a_model_that_was_kept(tmp_path: Path):
    whole = port(400)
    cutoff, now = at("2026-03-09 00:00"), at("2026-03-10 00:00")
    until_now = Told([], [each for each in whole.relation if each[1] <= now], whole.object)
    with in_duckdb(Told()) as duck:
        fill(duck, until_now)
        place = learn(duck, RELEASE, cutoff, tmp_path)
        said = forecast_open(duck, place)
    ended = {each[4] for each in until_now.relation if each[2] == "released"}
    assert sorted(said) == sorted({each[4] for each in until_now.relation} - ended)
    assert {each.model for each in said.values()} == {place.name}
    assert all(each.low_us <= each.median_us <= each.high_us for each in said.values())
    assert max(each.made_at for each in said.values()) <= now


def test_a_window_shrinks_with_the_time_gone_by():
    one = Forecast(at("2026-03-02 08:00"), 2 * HOUR, 10 * HOUR, 20 * HOUR, DIGEST, "M", "F")
    assert one.left(at("2026-03-02 13:00")) == (0, 5 * HOUR, 15 * HOUR)
    assert one.left(at("2026-03-04 08:00")) == (0, 0, 0)
