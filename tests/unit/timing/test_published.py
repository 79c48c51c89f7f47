"""The arithmetic of published clearance times comes out as it was published."""

from fractions import Fraction

import pytest

from kouan.modules.timing.studies.library import preset, presets
from kouan.modules.timing.studies.published import (
    compression,
    from_hours_and_minutes,
    hours_and_minutes,
    published,
)
from kouan.modules.timing.studies.ready import pillar
from kouan.modules.timing.studies.trading import bounds, components, economies, score


def hours(economy: str, period: str, direction: str, measure: str) -> Fraction:
    [found] = [
        each.value
        for each in published()
        if (each.economy, each.period, each.direction, each.measure) == (economy, period, direction, measure)
    ]
    return found


@pytest.mark.parametrize(
    ("direction", "stages", "customs"),
    [
        ("import", ("unloading", "preparing", "clearing", "pick-up"), "4.0"),
        ("export", ("preparing", "clearing", "waiting", "departure"), "0.5"),
    ],
)
def test_the_four_stages_of_qingdao_2017_add_up_and_customs_has_its_share(direction, stages, customs):
    parts = [hours("CN-QDG", "2017", direction, stage) for stage in stages]
    whole = hours("CN-QDG", "2017", direction, "port-release")
    assert sum(parts) == whole
    assert f"{float(100 * hours('CN-QDG', '2017', direction, 'clearing') / whole):.1f}" == customs
    assert [stage.name for stage in preset(f"cn-port-release-{direction}").stages][
        2 if direction == "import" else 1
    ] == "clearing"


def test_reductions_against_2017_are_those_that_customs_published():
    said = [each for each in published() if each.reduction]
    assert len(said) == 10
    for each in said:
        baseline = preset(f"cn-overall-{each.direction}").baseline
        assert baseline
        assert Fraction(baseline.hours) == hours("CN", "2017", each.direction, "overall")
        # The baseline itself is only known to a tenth of an hour: four parts in a thousand of the export's.
        assert float(100 * compression(each.value, baseline.hours)) == pytest.approx(float(each.reduction), abs=0.35)


@pytest.mark.parametrize(("mean", "baseline", "said"), [("32.02", "97.4", "67.1"), ("1.03", "12.3", "91.6")])
def test_the_compressions_of_2022(mean, baseline, said):
    assert f"{float(100 * compression(mean, baseline)):.1f}" == said


@pytest.mark.parametrize(
    ("micros", "said"),
    [
        (from_hours_and_minutes("85:42"), "85:42"),
        (from_hours_and_minutes("215:56") + 29_999_999, "215:56"),
        (from_hours_and_minutes("215:56") + 30_000_000, "215:57"),
        (0, "0:00"),
        (-9_000_000_000, "-2:30"),
        (-1, "0:00"),
    ],
)
def test_india_writes_hours_and_minutes(micros, said):
    assert hours_and_minutes(micros) == said


def test_india_2023_by_sea_is_85_point_7_hours():
    assert [
        each.value for each in published() if (each.economy, each.mode, each.period) == ("IN", "sea", "2023-01")
    ] == [Fraction("85.7")]
    assert from_hours_and_minutes("85:42") == 857 * 360_000_000
    with pytest.raises(ValueError, match="85:42"):
        from_hours_and_minutes("85:60")


def test_china_scores_86_4_for_trading_across_borders_in_2020():
    [china] = economies()
    assert (china.economy, china.year) == ("CN", 2020)
    assert f"{float(score(china.values)):.1f}" == china.score == "86.4"
    assert china.verified < {each.code for each in components()}  # the times could not be read anywhere


def test_a_component_beyond_its_bounds_scores_as_the_bound():
    for each in components():
        assert (each.score(each.best), each.score(each.worst)) == (100, 0)
        assert (each.score(each.best - 1), each.score(each.worst + 1)) == (100, 0)
        assert each.score((each.best + each.worst) / 2) == 50


def test_what_is_missing_leaves_the_score_between_two_bounds():
    [china] = economies()
    codes = [each.code for each in components()]
    assert bounds(china.values) == (score(china.values),) * 2
    assert bounds({}) == (0, 100)
    for known in range(9):
        some = {code: china.values[code] for code in codes[:known]}
        points = sum(each.score(some[each.code]) for each in components() if each.code in some)
        assert bounds(some) == (Fraction(points, 8), Fraction(points + 100 * (8 - known), 8))


def test_what_the_log_measures_is_measured_by_a_study_of_the_same_direction():
    known = presets()
    for each in (*components(), *pillar().indicators):
        assert bool(each.study) == (
            each.code in {"export_border_hours", "import_border_hours", "export_days", "import_days"}
        )
        assert not each.study or known[each.study].direction == each.code.partition("_")[0]
    assert {each.code: each.published for each in pillar().indicators}["import_days"] == 14
    assert not pillar().verified


def test_what_is_derived_is_not_called_verified():
    assert [each for each in published() if each.derived and each.verified] == []
    assert min(each.value for each in published()) == Fraction("-2.5")  # Australia released before ships arrived
