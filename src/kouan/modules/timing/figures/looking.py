"""Looking at the copy: as it stands, or stood after a position; what many ask of is taken out of it, into memory."""

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, field
from tempfile import TemporaryDirectory
from typing import Any, TypeVar

import duckdb

from kouan.kernel.text import Text
from kouan.modules.timing.copying import file as files
from kouan.modules.timing.copying.refusals import Busy, NoCopy
from kouan.modules.timing.engines.duck import Duck
from kouan.runtime.log import last_position

_NOTHING_YET = Text(
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


class Unavailable(Exception):  # noqa: N818 - said to whoever looks
    """There is nothing to take figures of; ``message`` says why, in one sentence."""

    def __init__(self, message: Text) -> None:
        super().__init__(message.en)
        self.message = message


@dataclass(frozen=True, slots=True)
class Known:
    """How far the log is known: up to an event's ``position``, recorded at ``recorded`` (microseconds); ``demo``: some
    of it is made up."""

    position: int
    recorded: int
    demo: bool


@dataclass(frozen=True, eq=False, slots=True, kw_only=True)
class Taken:
    """Tables taken out of the copy as it was ``known``. What is asked of them twice is answered from memory."""

    known: Known
    connection: duckdb.DuckDBPyConnection
    answers: dict[Hashable, Any] = field(default_factory=dict)

    @property
    def position(self) -> int:
        return self.known.position

    @property
    def recorded(self) -> int:
        return self.known.recorded

    @property
    def demo(self) -> bool:
        return self.known.demo

    @property
    def engine(self) -> Duck:
        """For one thread: a cursor of its own."""
        return Duck(self.connection.cursor())

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


def reading(upto: int | None, ask: Callable[[Duck], Found]) -> Found:
    """Ask the copy as it stands, or stood after a position. Raises Unavailable."""
    try:
        with files.read(upto=upto, patience=3.0) as duck:
            return ask(duck)
    except NoCopy as error:
        raise Unavailable(_NOTHING_YET if upto is None else _NOT_SO_FAR.fill(position=upto)) from error
    except (Busy, duckdb.IOException) as error:
        raise Unavailable(_NOT_NOW) from error


def position_of(duck: Duck, upto: int | None) -> int:
    """The position up to which a copy that was opened so is known."""
    return files.copied_to(duck) if upto is None else upto


def known(duck: Duck, upto: int | None) -> Known:
    """How far a copy that was opened so is known. Raises Unavailable where there is nothing in it."""
    [(recorded,)] = duck.connection.execute("SELECT max(recorded) FROM event").fetchall()
    if recorded is None:
        raise Unavailable(_NOTHING_YET)
    made_up = "SELECT count(*) FROM object WHERE attribute = 'demo' AND value = 'true'"
    [(demo,)] = duck.connection.execute(made_up).fetchall()
    return Known(position_of(duck, upto), int(recorded), bool(demo))


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
