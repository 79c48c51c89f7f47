"""Small logs for tests: written by hand as rows, asked of DuckDB, or of Spark where it is there."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from kouan.kernel.clock import SHANGHAI, to_micros
from kouan.modules.timing.engines.duck import Duck, lay_out, opened
from kouan.modules.timing.shape import TABLES

SECOND = 1_000_000
HOUR = 3600 * SECOND
Related = tuple[str, str] | tuple[str, str, str]


def at(said: str) -> int:
    """Microseconds of a time in the port, as 2026-03-02 08:30 or 2026-03-02 08:30:15.000001."""
    return to_micros(datetime.fromisoformat(said).replace(tzinfo=SHANGHAI))


@dataclass
class Told:
    """A log as rows of the four tables."""

    event: list[tuple[object, ...]] = field(default_factory=list)
    relation: list[tuple[object, ...]] = field(default_factory=list)
    object: list[tuple[object, ...]] = field(default_factory=list)
    link: list[tuple[object, ...]] = field(default_factory=list)
    index: object = None
    indexed: int = 0

    def happens(self, ts: int, kind: str, *things: Related, party: str = "") -> "Told":
        """One event about these objects, each (kind, id) or (kind, id, qualifier)."""
        number = len(self.event) + 1
        self.event.append((number, kind, ts, ts, party, "test"))
        self.relation += [(number, ts, kind, *thing, *([""] if len(thing) == 2 else [])) for thing in things]
        return self

    def is_known(self, kind: str, thing: str, **attributes: str) -> "Told":
        self.object += [(kind, thing, name, value) for name, value in attributes.items()]
        return self

    def belongs(self, one: tuple[str, str], to: tuple[str, str], qualifier: str = "") -> "Told":
        self.link.append((*one, *to, qualifier))
        return self


def rows_of(told: Told) -> Mapping[str, Sequence[tuple[object, ...]]]:
    return {name: getattr(told, name) for name in TABLES}


@contextmanager
def in_duckdb(told: Told, duck: Duck | None = None) -> Iterator[Duck]:
    """The log in DuckDB in memory; in ``duck`` instead of what was there, where it is given."""
    if duck:
        _fill(duck, told)
        yield duck
        return
    with opened() as own:
        lay_out(own)
        _fill(own, told)
        yield own


def _fill(duck: Duck, told: Told) -> None:
    for name, rows in rows_of(told).items():
        duck.connection.execute(f'DELETE FROM "{name}"')
        for first in range(0, len(rows), 500):
            some = rows[first : first + 500]
            marks = ", ".join(f"({', '.join('?' * len(TABLES[name]))})" for _ in some)
            values = [value for row in some for value in row]
            duck.connection.execute(f'INSERT INTO "{name}" VALUES {marks}', values)


def as_parquet(duck: Duck, folder: Path) -> Path:
    """The tables as Parquet files, for Spark."""
    for name in TABLES:
        duck.connection.execute(f"COPY \"{name}\" TO '{folder / name}.parquet' (FORMAT parquet)")
    return folder
