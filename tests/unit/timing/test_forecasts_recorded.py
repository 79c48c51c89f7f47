"""Forecasts that were recorded are held against what came, from the log alone."""

from dataclasses import astuple
from datetime import UTC, datetime

import numpy as np
import pytest

from kouan.modules.timing.engines.duck import Duck
from kouan.modules.timing.forecasting.model import fit
from kouan.modules.timing.forecasting.prefixes import NEVER, prefixes
from kouan.modules.timing.forecasting.recording import forecasts
from kouan.modules.timing.forecasting.turn import is_news
from kouan.modules.timing.foretold.aims import aims, by_code
from kouan.modules.timing.foretold.said import AT_ONCE, Forecast, Said, made, said_in, stream
from kouan.modules.timing.foretold.target import Target
from kouan.modules.timing.measures.forecasts import PROMPT, accuracy, outcomes
from kouan.modules.timing.shape import FORECAST, log
from tests.unit.timing.boxes import DAY, port, seen_of
from tests.unit.timing.logs import HOUR, Told, at, in_duckdb

RELEASE = Target("box", until=("released",))
DIGEST, START = RELEASE.digest, at("2026-03-02 08:00")
MINUTE = HOUR // 60


def row(event: int, box: str, hours: tuple[float, ...], made_at: int = START, late: int = 0) -> tuple[object, ...]:
    """A forecast of these hours: low, median, high and the median by state."""
    return (event, made_at + late, "a", DIGEST, "M", "box", box, made_at, *(int(each * HOUR) for each in hours))


def tell(duck: Duck, rows: list[tuple[object, ...]]) -> None:
    columns = ", ".join(f'"{name}" {"BIGINT" if kind == "int64" else "VARCHAR"}' for name, kind in FORECAST.items())
    duck.connection.execute(f"CREATE TABLE forecast ({columns})")
    duck.connection.executemany(f"INSERT INTO forecast VALUES ({', '.join('?' * len(FORECAST))})", rows)


@pytest.fixture
def told() -> Told:
    told = Told()
    for box in "1234":
        told.happens(START, "arrived", ("box", box))
    told.happens(START + 12 * HOUR, "released", ("box", "1"))
    told.happens(START + 30 * HOUR, "released", ("box", "2"))
    told.happens(START + 30 * HOUR, "released", ("box", "4"))
    return told


SAID = [
    row(11, "1", (2, 10, 20, 11)),  # came after 12
    row(12, "2", (2, 10, 20, 11)),  # came after 30
    row(13, "2", (1, 25, 40, 5), START + 24 * HOUR),  # came after 6
    row(14, "3", (2, 10, 20, 11)),  # still open
    row(15, "4", (2, 10, 20, 11), late=PROMPT + 1),  # said when the box had waited already
]


def test_error_coverage_and_width_are_exact(told: Told):
    with in_duckdb(told) as duck:
        tell(duck, SAID)
        rows = sorted(duck.rows(accuracy(log(), ["released"], DIGEST)))
    assert rows == [
        (0, "2026-03", 2, (2 + 20) * HOUR, (1 + 19) * HOUR, 1, 36 * HOUR),
        (1, "2026-03", 1, 19 * HOUR, 1 * HOUR, 1, 39 * HOUR),
    ]


def test_a_forecast_for_another_definition_is_another_figure(told: Told):
    with in_duckdb(told) as duck:
        tell(duck, SAID)
        assert not duck.rows(accuracy(log(), ["released"], "another"))


def test_each_forecast_can_be_followed_to_its_box(told: Told):
    with in_duckdb(told) as duck:
        tell(duck, SAID)
        each = outcomes(log(), ["released"], DIGEST)
        rows = duck.rows(each.select("event", "kind", "object", "came_us", "within").order_by("event"))
    assert [*rows] == [
        (11, "box", "1", 12 * HOUR, 1),
        (12, "box", "2", 30 * HOUR, 0),
        (13, "box", "2", 6 * HOUR, 1),
    ]


