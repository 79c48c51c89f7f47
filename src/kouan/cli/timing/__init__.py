"""``kouan timing``: how long things take in a log of any origin, without the platform.

What answers is only imported by a command that asks: other commands need none of it.
"""

from pathlib import Path
from typing import Annotated

import typer

from kouan.cli.django_setup import DEFAULT_DATA, Data
from kouan.cli.timing.options import (
    AnyLog,
    Asked,
    By,
    ColumnMap,
    EngineName,
    Engines,
    Json,
    Kinds,
    Levers,
    LimitsName,
    LogFile,
    Stages,
    StudyName,
    Top,
    Wanted,
    Zone,
)

app = typer.Typer(no_args_is_help=True, help="How long things take, in any log: OCEL 2.0, XES, CSV, Parquet.")


@app.callback()
def timing() -> None:
    """How long things take, in any log: OCEL 2.0, XES, CSV, Parquet."""


@app.command()
def report(
    log: LogFile,
    columns: ColumnMap = None,
    zone: Zone = "",
    kinds: Kinds = None,
    study: StudyName = "",
    stages: Stages = None,
    by: By = None,
    engine: EngineName = Engines.DUCKDB,
    json: Json = False,
) -> None:
    """How long each stage takes: mean, median, 90th and 99th percentile; without a study, from first to last event."""
    from kouan.cli.timing.reporting import answer

    asked = Asked(log, tuple(columns or ()), zone, tuple(kinds or ()), engine, json)
    answer(asked, Wanted(study, tuple(stages or ()), tuple(by or ())))


@app.command(name="map")
def show_map(
    log: LogFile,
    columns: ColumnMap = None,
    zone: Zone = "",
    kinds: Kinds = None,
    engine: EngineName = Engines.DUCKDB,
    top: Top = 0,
    json: Json = False,
) -> None:
    """Which activity follows which, for each kind of object: how often, and after how long."""
    from kouan.cli.timing.mapping import answer

    answer(Asked(log, tuple(columns or ()), zone, tuple(kinds or ()), engine, json), top)


@app.command()
def variants(
    log: LogFile,
    columns: ColumnMap = None,
    zone: Zone = "",
    kinds: Kinds = None,
    engine: EngineName = Engines.DUCKDB,
    top: Top = 0,
    json: Json = False,
) -> None:
    """The ways that objects of each kind go: how many go each way, and how long they take from first to last event."""
    from kouan.cli.timing.sequences import answer

    answer(Asked(log, tuple(columns or ()), zone, tuple(kinds or ()), engine, json), top)


@app.command()
def waterfall(
    log: LogFile,
    columns: ColumnMap = None,
    zone: Zone = "",
    kinds: Kinds = None,
    study: StudyName = "",
    by: By = None,
    engine: EngineName = Engines.DUCKDB,
    top: Annotated[int, typer.Option("--top", min=0, help="Only those that held it longest; 0: all.")] = 0,
    json: Json = False,
) -> None:
    """Who held the time: whom, or without a study which activity, things waited for. The parts add up to the whole."""
    from kouan.cli.timing.holding import answer

    asked = Asked(log, tuple(columns or ()), zone, tuple(kinds or ()), engine, json)
    answer(asked, Wanted(study, (), tuple(by or ())), top)


@app.command(name="what-if")
def suppose(
    study: StudyName = "",
    levers: Levers = None,
    log: AnyLog = None,
    columns: ColumnMap = None,
    zone: Zone = "",
    chain: Annotated[Path | None, typer.Option("--chain", exists=True, help="What waits for what, as YAML.")] = None,
    first: Annotated[str, typer.Option("--from", metavar="DAY", help="Only what ended on this day or later.")] = "",
    last: Annotated[str, typer.Option("--to", metavar="DAY", help="Only what ended on this day or before.")] = "",
    upto: Annotated[int | None, typer.Option("--upto", help="The platform's log as it stood after this event.")] = None,
    data: Data = DEFAULT_DATA,
    json: Json = False,
) -> None:
    """Real consignments replayed under other arrangements: change in mean and 90th percentile, with its interval."""
    from kouan.cli.timing.supposing import Supposed, answer

    asked = Asked(log or data, tuple(columns or ()), zone, (), Engines.DUCKDB, json)
    answer(asked, study, Supposed(tuple(levers or ()), chain, first, last, log is None, upto))


@app.command()
def promises(
    log: AnyLog = None,
    limits: LimitsName = "",
    month: Annotated[str, typer.Option("--month", help="Only what began in a month of the port's, as 2026-03.")] = "",
    columns: ColumnMap = None,
    zone: Zone = "",
    data: Data = DEFAULT_DATA,
    json: Json = False,
) -> None:
    """How operators keep the time limits that they published: kept share against pledged share, with its interval."""
    from kouan.cli.timing.promising import answer

    asked = Asked(log, tuple(columns or ()), zone, (), Engines.DUCKDB, json) if log else None
    answer(asked, limits, month, data, json)


@app.command()
def score(
    period: Annotated[
        str, typer.Option("--period", help="last-30-days, last-week, 2026-03, days-2026-03-01-2026-03-15.")
    ] = "last-30-days",
    upto: Annotated[int | None, typer.Option("--upto", help="The log as it stood after this event.")] = None,
    data: Data = DEFAULT_DATA,
    json: Json = False,
) -> None:
    """The World Bank's scores of the port: what its log measures, what was entered, and what is missing."""
    from kouan.cli.timing.scoring import answer

    answer(data, period, upto, json)


@app.command()
def bottlenecks(
    log: LogFile,
    columns: ColumnMap = None,
    zone: Zone = "",
    kinds: Kinds = None,
    study: StudyName = "",
    by: Annotated[
        str, typer.Option("--by", metavar="ATTRIBUTE", help="What is avoidable is judged among objects alike in it.")
    ] = "",
    engine: EngineName = Engines.DUCKDB,
    top: Annotated[int, typer.Option("--top", min=1, help="Only what cost most hours.")] = 20,
    json: Json = False,
) -> None:
    """Where the hours go: what, or with a study whom, things waited for; hours lost, avoidable, share of variance."""
    from kouan.cli.timing.losing import answer

    asked = Asked(log, tuple(columns or ()), zone, tuple(kinds or ()), engine, json)
    answer(asked, Wanted(study, (), (by,) if by else ()), top)


@app.command()
def queues(
    log: LogFile,
    columns: ColumnMap = None,
    zone: Zone = "",
    kinds: Kinds = None,
    stages: Stages = None,
    engine: EngineName = Engines.DUCKDB,
    json: Json = False,
) -> None:
    """How many wait between two events, hour by hour, and the most that ever did."""
    from kouan.cli.timing.queueing import answer

    asked = Asked(log, tuple(columns or ()), zone, tuple(kinds or ()), engine, json)
    answer(asked, Wanted("", tuple(stages or ()), ()))


@app.command()
def status(data: Data = DEFAULT_DATA, json: Json = False) -> None:
    """How far the copy of the platform's log is that clearance times are taken from."""
    from kouan.cli.timing import copied

    copied.status(data, json)


@app.command()
def rebuild(data: Data = DEFAULT_DATA, json: Json = False) -> None:
    """Make that copy anew from the log."""
    from kouan.cli.timing import copied

    copied.rebuild(data, json)


@app.command()
def archive(
    check: Annotated[bool, typer.Option("--check", help="Compare what is there with its checksums.")] = False,
    data: Data = DEFAULT_DATA,
    json: Json = False,
) -> None:
    """Write what was recorded in months that are over as Parquet, once and for good."""
    from kouan.cli.timing import copied

    copied.archive(data, check, json)
