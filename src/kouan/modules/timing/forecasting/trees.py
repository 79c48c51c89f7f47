"""The second rung: three LightGBM models, of the median and of the lower and the upper tenth, always the same ones."""

from dataclasses import dataclass
from typing import Any

import lightgbm as lgb
import numpy as np

from kouan.modules.timing.forecasting.features import HOUR, Vocabulary, categories, matrix, names
from kouan.modules.timing.forecasting.prefixes import Prefixes
from kouan.modules.timing.forecasting.target import Target
from kouan.modules.timing.forecasting.windows import HIGH, LOW, Quantiles

ROUNDS = 110
# One thread, one seed, rows in one order: the same log gives the same trees, byte for byte.
_SETTINGS: dict[str, Any] = {
    "learning_rate": 0.05,
    "num_leaves": 31,
    "min_data_in_leaf": 50,
    "seed": 1,
    "deterministic": True,
    "force_row_wise": True,
    "num_threads": 1,
    "verbose": -1,
}
_ASKED: dict[str, dict[str, Any]] = {
    "low": {"objective": "quantile", "alpha": LOW},
    "median": {"objective": "l1"},
    "high": {"objective": "quantile", "alpha": HIGH},
}


@dataclass(frozen=True, slots=True)
class Trees:
    """LightGBM's own text of each of the three: ``low``, ``median``, ``high``."""

    texts: dict[str, str]

    def quantiles(self, target: Target, words: Vocabulary, rows: Prefixes) -> Quantiles:
        """Hours for each prefix."""
        seen = matrix(target, words, rows)
        said = {name: np.asarray(lgb.Booster(model_str=text).predict(seen)) for name, text in self.texts.items()}
        return Quantiles(**said)


def trees(target: Target, words: Vocabulary, learned: Prefixes) -> Trees:
    """Learn them; every object of ``learned`` has ended."""
    seen = lgb.Dataset(
        matrix(target, words, learned),
        learned.remaining / HOUR,
        feature_name=[f"f{each}" for each in range(len(names(target, words)))],
        categorical_feature=categories(target, words),
        params=_SETTINGS,
        free_raw_data=False,
    )
    return Trees({name: lgb.train(_SETTINGS | asked, seen, ROUNDS).model_to_string() for name, asked in _ASKED.items()})
