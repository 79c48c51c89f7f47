"""The board of promises as it stands, kept in memory: pages ask it, and nobody who writes the copy waits for them."""

import threading
import time
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

import duckdb

from kouan.modules.timing.copying import file as files
from kouan.modules.timing.engines.duck import Duck
from kouan.modules.timing.figures.standing import NOTHING_YET, Unavailable, reading, taken_out
from kouan.modules.timing.promises.judging import TABLE, judge
from kouan.modules.timing.promises.library import operations
from kouan.modules.timing.promises.model import Limit
from kouan.modules.timing.promises.stated import stated
from kouan.modules.timing.shape import log
from kouan.modules.timing.studies.model import digest_of
from kouan.runtime.log import last_position

FRESH, OLD = 20.0, 300.0
Found = TypeVar("Found")


@dataclass(frozen=True, eq=False, slots=True)
class Board:
    """Every limit that operators published, and the cases held against it, after an event's ``position``.

    ``recorded``: microseconds, when that event was recorded, and when open cases were looked at; ``demo``: some of it
    is made up. What is asked of it twice is answered from memory.
    """

    limits: Sequence[Limit]
    position: int
    recorded: int
    demo: bool
    connection: duckdb.DuckDBPyConnection
    answers: dict[Hashable, Any] = field(default_factory=dict)

    @property
    def engine(self) -> Duck:
        """For one thread: a cursor of its own."""
        return Duck(self.connection.cursor())

    @property
    def behind(self) -> int:
        """How many events the log has since."""
        return max(last_position() - self.position, 0)

    @property
    def digest(self) -> str:
        """SHA-256 over all limits and the definitions of what they are on."""
        return self.once("digest", lambda: digest_of((*self.limits, *operations().values())))

    def once(self, key: Hashable, ask: Callable[[], Found]) -> Found:
        """An answer, asked for the first time only."""
        if key not in self.answers:
            self.answers[key] = ask()
        found: Found = self.answers[key]
        return found


@dataclass(slots=True)
class _Kept:
    board: Board
    looked: float
    renewing: bool = False


_kept: dict[str, _Kept] = {}
_turn = threading.Lock()


def board() -> Board:
    """The board; what is older than :data:`FRESH` is renewed while it is shown once more. Raises Unavailable."""
    name = str(files.path())
    with _turn:
        kept = _kept.get(name)
        age = time.monotonic() - kept.looked if kept else OLD
        if kept is None or age >= OLD:
            kept = _kept[name] = _Kept(_looked(kept), time.monotonic())
        elif age > FRESH and not kept.renewing:
            kept.renewing = True
            threading.Thread(target=_renew, args=(name, kept), daemon=True).start()
        return kept.board


def forget_board() -> None:
    """Look anew at the next question."""
    with _turn:
        _kept.clear()


def _renew(name: str, kept: _Kept) -> None:
    try:
        fresh = _looked(kept)
    except Unavailable:
        kept.renewing = False
        return
    with _turn:
        if _kept.get(name) is kept:
            _kept[name] = _Kept(fresh, time.monotonic())


def _looked(kept: _Kept | None) -> Board:
    def ask(duck: Duck) -> Board:
        position = files.copied_to(duck)
        return kept.board if kept and kept.board.position == position else _read(duck, position)

    return reading(None, ask)


def _read(duck: Duck, position: int) -> Board:
    [(recorded,)] = duck.connection.execute("SELECT max(recorded) FROM event").fetchall()
    if recorded is None:
        raise Unavailable(NOTHING_YET)
    [(demo,)] = duck.connection.execute(
        "SELECT count(*) FROM object WHERE attribute = 'demo' AND value = 'true'"
    ).fetchall()
    limits = stated(duck, log())
    judge(duck, operations(), limits, int(recorded))
    return Board(limits, position, int(recorded), bool(demo), taken_out(duck, [TABLE]))
