"""``kouan timing what-if``: what consignments would have taken under other arrangements, before anybody orders them."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path

import ibis.expr.types as ir

from kouan.cli.output import fail, show
from kouan.cli.timing.copied import open_platform
from kouan.cli.timing.opening import engine_on
from kouan.cli.timing.options import Asked, Wanted
from kouan.cli.timing.studying import studies
from kouan.cli.timing.supposed import as_json, as_text
from kouan.kernel.calendar import BeyondCalendar
from kouan.kernel.clock import SHANGHAI, to_micros
from kouan.kernel.datafile import Unreadable
from kouan.kernel.text import Text
from kouan.modules.timing.public import Busy, Engine, NoCopy, Study, copied_log, kept_cases, log, replaying

_NO_STUDY = Text("请用 --study 说明口径。", "Name a study with --study.")
_NO_DAY = Text("“{day}”应写作 2026-11-01 这样的日期。", "“{day}” should be a day such as 2026-11-01.")


@dataclass(frozen=True, slots=True)
class Supposed:
    """What is asked: levers as written, a chain in a file (None: the study's own), and of which units: those that ended
    from one day of the port's to another. ``own``: the log is the platform's, in a data folder, as it was after
    ``upto``."""

    levers: tuple[str, ...]
    chain: Path | None
    first: str
    last: str
    own: bool
    upto: int | None


def answer(asked: Asked, study: str, supposed: Supposed) -> None:
    """Print ``{study, digest, question, chain, levers, n, reproduced, moved, later, mean, p90, stages, steps, units}``,
    times in seconds; ``question``: the digest of all that was asked."""
    if not study:
        raise fail(_NO_STUDY, json=asked.json)
    try:
        levers = replaying.levers(supposed.levers)
        with _engine(asked, supposed) as engine:
            [found] = studies(engine, asked, Wanted(study, (), ()))
            chain = _chain(supposed.chain, found)
            case = _ended(found, kept_cases(engine, log(), replaying.widened(found, chain)), _span(asked, supposed))
            told = replaying.what_if(engine, log(), found, chain, levers, case)
    except (replaying.Unfit, BeyondCalendar, NoCopy, Busy) as error:
        raise fail(error.message, json=asked.json) from error
    except Unreadable as error:
        raise fail(error.said, json=asked.json) from error
    if asked.json:
        show(as_json(told), "", json=True)
    else:
        as_text(told)


@contextmanager
def _engine(asked: Asked, supposed: Supposed) -> Iterator[Engine]:
    """On the log that is named; else on the copy of the platform's own."""
    if not supposed.own:
        with engine_on(asked) as engine:
            yield engine
        return
    open_platform(asked.log, asked.json)
    with copied_log(upto=supposed.upto) as engine:
        yield engine


def _chain(file: Path | None, study: Study) -> replaying.Chain:
    if file is None:
        return replaying.chain_of(study)
    return replaying.read_chain(file.read_text(encoding="utf-8"), file.name)


def _ended(study: Study, case: ir.Table, span: tuple[int | None, int | None]) -> ir.Table:
    since, until = span
    end = case[study.overall.end]
    within = [*([end >= since] if since is not None else []), *([end < until] if until is not None else [])]
    return case.filter(*within) if within else case


def _span(asked: Asked, supposed: Supposed) -> tuple[int | None, int | None]:
    first, last = (_day(asked, each) for each in (supposed.first, supposed.last))
    return _begin(first), _begin(last + timedelta(days=1) if last else None)


def _begin(day: date | None) -> int | None:
    return None if day is None else to_micros(datetime.combine(day, time.min, SHANGHAI))


def _day(asked: Asked, said_day: str) -> date | None:
    try:
        return date.fromisoformat(said_day) if said_day else None
    except ValueError:
        raise fail(_NO_DAY.fill(day=said_day), json=asked.json) from None
