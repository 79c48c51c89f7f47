"""Models learned from a log and kept in a folder; windows for all that is open in it now."""

from pathlib import Path

from kouan.modules.timing.engines.duck import Duck
from kouan.modules.timing.forecasting.model import fit
from kouan.modules.timing.forecasting.prefixes import NEVER, prefixes
from kouan.modules.timing.forecasting.recording import Forecast, forecasts
from kouan.modules.timing.forecasting.stored import load, save
from kouan.modules.timing.forecasting.target import Target


def learn(duck: Duck, target: Target, cutoff: int, folder: Path) -> Path:
    """Learn from what had ended before ``cutoff``, µs; where the model was kept. Raises NothingToLearn."""
    return save(fit(prefixes(duck, target), target, cutoff), folder)


def forecast_open(duck: Duck, place: Path) -> dict[str, Forecast]:
    """Object → window, by a model that was kept, for every object that is open in the log; raises NotThatModel.

    The windows are steered by what came of the model's forecasts since it was made, at every event since.
    """
    model = load(place)
    rows = prefixes(duck, model.target)
    came = rows.only((rows.ts >= model.cutoff) & (rows.ended != NEVER))
    return forecasts(model, rows.only(rows.ended == NEVER), model.scored(came))
