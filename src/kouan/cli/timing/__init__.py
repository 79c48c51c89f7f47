"""``kouan timing``: how long things take in a log of any origin, without the platform.

What answers is only imported by a command that asks: other commands need none of it.
"""

import typer

from kouan.cli.timing.options import Asked, ColumnMap, EngineName, Engines, Json, Kinds, LogFile, Top, Zone

app = typer.Typer(no_args_is_help=True, help="How long things take, in any log: OCEL 2.0, XES, CSV, Parquet.")


@app.callback()
def timing() -> None:
    """How long things take, in any log: OCEL 2.0, XES, CSV, Parquet."""


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
