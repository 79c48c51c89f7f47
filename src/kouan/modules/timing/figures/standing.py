"""The units of a study as they stand at one position of the log, in memory: what every figure of a page is taken of.

They are read from the copy once and serve for some seconds, and then for as long as the copy has not moved on.
"""

import threading
import time
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, field
from tempfile import TemporaryDirectory
from typing import Any, TypeVar

import duckdb
import ibis
import ibis.expr.types as ir

from kouan.kernel.text import Text
from kouan.modules.timing.copying import file as files
from kouan.modules.timing.copying.refusals import Busy, NoCopy
from kouan.modules.timing.copying.units import month_of, table_of
from kouan.modules.timing.engines.duck import Duck
from kouan.modules.timing.figures.prepared import question
from kouan.modules.timing.measures.holders import intervals
from kouan.modules.timing.measures.milestones import case_ms, columns, table
from kouan.modules.timing.shape import log
from kouan.modules.timing.studies.model import Study
from kouan.runtime.log import last_position

FRESH, OLD = 20.0, 300.0
_KEPT = 16
NOTHING_YET = Text(
    "时效数据还没有生成：日志正在复制，请稍后再看。",
    "There are no clearance times yet: the log is being copied. Please look again in a while.",
)
_NOT_NOW = Text(
    "时效数据正在更新，请过几秒再看。", "Clearance times are being brought up to date: look again in a few seconds."
)
_NOT_SO_FAR = Text(
    "时效数据还没有复制到第 {position} 号事件，不能按那时的状态计算。",
    "The copy does not reach event {position} yet, so figures as of then cannot be taken.",
)
Found = TypeVar("Found")
CHOSEN, MONTH = "chosen", "month_of_end"


class Unavailable(Exception):  # noqa: N818 - said to whoever looks
    """There is nothing to take figures of; ``message`` says why, in one sentence."""

    def __init__(self, message: Text) -> None:
        super().__init__(message.en)
        self.message = message


@dataclass(frozen=True, eq=False, slots=True)
class Standing:
    """A study's ``case_ms`` (with :data:`MONTH`) and ``interval`` (its units' intervals) after an event's ``position``.

    ``recorded``: microseconds, when that event was recorded; ``demo``: some of it is made up. What is asked of it twice
    is answered from memory.
    """

    study: Study
    position: int
    recorded: int
    demo: bool
    connection: duckdb.DuckDBPyConnection
    answers: dict[Hashable, Any] = field(default_factory=dict)

    @property
    def engine(self) -> Duck:
        """For one thread: a cursor of its own."""
        return Duck(self.connection.cursor())

    def chosen(self, condition: str) -> Duck:
        """For one thread: an engine in which :data:`CHOSEN` has the units that an SQL condition leaves."""
        cursor = self.connection.cursor()
        cursor.execute(f"CREATE OR REPLACE TEMP VIEW {CHOSEN} AS FROM case_ms WHERE {condition}")
        return Duck(cursor)

    @property
    def behind(self) -> int:
        """How many events the log has since."""
        return max(last_position() - self.position, 0)

    def once(self, key: Hashable, ask: Callable[[], Found]) -> Found:
        """An answer, asked for the first time only."""
        if key not in self.answers:
            self.answers[key] = ask()
        found: Found = self.answers[key]
        return found


@dataclass(slots=True)
class _Kept:
    standing: Standing
    looked: float
    renewing: bool = False

    @property
    def age(self) -> float:
        return time.monotonic() - self.looked


_Key = tuple[str, str, int | None]
_kept: dict[_Key, _Kept] = {}
_turn = threading.Lock()


def standing(study: Study, upto: int | None = None) -> Standing:
    """A study's units as they stand, or as they stood after a position. Raises Unavailable.

    What is older than :data:`FRESH` is renewed while it is shown once more; nobody waits, unless it is :data:`OLD`.
    """
    key = (str(files.path()), study.digest, upto)
    with _turn:
        now = _kept.get((key[0], key[1], None))
        if now and upto == now.standing.position:
            return now.standing  # what stood then is what stands
        kept = _kept.get(key)
        if kept is None or kept.age > OLD:
            kept = _keep(key, _looked(study, upto, kept))
        elif kept.age > FRESH and upto is None and not kept.renewing:
            kept.renewing = True
            threading.Thread(target=_renew, args=(key, study, kept), daemon=True).start()
        return kept.standing


