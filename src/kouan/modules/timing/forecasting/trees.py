"""The second rung: three LightGBM models, of the median and of the lower and the upper tenth, always the same ones.

They start from what the state says and learn what has to be added to it, so that where there is little to learn they
say little else; or they start from what holds for all, which says more where there is much. They learn for as many
rounds as that helped on objects that they had not seen.
"""

from dataclasses import dataclass
from typing import Any

import lightgbm as lgb
import numpy as np

from kouan.modules.timing.forecasting.features import HOUR, Vocabulary, categories, matrix
from kouan.modules.timing.forecasting.prefixes import Prefixes, Real
from kouan.modules.timing.forecasting.states import States
from kouan.modules.timing.forecasting.target import Target
from kouan.modules.timing.forecasting.windows import HIGH, LOW, Quantiles

_MOST_ROUNDS, _PATIENCE = 300, 40
# One thread, one seed, rows in one order: the same log gives the same trees, byte for byte. Leaves are large, since the
# boxes of one ship or one declaration share their fate and are no independent witnesses.
_SETTINGS: dict[str, Any] = {
    "learning_rate": 0.1,
    "num_leaves": 31,
    "min_data_in_leaf": 200,
    "seed": 1,
    "deterministic": True,
    "force_row_wise": True,
    "num_threads": 1,
    "verbose": -1,
}
_ASKED: dict[str, dict[str, Any]] = {
    "low": {"objective": "quantile", "metric": "quantile", "alpha": LOW},
    "median": {"objective": "l1", "metric": "l1"},
    "high": {"objective": "quantile", "metric": "quantile", "alpha": HIGH},
}


@dataclass(frozen=True, slots=True)
class Trees:
    """LightGBM's own text of each of the three, ``low``, ``median``, ``high``; from_state: what they are added to."""

    texts: dict[str, str]
    from_state: bool

    def quantiles(self, target: Target, words: Vocabulary, plain: States, rows: Prefixes) -> Quantiles:
        """Hours for each prefix."""
        seen, start = matrix(target, words, rows), _start(target, plain, rows, self.from_state)
        return Quantiles(**{name: getattr(start, name) + _added(text, seen) for name, text in self.texts.items()})


def trees(
    target: Target, words: Vocabulary, plain: States, learned: Prefixes, checked: Prefixes, *, from_state: bool
) -> Trees:
    """Learn from objects that have ended; ``checked``: others, that say when to stop."""
    columns = categories(target, words)
    seen, unseen = (matrix(target, words, rows) for rows in (learned, checked))
    start, unseen_start = (_start(target, plain, rows, from_state) for rows in (learned, checked))
    texts = {}
    for name, asked in _ASKED.items():
        taught = _data(seen, learned, getattr(start, name), columns)
        test = _data(unseen, checked, getattr(unseen_start, name), columns, taught)
        texts[name] = _grown(_SETTINGS | asked, taught, test)
    return Trees(texts, from_state)


def _start(target: Target, plain: States, rows: Prefixes, from_state: bool) -> Quantiles:
    return (plain if from_state else States(plain.overall, {"": {}})).quantiles(target, rows)


def _data(seen: Real, rows: Prefixes, start: Real, columns: list[int], like: lgb.Dataset | None = None) -> lgb.Dataset:
    hours = rows.remaining / HOUR
    return lgb.Dataset(seen, hours, init_score=start, categorical_feature=columns, reference=like, params=_SETTINGS)


def _grown(settings: dict[str, Any], taught: lgb.Dataset, test: lgb.Dataset) -> str:
    stop: list[Any] = [lgb.early_stopping(_PATIENCE, verbose=False)]
    grown = lgb.train(settings, taught, _MOST_ROUNDS, valid_sets=[test], callbacks=stop)
    text: str = grown.model_to_string(num_iteration=grown.best_iteration)
    return text


def _added(text: str, seen: Real) -> Real:
    said: Real = np.asarray(lgb.Booster(model_str=text).predict(seen, num_threads=1))
    return said
