"""Which model speaks: the last that the log tells of, as long as it is young; else a new one is learned and told of."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np

from kouan.kernel.clock import to_micros
from kouan.modules.timing.forecasting.model import Model, NothingToLearn, fit
from kouan.modules.timing.forecasting.prefixes import Prefixes
from kouan.modules.timing.forecasting.stored import NotThatModel, load, save
from kouan.modules.timing.forecasting.writing import write
from kouan.modules.timing.foretold.aims import Aim
from kouan.modules.timing.foretold.said import KIND, LEARNED, learned
from kouan.runtime.log import events_of

YOUNG = timedelta(hours=20)
"""A model is renewed once a day."""
LEAST = 50
"""Objects that must have reached the milestone before anything is said of others."""


@dataclass(frozen=True, slots=True)
class Moment:
    """When a turn is taken, how far the log was known then, and where models are kept.

    then: it is taken afterwards, and recorded as of then.
    """

    at: datetime
    upto: int
    folder: Path
    young: timedelta = YOUNG
    then: bool = False


def model_for(aim: Aim, history: Callable[[], Prefixes], moment: Moment) -> Model | None:
    """The model to speak for a milestone; None where too little was learned for any. ``history``: what to learn from,
    asked for where that is due."""
    told = _told(aim, moment)
    if told:
        try:
            return load(moment.folder / str(told["model"]))
        except NotThatModel:
            # The folder was lost or is another machine's: learned anew, it says so on the log.
            pass
    return _learned(aim, history(), moment)


def _told(aim: Aim, moment: Moment) -> Mapping[str, Any] | None:
    """What the log tells of the last model of this definition, while it is young."""
    events = [each.payload for each in events_of(KIND, aim.code, (LEARNED,))]
    last = next((each for each in reversed(events) if each["definition"] == aim.target.digest), None)
    since = to_micros(moment.at - moment.young)
    return last if last and since < last["cutoff"] <= to_micros(moment.at) else None


def _learned(aim: Aim, rows: Prefixes, moment: Moment) -> Model | None:
    cutoff = to_micros(moment.at)
    ended = len(np.unique(rows.object[rows.ended < cutoff]))
    if ended < LEAST:
        return None
    try:
        model = fit(rows, aim.target, cutoff)
    except NothingToLearn:
        return None
    save(model, moment.folder)
    told = {"definition": aim.target.digest, "model": model.digest, "cutoff": cutoff, "upto": moment.upto}
    rung = {"objects": ended, "rung": "trees" if model.trees else "states"}
    write([learned(aim.code, moment.at, {**told, **rung})], aim, moment.at, then=moment.then)
    return model
