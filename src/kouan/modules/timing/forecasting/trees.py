"""The second rung: three LightGBM models, of the median and of the lower and the upper tenth, always the same ones.

They start from what the state says and learn what has to be added to it, so that where there is little to learn they
say little else; or they start from what holds for all, which says more where there is much. They learn for as many
rounds as that helped on objects that they had not seen.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from kouan.modules.timing.forecasting.features import HOUR, Vocabulary, categories, matrix
from kouan.modules.timing.forecasting.prefixes import Prefixes, Real
from kouan.modules.timing.forecasting.states import States
from kouan.modules.timing.forecasting.windows import HIGH, LOW, Quantiles
from kouan.modules.timing.foretold.target import Target

if TYPE_CHECKING:
    import lightgbm as lgb  # it takes two seconds to load: only where trees are learned or asked

_MOST_ROUNDS, _PATIENCE = 300, 40
# One thread, one seed, rows in one order: the same log gives the same trees, byte for byte.
_SETTINGS: dict[str, Any] = {
    "learning_rate": 0.1,
    "num_leaves": 31,
    "seed": 1,
    "deterministic": True,
    "force_row_wise": True,
    "num_threads": 1,
    "verbose": -1,
}
# Leaves are large, since the boxes of one ship or one declaration share their fate and are no independent witnesses;
# but not so large that a small port is one leaf.
_LEAST_LEAF, _MOST_LEAF, _LEAVES = 100, 200, 50
_ASKED: dict[str, dict[str, Any]] = {
    "low": {"objective": "quantile", "metric": "quantile", "alpha": LOW},
    "median": {"objective": "l1", "metric": "l1"},
    "high": {"objective": "quantile", "metric": "quantile", "alpha": HIGH},
}


@dataclass(frozen=True, slots=True)
class Trees:
    """LightGBM's own text of each of the three, ``low``, ``median``, ``high``; from_state: what they are added to;
    share: how much of the median is theirs, the rest is the state's."""

    texts: dict[str, str]
    from_state: bool
    share: float = 1.0

    def quantiles(self, target: Target, words: Vocabulary, plain: States, rows: Prefixes) -> Quantiles:
        """Hours for each prefix."""
        seen, start = matrix(target, words, rows), _start(target, plain, rows, self.from_state)
        said = {name: getattr(start, name) + _added(text, seen) for name, text in self.texts.items()}
        if self.share < 1:
            state = plain.quantiles(target, rows).median
            said["median"] = self.share * said["median"] + (1 - self.share) * state
        return Quantiles(**said)


def trees(target: Target, words: Vocabulary, plain: States, learned: Prefixes, checked: Prefixes) -> Trees:
    """Learn from objects that have ended; ``checked``: others, that say where to start and when to stop."""
    school = _School(target, plain, learned, checked, *(matrix(target, words, rows) for rows in (learned, checked)))
    medians = {from_state: _grown(school, "median", from_state) for from_state in (True, False)}
    best = min(medians, key=lambda each: medians[each][1])
    texts = {name: _grown(school, name, best)[0] for name in ("low", "high")}
    return Trees({**texts, "median": medians[best][0]}, best)


@dataclass(frozen=True, slots=True)
class _School:
    """What is learned from and what it is tried on; seen, unseen: the features of the two."""

    target: Target
    plain: States
    learned: Prefixes
    checked: Prefixes
    seen: Real
    unseen: Real


def _grown(school: _School, name: str, from_state: bool) -> tuple[str, float]:
    """One model as text, and its loss on what it was tried on."""
    import lightgbm as lgb

    asked = _ASKED[name]
    taught = _data(school, name, from_state)
    test = _data(school, name, from_state, taught)
    stop: list[Any] = [lgb.early_stopping(_PATIENCE, verbose=False)]
    grown = lgb.train(_settings(school) | asked, taught, _MOST_ROUNDS, valid_sets=[test], callbacks=stop)
    return grown.model_to_string(num_iteration=grown.best_iteration), grown.best_score["valid_0"][asked["metric"]]


def _data(school: _School, name: str, from_state: bool, like: "lgb.Dataset | None" = None) -> "lgb.Dataset":
    import lightgbm as lgb

    rows, seen = (school.checked, school.unseen) if like else (school.learned, school.seen)
    start = getattr(_start(school.target, school.plain, rows, from_state), name)
    columns = categories(school.target, seen.shape[1])
    return lgb.Dataset(
        seen,
        rows.remaining / HOUR,
        init_score=start,
        categorical_feature=columns,
        reference=like,
        params=_settings(school),
    )


def _settings(school: _School) -> dict[str, Any]:
    leaf = min(max(len(school.learned) // _LEAVES, _LEAST_LEAF), _MOST_LEAF)
    return _SETTINGS | {"min_data_in_leaf": leaf}


def _start(target: Target, plain: States, rows: Prefixes, from_state: bool) -> Quantiles:
    return (plain if from_state else States(plain.overall, {"": {}})).quantiles(target, rows)


def _added(text: str, seen: Real) -> Real:
    import lightgbm as lgb

    said: Real = np.asarray(lgb.Booster(model_str=text).predict(seen, num_threads=1))
    return said
