"""What a model says of all that is open, beside what the median by state alone would say."""

from dataclasses import replace

import numpy as np

from kouan.modules.timing.forecasting.conformal import Scores
from kouan.modules.timing.forecasting.features import HOUR
from kouan.modules.timing.forecasting.model import Model
from kouan.modules.timing.forecasting.prefixes import Prefixes
from kouan.modules.timing.foretold.said import Forecast


def forecasts(model: Model, rows: Prefixes, since: Scores | None = None) -> dict[str, Forecast]:
    """Object → what is said of it after its last event; ``since``: as in :meth:`Model.forecast`."""
    last = rows.only(np.append(rows.object[1:] != rows.object[:-1], True)[: len(rows)])
    return dict(zip(map(str, last.object), windows(model, last, since), strict=True))


def windows(model: Model, rows: Prefixes, since: Scores | None = None) -> list[Forecast]:
    """What is said at each prefix."""
    said = model.forecast(rows, since)
    plain = np.rint(np.maximum(replace(model, trees=None).quantiles(rows).median, 0) * HOUR).astype(np.int64)
    columns = (rows.ts, said.low, said.median, said.high, plain)
    return [Forecast(*map(int, row)) for row in zip(*columns, strict=True)]
