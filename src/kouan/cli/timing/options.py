"""The options that every question about a log takes."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer


class Engines(StrEnum):
    """What answers."""

    DUCKDB = "duckdb"
    SPARK = "spark"


@dataclass(frozen=True, slots=True)
class Asked:
    """About which log, how it is read, which kinds of object (none: all), and how the answer is given."""

    log: Path
    columns: tuple[str, ...]
    zone: str
    kinds: tuple[str, ...]
    engine: Engines
    json: bool


@dataclass(frozen=True, slots=True)
class Wanted:
    """The study that is named, as a code or a file; or stages ("A -> B") and attributes to tell things apart by."""

    study: str
    stages: tuple[str, ...]
    by: tuple[str, ...]


LogFile = Annotated[
    Path, typer.Option("--log", help="OCEL 2.0 (SQLite, JSON, a folder of CSV), XES, CSV or Parquet; gzipped or not.")
]
ColumnMap = Annotated[
    list[str] | None,
    typer.Option(
        "--columns",
        metavar="KEY=COLUMN",
        help="Which column says what: activity, time, case, object, object:KIND, event, party, recorded, source; also"
        " separator and format. Repeat it, or name a YAML or JSON file.",
    ),
]
Zone = Annotated[str, typer.Option("--zone", help="Zone of times that name none: UTC unless said here or in the map.")]
Kinds = Annotated[
    list[str] | None, typer.Option("--object", metavar="KIND", help="Only this kind of object. May be repeated.")
]
AnyLog = Annotated[
    Path | None,
    typer.Option(
        "--log", help="OCEL 2.0, XES, CSV or Parquet, as above; without it, the platform's own log in the data folder."
    ),
]
Levers = Annotated[
    list[str] | None,
    typer.Option(
        "--lever",
        help="parallel=STEP@BESIDE, advance=60%@24h, guarantee=100%, hours=every@08:00-20:00, cap=inspection@8h."
        " May be repeated.",
    ),
]
EngineName = Annotated[Engines, typer.Option("--engine", help="What answers: DuckDB here, or Spark.")]
StudyName = Annotated[
    str,
    typer.Option(
        "--study", metavar="CODE|FILE", help="A definition that comes with Kouan, by its code, or one in a YAML file."
    ),
]
LimitsName = Annotated[
    str,
    typer.Option(
        "--limits",
        metavar="CODE|FILE",
        help="Limits to measure by: shidao, or a YAML file. Without it those that the log itself states.",
    ),
]
Stages = Annotated[
    list[str] | None,
    typer.Option(
        "--stage", metavar="'A -> B'", help="From the first A to the first B. May be repeated; without --study."
    ),
]
By = Annotated[
    list[str] | None,
    typer.Option("--by", metavar="ATTRIBUTE", help="Told apart by an attribute of the objects. May be repeated."),
]
Json = Annotated[bool, typer.Option("--json", help="Machine output; times in seconds.")]
Top = Annotated[int, typer.Option("--top", min=0, help="Only the most frequent of each kind of object; 0: all.")]
