"""What was done on the same day, of what began in a period; of days that are over only."""

from collections.abc import Sequence

from kouan.modules.timing.engines.duck import Duck
from kouan.modules.timing.figures.overview import Only, chosen, matching
from kouan.modules.timing.figures.period import Period
from kouan.modules.timing.figures.standing import Standing
from kouan.modules.timing.measures.rates import Rated, over, rated
from kouan.modules.timing.studies.model import Rate


def same_day(standing: Standing, period: Period | None, by: str = "", only: Only = ()) -> Sequence[Rated]:
    """Each rate of the study; with ``by`` also for each value of that segment."""

    def ask() -> list[Rated]:
        study = standing.study
        found: list[Rated] = []
        for rate in study.rates:
            engine = begun(standing, rate, period, only)
            for segment in ("", by) if by else ("",):
                found += rated(engine, study, rate, chosen(study), segment)
        return found

    return standing.once(("same day", period, by, only), ask)


def begun(standing: Standing, rate: Rate, period: Period | None, only: Only) -> Duck:
    """The units that a rate is of: those that began in the period, on a day that was over when the log stood so."""
    until = min(period.until, over(standing.recorded)) if period else over(standing.recorded)
    since = [f'"{rate.start}" >= {period.since}'] if period else []
    free = [f'"{name}" IS NULL' for name in rate.without]
    return standing.chosen(" AND ".join([f'"{rate.start}" < {until}', *since, *free, *matching(only)]))