def _renew(key: _Key, study: Study, kept: _Kept) -> None:
    try:
        fresh = _looked(study, None, kept)
    except Unavailable:
        kept.renewing = False
        return
    with _turn:
        if _kept.get(key) is kept:
            _keep(key, fresh)


def _keep(key: _Key, fresh: Standing) -> _Kept:
    kept = _kept[key] = _Kept(fresh, time.monotonic())
    for old in sorted(_kept, key=lambda each: _kept[each].looked)[:-_KEPT]:
        del _kept[old]
    return kept


def in_memory(study: Study, name: str = "case_ms") -> ir.Table:
    """The rows of a study's units, with the month in which each ended."""
    return ibis.table({**table(study).schema(), MONTH: "string"}, name=name)


def forget() -> None:
    """Look anew at the next question."""
    with _turn:
        _kept.clear()


def reading(upto: int | None, ask: Callable[[Duck], Found]) -> Found:
    """Ask the copy as it stands, or stood after a position. Raises Unavailable."""
    try:
        with files.read(upto=upto, patience=3.0) as duck:
            return ask(duck)
    except NoCopy as error:
        raise Unavailable(NOTHING_YET if upto is None else _NOT_SO_FAR.fill(position=upto)) from error
    except (Busy, duckdb.IOException) as error:
        raise Unavailable(_NOT_NOW) from error


def _looked(study: Study, upto: int | None, kept: _Kept | None) -> Standing:
    def ask(duck: Duck) -> Standing:
        position = files.copied_to(duck) if upto is None else upto
        if kept and kept.standing.position == position:
            return kept.standing
        return _read(duck, study, position, now=upto is None)

    return reading(upto, ask)


def _read(duck: Duck, study: Study, position: int, *, now: bool) -> Standing:
    said = duck.connection.execute("SELECT max(recorded) FROM event").fetchall()
    if said[0][0] is None:
        raise Unavailable(NOTHING_YET)
    demo = duck.connection.execute("SELECT count(*) FROM object WHERE attribute = 'demo' AND value = 'true'").fetchall()
    duck.connection.execute(f"CREATE TABLE known AS {cases(duck, study, now=now)}")
    with_month = f"SELECT *, {month_of(study.overall.end)} AS {MONTH} FROM known c"  # noqa: S608 - a milestone's name
    duck.connection.execute(f"CREATE TABLE case_ms AS {with_month}")
    tables = ["case_ms", *(["interval"] if study.holders else [])]
    if study.holders:
        duck.connection.execute(f"CREATE TABLE interval AS {question('intervals', study, _intervals)}")
    return Standing(study, position, int(said[0][0]), bool(demo[0][0]), taken_out(duck, tables))


def cases(duck: Duck, study: Study, *, now: bool) -> str:
    """The question for the rows of a study: those that the copy keeps, where it keeps them and they are asked for."""
    kept = "SELECT count(*) FROM duckdb_tables() WHERE database_name = 'copy' AND table_name = ?"
    if now and duck.connection.execute(kept, [table_of(study)]).fetchall()[0][0]:
        wanted = ", ".join(f'"{column}"' for column in columns(study))
        return f'SELECT {wanted} FROM copy."{table_of(study)}"'  # noqa: S608 - columns of a study
    return question("case_ms", study, lambda each: case_ms(log(), each))


def _intervals(study: Study) -> ir.Table:
    return intervals(log(), study, table(study))


def taken_out(duck: Duck, tables: Iterable[str]) -> duckdb.DuckDBPyConnection:
    """These tables in a DuckDB of their own, so that nobody who writes the copy waits for whoever looks at them."""
    memory = duckdb.connect(":memory:")
    memory.execute(f"SET memory_limit = '{files.limits().memory}'")
    with TemporaryDirectory(prefix="kouan-standing-") as folder:
        for name in tables:
            file = f"'{folder}/{name}.parquet'"
            duck.connection.execute(f"COPY {name} TO {file} (FORMAT parquet)")
            memory.execute(f"CREATE TABLE {name} AS FROM read_parquet({file})")
    return memory
