"""A model: the ladder from the median by state to trees with checked windows, and which rung it stands on."""

import hashlib
import json
from dataclasses import asdict, dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np

from kouan.kernel.text import Text
from kouan.modules.timing.forecasting.conformal import Scores, margins, none, scores
from kouan.modules.timing.forecasting.features import HOUR, Vocabulary, vocabulary
from kouan.modules.timing.forecasting.history import SLOW, Lesson, lesson, usual
from kouan.modules.timing.forecasting.prefixes import Prefixes
from kouan.modules.timing.forecasting.states import States, states
from kouan.modules.timing.forecasting.trees import Trees, trees
from kouan.modules.timing.forecasting.windows import Quantiles, Windows
from kouan.modules.timing.foretold.target import Target

LEAST_LEARNED = 1_000  # prefixes; below, trees would learn single objects by heart
_HALF = 0.5
# The mean of both seldom misses by more than the better one; trees alone have to be better than it by this much.
_CLEARLY = 0.97


class NothingToLearn(Exception):  # noqa: N818 - a state of the log, not a mistake
    """No object has reached the milestone yet; ``message`` says so in both languages."""

    def __init__(self, target: Target) -> None:
        until = "、".join(target.until) or "…"
        self.message = Text(
            f"“{target.kind}”中尚无一个到达“{until}”：没有可据以预测的记录。",
            f'No "{target.kind}" has reached "{until}" yet: there is nothing to forecast from.',
        )
        super().__init__(self.message.en)


@dataclass(frozen=True)
class Model:
    """cutoff: µs; nothing that happened later was learned. trees: None where the median by state did no worse.

    slow: µs in which 19 of 20 outcomes come; scores: of the objects that it was checked on.
    """

    target: Target
    cutoff: int
    words: Vocabulary
    states: States
    trees: Trees | None
    slow: int
    scores: Scores

    @cached_property
    def digest(self) -> str:
        """SHA-256 of the cut-off, the definition and what was learned: the same name is the same model."""
        learned = asdict(self.trees) if self.trees else None
        told = [self.cutoff, self.target.as_json(), self.words.as_json(), self.states.as_json(), learned]
        return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()

    def quantiles(self, rows: Prefixes) -> Quantiles:
        """What the model says by itself, before it is held against what came."""
        if self.trees:
            return self.trees.quantiles(self.target, self.words, self.states, rows)
        return self.states.quantiles(self.target, rows)

    def forecast(self, rows: Prefixes, since: Scores | None = None) -> Windows:
        """A window for each prefix, from its event on.

        ``since``: scores of forecasts that this model gave and whose outcome is known by now.
        """
        return self.quantiles(rows).windows(*margins(self.scores, since or none(), rows.ts))

    def scored(self, rows: Prefixes) -> Scores:
        """The scores of these prefixes, for ``since``."""
        return scores(self.quantiles(rows), rows, self.slow)


def fit(history: Prefixes, target: Target, cutoff: int) -> Model:
    """Learn from the objects of ``history`` that had ended before ``cutoff``, µs; raises NothingToLearn."""
    taught = lesson(history, cutoff)
    if taught is None:
        raise NothingToLearn(target)
    return taught_by(taught, target, cutoff)


def taught_by(taught: Lesson, target: Target, cutoff: int) -> Model:
    """A model from parts that were chosen by the caller."""
    learned, checked = taught.learned, taught.checked
    words = vocabulary(target, learned, int(learned.started.min()) + usual(learned))
    slow = int(np.quantile(learned.remaining, SLOW))
    plain = Model(target, cutoff, words, states(target, learned), None, slow, none())
    best = _best(plain, taught)
    return replace(best, scores=best.scored(checked))


def _best(plain: Model, taught: Lesson) -> Model:
    """The median by state; or the mean of it and the trees', where that misses by less on objects that neither has
    seen; or the trees' alone, where it misses by clearly less."""
    if len(taught.learned) < LEAST_LEARNED or not len(taught.checked):
        return plain
    grown = trees(plain.target, plain.words, plain.states, taught.learned, taught.checked)
    alone, both = replace(plain, trees=grown), replace(plain, trees=replace(grown, share=_HALF))
    below = min([plain, both], key=lambda each: _missed(each, taught.checked))
    return min([below, alone], key=lambda each: _missed(each, taught.checked) * (1 if each is alone else _CLEARLY))


def _missed(model: Model, rows: Prefixes) -> float:
    """Mean hours by which the median missed; nothing to check on: not at all."""
    missed: Any = np.abs(model.quantiles(rows).median - rows.remaining / HOUR)
    return float(missed.mean()) if len(rows) else 0.0