def test_what_a_model_says_of_open_boxes_is_recorded_as_it_was_said():
    target = Target("box", until=("released",), attributes=("firm",))
    rows = seen_of(port(400), target)
    cutoff = int(rows.started.min()) + 8 * DAY
    model = fit(rows, target, cutoff)
    open_ = rows.only((rows.ts < cutoff) & (rows.ended >= cutoff))
    told = forecasts(model, open_)
    assert sorted(told) == sorted({*open_.object})
    window = model.forecast(open_)
    one = told[str(open_.object[-1])]
    assert (one.made_at, one.low_us, one.median_us) == (open_.ts[-1], window.low[-1], window.median[-1])
    assert one.low_us <= one.median_us <= one.high_us
    assert forecasts(model, rows.only(np.full(len(rows), False))) == {}
    assert (rows.ended != NEVER).any()


def test_many_windows_are_a_few_events_and_read_back_as_they_were_said():
    moment = datetime(2026, 3, 2, 20, tzinfo=UTC)
    windows = {f"B{each:04}": Forecast(START, each, each + 1, each + 2, each) for each in range(AT_ONCE + 1)}
    events = list(made(Said("a", "box", DIGEST, "M", 7, windows), moment))
    assert [len(each.payload["windows"]) for each in events] == [AT_ONCE, 1]
    assert said_in(events[0]).windows | said_in(events[1]).windows == windows
    assert {ref.kind for each in events for ref in each.objects} == {"forecast"}
    assert stream("a", moment) == "forecast/a/2026-03-03"


@pytest.mark.parametrize(
    ("later", "news"),
    [
        (Forecast(START, 2 * HOUR, 5 * HOUR, 12 * HOUR, 0), False),
        (Forecast(START + 1, 2 * HOUR, 5 * HOUR, 12 * HOUR, 0), True),
        (Forecast(START, 2 * HOUR, 9 * HOUR, 13 * HOUR, 0), False),
        (Forecast(START, 2 * HOUR, 5 * HOUR, 13 * HOUR + 1, 0), True),
    ],
    ids=["the same", "after another event", "a tenth of its width", "more than that"],
)
def test_only_news_is_said_anew(later: Forecast, news: bool):
    assert is_news((START, 2 * HOUR, 12 * HOUR), later) is news


def test_a_box_is_seen_with_what_its_bill_says_of_clearance_and_is_let_go_when_it_leaves():
    target = by_code()["import-release"].target
    told = Told()
    for box in "12":
        told.belongs(("container-visit", box), ("bill", "B"), "part")
        told.happens(START, "discharged", ("container-visit", box), ("bill", "B", "part"))
    told.happens(START + HOUR, "declared", ("bill", "B"))
    told.happens(START + 2 * HOUR, "noted", ("bill", "B"))
    told.happens(START + 3 * HOUR, "gated-out", ("container-visit", "2"))
    with in_duckdb(told) as duck:
        rows = prefixes(duck, target)
        assert [*zip(rows.object, rows.last, strict=True)] == [("1", "discharged"), ("1", "bill: declared")]
        assert len(prefixes(duck, target, START)) == 0
        assert not len(prefixes(duck, target, START + HOUR))


def test_only_declarations_of_the_procedure_are_followed():
    told = Told()
    for number, code in (("1", "import-declaration"), ("2", "export-declaration")):
        told.is_known("case", number, procedure=code)
        told.happens(START, "filed", ("case", number))
    with in_duckdb(told) as duck:
        assert [*prefixes(duck, by_code()["declaration-import"].target).object] == ["1"]


def test_definitions_differ_and_can_be_read_again():
    digests = {each.target.digest for each in aims()}
    assert len(digests) == len(aims())
    for each in aims():
        assert Target.from_json(each.target.as_json()) == each.target
    assert astuple(Forecast(1, 2, 3, 4, 5)) == (1, 2, 3, 4, 5)
