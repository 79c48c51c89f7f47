"""BPI Challenge 2012, on the split of the publications; left out where the log is not there."""

import os
from pathlib import Path

import numpy as np
import pytest

from kouan.modules.timing.engines.duck import opened
from kouan.modules.timing.forecasting.evaluation import figures
from kouan.modules.timing.forecasting.features import HOUR
from kouan.modules.timing.forecasting.history import Lesson
from kouan.modules.timing.forecasting.model import taught_by
from kouan.modules.timing.forecasting.prefixes import Prefixes, prefixes
from kouan.modules.timing.foretold.target import Target
from kouan.modules.timing.logs import read
from kouan.modules.timing.logs.columns import Columns

FOLDER = Path(os.environ.get("KOUAN_SHARED_DATA") or Path(__file__).resolve().parents[4] / "shared" / "data") / "logs"
LOAN = Target("case", least=2, amounts=("AMOUNT_REQ",), zone="Europe/Amsterdam")


@pytest.fixture(scope="module")
def loans() -> Prefixes:
    path = FOLDER / "bpic2012.xes.gz"
    if not path.exists():
        pytest.skip(f"{path} is not there: put the shared data beside the repository, or name it in KOUAN_SHARED_DATA")
    with opened() as duck:
        read(duck, path, Columns(activity="concept:name+lifecycle:transition"))
        return prefixes(duck, LOAN)


@pytest.mark.slow
def test_remaining_time_on_the_published_split_is_within_its_promise(loans: Prefixes):
    starts = {str(name): int(start) for name, start in zip(loans.object, loans.started, strict=True)}
    cases = sorted(starts, key=lambda name: (starts[name], name))
    assert len(cases) == 13_087
    parts = dict.fromkeys(cases[: int(0.64 * len(cases))], 0) | dict.fromkeys(cases[int(0.8 * len(cases)) :], 2)
    part = np.array([parts.get(str(name), 1) for name in loans.object])
    tested = loans.only(part == 2)
    model = taught_by(Lesson(loans.only(part == 0), loans.only(part == 1)), LOAN, int(tested.started.min()))
    found = figures(model.forecast(tested, model.scored(tested)), tested)
    assert found.n == 42_587
    assert model.trees
    assert found.mae <= 5.75 * 24
    assert 0.77 <= found.coverage <= 0.85
    ends = {str(name): int(end) for name, end in zip(loans.object, loans.ended, strict=True)}
    days = sum(ends[name] - starts[name] for name in cases) / len(cases) / HOUR / 24
    assert round(days, 2) == 8.62  # as published, 8.60 to 8.62
